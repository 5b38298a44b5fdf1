#pragma once
// Who may do what with meetings: one switch, action -> predicate.
#include "features/meetings/meetings.h"

namespace alianza::meetings {

enum class Action {
  read,
  convene,    // schedule, edit, hold, cancel: of the alliance or of another's committee
  register_,  // attendance and reported counts
};

/// `officer`: the actor is today president or secretary of the committee that meets.
enum class Officer { no, yes };
bool may(Action action, const membership::Standing& standing, Officer officer = Officer::no);

}  // namespace alianza::meetings
