#include "features/installations/feature.h"

#include "features/installations/api.h"
#include "features/installations/pages.h"
#include "features/installations/personal.h"
#include "migrations/installations.h"

namespace alianza::installations {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  add_pages(site);
  add_papers(site);
  add_panels(site);
  add_api(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "installations",
    .uses = {"membership", "agencies", "alliances", "organizations", "committees", "cadences", "workplans", "minutes"},
    .migrations = migrations::installations(),
    .unique_rules = {{"installations", "committee_id,edition", "",
                      _("Alguien declaró otra versión mientras usted escribía. Revísela antes de continuar.")},
                     {"installation_publications", "installation_id", "", _("Esa versión ya está publicada.")}},
    .start = start,
};

}  // namespace alianza::installations
