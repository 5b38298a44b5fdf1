#pragma once
// What the pages of meetings share: rows, moments, names.
#include <map>
#include <set>

#include "features/alliances/shell.h"
#include "features/meetings/actions_shared.h"
#include "features/meetings/pages.h"
#include "features/organizations/actions.h"
#include "platform/i18n/i18n.h"

namespace alianza::meetings {

inline std::string text(Lang lang, const Message& m) { return i18n::text(lang, m); }
inline http::Url list_url(AllianceId alliance) { return http::Url("/alliances/{}/meetings", alliance); }
inline http::Url meeting_url(AllianceId alliance, MeetingId id) { return http::Url("/alliances/{}/meetings/{}", alliance, id); }

views::Moment moment(const Meeting& meeting, Lang lang);
html::Badge badge(State state);
views::Count count_view(const ReportedCount& count);
views::Row row_view(const Listed& listed, const std::map<CommitteeId, std::string>& names, Lang lang);
/// What a joint session says of each of its bodies; nothing of another.
std::vector<views::BodyLine> body_lines(const Sheet& sheet, const std::map<CommitteeId, std::string>& names);
/// «2 mar 2026, 10:02», in the zone of the alliance.
std::string moment_text(const alliances::Alliance& alliance, Instant at, Lang lang);
/// Fields whose value differs between what stands and what was typed.
std::vector<views::Difference> differences(const html::Form& stored, const html::Form& typed);

}  // namespace alianza::meetings
