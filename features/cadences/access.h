#pragma once
// Who may do what with cadences: one switch, action -> predicate.
#include "features/membership/membership.h"

namespace alianza::cadences {

enum class Action {
  read,
  set,    // and end
  close,  // an alert
};

/// `officer`: the actor is today president or secretary of that committee.
enum class Officer { no, yes };
bool may(Action action, const membership::Standing& standing, Officer officer = Officer::no);

}  // namespace alianza::cadences
