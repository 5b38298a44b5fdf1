#include "features/engagements/feature.h"

#include "features/alliances/shell.h"
#include "features/engagements/api.h"
#include "features/engagements/listeners.h"
#include "features/engagements/pages.h"
#include "features/engagements/personal.h"
#include "migrations/engagements.h"

namespace alianza::engagements {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_personal(site);
  add_api(site);
  add_listeners(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "engagements",
    .uses = {"membership", "alliances", "organizations"},
    .migrations = migrations::engagements(),
    .menu = {{24, "engagements", _("Modalidades"), alliances::groups::participants}},
    .start = start,
};

}  // namespace alianza::engagements
