#include "features/cadences/jobs.h"

#include "features/cadences/actions.h"

namespace alianza::cadences {
namespace {

/// One alliance, one transaction: what a killed server leaves is done by the next look.
Done work(jobs::Context& context) {
  const auto ids = TRY(context.db().read([](db::Tx& tx) -> Result<std::vector<AllianceId>> { return watched(tx); }));
  for (const auto id : ids) {
    TRY(context.go_on());
    TRY(context.db().write([&](db::Tx& tx) { return watch(tx, id); }));
  }
  return {};
}

}  // namespace

jobs::Kind watching() {
  return {.name = std::string(watching_kind),
          .handler = work,
          .policy = {.time_limit = std::chrono::minutes(10), .at_once = 1, .priority = 500},
          .period = jobs::Period::daily(6 * 60 + 10),
          .title = _("Cadencia de los comités")};
}

}  // namespace alianza::cadences
