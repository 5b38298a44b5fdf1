#include "features/seats/feature.h"

#include "features/seats/api.h"
#include "features/seats/listeners.h"
#include "features/seats/pages.h"
#include "features/seats/personal.h"
#include "migrations/seats.h"

namespace alianza::seats {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_personal(site);
  add_link_pages(site);
  add_api(site);
  add_listeners(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "seats",
    .uses = {"membership", "agencies", "alliances", "organizations"},
    .migrations = migrations::seats(),
    .start = start,
};

}  // namespace alianza::seats
