#include "features/xlsforms/feature.h"

#include "features/xlsforms/api.h"
#include "features/xlsforms/pages.h"
#include "migrations/xlsforms.h"

namespace alianza::xlsforms {
namespace {

void start(feature::Site& site) {
  add_pages(site);
  add_api(site);
}

}  // namespace

const feature::Feature manifest{
    .name = "xlsforms",
    .uses = {"membership", "alliances", "organizations", "surveys"},
    .migrations = migrations::xlsforms(),
    .unique_rules = {},
    .menu = {},
    .start = start,
};

}  // namespace alianza::xlsforms
