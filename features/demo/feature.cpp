#include "features/demo/feature.h"

#include "features/demo/pages.h"

namespace alianza::demo {
namespace {

void start(feature::Site& site) { add_panel(site); }

}  // namespace

const feature::Feature manifest{
    .name = "demo",
    .uses = {"membership", "agencies",    "alliances", "organizations", "adherences",   "campaigns", "committees",
             "meetings",   "privacy",     "terms",     "frameworks",    "minutes",      "cadences",  "portal",
             "bulletins",  "experiences", "courses",   "documents",     "applications", "workplans", "installations",
             "opinions",   "surveys",     "results",   "priorities"},
    .start = start,
};

}  // namespace alianza::demo
