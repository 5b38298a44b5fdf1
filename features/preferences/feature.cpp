#include "features/preferences/feature.h"

#include "features/preferences/api.h"
#include "features/preferences/listeners.h"
#include "features/preferences/pages.h"
#include "features/preferences/personal.h"
#include "migrations/preferences.h"

namespace alianza::preferences {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  add_pages(site);
  add_panels(site);
  add_api(site);
  add_listeners(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "preferences",
    .uses = {"membership", "alliances", "organizations", "committees"},
    .migrations = migrations::preferences(),
    .unique_rules = {{"preference_statements", "alliance_id,organization_id", "",
                      _("Alguien guardó otras preferencias al mismo tiempo. Revíselas antes de continuar.")}},
    .start = start,
};

}  // namespace alianza::preferences
