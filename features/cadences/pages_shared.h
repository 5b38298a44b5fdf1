#pragma once
// What the pages of cadences share.
#include <string>

#include "features/alliances/shell.h"
#include "features/cadences/actions.h"
#include "features/cadences/pages.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::cadences {

inline std::string text(Lang lang, const Message& m) { return i18n::text(lang, m); }
inline http::Url committee_url(AllianceId alliance, CommitteeId id) {
  return http::Url("/alliances/{}/committees/{}", alliance, id);
}
inline http::Url close_url(const Alert& a) {
  return http::Url("/alliances/{}/committees/{}/cadence/alerts/{}", a.alliance, a.committee, a.id);
}

/// «marzo de 2026», «enero de 2026 a marzo de 2026»
std::string months_text(const Alert& alert, Lang lang);
/// «Sesiona cada mes desde enero de 2026.»
Message rule_text(int months, Date since, Lang lang);

}  // namespace alianza::cadences
