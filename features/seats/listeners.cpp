#include "features/seats/listeners.h"

#include "features/organizations/actions.h"
#include "features/seats/actions.h"
#include "platform/feature/payload.h"

namespace alianza::seats {

void add_listeners(feature::Site& site) {
  organizations::follow_merges(
      site,
      [](db::Tx& tx, const organizations::Merging& m) {
        merge(tx, {m.id, m.agency, m.kept, m.gone});
      },
      [](db::Tx& tx, const organizations::Merging& m) {
        unmerge(tx, {m.id, m.agency, m.kept, m.gone});
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
