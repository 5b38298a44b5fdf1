#include "features/results/feature.h"

#include "features/results/api.h"
#include "features/results/pages.h"
#include "features/results/personal.h"
#include "migrations/results.h"

namespace alianza::results {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  add_pages(site);
  add_cross_pages(site);
  add_form_pages(site);
  add_download_pages(site);
  add_paper_pages(site);
  add_panels(site);
  add_api(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "results",
    .uses = {"membership", "agencies", "alliances", "organizations", "committees", "meetings", "surveys"},
    .migrations = migrations::results(),
    .unique_rules = {{"result_consensuses", "survey_id,edition", "",
                      _("Alguien guardó antes. Revise lo que cambió y guarde de nuevo.")}},
    .start = start,
};

}  // namespace alianza::results
