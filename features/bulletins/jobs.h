#pragma once
// The jobs of bulletins.
#include <optional>
#include <string>

#include "platform/jobs/kinds.h"

namespace alianza::bulletins {

/// At the hour of publication: what was published can be found, and subscribers get their letters, each batch in one transaction.
/// `origin`: where the server is reached from a letter; without one nobody is written to.
jobs::Kind announcing(std::optional<std::string> origin, int batch = 50);
/// Once a night: addresses that nobody confirmed.
jobs::Kind forgetting();

}  // namespace alianza::bulletins
