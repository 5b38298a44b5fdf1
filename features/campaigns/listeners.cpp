#include "features/campaigns/listeners.h"

#include "features/adherences/actions.h"
#include "features/campaigns/actions.h"
#include "features/organizations/actions.h"
#include "platform/feature/letter.h"
#include "platform/feature/payload.h"
#include "platform/mail/mail.h"

namespace alianza::campaigns {
void add_listeners(feature::Site& site) {
  site.db.on(std::string(mail::letter_changed), [](db::Tx& tx, const db::Event& event) -> Done {
    mail::State state{};
    ENSURE(mail::from_text(feature::Payload(event.payload_json).word("state"), state));
    note_letter(tx, mail::LetterId(event.subject), state);
    return {};
  });
  site.db.on(std::string(adherences::text_published),
             [origin = feature::address_in_letters(site.config)](db::Tx& tx, const db::Event& event) -> Done {
               return offer_to_accepted(tx, AllianceId(event.subject), origin);
             });
  using organizations::Merging;
  organizations::follow_merges(
      site, [](db::Tx& tx, const Merging& m) { merge(tx, m.id, m.kept, m.gone); },
      [](db::Tx& tx, const Merging& m) { unmerge(tx, m.id, m.gone); });
}

}  // namespace alianza::campaigns
