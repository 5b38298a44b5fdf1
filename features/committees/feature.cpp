#include "features/committees/feature.h"

#include "features/alliances/shell.h"
#include "features/committees/actions.h"
#include "features/committees/api.h"
#include "features/committees/listeners.h"
#include "features/committees/pages.h"
#include "features/committees/personal.h"
#include "migrations/committees.h"

namespace alianza::committees {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  add_pages(site);
  add_api(site);
  add_listeners(site);
  site.search.add(
      {.name = "committee",
       .order = 30,
       .title = _("Comités"),
       .page = [](std::int64_t alliance,
                  std::int64_t id) { return http::Url("/alliances/{}/committees/{}", AllianceId(alliance), CommitteeId(id)); },
       .slice = searched});
}

}  // namespace

const feature::Feature manifest{
    .name = "committees",
    .uses = {"membership", "agencies", "alliances", "organizations"},
    .migrations = migrations::committees(),
    .unique_rules = {{"committees", "alliance_id,name_folded", "name_es", _("Ya hay un comité con ese nombre en la alianza.")},
                     {"committee_members", "committee_id,organization_id", "organization",
                      _("Esa organización ya es parte del comité.")}},
    .menu = {{30, "committees", _("Comités"), alliances::groups::meetings}},
    .start = start,
};

}  // namespace alianza::committees
