#pragma once
#include "platform/feature/feature.h"

namespace alianza::priorities {

/// Free texts that may name a person.
void add_personal(feature::Site& site);

}  // namespace alianza::priorities
