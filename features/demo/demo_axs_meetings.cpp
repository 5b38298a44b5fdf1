// AxS: the meetings that the source tells, with the numbers it reports. Nobody's attendance is known.
#include <boost/json.hpp>
#include <set>

#include "features/demo/demo_axs.h"
#include "features/demo/words.h"
#include "features/meetings/actions.h"

namespace alianza::demo {
namespace {

namespace json = boost::json;
using meetings::Kind;

const json::value& at(const json::value& row, std::string_view key) { return row.as_object().at(key); }

std::optional<Date> day(const json::value& row, std::string_view key) {
  const auto typed = text(row, key);
  return typed.empty() ? std::nullopt : Date::parse(typed);
}

/// The chapter with the mark of the fact: «capítulo 2, Acercamiento y diálogo (E-14)».
LocalizedText source_of(const json::value& row) {
  auto source = localized(row, "chapter");
  const auto mark = " (" + text(row, "fact") + ")";
  return {source.es + mark, source.en + mark, Lang::es};
}

/// Events that are meetings; "the committees meet every month" tells a habit, not a meeting.
bool is_meeting(const json::value& event) {
  const auto type = text(event, "meeting_type");
  return !type.empty() && type != "committee";
}

meetings::Draft draft(const json::value& event) {
  meetings::Draft d;
  auto& m = d.meeting;
  ENSURE(meetings::from_text(text(event, "meeting_type"), m.kind));
  ENSURE(meetings::from_text(text(event, "precision"), m.precision));
  m.title = localized(event, "title");
  m.summary = localized(event, "text");
  m.venue = localized(event, "place");
  m.on = day(event, "date");
  m.until = day(event, "date_to");
  m.sort_on = text(event, "sort_date") + "T00:00";
  m.state = meetings::State::held;
  m.source = source_of(event);
  return d;
}

/// Events whose figure counts who came: those of the funnel. Criteria and committees are figures too, but no attendance.
std::set<std::string> counted_events() {
  std::set<std::string> out;
  for (const auto& moment : document("axs/funnel").as_array()) out.insert(text(moment, "event"));
  return out;
}

Done report(db::Tx& tx, const feature::Act& act, const meetings::Meeting& meeting, const json::value& event) {
  const auto& figure = at(event, "figure");
  meetings::ReportedCount count;
  count.value = static_cast<int>(number(figure, "value"));
  ENSURE(meetings::from_text(text(figure, "qualifier"), count.qualifier));
  count.noun = localized(figure, "noun");
  count.rule = localized(figure, "rule");
  count.source = source_of(event);
  TRY(meetings::report_count(tx, act, meeting, count));
  return {};
}

/// A council of which only the number of sessions and their year are known.
Done council_sessions(db::Tx& tx, const feature::Act& act, const alliances::Alliance& alliance, const json::value& body,
                      committees::CommitteeId council) {
  const auto& sessions = at(body, "sessions");
  const auto name = localized(body, "name");
  meetings::Draft d;
  auto& m = d.meeting;
  m.kind = Kind::council;
  m.committee = council;
  m.title = {"Sesión del " + name.es, "Session of the " + name.en, Lang::es};
  m.summary = localized(body, "note");
  m.on = day(sessions, "date");
  ENSURE(meetings::from_text(text(sessions, "precision"), m.precision));
  m.state = meetings::State::held;
  m.source = source_of(at(body, "source"));
  for (std::int64_t i = 0; i < number(sessions, "count"); ++i) TRY(meetings::schedule(tx, act, alliance.id, d));
  return {};
}

}  // namespace

Result<MeetingsByMark> load_axs_meetings(db::Tx& tx, const feature::Act& act, const alliances::Alliance& alliance,
                                         const CommitteesByKey& committees) {
  MeetingsByMark out;
  const auto counted = counted_events();
  for (const auto& event : document("axs/events").as_array()) {
    if (!is_meeting(event)) continue;
    const auto mark = text(event, "id");
    const auto meeting = TRY(meetings::schedule(tx, act, alliance.id, draft(event)));
    out.emplace(mark, meeting.id);
    if (counted.contains(mark)) TRY(report(tx, act, meeting, event));
  }
  for (const auto& body : document("axs/committees").as_array())
    if (!at(body, "sessions").is_null()) TRY(council_sessions(tx, act, alliance, body, committees.at(text(body, "key"))));
  return out;
}

}  // namespace alianza::demo
