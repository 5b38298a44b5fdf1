#include "features/organizations/actions.h"

#include "platform/feature/feature.h"
#include "platform/feature/payload.h"

namespace alianza::organizations {
namespace {

void follow(feature::Site& site, const char* event, MergeStep step) {
  site.db.on(event, [step](db::Tx& tx, const db::Event& told) -> Done {
    const feature::Payload payload(told.payload_json);
    step(tx, {payload.id("merge"), OrganizationId(payload.id("kept")), OrganizationId(payload.id("gone")),
              Date::parse(payload.word("on")), AgencyId(payload.id("agency"))});
    return {};
  });
}

}  // namespace

void follow_merges(feature::Site& site, MergeStep merge, MergeStep unmerge) {
  follow(site, "organization.merged", merge);
  follow(site, "organization.unmerged", unmerge);
}

}  // namespace alianza::organizations
