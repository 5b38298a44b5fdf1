#include "features/duties/feature.h"

#include "features/duties/api.h"
#include "features/duties/pages.h"
#include "features/duties/personal.h"
#include "migrations/duties.h"

namespace alianza::duties {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_personal(site);
  add_api(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "duties",
    .uses = {"membership", "agencies", "alliances", "meetings", "minutes", "campaigns"},
    .migrations = migrations::duties(),
    .start = start,
};

}  // namespace alianza::duties
