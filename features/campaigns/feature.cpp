#include "features/campaigns/feature.h"

#include "features/alliances/shell.h"
#include "features/campaigns/api.h"
#include "features/campaigns/jobs.h"
#include "features/campaigns/listeners.h"
#include "features/campaigns/pages.h"
#include "features/campaigns/personal.h"
#include "migrations/campaigns.h"
#include "platform/feature/letter.h"

namespace alianza::campaigns {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  add_pages(site);
  add_form_pages(site);
  add_invitation_pages(site);
  add_answer_pages(site);
  add_api(site);
  add_listeners(site);
  // Without an address no campaign is started, and what was started before the configuration lost it waits.
  if (const auto origin = feature::address_in_letters(site.config)) {
    site.jobs.add(sending(*origin));
    site.jobs.add(reminding(*origin));
  }
}

}  // namespace

const feature::Feature manifest{
    .name = "campaigns",
    .uses = {"membership", "agencies", "alliances", "privacy", "organizations", "adherences"},
    .migrations = migrations::campaigns(),
    .unique_rules = {{"campaigns", "alliance_id,name_folded", "name", _("Ya hay una campaña con ese nombre en la alianza.")}},
    .menu = {{22, "campaigns", _("Invitaciones"), alliances::groups::participants, feature::MenuReader::office}},
    .start = start,
};

}  // namespace alianza::campaigns
