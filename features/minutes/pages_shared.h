#pragma once
// What the pages of minutes share.
#include <map>

#include "features/alliances/shell.h"
#include "features/minutes/actions.h"
#include "features/minutes/pages.h"
#include "features/organizations/actions.h"
#include "platform/i18n/i18n.h"

namespace alianza::minutes {

inline std::string text(Lang lang, const Message& m) { return i18n::text(lang, m); }
inline std::string text(const http::Request& request, const Message& m) { return i18n::text(request.lang, m); }
inline http::Url list_url(AllianceId alliance) { return http::Url("/alliances/{}/agreements", alliance); }
inline http::Url agreement_url(AllianceId alliance, AgreementId id) {
  return http::Url("/alliances/{}/agreements/{}", alliance, id);
}
inline http::Url minutes_url(AllianceId alliance, MeetingId id) {
  return http::Url("/alliances/{}/meetings/{}/minutes", alliance, id);
}

/// The edition that the address names; none: the newest. What is no number is edition 0, which nobody has.
std::optional<int> edition_asked(const http::Request& request);
html::Badge badge(State state);
html::Badge badge(Progress progress);
/// «2 mar 2026, 10:02», in the zone of the alliance.
std::string moment_text(const alliances::Alliance& alliance, Instant at, Lang lang);
std::vector<std::string> paragraphs(std::string_view body);
/// Names that rows of agreements need, read at once.
struct Names {
  std::map<OrganizationId, organizations::Name> organizations;
  std::map<CommitteeId, std::string> committees;
};
Names names_for(db::Tx& tx, AllianceId alliance, const std::vector<Agreement>& rows, Lang lang);
views::AgreementRow row_view(const Agreement& agreement, const Names& names, Date today, Lang lang);
/// Text, who answers for it and until when; `prefix` keeps the ids of several forms on one page apart.
html::FieldSet agreement_fields(const AgreementInput& input, std::vector<html::Option> owners, const std::string& prefix);
/// The organisations of the alliance that may answer for an agreement, by name.
std::vector<html::Option> owners(db::Tx& tx, AllianceId alliance, Date today);

}  // namespace alianza::minutes
