#include "features/adherences/feature.h"

#include "features/adherences/api.h"
#include "features/adherences/listeners.h"
#include "features/adherences/pages.h"
#include "features/adherences/personal.h"
#include "migrations/adherences.h"

namespace alianza::adherences {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  add_pages(site);
  add_sign_pages(site);
  add_api(site);
  add_listeners(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "adherences",
    .uses = {"membership", "agencies", "alliances", "privacy", "organizations"},
    .migrations = migrations::adherences(),
    .start = start,
};

}  // namespace alianza::adherences
