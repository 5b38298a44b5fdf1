#pragma once
// Who may do what with opinions: one switch, action -> predicate.
#include "features/membership/membership.h"

namespace alianza::opinions {

enum class Action {
  read,
  issue,     // and withdraw; close alerts
  set_rule,  // of dormancy
};

/// `officer`: the actor is today president or secretary of that body.
enum class Officer { no, yes };
bool may(Action action, const membership::Standing& standing, Officer officer = Officer::no);

}  // namespace alianza::opinions
