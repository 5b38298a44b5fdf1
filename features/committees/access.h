#pragma once
// Who may do what with committees: one switch, action -> predicate.
#include "features/committees/committees.h"

namespace alianza::committees {

enum class Action { read, found, edit, keep_members, appoint };

/// `officer`: the actor is president or secretary of this very committee today.
enum class Officer { no, yes };
bool may(Action action, const membership::Standing& standing, Officer officer = Officer::no);

}  // namespace alianza::committees
