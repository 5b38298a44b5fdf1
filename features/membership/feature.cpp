#include "features/membership/feature.h"

#include "features/membership/personal.h"
#include "migrations/membership.h"

namespace alianza::membership {

namespace {

void start(feature::Site& site) { add_personal(site); }

}  // namespace

// No pages of its own: organisations show participation and contacts, and call the verbs of actions.h.
const feature::Feature manifest{
    .name = "membership",
    .uses = {},
    .migrations = migrations::membership(),
    .start = start,
};

}  // namespace alianza::membership
