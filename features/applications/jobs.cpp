#include "features/applications/jobs.h"

#include "features/applications/actions.h"

namespace alianza::applications {

jobs::Kind forgetting() {
  constexpr int a_write = 200;
  const auto handler = [](jobs::Context& context) -> Done {
    for (std::int64_t forgotten = 1; forgotten > 0;) {
      TRY(context.go_on());
      forgotten = TRY(context.db().write([](db::Tx& tx) -> Result<std::int64_t> { return forget(tx, a_write); }));
    }
    return {};
  };
  return {.name = "applications.forget",
          .handler = handler,
          .policy = {.at_once = 1, .priority = 1000},
          .period = jobs::Period::daily(3 * 60 + 50)};
}

}  // namespace alianza::applications
