#include "features/minutes/listeners.h"

#include "features/minutes/actions.h"
#include "platform/feature/letter.h"
#include "platform/feature/payload.h"

namespace alianza::minutes {
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
  // Without an address nobody is written to: a letter would lead nowhere.
  if (const auto origin = feature::address_in_letters(site.config))
    site.db.on(std::string(minutes_moved), [origin = *origin](db::Tx& tx, const db::Event& event) -> Done {
      const feature::Payload payload(event.payload_json);
      tell_minutes(tx, AllianceId(payload.id("alliance")), MeetingId(payload.id("meeting")), origin);
      return {};
    });
}

}  // namespace alianza::minutes
