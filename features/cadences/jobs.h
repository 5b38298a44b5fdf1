#pragma once
// The job that looks once a day whether a committee missed its months.
#include "platform/jobs/kinds.h"

namespace alianza::cadences {

jobs::Kind watching();

}  // namespace alianza::cadences
