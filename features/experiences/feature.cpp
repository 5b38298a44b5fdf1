#include "features/experiences/feature.h"

#include "features/alliances/shell.h"
#include "features/experiences/actions.h"
#include "features/experiences/api.h"
#include "features/experiences/listeners.h"
#include "features/experiences/pages.h"
#include "migrations/experiences.h"

namespace alianza::experiences {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_api(site);
  add_listeners(site);
  site.search.add(
      {.name = "experience",
       .order = 75,
       .title = _("Experiencias"),
       .page = [](std::int64_t alliance,
                  std::int64_t id) { return http::Url("/alliances/{}/experiences/{}", AllianceId(alliance), ExperienceId(id)); },
       .slice = searched});
}

}  // namespace

const feature::Feature manifest{
    .name = "experiences",
    .uses = {"membership", "agencies", "alliances", "organizations", "committees", "meetings", "portal"},
    .migrations = migrations::experiences(),
    .menu = {{82, "experiences", _("Experiencias"), alliances::groups::knowledge}},
    .start = start,
};

}  // namespace alianza::experiences
