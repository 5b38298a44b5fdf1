#include "features/priorities/listeners.h"

#include "features/priorities/actions.h"
#include "platform/feature/payload.h"

namespace alianza::priorities {
namespace {

/// {"merge":"…","kept":"…","gone":"…","on":"2026-03-31"}
Merge merge_of(const db::Event& event) {
  const feature::Payload payload(event.payload_json);
  return {payload.id("merge"), OrganizationId(payload.id("kept")), OrganizationId(payload.id("gone"))};
}

}  // namespace

void add_listeners(feature::Site& site) {
  site.db.on("organization.merged", [](db::Tx& tx, const db::Event& event) -> Done {
    merge(tx, merge_of(event));
    return {};
  });
  site.db.on("organization.unmerged", [](db::Tx& tx, const db::Event& event) -> Done {
    unmerge(tx, merge_of(event));
    return {};
  });
}

}  // namespace alianza::priorities
