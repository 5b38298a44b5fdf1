// Whom seats were offered. Who holds one is an appointment (features/accounts), which ends with the account; where the account
// stays for another agency, the seats at this one's organisations end here.
#include "features/seats/personal.h"

#include "features/agencies/actions.h"
#include "features/seats/actions.h"
#include "features/seats/store.h"
#include "platform/audit/audit.h"
#include "platform/feature/personal.h"
#include "platform/i18n/i18n.h"

namespace alianza::seats {
namespace {

using feature::Fate;
using feature::Subject;

std::vector<Offer> offered_to(db::Tx& tx, const Subject& s) {
  std::vector<Offer> out;
  for (const auto& key : s.addresses)
    for (const auto id : tx.all<OfferId>("SELECT id FROM seat_offers WHERE email_key = :key AND (CAST(:every AS BIGINT) = 0 OR "
                                         "agency_id = :agency) ORDER BY id",
                                         {{"key", key}, {"every", s.agency}, {"agency", s.agency}}))
      out.push_back(*store::find(tx, id));
  return out;
}

/// Seats in force or to come at the agency's organisations, of an account that stays.
std::vector<auth::Appointment> seats_here(db::Tx& tx, const Subject& s) {
  std::vector<auth::Appointment> out;
  if (s.account == 0 || s.agency == 0 || s.account_fate != Subject::Account::stays) return out;
  const auto agency = agencies::find(tx, AgencyId(s.agency));
  if (!agency) return out;
  for (auto& row : auth::appointment_history(tx, auth::AccountId(s.account)))
    if (row.scope.kind == auth::ScopeKind::organization && (!row.until || *row.until >= agencies::today(tx, *agency)) &&
        organizations::find(tx, agency->id, OrganizationId(row.scope.id)))
      out.push_back(std::move(row));
  return out;
}

void find(db::Tx& tx, Subject& s) {
  for (const auto& offer : offered_to(tx, s)) s.add_name(offer.person_name);
}

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  for (const auto& o : offered_to(tx, s))
    out.push_back({_("Acceso que se le ofreció"),
                   {{_("Nombre"), o.person_name}, {_("Correo"), o.email.text()}, {_("Fecha"), o.offered_at.text()}},
                   Fate::nameless});
  for (const auto& row : seats_here(tx, s))
    out.push_back({_("Acceso en nombre de una organización"),
                   {{_("Cargo"), std::string(auth::word(row.role))}, {_("Desde"), row.since.text()}},
                   Fate::nameless});
}

void erase(db::Tx& tx, const Subject& s) {
  for (const auto& o : offered_to(tx, s)) {
    if (o.is_open()) {
      auth::revoke_links(tx, link_purpose, o.id.value());
      store::withdraw(tx, o.id, tx.now());
    }
    const auto nobody = feature::erased_address(o.id.value());
    tx.exec("UPDATE seat_offers SET person_name = :name, email = :email, email_key = :key WHERE id = :id",
            {{"name", feature::erased_name}, {"email", nobody}, {"key", nobody.key()}, {"id", o.id}});
    audit::erase_salt(tx, "seat_offer", o.id.value());
  }
  const auto why = i18n::text(Lang::es, _("Se borraron los datos de la persona."));
  for (const auto& row : seats_here(tx, s)) {
    const auto today = agencies::today(tx, *agencies::find(tx, AgencyId(s.agency)));
    const auto ended =
        end_all(tx, AgencyId(s.agency), OrganizationId(row.scope.id), row.account, {today, today, auth::AccountId(), why});
    if (!ended) tx.abandon(ended.error());
  }
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back({.columns = {"seat_offers.person_name", "seat_offers.email", "seat_offers.email_key"},
                           .find = find,
                           .tell = tell,
                           .erase = erase});
}

}  // namespace alianza::seats
