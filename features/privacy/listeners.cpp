#include "features/privacy/listeners.h"

#include "features/privacy/actions.h"
#include "platform/mail/mail.h"

namespace alianza::privacy {

void add_listeners(feature::Site& site) {
  site.db.on(std::string(mail::letter_changed), [](db::Tx& tx, const db::Event& event) -> Done {
    note_letter(tx, event.subject);
    return {};
  });
}

}  // namespace alianza::privacy
