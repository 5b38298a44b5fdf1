#include "features/minutes/feature.h"

#include "features/alliances/shell.h"
#include "features/minutes/actions.h"
#include "features/minutes/api.h"
#include "features/minutes/jobs.h"
#include "features/minutes/listeners.h"
#include "features/minutes/pages.h"
#include "features/minutes/personal.h"
#include "migrations/minutes.h"
#include "platform/feature/letter.h"

namespace alianza::minutes {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  add_pages(site);
  add_api(site);
  add_listeners(site);
  if (const auto origin = feature::address_in_letters(site.config)) site.jobs.add(reminding(*origin));
  // The document of minutes has the number of its meeting: there is one page for all editions.
  site.search.add({.name = "minutes",
                   .order = 50,
                   .title = _("Minutas"),
                   .page =
                       [](std::int64_t alliance, std::int64_t id) {
                         return http::Url("/alliances/{}/meetings/{}/minutes", AllianceId(alliance), MeetingId(id));
                       },
                   .slice = searched_minutes});
  site.search.add(
      {.name = "agreement",
       .order = 60,
       .title = _("Acuerdos"),
       .page = [](std::int64_t alliance,
                  std::int64_t id) { return http::Url("/alliances/{}/agreements/{}", AllianceId(alliance), AgreementId(id)); },
       .slice = searched_agreements});
}

}  // namespace

const feature::Feature manifest{
    .name = "minutes",
    .uses = {"membership", "agencies", "alliances", "organizations", "committees", "meetings"},
    .migrations = migrations::minutes(),
    .unique_rules = {{"minutes", "meeting_id", "", _("Esta reunión ya tiene minuta.")},
                     {"minutes", "meeting_id,edition", "", _("Esta reunión ya tiene minuta.")}},
    .menu = {{45, "agreements", _("Acuerdos"), alliances::groups::meetings}},
    .start = start,
};

}  // namespace alianza::minutes
