#include "features/agencies/feature.h"

#include "features/agencies/api.h"
#include "features/agencies/pages.h"
#include "migrations/agencies.h"

namespace alianza::agencies {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_security_pages(site);
  add_brand_routes(site);
  add_api(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "agencies",
    .uses = {"membership"},
    .migrations = migrations::agencies(),
    .unique_rules = {{"agencies", "slug", "slug", _("Otra institución ya usa esa dirección. Elija otra.")}},
    .start = start,
};

}  // namespace alianza::agencies
