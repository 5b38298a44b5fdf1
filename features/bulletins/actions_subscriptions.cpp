#include "features/bulletins/actions_subscriptions.h"

#include <algorithm>

#include "features/agencies/actions.h"
#include "features/bulletins/access.h"
#include "features/bulletins/letters.h"
#include "features/bulletins/store.h"
#include "features/bulletins/store_subscriptions.h"
#include "platform/mail/mail.h"

namespace alianza::bulletins {
namespace {

feature::About about(const Subscription& s) { return {s.agency.value(), s.alliance.value(), "subscription", s.id.value()}; }

Result<Letterhead> letterhead(db::Tx& tx, const alliances::Alliance& alliance, const std::string& origin) {
  const auto agency = agencies::find(tx, alliance.agency);
  if (!agency) return fail(Error::not_found());
  return Letterhead{alliance.name, alliance.slug, agency->name, origin};
}

Error too_many() { return {Fault::too_many, _("Llegaron muchas suscripciones a la vez. Intente de nuevo en una hora."), {}}; }

/// The subscription of that address, new or known; nothing when it was asked a moment ago.
Result<std::optional<Subscription>> asked(db::Tx& tx, const alliances::Alliance& alliance, const Email& email, Lang lang) {
  const auto now = tx.now();
  if (auto known = store::find_subscription(tx, alliance.id, email)) {
    if (!may_ask_again(*known, now)) return std::optional<Subscription>();
    store::set_asked(tx, known->id, now, lang);
    known->lang = lang;
    return known;
  }
  if (store::asked_since(tx, alliance.id, now - std::chrono::hours(1)) >= most_asked_an_hour) return fail(too_many());
  Subscription s{SubscriptionId::make(), alliance.agency, alliance.id, email, lang, now, {}};
  store::insert(tx, s);
  return std::optional(std::move(s));
}

}  // namespace

Done subscribe(db::Tx& tx, const feature::Act& act, AllianceId id, std::string_view typed, Lang lang,
               const std::optional<std::string>& origin) {
  const auto alliance = alliances::find(tx, id);
  if (!alliance || !alliance->is_public) return fail(Error::not_found());
  const auto email = Email::parse(typed);
  if (!email) return fail(Error::field("email", _("Escriba un correo como nombre@ejemplo.mx.")));
  if (!origin) return fail(Error::conflict(_("Por ahora no podemos enviar cartas. Puede seguir el canal Atom.")));
  const auto s = TRY(asked(tx, *alliance, *email, lang));
  if (!s) return {};
  const auto secret =
      auth::issue_link(tx, {s->agency.value(), confirm_purpose, s->id.value(), s->email, {}, tx.now() + confirm_within});
  mail::send(tx, confirming_letter(TRY(letterhead(tx, *alliance, *origin)), *s, secret));
  feature::record(tx, act, about(*s), "subscription.ask", {});
  return feature::remember(tx, act, s->id.text());
}

Result<OpenedSubscription> open_subscription(db::Tx& tx, const auth::Link& link) {
  const auto s = store::find_subscription(tx, SubscriptionId(link.subject_id));
  if (!s) return fail({Fault::gone, _("Esta dirección ya no está suscrita."), {}});
  auto alliance = alliances::find(tx, s->alliance);
  if (!alliance) return fail(Error::not_found());
  return OpenedSubscription{std::move(*alliance), s->confirmed_at.has_value()};
}

Done confirm(db::Tx& tx, const feature::Act& act, const auth::Link& link) {
  const auto s = store::find_subscription(tx, SubscriptionId(link.subject_id));
  if (!s) return fail({Fault::gone, _("Esta dirección ya no está suscrita."), {}});
  if (s->confirmed_at) return {};
  TRY(auth::hold_link(tx, link));
  store::confirm(tx, s->id, tx.now());
  auth::answer_links(tx, confirm_purpose, s->id.value(), "confirmed");
  feature::record(tx, act, about(*s), "subscription.confirm", {});
  return {};
}

Done leave(db::Tx& tx, const feature::Act& act, const auth::Link& link) {
  const auto s = store::find_subscription(tx, SubscriptionId(link.subject_id));
  if (!s) return {};
  store::remove(tx, s->id);
  auth::answer_links(tx, leave_purpose, s->id.value(), "left");
  auth::revoke_links(tx, confirm_purpose, s->id.value());
  feature::record(tx, act, about(*s), "subscription.leave", {});
  return {};
}

Result<SubscriptionCounts> subscription_counts(db::Tx& tx, const alliances::Seen& seen) {
  if (!may(Action::keep, seen.standing)) return fail(Error::forbidden());
  return store::counts(tx, seen.alliance.id);
}

Result<bool> write_letters(db::Tx& tx, EditionId id, const std::string& origin, int limit) {
  const auto b = store::find_of_edition(tx, id);
  if (!b || b->withdrawn_at) return false;
  const auto editions = store::editions(tx, b->id);
  const auto edition = std::find_if(editions.begin(), editions.end(), [&](const Edition& e) { return e.id == id; });
  const auto alliance = alliances::find(tx, b->alliance);
  if (edition == editions.end() || !edition->published_at || !alliance || !alliance->is_public) return false;
  const auto head = TRY(letterhead(tx, *alliance, origin));
  const auto rows = store::to_write(tx, alliance->id, id, *edition->published_at, limit);
  for (const auto& s : rows) {
    const auto secret =
        auth::issue_link(tx, {s.agency.value(), leave_purpose, s.id.value(), s.email, {}, tx.now() + leave_within});
    const auto letter = mail::send(tx, bulletin_letter(head, s, b->kind, *edition, secret));
    store::insert_letter(tx, s, id, letter.value());
  }
  return rows.size() == static_cast<std::size_t>(limit);
}

std::int64_t forget_pending(db::Tx& tx) { return store::remove_pending(tx, tx.now() - confirm_within); }

}  // namespace alianza::bulletins
