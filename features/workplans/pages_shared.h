#pragma once
// What the pages of work plans share.
#include <map>
#include <string>

#include "features/alliances/shell.h"
#include "features/organizations/actions.h"
#include "features/workplans/actions.h"
#include "features/workplans/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::workplans {

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
inline Url plan_url(const Place& at) { return Url("/alliances/{}/committees/{}/workplan", at.alliance, at.committee); }
inline Url activity_url(const Place& at, ActivityId id) {
  return Url("/alliances/{}/committees/{}/workplan/activities/{}", at.alliance, at.committee, id);
}
inline Url moves_url(const Place& at, ActivityId id) {
  return Url("/alliances/{}/committees/{}/workplan/activities/{}/moves", at.alliance, at.committee, id);
}
feature::views::Crumbs crumbs(const Request& request, const Seen& seen, const std::string& here);
html::Badge badge(const Activity& activity, Date today);
using Names = std::map<OrganizationId, organizations::Name>;
Names owners_of(db::Tx& tx, const std::vector<Activity>& activities);
/// The organisation, or the body itself.
std::string owner_name(const Names& names, const Activity& activity, Lang lang);
/// The page of one activity, with the form that moves it.
views::ShowActivity activity_page(feature::Site& site, Request& request);

}  // namespace alianza::workplans
