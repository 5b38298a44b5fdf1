#include "features/registrations/jobs.h"

#include "features/registrations/actions.h"
#include "platform/feature/payload.h"

namespace alianza::registrations {

jobs::Kind sending(std::string origin, int batch) {
  return {.name = std::string(sending_kind),
          .handler = [origin = std::move(origin), batch](jobs::Context& context) -> Done {
            const ConvocationId id(feature::Payload(context.job().payload_json).id("convocation"));
            std::int64_t done = 0;
            for (;;) {
              TRY(context.go_on());
              const auto written = TRY(context.db().write([&](db::Tx& tx) -> Result<Batch> {
                const auto now = TRY(send_batch(tx, id, origin, batch));
                if (now.left == 0)
                  context.finish(tx);
                else
                  context.save(tx, "");
                return now;
              }));
              if (written.left == 0) return {};
              done += written.done;
              context.progress(done, done + written.left);
            }
          },
          .title = _("Cartas de una convocatoria")};
}

}  // namespace alianza::registrations
