#pragma once
// Who may do what with experiences.
#include "features/experiences/experiences.h"

namespace alianza::experiences {

enum class Action { read, change, publish, withdraw };
bool may(Action action, const membership::Standing& standing, const Experience& experience);
/// For that organisation.
bool may_propose(const membership::Standing& standing, OrganizationId organization);
/// For some organisation.
bool may_propose(const membership::Standing& standing);
/// Without an account, of a public alliance.
bool is_public(const Experience& experience);

}  // namespace alianza::experiences
