#pragma once
// The job that writes convocations.
#include <string>

#include "platform/jobs/kinds.h"

namespace alianza::registrations {

/// `batch`: letters in one transaction.
jobs::Kind sending(std::string origin, int batch = 20);

}  // namespace alianza::registrations
