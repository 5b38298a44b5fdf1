// Lists of meetings: pages by key, downloads, counters.
#include <algorithm>

#include "features/meetings/actions.h"
#include "features/meetings/store.h"
#include "features/meetings/store_attendance.h"
#include "platform/i18n/format.h"

namespace alianza::meetings {
namespace {

constexpr int download_step = 500;

/// The filter as a range of the store; upcoming begins today, past ends before it. What was held today is past.
store::Range range(const Filter& filter, Date today) {
  store::Range r;
  r.committee = filter.committee;
  r.kind = filter.kind;
  r.state = filter.state;
  r.search = fold(filter.search);
  if (filter.year) {
    r.low = std::to_string(*filter.year);
    r.high = std::to_string(*filter.year + 1);
  }
  const auto tomorrow = today.plus_days(1).text();
  if (filter.when == When::upcoming) {
    r.low = std::max(r.low, today.text());
    r.held_low = tomorrow;
  }
  if (filter.when == When::past) {
    r.high = std::min(r.high, tomorrow);
    r.open_high = today.text();
  }
  return r;
}

const store::Key first{"", MeetingId()};
const store::Key after_all{"9999", MeetingId()};

std::vector<Listed> with_counts(db::Tx& tx, std::vector<Meeting> meetings) {
  std::vector<MeetingId> ids;
  for (const auto& m : meetings) ids.push_back(m.id);
  auto turnouts = store::turnouts(tx, ids);
  auto counts = store::counts_of(tx, ids);
  std::vector<Listed> out;
  for (auto& m : meetings) {
    const auto id = m.id;
    out.push_back({std::move(m), turnouts[id], std::move(counts[id])});
  }
  return out;
}

Cursor cursor_at(const Meeting& m, Cursor::Direction direction) { return {m.sort_on, m.id, direction}; }

}  // namespace

std::optional<Cursor> Cursor::parse(std::string_view text) {
  Cursor c;
  if (text.starts_with('<')) {
    c.direction = Direction::back;
    text.remove_prefix(1);
  }
  const auto mark = text.find('~');
  if (mark == std::string_view::npos) return std::nullopt;
  const auto when = CivilTime::parse(text.substr(0, mark));
  const auto id = MeetingId::parse(text.substr(mark + 1));
  if (!when || !id) return std::nullopt;
  c.sort_on = when->text();
  c.id = *id;
  return c;
}

std::string Cursor::text() const { return (direction == Direction::back ? "<" : "") + sort_on + "~" + id.text(); }

Page list(db::Tx& tx, AllianceId alliance, const Filter& filter, const std::optional<Cursor>& cursor, int limit, Date today) {
  const auto r = range(filter, today);
  const bool ascending = filter.when == When::upcoming;
  const bool back = cursor && cursor->direction == Cursor::Direction::back;
  const bool forward = ascending != back;
  const store::Key from = cursor ? store::Key{cursor->sort_on, cursor->id} : forward ? first : after_all;
  auto rows = forward ? store::forward(tx, alliance, r, from, limit + 1) : store::backward(tx, alliance, r, from, limit + 1);
  const bool more = rows.size() > static_cast<std::size_t>(limit);
  if (more) rows.pop_back();
  if (back) std::reverse(rows.begin(), rows.end());
  Page page{with_counts(tx, std::move(rows)), {}, {}};
  if (page.rows.empty()) return page;
  // Who came from one side can go back there; on the other side only when a row was left over.
  if (back ? more : cursor.has_value()) page.earlier = cursor_at(page.rows.front().meeting, Cursor::Direction::back);
  if (back || more) page.later = cursor_at(page.rows.back().meeting, Cursor::Direction::on);
  return page;
}

std::int64_t count(db::Tx& tx, AllianceId alliance, const Filter& filter, Date today) {
  return store::count(tx, alliance, range(filter, today));
}

void each(db::Tx& tx, AllianceId alliance, const Filter& filter, Date today, const std::function<void(const Listed&)>& take) {
  std::optional<Cursor> at;
  do {
    const auto page = list(tx, alliance, filter, at, download_step, today);
    for (const auto& row : page.rows) take(row);
    at = page.later;
  } while (at);
}

std::string bodies_text(const Meeting& m, const std::map<CommitteeId, std::string>& names, Lang lang) {
  std::vector<std::string> out;
  for (const auto id : bodies_of(m))
    if (const auto found = names.find(id); found != names.end()) out.push_back(found->second);
  return out.empty() ? std::string() : i18n::join(lang, out);
}

std::vector<std::string> years(db::Tx& tx, AllianceId alliance) { return store::years(tx, alliance); }

std::map<CommitteeId, Meeting> next_of_committees(db::Tx& tx, AllianceId alliance, Date today) {
  return store::next_of_committees(tx, alliance, today.text());
}

std::int64_t without_agenda(db::Tx& tx, AllianceId alliance, Date today, int days) {
  return store::without_agenda(tx, alliance, today.text(), today.plus_days(days).text());
}

std::map<CommitteeId, std::vector<bool>> cadence(db::Tx& tx, AllianceId alliance, Date today, int months) {
  const date::year_month last_month{today.ymd().year(), today.ymd().month()};
  std::vector<std::string> names;  // "2026-03", oldest first
  for (int i = months - 1; i >= 0; --i) names.push_back(Date((last_month - date::months(i)) / date::day(1)).text().substr(0, 7));
  const auto high = Date((last_month + date::months(1)) / date::day(1)).text();
  std::map<CommitteeId, std::vector<bool>> out;
  for (const auto& held : store::held_months(tx, alliance, names.front(), high)) {
    auto& row = out.try_emplace(held.committee, names.size(), false).first->second;
    const auto found = std::find(names.begin(), names.end(), held.month);
    if (found != names.end()) row[static_cast<std::size_t>(found - names.begin())] = true;
  }
  return out;
}

std::map<CommitteeId, Share> shares(db::Tx& tx, AllianceId alliance, OrganizationId organization, Date first_day, Date last_day) {
  std::map<CommitteeId, Share> out;
  for (const auto& s : store::shares(tx, alliance, organization, first_day.text(), last_day.plus_days(1).text()))
    out[s.committee] = {s.held, s.attended};
  return out;
}

std::vector<YearOfParticipation> participation(db::Tx& tx, AllianceId alliance) {
  std::vector<YearOfParticipation> out;
  for (const auto& row : store::participation(tx, alliance))
    out.push_back({std::stoi(row.year), row.meetings, row.organizations, row.persons});
  return out;
}

void each_presence(db::Tx& tx, AllianceId alliance, const std::function<void(const Presence&)>& take) {
  store::each_presence(tx, alliance, [&](const store::Presence& p) { take({p.meeting, p.row}); });
}

}  // namespace alianza::meetings
