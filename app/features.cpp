#include "app/features.h"

#include "features/agencies/feature.h"
#include "features/alliances/feature.h"
#include "features/membership/feature.h"

namespace alianza {

std::vector<const feature::Feature*> features() { return {&membership::manifest, &agencies::manifest, &alliances::manifest}; }

}  // namespace alianza
