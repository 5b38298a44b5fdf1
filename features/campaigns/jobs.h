#pragma once
// The jobs of campaigns: letters in batches, each batch and the place it came to in one transaction.
#include <string>

#include "features/campaigns/campaigns.h"
#include "platform/jobs/kinds.h"

namespace alianza::campaigns {

/// `origin`: where the server is reached from a letter. `batch`: letters in one transaction.
jobs::Kind sending(std::string origin, int batch = 20);
jobs::Kind reminding(std::string origin, int batch = 20);

}  // namespace alianza::campaigns
