// What seats do because something else happened: two organisations became one, a person left.
#include <algorithm>
#include <set>

#include "features/agencies/actions.h"
#include "features/membership/actions.h"
#include "features/seats/actions.h"
#include "features/seats/store.h"
#include "platform/auth/moves.h"
#include "platform/i18n/i18n.h"

namespace alianza::seats {
namespace {

auth::Scope scope_of(OrganizationId id) { return auth::Scope::organization(id.value()); }

void withdraw_offer(db::Tx& tx, const Offer& o) {
  auth::revoke_links(tx, link_purpose, o.id.value());
  ENSURE(store::withdraw(tx, o.id, tx.now()));
  feature::record(tx, feature::Act::system("seats"),
                  {o.agency.value(), o.alliance.value(), "organization", o.organization.value(), "seat_offer", o.id.value()},
                  "seat.withdraw", audit::Fields().personal("email", o.email.text(), {}));
}

/// Open offers whose e-mail no present contact of the organisation has.
void withdraw_strays(db::Tx& tx, const Departure& d) {
  const auto offers = store::open_of(tx, d.organization);
  if (offers.empty()) return;
  std::set<std::string> wanted;
  for (const auto& o : offers) wanted.insert(o.email.key());
  std::set<std::string> present;
  for (const auto& contact : membership::reachable_by_email(tx, d.agency, wanted))
    if (contact.organization == d.organization) present.insert(contact.email.key());
  for (const auto& o : offers)
    if (!present.contains(o.email.key())) withdraw_offer(tx, o);
}

/// Nothing when it ends by then already.
Done end_seat(db::Tx& tx, const auth::Appointment& row, AgencyId agency, const Ending& how) {
  // What is over lets nobody in from now on. A day to come may be brought forward: nobody has ended it yet.
  const bool planned = how.last_day > how.today;
  const auto day = std::max(row.since, planned ? how.last_day : how.today.plus_days(-1));
  if (row.until && *row.until <= day) return {};
  if (row.ended_by) return {};  // by somebody, on a day to come: their word stands
  TRY(auth::end_appointment(tx, row.id, day, planned ? auth::AccountId() : how.by, how.reason));
  feature::record(tx, feature::Act::system("seats"), {agency.value(), 0, "organization", row.scope.id}, "seat.end",
                  audit::Fields().change("account", row.account, {}).set("until", day).set("reason", how.reason));
  return {};
}

}  // namespace

Done end_all(db::Tx& tx, AgencyId agency, OrganizationId organization, auth::AccountId account, const Ending& how) {
  for (const auto& row : auth::appointment_history(tx, account))
    if (row.scope == scope_of(organization)) TRY(end_seat(tx, row, agency, how));
  return {};
}

Done leave(db::Tx& tx, const Departure& d) {
  withdraw_strays(tx, d);
  const auto agency = agencies::find(tx, d.agency);
  if (!d.account || !agency) return {};
  return end_all(tx, d.agency, d.organization, *d.account,
                 {d.until, agencies::today(tx, *agency), d.by, i18n::text(Lang::es, _("Dejó la organización."))});
}

void merge(db::Tx& tx, const Merging& m) {
  for (const auto id : auth::move_appointments(tx, scope_of(m.gone), scope_of(m.kept)))
    store::keep_moved(tx, m.merge, m.agency, store::Moved::seat, id.value());
  for (const auto id : store::move_offers(tx, m.gone, m.kept))
    store::keep_moved(tx, m.merge, m.agency, store::Moved::offer, id.value());
}

void unmerge(db::Tx& tx, const Merging& m) {
  std::vector<auth::AppointmentId> seats;
  for (const auto id : store::moved(tx, m.merge, store::Moved::seat)) seats.emplace_back(id);
  auth::move_appointments(tx, scope_of(m.kept), scope_of(m.gone), seats);
  for (const auto id : store::moved(tx, m.merge, store::Moved::offer)) store::move_offer(tx, OfferId(id), m.gone);
  store::forget_moved(tx, m.merge);
}

}  // namespace alianza::seats
