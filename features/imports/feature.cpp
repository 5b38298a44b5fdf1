#include "features/imports/feature.h"

#include "features/imports/actions_straight.h"
#include "features/imports/api.h"
#include "features/imports/pages.h"
#include "features/imports/personal.h"
#include "migrations/imports.h"
#include "platform/jobs/kinds.h"

namespace alianza::imports {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  add_pages(site);
  add_api(site);
  site.jobs.add(working());
  site.jobs.add({.name = forgetting_kind,
                 .handler = forget,
                 .policy = {.time_limit = std::chrono::minutes(30), .at_once = 1, .priority = 1000},
                 .period = jobs::Period::daily(4 * 60 + 10)});
}

}  // namespace

const feature::Feature manifest{
    .name = "imports",
    .uses = {"membership", "alliances", "organizations"},
    .migrations = migrations::imports(),
    .start = start,
};

}  // namespace alianza::imports
