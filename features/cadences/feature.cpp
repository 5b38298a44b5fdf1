#include "features/cadences/feature.h"

#include "features/cadences/api.h"
#include "features/cadences/jobs.h"
#include "features/cadences/pages.h"
#include "features/cadences/personal.h"
#include "migrations/cadences.h"

namespace alianza::cadences {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_personal(site);
  add_panels(site);
  add_api(site);
  site.jobs.add(watching());
}

}  // namespace

const feature::Feature manifest{
    .name = "cadences",
    .uses = {"membership", "alliances", "committees", "meetings"},
    .migrations = migrations::cadences(),
    .start = start,
};

}  // namespace alianza::cadences
