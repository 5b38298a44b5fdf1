#include "features/searches/feature.h"

#include "features/searches/api.h"
#include "features/searches/pages.h"

namespace alianza::searches {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_api(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "searches",
    .uses = {"membership", "alliances", "committees"},
    .start = start,
};

}  // namespace alianza::searches
