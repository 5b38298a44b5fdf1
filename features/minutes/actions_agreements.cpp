// Agreements: made at a meeting, followed until they are done.
#include <algorithm>
#include <charconv>

#include "features/committees/actions.h"
#include "features/membership/actions.h"
#include "features/minutes/actions_shared.h"
#include "features/minutes/store.h"
#include "features/minutes/store_agreements.h"

namespace alianza::minutes {
namespace {

constexpr int download_step = 500;

feature::About about(const Agreement& a) { return {a.agency.value(), a.alliance.value(), "agreement", a.id.value()}; }

audit::Fields changes(const Agreement& before, const Agreement& after) {
  audit::Fields f;
  f.change("text", before.text, after.text).change("organization", before.organization, after.organization);
  f.change("due", before.due, after.due);
  if (before.person != after.person) f.personal("person", before.person, after.person);
  return f;
}

std::vector<CommitteeId> joined_of(db::Tx& tx, MeetingId meeting) { return store::joined(tx, {meeting})[meeting]; }

/// The owner has a place in the alliance.
Done check_owner(db::Tx& tx, AllianceId alliance, OrganizationId organization) {
  if (organization && membership::history(tx, alliance, organization).empty())
    return fail(Error::field("organization", _("Elija una organización de la alianza.")));
  return {};
}

/// Nothing is due before it was agreed.
Done check_due(const Agreement& a, const std::optional<Date>& met) {
  if (a.due && met && *a.due < *met)
    return fail(Error::field("due", _("La fecha límite no puede ir antes del día de la reunión, {1}.").arg(met->text())));
  return {};
}

store::Wanted wanted(const alliances::Seen& seen, const Sight& sight, const Filter& filter) {
  store::Wanted w;
  w.scope = {sight.everything, sight.bodies, sight.owners};
  w.state = filter.state;
  w.committee = filter.committee;
  w.owner = filter.owner;
  w.search = fold(filter.search);
  if (filter.overdue || filter.due_in) w.state = Progress::open;
  // What is due soon begins today: the overdue stand in their own filter.
  if (filter.due_in) w.due_from = seen.today.text();
  if (filter.due_in) w.due_before = seen.today.plus_days(*filter.due_in + 1).text();
  if (filter.overdue) w.due_before = seen.today.text();
  return w;
}

}  // namespace

search::Document document(const Agreement& a, const std::vector<CommitteeId>& joined) {
  return {.kind = "agreement",
          .agency = a.agency.value(),
          .alliance = a.alliance.value(),
          .id = a.id.value(),
          .title = {a.text.substr(0, a.text.find('\n')), "", Lang::es},
          .text = {a.text, "", Lang::es},
          .audience = a.committee ? search::Audience::circle : search::Audience::members,
          .circles = circles_of(a.committee, joined)};
}

Result<SeenAgreement> see_agreement(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, AgreementId id) {
  SeenAgreement s{TRY(alliances::see(tx, actor, alliance)), {}, false, false, false};
  auto agreement = store::find_agreement(tx, alliance, id);
  if (!agreement) return fail(Error::not_found());
  s.agreement = std::move(*agreement);
  const auto& standing = s.seen.standing;
  const auto ties = ties_to(tx, actor, s.seen, bodies_of(tx, s.agreement.meeting, s.agreement.committee));
  const auto& owner = s.agreement.organization;
  const bool owns =
      owner && standing.reads_as_member() && std::any_of(standing.seats.begin(), standing.seats.end(), [&](const auto& seat) {
        return seat.organization == owner && seat.status != membership::Status::invited &&
               seat.status != membership::Status::withdrawn;
      });
  if (!may(Action::read, standing, ties) && !owns) return fail(Error::not_found());
  s.may_write = may(Action::write, standing, ties);
  s.may_close = may_close(standing, ties, s.agreement);
  const auto minutes = store::find(tx, s.agreement.meeting);
  s.is_fixed = minutes && minutes->state != State::draft;
  return s;
}

std::vector<AgreementChange> history(db::Tx& tx, AgreementId id) { return store::changes(tx, id); }

Result<Agreement> agree(db::Tx& tx, const feature::Act& act, const Minutes& m, const Agreement& checked) {
  auto a = checked;
  a.id = AgreementId::make();
  a.agency = m.agency;
  a.alliance = m.alliance;
  a.committee = m.committee;
  a.meeting = m.meeting;
  a = store::insert(tx, std::move(a), act.who());
  search::put(tx, document(a, joined_of(tx, a.meeting)));
  auto fields = changes({}, a);
  fields.set("number", a.number);
  feature::record(tx, act, about(a), "agreement.make", std::move(fields));
  TRY(feature::remember(tx, act, a.id.text()));
  return a;
}

Result<Agreement> agree(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, const AgreementInput& input) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::write));
  const auto m = TRY(edition(tx, seen));
  if (m.state != State::draft)
    return fail(Error::conflict(_("La minuta ya no es un borrador. Regrésela a borrador, o corríjala si está aprobada.")));
  auto a = TRY(parse(input));
  TRY(check_owner(tx, alliance, a.organization));
  TRY(check_due(a, seen.meeting.meeting.on));
  if (a.section && !store::find_section(tx, m.id, a.section)) a.section = {};
  return agree(tx, act, m, a);
}

Result<Agreement> edit_agreement(db::Tx& tx, const feature::Act& act, AllianceId alliance, AgreementId id,
                                 const AgreementInput& input) {
  const auto seen = TRY(see_agreement(tx, act.actor, alliance, id));
  if (!seen.may_write) return fail(Error::forbidden());
  if (seen.is_fixed)
    return fail(Error::conflict(_("El acuerdo consta en una minuta enviada a revisión o aprobada: su texto ya no cambia aquí.")));
  const auto& before = seen.agreement;
  auto a = TRY(parse(input));
  TRY(check_owner(tx, alliance, a.organization));
  if (const auto meeting = meetings::find(tx, alliance, before.meeting)) TRY(check_due(a, meeting->on));
  auto after = before;
  after.text = a.text;
  after.organization = a.organization;
  after.person = a.person;
  after.due = a.due;
  after.version = 0;
  std::from_chars(input.version.data(), input.version.data() + input.version.size(), after.version);
  if (!store::update(tx, after))
    return fail(Error::conflict(_("Alguien guardó este acuerdo mientras usted escribía. Su texto sigue aquí.")));
  search::put(tx, document(after, joined_of(tx, after.meeting)));
  feature::record(tx, act, about(after), "agreement.edit", changes(before, after));
  TRY(feature::remember(tx, act, id.text()));
  return *store::find_agreement(tx, alliance, id);
}

Result<Agreement> progress(db::Tx& tx, const feature::Act& act, AllianceId alliance, AgreementId id, std::string_view to,
                           std::string_view note) {
  const auto seen = TRY(see_agreement(tx, act.actor, alliance, id));
  if (!seen.may_close) return fail(Error::forbidden());
  Progress state{};
  if (!from_text(to, state)) return fail(Error::field("to", _("Elija un estado: open, done, cancelled.")));
  // Who answers for it closes it; what was agreed is taken back only by who keeps the minutes.
  if (state != Progress::done && !seen.may_write) return fail(Error::forbidden());
  auto why = parse_text(note, 2000, Lines::many);
  if (!why) return fail(Error::field("note", why.error().message));
  if (auto no = refuses_progress(seen.agreement.state, state, *why)) return fail(std::move(*no));
  store::set_progress(tx, seen.agreement, state, *why, act.who());
  const char* verb = state == Progress::done        ? "agreement.close"
                     : state == Progress::cancelled ? "agreement.cancel"
                                                    : "agreement.reopen";
  feature::record(tx, act, about(seen.agreement), verb,
                  audit::Fields().change("state", to_text(seen.agreement.state), to_text(state)).set("note", *why));
  TRY(feature::remember(tx, act, id.text()));
  return *store::find_agreement(tx, alliance, id);
}

std::map<MeetingId, std::vector<CommitteeId>> joined_bodies(db::Tx& tx, const std::vector<MeetingId>& meetings) {
  return store::joined(tx, meetings);
}

Sight sight_of(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen) {
  Sight s;
  const auto& standing = seen.standing;
  s.everything = standing.works_for_agency();
  s.bodies = committees::offices_of(tx, actor, seen);
  if (standing.reads_as_member()) s.bodies.push_back(CommitteeId());
  for (const auto& seat : standing.seats) {
    if (seat.status != membership::Status::active && seat.status != membership::Status::suspended) continue;
    s.owners.push_back(seat.organization);
    for (const auto& m : committees::memberships_of(tx, seat.organization))
      if (!m.until) s.bodies.push_back(m.committee);
  }
  return s;
}

bool take_due(std::string_view word, Filter& filter) {
  filter.overdue = word == "overdue";
  if (word == "week") filter.due_in = days_of_week;
  if (word == "soon") filter.due_in = soon_days;
  return filter.overdue || filter.due_in;
}

std::optional<Cursor> Cursor::parse(std::string_view text) {
  Cursor c;
  if (text.starts_with('<')) {
    c.direction = Direction::back;
    text.remove_prefix(1);
  }
  const auto mark = text.find('~');
  if (mark == std::string_view::npos) return std::nullopt;
  const auto due = Date::parse(text.substr(0, mark));
  const auto id = AgreementId::parse(text.substr(mark + 1));
  if (!due || !id) return std::nullopt;
  c.due = due->text();
  c.id = *id;
  return c;
}

std::string Cursor::text() const { return (direction == Direction::back ? "<" : "") + due + "~" + id.text(); }

Page list(db::Tx& tx, const alliances::Seen& seen, const Sight& sight, const Filter& filter, const std::optional<Cursor>& cursor,
          int limit) {
  const auto w = wanted(seen, sight, filter);
  const bool back = cursor && cursor->direction == Cursor::Direction::back;
  const store::Key from = cursor ? store::Key{cursor->due, cursor->id} : store::Key{};
  const auto& alliance = seen.alliance.id;
  auto rows = back ? store::backward(tx, alliance, w, from, limit + 1) : store::forward(tx, alliance, w, from, limit + 1);
  const bool more = rows.size() > static_cast<std::size_t>(limit);
  if (more) rows.pop_back();
  if (back) std::reverse(rows.begin(), rows.end());
  Page page{std::move(rows), {}, {}};
  if (page.rows.empty()) return page;
  const auto at = [](const Agreement& a, Cursor::Direction direction) {
    return Cursor{a.due ? a.due->text() : "9999-12-31", a.id, direction};
  };
  if (back ? more : cursor.has_value()) page.earlier = at(page.rows.front(), Cursor::Direction::back);
  if (back || more) page.later = at(page.rows.back(), Cursor::Direction::on);
  return page;
}

std::int64_t count(db::Tx& tx, const alliances::Seen& seen, const Sight& sight, const Filter& filter) {
  return store::count(tx, seen.alliance.id, wanted(seen, sight, filter));
}

void each(db::Tx& tx, const alliances::Seen& seen, const Sight& sight, const Filter& filter,
          const std::function<void(const Agreement&)>& take) {
  std::optional<Cursor> at;
  do {
    const auto page = list(tx, seen, sight, filter, at, download_step);
    for (const auto& row : page.rows) take(row);
    at = page.later;
  } while (at);
}

search::Slice searched_agreements(db::Tx& tx, std::int64_t after, int limit) {
  search::Slice out;
  const auto rows = store::agreements_after(tx, AgreementId(after), limit);
  std::vector<MeetingId> meetings;
  for (const auto& a : rows) meetings.push_back(a.meeting);
  auto joined = store::joined(tx, meetings);
  for (const auto& a : rows) {
    out.documents.push_back(document(a, joined[a.meeting]));
    out.last = a.id.value();
  }
  return out;
}

void merge(db::Tx& tx, const Merge& m) { store::merge(tx, {m.id, m.kept, m.gone}); }
void unmerge(db::Tx& tx, const Merge& m) { store::unmerge(tx, {m.id, m.kept, m.gone}); }

}  // namespace alianza::minutes
