// Lists of documents, by what the actor may read.
#include <algorithm>

#include "features/committees/actions.h"
#include "features/documents/actions.h"
#include "features/documents/store.h"

namespace alianza::document {
namespace {

constexpr int download_step = 500;

store::Scope scope_of(const Sight& s) { return {s.agency, s.convenes, s.keeper, s.self, s.bodies}; }

store::Wanted wanted(const Sight& sight, const Filter& f) {
  return {
      scope_of(sight), f.withdrawn, f.kind, f.committee, f.confidentiality, fold(f.search), static_cast<store::Order>(f.order)};
}

store::Order other_way(store::Order order) {
  switch (order) {
    case store::Order::newest: return store::Order::oldest;
    case store::Order::oldest: return store::Order::newest;
    case store::Order::title: return store::Order::title_back;
    case store::Order::title_back: return store::Order::title;
  }
  return order;
}

std::vector<Filed> take(std::vector<store::Filed> rows) {
  std::vector<Filed> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back({std::move(row.document), std::move(row.version)});
  return out;
}

}  // namespace

std::optional<Cursor> Cursor::parse(std::string_view text, Direction direction) {
  const auto mark = text.rfind('~');
  if (mark == std::string_view::npos) return std::nullopt;
  const auto id = DocumentId::parse(text.substr(mark + 1));
  if (!id) return std::nullopt;
  return Cursor{std::string(text.substr(0, mark)), *id, direction};
}

std::string Cursor::text() const { return word + "~" + id.text(); }

Sight sight_of(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& at) {
  const auto& standing = at.standing;
  Sight s;
  s.agency = standing.works_for_agency();
  s.convenes = standing.convenes();
  s.keeper = standing.directs() || standing.holds(auth::Role::legal);
  if (actor) s.self = actor->account;
  s.bodies = committees::offices_of(tx, actor, at);
  const auto opens = [](const membership::Seat& seat) {
    return seat.status == membership::Status::active || seat.status == membership::Status::suspended;
  };
  if (std::none_of(standing.seats.begin(), standing.seats.end(), opens)) return s;
  for (const auto& [committee, members] : committees::members_of_alliance(tx, at.alliance.id))
    for (const auto& seat : standing.seats)
      if (opens(seat) && std::find(members.begin(), members.end(), seat.organization) != members.end())
        s.bodies.push_back(committee);
  return s;
}

Page list(db::Tx& tx, AllianceId alliance, const Sight& sight, const Filter& filter, const std::optional<Cursor>& cursor,
          int limit) {
  auto w = wanted(sight, filter);
  const auto order = w.order;
  const bool back = cursor && cursor->direction == Cursor::Direction::back;
  if (back) w.order = other_way(order);
  const auto beyond = cursor ? std::optional(store::Key{cursor->word, cursor->id}) : std::nullopt;
  auto rows = store::page(tx, alliance, w, beyond, limit + 1);
  const bool more = rows.size() > static_cast<std::size_t>(limit);
  if (more) rows.pop_back();
  if (back) std::reverse(rows.begin(), rows.end());
  Page page{std::move(rows), {}, {}};
  if (page.rows.empty()) return page;
  const auto at = [&](const Document& d, Cursor::Direction direction) {
    const auto key = store::key_of(d, order);
    return Cursor{key.word, key.id, direction};
  };
  if (back ? more : cursor.has_value()) page.earlier = at(page.rows.front(), Cursor::Direction::back);
  if (back || more) page.later = at(page.rows.back(), Cursor::Direction::on);
  return page;
}

std::int64_t count(db::Tx& tx, AllianceId alliance, const Sight& sight, const Filter& filter) {
  return store::count(tx, alliance, wanted(sight, filter));
}

void each(db::Tx& tx, AllianceId alliance, const Sight& sight, const Filter& filter,
          const std::function<void(const Document&)>& take_one) {
  std::optional<Cursor> at;
  do {
    const auto page = list(tx, alliance, sight, filter, at, download_step);
    for (const auto& row : page.rows) take_one(row);
    at = page.later;
  } while (at);
}

std::vector<Filed> filed(db::Tx& tx, AllianceId alliance, const Sight& sight, std::optional<CommitteeId> committee) {
  return take(store::filed(tx, alliance, scope_of(sight), committee));
}

std::vector<Filed> published(db::Tx& tx, AllianceId alliance) { return take(store::of_public(tx, alliance)); }

Result<Filed> find_published(db::Tx& tx, AllianceId alliance, DocumentId id) {
  auto document = store::find(tx, alliance, id);
  if (!document || document->withdrawn || document->confidentiality != Confidentiality::everyone) return fail(Error::not_found());
  auto version = store::find_version(tx, id);
  if (!version) return fail(Error::not_found());
  return Filed{std::move(*document), std::move(*version)};
}

}  // namespace alianza::document
