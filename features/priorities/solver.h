#pragma once
// The solver of scenarios: CBC as a child process within limits (docs/decisions/0114-scenarios.md).
#include "features/priorities/scenarios.h"

namespace alianza::priorities {

/// Not inside a transaction: it takes milliseconds, and seconds at most. Errors: unavailable (there is no `cbc`, it took too
/// long, it gave no answer); conflict (nothing is convergent, so there is nothing to choose from).
Result<Scenario> solve(const Demand& demand, const ScenarioLimits& limits);

}  // namespace alianza::priorities
