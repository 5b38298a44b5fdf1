#include "features/surveys/feature.h"

#include "features/alliances/shell.h"
#include "features/surveys/api.h"
#include "features/surveys/jobs.h"
#include "features/surveys/listeners.h"
#include "features/surveys/pages.h"
#include "features/surveys/pages_design.h"
#include "features/surveys/personal.h"
#include "migrations/surveys.h"
#include "platform/feature/letter.h"

namespace alianza::surveys {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  add_pages(site);
  add_form_pages(site);
  add_download_pages(site);
  add_answer_pages(site);
  add_file_pages(site);
  add_ballot_pages(site);
  add_design_pages(site);
  add_api(site);
  add_design_api(site);
  add_listeners(site);
  site.jobs.add(counting(site.gate.seal()));
  // Without an address no survey is opened, and what was opened before the configuration lost it waits.
  if (const auto origin = feature::address_in_letters(site.config)) {
    site.jobs.add(sending(*origin));
    site.jobs.add(reminding(*origin));
  }
}

}  // namespace

const feature::Feature manifest{
    .name = "surveys",
    .uses = {"membership", "agencies", "alliances", "frameworks", "organizations", "committees"},
    .migrations = migrations::surveys(),
    .unique_rules = {{"surveys", "alliance_id,title_folded", "title_es", _("Ya hay una encuesta con ese título en la alianza.")},
                     {"survey_templates", "agency_id,title_folded", "title_es",
                      _("La institución ya tiene una plantilla con ese título.")}},
    .menu = {{84, "surveys", _("Encuestas"), alliances::groups::participants}},
    .start = start,
};

}  // namespace alianza::surveys
