#pragma once
// The parts of the AxS loader: each tells one file of data/axs through the verbs of its feature.
#include <map>
#include <string>

#include "features/alliances/actions.h"
#include "features/meetings/meetings.h"

namespace alianza::demo {

/// The meetings by the mark of the event that they were made from: "E-14".
using MeetingsByMark = std::map<std::string, meetings::MeetingId>;

/// The committees and councils by their key in committees.json: "educacion".
using CommitteesByKey = std::map<std::string, committees::CommitteeId, std::less<>>;

/// Meetings, with their reported counts, from events.json and committees.json.
Result<MeetingsByMark> load_axs_meetings(db::Tx& tx, const feature::Act& act, const alliances::Alliance& alliance,
                                         const CommitteesByKey& committees);
/// The glossary, from terms.json.
Done load_axs_terms(db::Tx& tx, const feature::Act& act, const alliances::Alliance& alliance);
/// Events, funnel, findings, contradictions and texts.
Done load_axs_portal(db::Tx& tx, const feature::Act& act, const alliances::Alliance& alliance, const MeetingsByMark& told);

}  // namespace alianza::demo
