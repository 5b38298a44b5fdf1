#pragma once
#include "platform/feature/feature.h"

namespace alianza::minutes {
/// Minutes that move tell those who attended. A merge of two organisations moves their agreements, and gives them back when it is
/// undone.
void add_listeners(feature::Site& site);
}  // namespace alianza::minutes
