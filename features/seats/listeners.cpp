#include "features/seats/listeners.h"

#include "features/seats/actions.h"
#include "platform/feature/payload.h"

namespace alianza::seats {

void add_listeners(feature::Site& site) {
  site.db.on("organization.merged", [](db::Tx& tx, const db::Event& event) -> Done {
    const feature::Payload payload(event.payload_json);
    merge(tx, {payload.id("merge"), AgencyId(payload.id("agency")), OrganizationId(payload.id("kept")),
               OrganizationId(payload.id("gone"))});
    return {};
  });
  site.db.on("organization.unmerged", [](db::Tx& tx, const db::Event& event) -> Done {
    const feature::Payload payload(event.payload_json);
    unmerge(tx, {payload.id("merge"), AgencyId(payload.id("agency")), OrganizationId(payload.id("kept")),
                 OrganizationId(payload.id("gone"))});
    return {};
  });
  site.db.on("contact.left", [](db::Tx& tx, const db::Event& event) -> Done {
    const feature::Payload payload(event.payload_json);
    const auto until = Date::parse(payload.word("until"));
    ENSURE(until);
    return leave(tx, {AgencyId(payload.id("agency")), OrganizationId(payload.id("organization")),
                      auth::AccountId::parse(payload.word("account")), *until, auth::AccountId(payload.id("by"))});
  });
}

}  // namespace alianza::seats
