#include "features/opinions/jobs.h"

#include "features/opinions/actions.h"

namespace alianza::opinions {
namespace {

/// One alliance, one transaction: what a killed server leaves is done by the next look.
Done look(jobs::Context& context) {
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
          .handler = look,
          .policy = {.time_limit = std::chrono::minutes(10), .at_once = 1, .priority = 500},
          .period = jobs::Period::daily(6 * 60 + 20),
          .title = _("Consejos sin actividad")};
}

}  // namespace alianza::opinions
