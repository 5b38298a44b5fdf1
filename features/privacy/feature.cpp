#include "features/privacy/feature.h"

#include "features/privacy/api.h"
#include "features/privacy/jobs.h"
#include "features/privacy/listeners.h"
#include "features/privacy/pages.h"
#include "features/privacy/pages_arco.h"
#include "features/privacy/personal.h"
#include "migrations/privacy.h"

namespace alianza::privacy {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  add_own_pages(site);
  add_agency_pages(site);
  add_arco_pages(site);
  add_own_arco_pages(site);
  add_api(site);
  add_arco_api(site);
  add_listeners(site);
  site.jobs.add(purging());
}

}  // namespace

const feature::Feature manifest{
    .name = "privacy",
    .uses = {"membership", "agencies", "alliances"},
    .migrations = migrations::privacy(),
    .start = start,
};

}  // namespace alianza::privacy
