#include "features/bulletins/jobs.h"

#include <boost/json.hpp>

#include "features/bulletins/actions.h"
#include "features/bulletins/actions_subscriptions.h"

namespace alianza::bulletins {
namespace {

constexpr int at_night = 3 * 60 + 40;

EditionId edition_of(const jobs::Job& job) {
  const auto payload = boost::json::parse(job.payload_json).as_object();
  const auto id = EditionId::parse(std::string_view(payload.at("edition").as_string()));
  ENSURE(id.has_value());
  return *id;
}

/// A server that is killed leaves whole batches: the next attempt goes on after the last.
Done announce_in_batches(jobs::Context& context, const std::optional<std::string>& origin, int batch) {
  const auto edition = edition_of(context.job());
  for (bool more = true; more;) {
    TRY(context.go_on());
    more = TRY(context.db().write([&](db::Tx& tx) -> Result<bool> {
      announce(tx, edition);
      const bool left = origin ? TRY(write_letters(tx, edition, *origin, batch)) : false;
      if (left)
        context.save(tx, "");
      else
        context.finish(tx);
      return left;
    }));
  }
  return {};
}

}  // namespace

jobs::Kind announcing(std::optional<std::string> origin, int batch) {
  return {.name = std::string(announcing_kind),
          .handler = [origin = std::move(origin), batch](jobs::Context& context) -> Done {
            return announce_in_batches(context, origin, batch);
          },
          .title = _("Publicación de un comunicado o boletín")};
}

jobs::Kind forgetting() {
  return {.name = std::string(forgetting_kind),
          .handler = [](jobs::Context& context) -> Done {
            return context.db().write([&](db::Tx& tx) -> Done {
              forget_pending(tx);
              context.finish(tx);
              return {};
            });
          },
          .period = jobs::Period::daily(at_night),
          .title = _("Suscripciones sin confirmar")};
}

}  // namespace alianza::bulletins
