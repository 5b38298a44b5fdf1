#pragma once
// Who may do what with personal data: one switch, action -> predicate. Of their own, a person does it by being signed in.
#include "features/membership/membership.h"

namespace alianza::privacy {

enum class Action {
  read,           // versions of the notice and requests that were served
  publish,        // another version of the notice
  hand_over,      // the data of somebody who asked for them in writing
  erase_person,   // the data of somebody who asked for it, or left
  keep_requests,  // ARCO: note what was asked, answer it, carry it out
  set_terms       // the days of the law, as this agency counts them
};

bool may(Action action, const membership::Standing& standing);

}  // namespace alianza::privacy
