// The outbox: tables of platform/mail.
#include "features/letters/personal.h"

#include "platform/feature/personal.h"
#include "platform/mail/forget.h"
#include "platform/mail/unsubscribe.h"

namespace alianza::letters {
namespace {

using feature::Subject;

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  for (const auto& kept : mail::letters_to(tx, s.addresses, s.agency))
    out.push_back({_("Correo que se le escribió"),
                   {{_("Nombre"), kept.letter.to_name.text()},
                    {_("Correo"), kept.letter.to.text()},
                    {_("Asunto"), kept.letter.subject.text()},
                    {_("Fecha"), kept.created_at.text()},
                    {_("Texto"), kept.letter.text}}});
  for (const auto& since : mail::unsubscriptions_of(tx, s.addresses, s.agency))
    out.push_back({_("No quiere recordatorios ni boletines"), {{_("Desde"), since.text()}}});
}

void erase(db::Tx& tx, const Subject& s) {
  mail::forget_letters_to(tx, s.addresses, s.agency);
  mail::forget_unsubscriptions(tx, s.addresses, s.agency);
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"mail_letters.to_address", "mail_letters.to_key", "mail_letters.to_name", "mail_letters.subject",
                   "mail_letters.body_text", "mail_letters.body_html", "mail_letters.reply_to", "mail_letters.unsubscribe",
                   "mail_letters.reply", "mail_unsubscriptions.email_folded"},
       .find = {},
       .tell = tell,
       .erase = erase});
}

}  // namespace alianza::letters
