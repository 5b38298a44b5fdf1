#pragma once
// The job that looks once a day whether a body has gone quiet.
#include "platform/jobs/kinds.h"

namespace alianza::opinions {

jobs::Kind watching();

}  // namespace alianza::opinions
