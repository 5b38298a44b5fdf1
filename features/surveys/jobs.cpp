#include "features/surveys/jobs.h"

#include <boost/json.hpp>

#include "features/surveys/actions.h"
#include "platform/jobs/batches.h"

namespace alianza::surveys {
namespace {

struct Payload {
  SurveyId survey;
  std::int64_t round = 0;
};
Payload payload_of(const jobs::Job& job) {
  const auto payload = boost::json::parse(job.payload_json).as_object();
  const auto id = SurveyId::parse(std::string_view(payload.at("survey").as_string()));
  ENSURE(id.has_value());
  return {*id, payload.at("round").as_int64()};
}

}  // namespace

jobs::Kind sending(std::string origin, int batch) {
  return {.name = std::string(sending_kind),
          .handler = [origin = std::move(origin), batch](jobs::Context& context) -> Done {
            const auto payload = payload_of(context.job());
            return jobs::in_batches(context, [&](db::Tx& tx) { return send_batch(tx, payload.survey, origin, batch); });
          },
          .title = _("Cartas de una encuesta")};
}

jobs::Kind reminding(std::string origin, int batch) {
  return {.name = std::string(reminding_kind),
          .handler = [origin = std::move(origin), batch](jobs::Context& context) -> Done {
            const auto payload = payload_of(context.job());
            return jobs::in_batches(context,
                                    [&](db::Tx& tx) { return remind_batch(tx, payload.survey, payload.round, origin, batch); });
          },
          .title = _("Recordatorios de una encuesta")};
}

jobs::Kind counting(auth::Seal seal, int batch) {
  return {.name = std::string(counting_kind),
          .handler = [seal = std::move(seal), batch](jobs::Context& context) -> Done {
            const auto payload = payload_of(context.job());
            TRY(jobs::in_batches(context, [&](db::Tx& tx) { return count_batch(tx, payload.survey, seal, batch); }));
            return context.db().purge();
          },
          .title = _("Recuento de una encuesta anónima")};
}

}  // namespace alianza::surveys
