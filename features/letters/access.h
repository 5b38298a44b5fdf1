#pragma once
// Who may do what with letters of the server.
#include "platform/auth/actor.h"

namespace alianza::letters {

enum class Action { read, resend, test };

bool may(Action action, const auth::MaybeActor& actor);

}  // namespace alianza::letters
