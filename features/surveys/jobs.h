#pragma once
// The jobs that write the letters of surveys, and that count anonymous ones.
#include <string>

#include "platform/auth/seal.h"
#include "platform/jobs/kinds.h"

namespace alianza::surveys {

/// A batch is one transaction with its place, so that a killed server repeats no letter.
jobs::Kind sending(std::string origin, int batch = 20);
jobs::Kind reminding(std::string origin, int batch = 20);
/// A batch is one transaction, so that a killed server counts every ballot once. Afterwards nothing of them is left outside the
/// tables (Database::purge).
jobs::Kind counting(auth::Seal seal, int batch = 50);

}  // namespace alianza::surveys
