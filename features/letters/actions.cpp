#include "features/letters/actions.h"

#include "features/letters/access.h"
#include "features/letters/letters.h"
#include "platform/auth/accounts.h"
#include "platform/mail/unsubscribe.h"

namespace alianza::letters {

Result<Overview> overview(db::Tx& tx, const auth::MaybeActor& actor, mail::State state, mail::Slice slice) {
  if (!may(Action::read, actor)) return fail(Error::forbidden());
  return Overview{mail::counts(tx), mail::in_state(tx, state, slice)};
}

Done resend(db::Tx& tx, const feature::Act& act, mail::LetterId id) {
  if (!may(Action::resend, act.actor)) return fail(Error::forbidden());
  TRY(mail::resend(tx, id));
  feature::record(tx, act, {0, 0, "letter", id.value()}, "letter.resend", {});
  return feature::remember(tx, act);
}

Done send_test(db::Tx& tx, const feature::Act& act) {
  if (!may(Action::test, act.actor)) return fail(Error::forbidden());
  const auto account = auth::find_account(tx, act.who().account);
  if (!account) return fail(Error::forbidden());
  const auto id = mail::send(tx, test_letter(account->email, account->name, account->lang));
  feature::record(tx, act, {0, 0, "letter", id.value()}, "letter.test", {});
  return feature::remember(tx, act);
}

Done set_subscription(db::Tx& tx, const feature::Act& act, const auth::Link& link, Wish wish) {
  if (link.revoked_at) return fail(Error{Fault::gone, _("Este enlace se retiró. Pida otro a quien se lo envió."), {}});
  if (mail::is_unsubscribed(tx, link.agency_id, link.address) == (wish == Wish::no_more)) return {};
  if (wish == Wish::no_more)
    mail::unsubscribe(tx, link.agency_id, link.address);
  else
    mail::subscribe_again(tx, link.agency_id, link.address);
  feature::record(tx, act, {link.agency_id, 0, "link", link.id.value()},
                  wish == Wish::no_more ? "letter.unsubscribe" : "letter.subscribe_again",
                  audit::Fields().personal("email", {}, link.address.text()));
  return {};
}

std::vector<mail::Kept> mailbox(db::Tx& tx, mail::Slice slice) { return mail::in_state(tx, mail::State::sent, slice); }

Result<mail::Kept> read(db::Tx& tx, mail::LetterId id) {
  auto kept = mail::find(tx, id);
  if (!kept) return fail(Error::not_found());
  return std::move(*kept);
}

}  // namespace alianza::letters
