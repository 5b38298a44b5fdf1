#pragma once
// Who may do what with engagements.
#include "features/membership/membership.h"

namespace alianza::engagements {

enum class Action { read, keep };
bool may(Action action, const membership::Standing& standing);
/// Join and leave for that organisation.
bool may_join(const membership::Standing& standing, membership::OrganizationId organization);
/// For some organisation.
bool may_join(const membership::Standing& standing);
/// Of what that organisation wrote when it joined.
bool may_read_note(const membership::Standing& standing, membership::OrganizationId organization);

}  // namespace alianza::engagements
