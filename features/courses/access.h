#pragma once
// Who may do what with courses.
#include "features/courses/courses.h"

namespace alianza::courses {

enum class Action { read, keep };
bool may(Action action, const membership::Standing& standing);
/// Enrols that organisation and answers for it.
bool may_act_for(const membership::Standing& standing, OrganizationId organization);
/// For some organisation.
bool may_enrol(const membership::Standing& standing);

}  // namespace alianza::courses
