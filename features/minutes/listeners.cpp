#include "features/minutes/listeners.h"

#include "features/minutes/actions.h"
#include "platform/feature/letter.h"
#include "platform/feature/payload.h"

namespace alianza::minutes {

void add_listeners(feature::Site& site) {
  organizations::follow_merges(site, merge, unmerge);
  // Without an address nobody is written to: a letter would lead nowhere.
  if (const auto origin = feature::address_in_letters(site.config))
    site.db.on(std::string(minutes_moved), [origin = *origin](db::Tx& tx, const db::Event& event) -> Done {
      const feature::Payload payload(event.payload_json);
      tell_minutes(tx, AllianceId(payload.id("alliance")), MeetingId(payload.id("meeting")), origin);
      return {};
    });
}

}  // namespace alianza::minutes
