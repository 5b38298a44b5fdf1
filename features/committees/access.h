#pragma once
// Who may do what with committees: one switch, action -> predicate.
#include "features/committees/committees.h"

namespace alianza::committees {

enum class Action { read, found, edit, keep_members, appoint, set_rules };

/// `officer`: the actor is president or secretary of this very committee today.
enum class Officer { no, yes };
bool may(Action action, const membership::Standing& standing, Officer officer = Officer::no);
/// in an open committee, who acts for an active organisation adds it and takes it out.
bool may_move_own(const membership::Standing& standing, const Committee& committee, OrganizationId organization);

}  // namespace alianza::committees
