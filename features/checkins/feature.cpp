#include "features/checkins/feature.h"

#include "features/checkins/api.h"
#include "features/checkins/pages.h"
#include "migrations/checkins.h"

namespace alianza::checkins {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_arrival_pages(site);
  add_api(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "checkins",
    .uses = {"membership", "alliances", "organizations", "committees", "meetings", "campaigns"},
    .migrations = migrations::checkins(),
    .start = start,
};

}  // namespace alianza::checkins
