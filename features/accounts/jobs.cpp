#include "features/accounts/jobs.h"

#include "platform/auth/request_keys.h"

namespace alianza::accounts {

jobs::Kind forgetting(const auth::SessionLimits& limits) {
  constexpr int slice = 1000;
  const auto handler = [limits](jobs::Context& context) -> Done {
    TRY(context.db().write([&](db::Tx& tx) { auth::forget_expired(tx, limits); }));
    for (int forgotten = slice; forgotten == slice;) {
      TRY(context.go_on());
      forgotten = TRY(context.db().write([](db::Tx& tx) { return auth::forget_old_keys(tx, slice); }));
    }
    return {};
  };
  return {.name = "accounts.forget",
          .handler = handler,
          .policy = {.at_once = 1, .priority = 1000},
          .period = jobs::Period::daily(3 * 60 + 30)};
}

}  // namespace alianza::accounts
