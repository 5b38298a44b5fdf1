#pragma once
// «Confirm it is you»: what cannot be undone, or opens a door, is asked of a person who has proven lately who they are, not of
// whoever sits at a session that was left open. To sign in proves it; so does the password, at /account/confirm.
#include <chrono>

#include "platform/auth/actor.h"
#include "platform/base/result.h"
#include "platform/db/db.h"

namespace alianza::auth {

inline constexpr std::chrono::minutes confirmed_for{10};

/// True also for the program itself, and for access keys: who made one had confirmed it.
bool is_confirmed(db::Tx& tx, const Actor& actor);
/// Inside the act. Conflict, with what to do, when it is too long ago.
Done demand_confirmed(db::Tx& tx, const Actor& actor);
/// Of the actor's session; the caller has checked the proof.
void note_confirmed(db::Tx& tx, const Actor& actor);

}  // namespace alianza::auth
