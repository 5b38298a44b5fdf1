#include "features/organizations/feature.h"

#include "features/alliances/shell.h"
#include "features/organizations/actions.h"
#include "features/organizations/api.h"
#include "features/organizations/listeners.h"
#include "features/organizations/pages.h"
#include "features/organizations/personal.h"
#include "migrations/organizations.h"

namespace alianza::organizations {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  site.db.on("membership.changed", follow_membership);
  const auto memory = std::make_shared<CountMemory>();
  add_pages(site, memory);
  add_api(site, memory);
  site.search.add({.name = "organization",
                   .order = 20,
                   .title = _("Organizaciones"),
                   .page =
                       [](std::int64_t alliance, std::int64_t id) {
                         return http::Url("/alliances/{}/organizations/{}", AllianceId(alliance), OrganizationId(id));
                       },
                   .slice = searched});
}

}  // namespace

const feature::Feature manifest{
    .name = "organizations",
    .uses = {"membership", "alliances", "terms"},
    .migrations = migrations::organizations(),
    .menu = {{20, "organizations", _("Organizaciones"), alliances::groups::participants}},
    .start = start,
};

}  // namespace alianza::organizations
