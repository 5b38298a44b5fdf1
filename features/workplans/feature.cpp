#include "features/workplans/feature.h"

#include "features/workplans/api.h"
#include "features/workplans/listeners.h"
#include "features/workplans/pages.h"
#include "features/workplans/personal.h"
#include "migrations/workplans.h"

namespace alianza::workplans {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  add_pages(site);
  add_forms(site);
  add_panels(site);
  add_api(site);
  add_listeners(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "workplans",
    .uses = {"membership", "alliances", "organizations", "committees"},
    .migrations = migrations::workplans(),
    .unique_rules = {{"workplan_publications", "committee_id", "", _("El plan ya está publicado.")}},
    .start = start,
};

}  // namespace alianza::workplans
