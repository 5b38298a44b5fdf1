#include "features/opinions/feature.h"

#include "features/opinions/api.h"
#include "features/opinions/jobs.h"
#include "features/opinions/pages.h"
#include "features/opinions/personal.h"
#include "migrations/opinions.h"

namespace alianza::opinions {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  add_pages(site);
  add_panels(site);
  add_api(site);
  site.jobs.add(watching());
}

}  // namespace

const feature::Feature manifest{
    .name = "opinions",
    .uses = {"membership", "alliances", "committees", "meetings"},
    .migrations = migrations::opinions(),
    .unique_rules = {{"opinions", "committee_id,number", "",
                      _("Alguien registró otra opinión al mismo tiempo. Guarde de nuevo.")}},
    .start = start,
};

}  // namespace alianza::opinions
