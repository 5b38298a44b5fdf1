#include "features/letters/access.h"

namespace alianza::letters {

bool may(Action action, const auth::MaybeActor& actor) {
  switch (action) {
    case Action::read:
    case Action::test:
    case Action::resend: return actor && actor->server_operator;
  }
  return false;
}

}  // namespace alianza::letters
