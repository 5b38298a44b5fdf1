#pragma once
// Who may do what with accounts: one switch, action -> predicate.
#include "platform/auth/actor.h"

namespace alianza::accounts {

enum class Action {
  read,   // an account and its offices
  edit,   // name and language
  work,   // see and cancel what it asked the program to do
  enter,  // password, sessions and access keys: what lets somebody in
  create,
  close,    // disable, enable
  reset,    // give a new password
  appoint,  // operators
  tend,     // see every job of the server, try a dead one again or let it go
};

bool may(Action action, const auth::MaybeActor& actor, auth::AccountId account);

}  // namespace alianza::accounts
