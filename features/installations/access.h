#pragma once
// Who may do what with installation acts: one switch, action -> predicate.
#include "features/membership/membership.h"

namespace alianza::installations {

enum class Action {
  read,     // the parts and every edition
  glance,   // what is published
  declare,  // correct, publish
};

/// What the actor is to the body, today.
struct Ties {
  bool officer = false;
  bool member = false;
};
bool may(Action action, const membership::Standing& standing, const Ties& ties);

}  // namespace alianza::installations
