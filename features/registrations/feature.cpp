#include "features/registrations/feature.h"

#include "features/registrations/api.h"
#include "features/registrations/jobs.h"
#include "features/registrations/listeners.h"
#include "features/registrations/pages.h"
#include "features/registrations/personal.h"
#include "migrations/registrations.h"
#include "platform/feature/letter.h"

namespace alianza::registrations {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_personal(site);
  add_reply_pages(site);
  add_panels(site);
  add_api(site);
  add_listeners(site);
  // Without an address nobody is convened by letter, and what was asked for before the configuration lost it waits.
  if (const auto origin = feature::address_in_letters(site.config)) site.jobs.add(sending(*origin));
}

}  // namespace

const feature::Feature manifest{
    .name = "registrations",
    .uses = {"membership", "agencies", "alliances", "organizations", "committees", "meetings"},
    .migrations = migrations::registrations(),
    .start = start,
};

}  // namespace alianza::registrations
