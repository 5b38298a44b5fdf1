#pragma once
// What the pages of installation acts share.
#include <string>

#include "features/alliances/shell.h"
#include "features/installations/actions.h"
#include "features/installations/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::installations {

using http::Request;
using http::Response;
using http::Url;

struct Place {
  AllianceId alliance;
  CommitteeId committee;
};
inline Place place(const Request& request) {
  return {feature::demand(request.id<AllianceId>("alliance")), feature::demand(request.id<CommitteeId>("committee"))};
}
inline std::string text(Lang lang, const Message& m) { return i18n::text(lang, m); }
inline Url committee_url(const Place& at) { return Url("/alliances/{}/committees/{}", at.alliance, at.committee); }
inline Url act_url(const Place& at) { return Url("/alliances/{}/committees/{}/installation", at.alliance, at.committee); }
/// The edition that the address names; none: the newest. What is no number is edition 0, which nobody has.
std::optional<int> edition_asked(const Request& request);
/// A record as it is read.
views::Text text_of(Record record, Lang lang);
/// «31 de octubre de 2016»; what is no day stays as it is.
std::string day_text(Lang lang, const std::string& day);
/// «Declarada el 2 de marzo de 2026 por …»
std::string declared_text(const alliances::Alliance& alliance, const Installation& act, Lang lang);
/// A call that only reads.
inline feature::Act reading(const Request& request) { return {auth::actor_of(request), {}, nullptr}; }

}  // namespace alianza::installations
