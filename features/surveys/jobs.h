#pragma once
// The jobs that write the letters of surveys.
#include <string>

#include "platform/jobs/kinds.h"

namespace alianza::surveys {

/// A batch is one transaction with its place, so that a killed server repeats no letter.
jobs::Kind sending(std::string origin, int batch = 20);
jobs::Kind reminding(std::string origin, int batch = 20);

}  // namespace alianza::surveys
