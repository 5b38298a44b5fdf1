#include "features/overview/feature.h"

#include "features/overview/api.h"
#include "features/overview/pages.h"
#include "features/overview/personal.h"
#include "migrations/overview.h"

namespace alianza::overview {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_personal(site);
  add_api(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "overview",
    .uses = {"membership", "agencies", "alliances", "organizations", "committees", "meetings", "minutes", "campaigns"},
    .migrations = migrations::overview(),
    .start = start,
};

}  // namespace alianza::overview
