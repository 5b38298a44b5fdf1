#include "features/values/feature.h"

#include "features/values/api.h"
#include "features/values/listeners.h"
#include "features/values/pages.h"
#include "features/values/personal.h"
#include "migrations/values.h"

namespace alianza::values {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_personal(site);
  add_api(site);
  add_listeners(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "values",
    .uses = {"membership", "alliances", "organizations", "engagements", "experiences", "portal"},
    .migrations = migrations::values(),
    .start = start,
};

}  // namespace alianza::values
