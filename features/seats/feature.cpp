#include "features/seats/feature.h"

#include "features/seats/api.h"
#include "features/seats/pages.h"
#include "migrations/seats.h"

namespace alianza::seats {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_link_pages(site);
  add_api(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "seats",
    .uses = {"membership", "agencies", "alliances", "organizations"},
    .migrations = migrations::seats(),
    .start = start,
};

}  // namespace alianza::seats
