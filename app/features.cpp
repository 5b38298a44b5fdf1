#include "app/features.h"

#include "features/accounts/feature.h"
#include "features/adherences/feature.h"
#include "features/agencies/feature.h"
#include "features/alliances/feature.h"
#include "features/applications/feature.h"
#include "features/bulletins/feature.h"
#include "features/cadences/feature.h"
#include "features/campaigns/feature.h"
#include "features/case_files/feature.h"
#include "features/checkins/feature.h"
#include "features/committees/feature.h"
#include "features/courses/feature.h"
#include "features/demo/feature.h"
#include "features/documents/feature.h"
#include "features/duties/feature.h"
#include "features/engagements/feature.h"
#include "features/experiences/feature.h"
#include "features/frameworks/feature.h"
#include "features/imports/feature.h"
#include "features/installations/feature.h"
#include "features/letters/feature.h"
#include "features/meetings/feature.h"
#include "features/membership/feature.h"
#include "features/minutes/feature.h"
#include "features/opinions/feature.h"
#include "features/organizations/feature.h"
#include "features/overview/feature.h"
#include "features/portal/feature.h"
#include "features/preferences/feature.h"
#include "features/priorities/feature.h"
#include "features/privacy/feature.h"
#include "features/registrations/feature.h"
#include "features/results/feature.h"
#include "features/searches/feature.h"
#include "features/seats/feature.h"
#include "features/surveys/feature.h"
#include "features/terms/feature.h"
#include "features/values/feature.h"
#include "features/workplans/feature.h"
#include "features/xlsforms/feature.h"

namespace alianza {

std::vector<const feature::Feature*> features() {
  return {
      &accounts::manifest,      &membership::manifest, &agencies::manifest,      &alliances::manifest,     &privacy::manifest,
      &terms::manifest,         &frameworks::manifest, &organizations::manifest, &seats::manifest,         &imports::manifest,
      &adherences::manifest,    &campaigns::manifest,  &applications::manifest,  &committees::manifest,    &meetings::manifest,
      &registrations::manifest, &checkins::manifest,   &cadences::manifest,      &minutes::manifest,       &surveys::manifest,
      &xlsforms::manifest,      &results::manifest,    &workplans::manifest,     &installations::manifest, &preferences::manifest,
      &opinions::manifest,      &priorities::manifest, &document::manifest,      &case_files::manifest,    &overview::manifest,
      &portal::manifest,        &bulletins::manifest,  &experiences::manifest,   &courses::manifest,       &duties::manifest,
      &engagements::manifest,   &values::manifest,     &searches::manifest,      &letters::manifest,       &demo::manifest};
}

}  // namespace alianza
