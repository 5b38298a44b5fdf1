#include "features/values/listeners.h"

#include "features/values/actions.h"
#include "platform/feature/payload.h"

namespace alianza::values {

void add_listeners(feature::Site& site) {
  site.db.on("organization.merged", [](db::Tx& tx, const db::Event& event) -> Done {
    const feature::Payload payload(event.payload_json);
    merge(tx, payload.id("merge"), OrganizationId(payload.id("kept")), OrganizationId(payload.id("gone")));
    return {};
  });
  site.db.on("organization.unmerged", [](db::Tx& tx, const db::Event& event) -> Done {
    const feature::Payload payload(event.payload_json);
    unmerge(tx, payload.id("merge"), OrganizationId(payload.id("gone")));
    return {};
  });
}

}  // namespace alianza::values
