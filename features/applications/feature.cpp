#include "features/applications/feature.h"

#include "features/applications/api.h"
#include "features/applications/jobs.h"
#include "features/applications/pages.h"
#include "features/applications/personal.h"
#include "migrations/applications.h"

namespace alianza::applications {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_personal(site);
  add_public_pages(site);
  add_api(site);
  site.jobs.add(forgetting());
}

}  // namespace

const feature::Feature manifest{
    .name = "applications",
    .uses = {"membership", "agencies", "alliances", "organizations", "campaigns"},
    .migrations = migrations::applications(),
    .start = start,
};

}  // namespace alianza::applications
