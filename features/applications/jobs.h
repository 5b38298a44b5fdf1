#pragma once
#include "platform/jobs/kinds.h"

namespace alianza::applications {

/// "applications.forget": every night, what nobody confirmed and who asked long ago (README.md).
jobs::Kind forgetting();

}  // namespace alianza::applications
