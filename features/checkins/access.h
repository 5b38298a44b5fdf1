#pragma once
// Who may do what with arrivals: one switch, action -> predicate.
#include "features/membership/membership.h"

namespace alianza::checkins {

enum class Action {
  show_code,  // and make another
  walk_in,    // brings an organisation into the alliance
};

/// `officer`: the actor is today president or secretary of the committee that meets.
enum class Officer { no, yes };
bool may(Action action, const membership::Standing& standing, Officer officer);

}  // namespace alianza::checkins
