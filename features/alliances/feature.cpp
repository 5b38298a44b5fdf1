#include "features/alliances/feature.h"

#include "features/alliances/api.h"
#include "features/alliances/pages.h"
#include "features/alliances/personal.h"
#include "features/alliances/shell.h"
#include "migrations/alliances.h"

namespace alianza::alliances {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  add_pages(site);
  add_api(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "alliances",
    .uses = {"membership", "agencies"},
    .migrations = migrations::alliances(),
    .unique_rules = {{"alliances", "slug", "slug", _("Otra alianza ya usa esa dirección. Elija otra.")}},
    .menu = {{0, "", _("Inicio"), groups::alliance}, {90, "stages", _("Etapas"), groups::alliance}},
    .start = start,
};

}  // namespace alianza::alliances
