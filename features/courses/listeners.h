#pragma once
#include "platform/feature/feature.h"

namespace alianza::courses {

/// organization.merged and organization.unmerged: enrolments follow their organisation.
void add_listeners(feature::Site& site);

}  // namespace alianza::courses
