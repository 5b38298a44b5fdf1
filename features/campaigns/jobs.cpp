#include "features/campaigns/jobs.h"

#include <boost/json.hpp>

#include "features/campaigns/actions.h"
#include "platform/jobs/batches.h"

namespace alianza::campaigns {
namespace {

struct Payload {
  CampaignId campaign;
  std::int64_t round = 0;
};
Payload payload_of(const jobs::Job& job) {
  const auto payload = boost::json::parse(job.payload_json).as_object();
  const auto id = CampaignId::parse(std::string_view(payload.at("campaign").as_string()));
  ENSURE(id.has_value());
  return {*id, payload.at("round").as_int64()};
}

}  // namespace

jobs::Kind sending(std::string origin, int batch) {
  return {.name = std::string(sending_kind),
          .handler = [origin = std::move(origin), batch](jobs::Context& context) -> Done {
            const auto payload = payload_of(context.job());
            return jobs::in_batches(context, [&](db::Tx& tx) { return send_batch(tx, payload.campaign, origin, batch); });
          },
          .title = _("Cartas de una campaña")};
}

jobs::Kind reminding(std::string origin, int batch) {
  return {.name = std::string(reminding_kind),
          .handler = [origin = std::move(origin), batch](jobs::Context& context) -> Done {
            const auto payload = payload_of(context.job());
            return jobs::in_batches(context,
                                    [&](db::Tx& tx) { return remind_batch(tx, payload.campaign, payload.round, origin, batch); });
          },
          .title = _("Recordatorios de una campaña")};
}

}  // namespace alianza::campaigns
