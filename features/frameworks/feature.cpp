#include "features/frameworks/feature.h"

#include "features/alliances/shell.h"
#include "features/frameworks/api.h"
#include "features/frameworks/pages.h"
#include "migrations/frameworks.h"

namespace alianza::frameworks {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_api(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "frameworks",
    .uses = {"membership", "agencies", "alliances"},
    .migrations = migrations::frameworks(),
    .unique_rules = {{"frameworks", "agency_id,code", "code", _("La institución ya tiene un marco con ese código.")},
                     {"framework_editions", "framework_id,name", "edition", _("La institución ya tiene esa edición del marco.")}},
    .menu = {{86, "frameworks", _("Marcos"), alliances::groups::knowledge}},
    .start = start,
};

}  // namespace alianza::frameworks
