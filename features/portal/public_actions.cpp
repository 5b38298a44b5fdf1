// What everybody may read of an alliance's record.
#include <algorithm>
#include <set>

#include "features/agencies/actions.h"
#include "features/meetings/actions.h"
#include "features/portal/actions.h"
#include "features/portal/store.h"

namespace alianza::portal {
namespace {

/// A committee's monthly session is the committee's; the timeline tells what gathered the whole alliance.
bool of_whole_alliance(const meetings::Meeting& meeting) {
  return !meeting.committee && meeting.kind != meetings::Kind::council && meeting.state != meetings::State::cancelled;
}

Figure figure_of(const meetings::ReportedCount& count) { return {count.value, count.qualifier, count.noun, count.rule}; }

/// What was reported, or else what the attendance list proves.
std::vector<Figure> counted(const meetings::Listed& row) {
  std::vector<Figure> out;
  for (const auto& count : row.counts) out.push_back(figure_of(count));
  if (!out.empty() || row.turnout.organizations == 0) return out;
  const bool one = row.turnout.organizations == 1;
  out.push_back({row.turnout.organizations,
                 Qualifier::exact,
                 {one ? "organización" : "organizaciones", one ? "organisation" : "organisations", Lang::es},
                 {"Organizaciones en la lista de asistencia; cada una cuenta una vez.",
                  "Organisations on the attendance list; each counts once.", Lang::es}});
  return out;
}

Date today_at(db::Tx& tx, const alliances::Alliance& alliance) {
  return Zone::parse(alliance.zone).value_or(Zone()).date_of(tx.now());
}

/// The meetings that the public record tells, oldest first.
std::vector<meetings::Listed> gatherings(db::Tx& tx, const alliances::Alliance& alliance) {
  std::vector<meetings::Listed> out;
  for (const auto kind :
       {meetings::Kind::plenary, meetings::Kind::transversal, meetings::Kind::focus_group, meetings::Kind::installation}) {
    meetings::Filter filter;
    filter.kind = kind;
    meetings::each(tx, alliance.id, filter, today_at(tx, alliance), [&](const meetings::Listed& row) {
      if (of_whole_alliance(row.meeting)) out.push_back(row);
    });
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.meeting.sort_on < b.meeting.sort_on; });
  return out;
}

}  // namespace

Result<Public> open(db::Tx& tx, std::string_view slug) {
  auto alliance = alliances::find_published(tx, slug);
  if (!alliance) return fail(Error::not_found());
  auto agency = agencies::find(tx, alliance->agency);
  ENSURE(agency);
  auto texts = store::texts(tx, alliance->id);
  const auto today = today_at(tx, *alliance);
  return Public{std::move(*alliance), std::move(*agency), std::move(texts), today};
}

std::vector<alliances::Alliance> public_alliances(db::Tx& tx) {
  auto all = alliances::published(tx);
  std::reverse(all.begin(), all.end());
  std::stable_partition(all.begin(), all.end(), [](const auto& a) { return a.nature != alliances::Nature::synthetic; });
  return all;
}

std::vector<Event> timeline(db::Tx& tx, const alliances::Alliance& alliance) {
  auto events = store::published_events(tx, alliance.id);
  std::set<MeetingId> told;
  for (const auto& event : store::all_events(tx, alliance.id)) told.insert(event.meeting);
  const auto clocks = alliances::stage_book(tx, alliance.cycle).clocks;
  for (const auto& row : gatherings(tx, alliance))
    if (!told.contains(row.meeting.id)) events.push_back(event_of(row.meeting, counted(row), clocks));
  sort(events);
  return events;
}

std::vector<FunnelRow> funnel(db::Tx& tx, const alliances::Alliance& alliance) {
  auto rows = store::funnel(tx, alliance.id);
  if (!rows.empty()) return rows;
  for (const auto& meeting : gatherings(tx, alliance)) {
    const auto figures = counted(meeting);
    if (meeting.meeting.state != meetings::State::held || figures.empty()) continue;
    FunnelRow row;
    row.ordinal = static_cast<int>(rows.size()) + 1;
    row.figure = figures.front();
    row.figure.noun.es += ": " + meeting.meeting.title.es;
    if (!meeting.meeting.title.en.empty()) row.figure.noun.en += ": " + meeting.meeting.title.en;
    row.when = when_of(meeting.meeting);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Finding> findings(db::Tx& tx, AllianceId alliance) { return store::published_findings(tx, alliance); }
std::vector<Contradiction> contradictions(db::Tx& tx, AllianceId alliance) { return store::notes(tx, alliance); }

}  // namespace alianza::portal
