#include "features/letters/actions.h"

#include "features/letters/access.h"

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

std::vector<mail::Kept> mailbox(db::Tx& tx, mail::Slice slice) { return mail::in_state(tx, mail::State::sent, slice); }

Result<mail::Kept> read(db::Tx& tx, mail::LetterId id) {
  auto kept = mail::find(tx, id);
  if (!kept) return fail(Error::not_found());
  return std::move(*kept);
}

}  // namespace alianza::letters
