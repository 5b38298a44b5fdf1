#include "features/bulletins/feature.h"

#include "features/alliances/shell.h"
#include "features/bulletins/actions.h"
#include "features/bulletins/api.h"
#include "features/bulletins/jobs.h"
#include "features/bulletins/pages.h"
#include "features/bulletins/personal.h"
#include "migrations/bulletins.h"
#include "platform/feature/letter.h"

namespace alianza::bulletins {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_personal(site);
  add_api(site);
  site.jobs.add(announcing(feature::address_in_letters(site.config)));
  site.jobs.add(forgetting());
  site.search.add(
      {.name = "bulletin",
       .order = 70,
       .title = _("Comunicados y boletines"),
       .page = [](std::int64_t alliance,
                  std::int64_t id) { return http::Url("/alliances/{}/bulletins/{}", AllianceId(alliance), BulletinId(id)); },
       .slice = searched});
}

}  // namespace

const feature::Feature manifest{
    .name = "bulletins",
    .uses = {"membership", "agencies", "alliances", "organizations", "portal"},
    .migrations = migrations::bulletins(),
    .unique_rules = {{"bulletin_editions", "bulletin_id", "", _("Ya hay una versión en preparación. Termínela primero.")},
                     {"bulletin_editions", "bulletin_id,number", "", _("Ya hay una versión en preparación. Termínela primero.")}},
    .menu = {{80, "bulletins", _("Comunicados"), alliances::groups::knowledge}},
    .start = start,
};

}  // namespace alianza::bulletins
