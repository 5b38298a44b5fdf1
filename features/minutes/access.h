#pragma once
// Who may do what with minutes and agreements: one switch, action -> predicate.
#include "features/minutes/minutes.h"

namespace alianza::minutes {

enum class Action {
  read,     // the minutes of this body, its agreements
  write,    // notes, agreements, sending to review, approving, correcting
  comment,  // under a section, while it is in review
};

/// What the actor is to the body that met, today.
struct Ties {
  bool officer = false;  // its president or secretary
  bool member = false;   // acts for a member of it, whose participation is active or suspended
  bool whole = false;    // the meeting is of the whole alliance
};
bool may(Action action, const membership::Standing& standing, const Ties& ties);
/// who answers for an agreement may close it, with evidence.
bool may_close(const membership::Standing& standing, const Ties& ties, const Agreement& agreement);

}  // namespace alianza::minutes
