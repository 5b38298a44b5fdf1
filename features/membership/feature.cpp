#include "features/membership/feature.h"

#include "migrations/membership.h"

namespace alianza::membership {

// No pages of its own: organisations show participation and contacts, and call the verbs of actions.h.
const feature::Feature manifest{
    .name = "membership",
    .uses = {},
    .migrations = migrations::membership(),
};

}  // namespace alianza::membership
