#include "features/courses/feature.h"

#include "features/alliances/shell.h"
#include "features/courses/api.h"
#include "features/courses/listeners.h"
#include "features/courses/pages.h"
#include "migrations/courses.h"

namespace alianza::courses {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_api(site);
  add_listeners(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "courses",
    .uses = {"membership", "agencies", "alliances", "organizations"},
    .migrations = migrations::courses(),
    .menu = {{84, "courses", _("Cursos"), alliances::groups::knowledge}},
    .start = start,
};

}  // namespace alianza::courses
