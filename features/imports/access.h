#pragma once
// Who may do what with imports: who convenes keeps the directory, by hand or by sheet.
#include "features/membership/membership.h"

namespace alianza::imports {

enum class Action : std::uint8_t { read, write };

bool may(Action action, const membership::Standing& standing);

}  // namespace alianza::imports
