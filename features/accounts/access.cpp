#include "features/accounts/access.h"

namespace alianza::accounts {

bool may(Action action, const auth::MaybeActor& actor, auth::AccountId account) {
  if (!actor) return false;
  const bool own = actor->account == account && account;
  switch (action) {
    case Action::read: return own || actor->server_operator;
    case Action::edit: return own || actor->server_operator;
    case Action::work: return own;
    // Not even the operator: they would act under somebody else's name. Nor a program, which could make itself more keys.
    case Action::enter: return own && actor->via == auth::Via::session;
    case Action::create: return actor->server_operator;
    case Action::close: return actor->server_operator && !own;
    case Action::reset: return actor->server_operator && !own;
    case Action::appoint: return actor->server_operator;
    case Action::tend: return actor->server_operator;
  }
  return false;
}

}  // namespace alianza::accounts
