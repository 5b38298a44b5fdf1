// Whom invitations were sent to and who answered them.
#include "features/campaigns/personal.h"

#include "features/campaigns/store.h"
#include "platform/audit/audit.h"
#include "platform/feature/personal.h"
#include "platform/i18n/i18n.h"

namespace alianza::campaigns {
namespace {

using feature::Fate;
using feature::Subject;

std::vector<Invitation> sent_to(db::Tx& tx, const Subject& s) {
  std::vector<Invitation> out;
  for (const auto& key : s.addresses)
    for (const auto id : store::sent_to(tx, key))
      if (auto found = store::find_invitation(tx, id); found && s.is_in(found->agency.value())) out.push_back(std::move(*found));
  return out;
}

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  for (const auto& i : sent_to(tx, s))
    out.push_back({_("Invitación"),
                   {{_("Organización"), i.organization_name},
                    {_("Nombre"), i.person_name},
                    {_("Cargo"), i.position},
                    {_("Correo"), i.email.text()},
                    {_("Respondió"), i.answered_by},
                    {_("Cargo de quien respondió"), i.answered_position},
                    {_("Motivo"), i.reason}},
                   Fate::nameless});
}

/// One that nobody answered is not sent or reminded any more.
void erase(db::Tx& tx, const Subject& s) {
  const auto why = i18n::text(Lang::es, _("Se borraron los datos de la persona."));
  for (const auto& before : sent_to(tx, s)) {
    if (!before.answered_at && before.state != InvitationState::revoked) {
      auto over = before;
      over.state = InvitationState::revoked;
      over.reason = why;
      store::update(tx, over, before, {});
    }
    store::forget_person(tx, before.id, feature::erased_address(before.id.value()), std::string(feature::erased_name));
    audit::erase_salt(tx, "invitation", before.id.value());
  }
  for (const auto& key : s.addresses) store::forget_reply_to(tx, key, s.agency);
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"invitations.person_name", "invitations.position", "invitations.email", "invitations.email_folded",
                   "invitations.answered_by", "invitations.answered_position", "invitations.reason", "campaigns.reply_to"},
       .find = {},
       .tell = tell,
       .erase = erase});
}

}  // namespace alianza::campaigns
