#pragma once
// The job that reminds of agreements, once a day.
#include <string>

#include "platform/jobs/kinds.h"

namespace alianza::minutes {

inline constexpr std::string_view reminding_kind = "minutes.remind";
/// `origin`: where the server is, for the links.
jobs::Kind reminding(std::string origin);

}  // namespace alianza::minutes
