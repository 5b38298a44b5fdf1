#include "features/priorities/feature.h"

#include "features/alliances/shell.h"
#include "features/priorities/api.h"
#include "features/priorities/listeners.h"
#include "features/priorities/pages.h"
#include "features/priorities/personal.h"
#include "migrations/priorities.h"

namespace alianza::priorities {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  add_pages(site);
  add_initiative_pages(site);
  add_map_pages(site);
  add_founding_pages(site);
  add_scenario_pages(site);
  add_api(site);
  add_listeners(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "priorities",
    .uses = {"membership", "alliances", "frameworks", "organizations", "committees", "meetings", "minutes", "surveys", "results",
             "workplans"},
    .migrations = migrations::priorities(),
    .unique_rules = {{"priorities", "alliance_id,framework,edition,node_code", "code",
                      _("Ese elemento ya es una prioridad: cámbiela en la lista.")},
                     {"convergence_rules", "alliance_id", "", _("Alguien cambió la regla al mismo tiempo. Guarde de nuevo.")}},
    .menu = {{88, "convergence", _("Convergencia"), alliances::groups::participants}},
    .start = start,
};

}  // namespace alianza::priorities
