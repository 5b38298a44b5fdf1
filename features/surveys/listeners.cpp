#include "features/surveys/listeners.h"

#include "features/surveys/actions.h"
#include "platform/feature/payload.h"
#include "platform/mail/mail.h"

namespace alianza::surveys {

void add_listeners(feature::Site& site) {
  site.db.on(std::string(mail::letter_changed), [](db::Tx& tx, const db::Event& event) -> Done {
    mail::State state{};
    ENSURE(mail::from_text(feature::Payload(event.payload_json).word("state"), state));
    note_letter(tx, mail::LetterId(event.subject), state);
    return {};
  });
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

}  // namespace alianza::surveys
