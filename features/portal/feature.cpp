#include "features/portal/feature.h"

#include "features/portal/api.h"
#include "features/portal/pages.h"
#include "migrations/portal.h"

namespace alianza::portal {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_api(site);
  add_office_api(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "portal",
    .uses = {"membership", "agencies", "alliances", "terms", "organizations", "committees", "meetings", "documents"},
    .migrations = migrations::portal(),
    .start = start,
};

}  // namespace alianza::portal
