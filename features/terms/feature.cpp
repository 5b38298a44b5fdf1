#include "features/terms/feature.h"

#include "features/alliances/shell.h"
#include "features/terms/actions.h"
#include "features/terms/api.h"
#include "features/terms/pages.h"
#include "features/terms/personal.h"
#include "migrations/terms.h"

namespace alianza::terms {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_personal(site);
  add_api(site);
  site.search.add({.name = "term",
                   .order = 80,
                   .title = _("Glosario"),
                   .page = [](std::int64_t alliance,
                              std::int64_t id) { return http::Url("/alliances/{}/terms/{}", AllianceId(alliance), TermId(id)); },
                   .slice = searched});
}

}  // namespace

const feature::Feature manifest{
    .name = "terms",
    .uses = {"membership", "agencies", "alliances"},
    .migrations = migrations::terms(),
    .unique_rules = {{"terms", "alliance_id,name_folded", "name_es", _("Ese término ya está en el glosario.")},
                     {"terms", "alliance_id,place", "place", _("Otro término se muestra ya ahí.")},
                     {"term_versions", "term_id,number", "",
                      _("Alguien acordó antes otra versión. Su texto sigue aquí; compárelo con la vigente.")}},
    .menu = {{85, "terms", _("Glosario"), alliances::groups::knowledge}},
    .start = start,
};

}  // namespace alianza::terms
