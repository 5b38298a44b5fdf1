#include "features/minutes/jobs.h"

#include "features/minutes/actions.h"

namespace alianza::minutes {

jobs::Kind reminding(std::string origin) {
  return {.name = std::string(reminding_kind),
          // One alliance, one transaction: what a killed server leaves is done by the next look.
          .handler = [origin = std::move(origin)](jobs::Context& context) -> Done {
            const auto ids =
                TRY(context.db().read([](db::Tx& tx) -> Result<std::vector<AllianceId>> { return with_open_agreements(tx); }));
            for (const auto id : ids) {
              TRY(context.go_on());
              TRY(context.db().write([&](db::Tx& tx) { return remind(tx, id, origin); }));
            }
            return {};
          },
          .policy = {.time_limit = std::chrono::minutes(10), .at_once = 1, .priority = 500},
          .period = jobs::Period::daily(7 * 60 + 20),
          .title = _("Recordatorios de acuerdos")};
}

}  // namespace alianza::minutes
