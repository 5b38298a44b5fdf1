#pragma once
// The room's own periodic job: what ended long ago is forgotten.
#include <chrono>

#include "platform/jobs/kinds.h"

namespace alianza::jobs {

struct Retention {
  std::chrono::hours ended{30 * 24};  // done, cancelled, dismissed
  std::chrono::hours dead{180 * 24};  // nobody cared for so long
};

/// "jobs.forget": every day at 03:40 in Mexico City, in slices, so that no write is long.
Kind forgetting(Retention retention = {});

}  // namespace alianza::jobs
