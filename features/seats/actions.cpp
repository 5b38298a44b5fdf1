#include "features/seats/actions.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "features/agencies/actions.h"
#include "features/membership/actions.h"
#include "features/seats/access.h"
#include "features/seats/letters.h"
#include "features/seats/store.h"
#include "platform/auth/password.h"
#include "platform/feature/letter.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"
#include "platform/mail/mail.h"

namespace alianza::seats {
namespace {

using membership::Status;

constexpr auto serves = std::chrono::hours(24 * 30);
constexpr std::size_t longest_reason = 500;

/// The e-mail is hidden by the offer's own salt, so that erasing one person leaves the organisation's.
feature::About about(const Offer& o) {
  return {o.agency.value(), o.alliance.value(), "organization", o.organization.value(), "seat_offer", o.id.value()};
}

auth::Scope scope_of(OrganizationId id) { return auth::Scope::organization(id.value()); }

Zone zone_of(const alliances::Alliance& a) { return Zone::parse(a.zone).value_or(Zone()); }

/// In force and not withdrawn in this alliance.
bool takes_part(db::Tx& tx, AllianceId alliance, OrganizationId organization) {
  const auto rows = membership::history(tx, alliance, organization);
  return !rows.empty() && !rows.front().until && rows.front().status != Status::withdrawn;
}

/// The accounts behind the rows, in one query.
std::map<auth::AccountId, auth::Account> accounts_of(db::Tx& tx, const std::vector<auth::Appointment>& rows) {
  std::vector<auth::AccountId> ids;
  for (const auto& row : rows) ids.push_back(row.account);
  std::map<auth::AccountId, auth::Account> out;
  for (auto& account : auth::find_accounts(tx, ids)) out.emplace(account.id, account);
  return out;
}

void list_holders(db::Tx& tx, Book& out) {
  const auto rows = auth::appointment_history(tx, scope_of(out.seen.organization.id));
  const auto accounts = accounts_of(tx, rows);
  for (const auto& row : rows) {
    const auto found = accounts.find(row.account);
    Holder holder{row, {}, {}};
    if (found != accounts.end()) {
      holder.name = found->second.name;
      holder.email = found->second.email.text();
    }
    (row.in_office(out.seen.at.today) ? out.present : out.past).push_back(std::move(holder));
  }
}

bool has_email(const std::vector<Holder>& holders, const std::vector<Offer>& offers, const Email& email) {
  const auto same = [&](const std::string& text) {
    const auto other = Email::parse(text);
    return other && other->key() == email.key();
  };
  return std::any_of(holders.begin(), holders.end(), [&](const auto& h) { return same(h.email); }) ||
         std::any_of(offers.begin(), offers.end(), [&](const auto& o) { return o.email.key() == email.key(); });
}

void send_letter(db::Tx& tx, const Offer& o, const Book& book, const std::string& origin) {
  const auto& alliance = book.seen.at.alliance;
  const auto agency = agencies::find(tx, o.agency);
  const auto secret = auth::issue_link(tx, {o.agency.value(), link_purpose, o.id.value(), o.email, o.person_name, o.expires_at});
  const auto until = i18n::full_date(o.lang, zone_of(alliance).date_of(o.expires_at));
  mail::send(tx,
             offer_letter(
                 o, {alliance.name, agency ? agency->name : LocalizedText(), book.seen.organization.profile.name, until, origin},
                 secret));
}

/// An open offer of that organisation, for who may deal with offers of its role.
Result<Offer> held(db::Tx& tx, const Book& book, OfferId id) {
  auto found = store::find(tx, id);
  if (!found || found->organization != book.seen.organization.id) return fail(Error::not_found());
  const bool allowed = found->role == auth::Role::delegate ? book.may_delegate : book.may_offer;
  if (!allowed) return fail(Error::forbidden());
  if (!found->is_open()) return fail(Error::conflict(_("Este acceso ya no está pendiente.")));
  return std::move(*found);
}

/// The account of the e-mail: the one there is, or a new one.
Result<auth::AccountId> arrive(db::Tx& tx, const feature::Act& act, const Opened& at, const NewPerson& person,
                               const auth::PasswordHash& hash) {
  if (at.account) return *at.account;
  const auto made = TRY(auth::create_account(tx, {at.offer.email, person.name, at.offer.lang, hash, false}));
  feature::record(tx, act, {0, 0, "account", made.id.value()}, "account.create",
                  audit::Fields().personal("name", {}, made.name).personal("email", {}, made.email.text()));
  return made.id;
}

Done seat(db::Tx& tx, const feature::Act& act, const Opened& at, auth::AccountId account) {
  const auto& o = at.offer;
  const auto day = zone_of(at.alliance).date_of(tx.now());
  const auto rows = auth::appointments_of(tx, account, day);
  if (!auth::holds(rows, scope_of(o.organization), o.role))
    TRY(auth::appoint(tx, {account,
                           scope_of(o.organization),
                           o.role,
                           day,
                           {},
                           o.offered_by,
                           i18n::text(Lang::es, _("Aceptó por el enlace de su carta.")),
                           {}}));
  feature::record(tx, act, about(o), "seat.take",
                  audit::Fields().set("account", account).set("role", std::string(auth::word(o.role))));
  return {};
}

}  // namespace

Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, OrganizationId organization) {
  Book out{TRY(organizations::see(tx, actor, alliance, organization)), {}, {}, {}, {}, false, false};
  const auto& standing = out.seen.at.standing;
  if (!may(Action::read, standing, organization)) return fail(Error::forbidden());
  out.may_offer = may(Action::offer, standing, organization);
  out.may_delegate = may(Action::delegate, standing, organization);
  list_holders(tx, out);
  out.offers = store::open_of(tx, organization);
  if (!out.may_delegate) return out;
  for (auto& contact : TRY(membership::contacts_of(tx, standing, organization))) {
    const auto email = Email::parse(contact.email);
    if (!contact.until && email && !has_email(out.present, out.offers, *email)) out.contacts.push_back(std::move(contact));
  }
  return out;
}

Result<Offer> offer(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization,
                    const OfferInput& input, const std::optional<std::string>& origin) {
  const auto at = TRY(book(tx, act.actor, alliance, organization));
  if (!at.may_delegate) return fail(Error::forbidden());
  const auto wanted = TRY(parse(input));
  if (wanted.role != auth::Role::delegate && !at.may_offer) return fail(Error::forbidden());
  const auto contact =
      std::find_if(at.contacts.begin(), at.contacts.end(), [&](const auto& c) { return c.affiliation == wanted.contact; });
  if (contact == at.contacts.end())
    return fail(Error::field("contact", _("Elija a una persona de contacto con correo y sin acceso.")));
  if (!takes_part(tx, alliance, organization))
    return fail(Error::conflict(_("La organización no participa en la alianza: primero invítela o regístrela.")));
  if (!origin) return fail(feature::no_address_in_letters());
  Offer o;
  o.id = OfferId::make();
  o.agency = at.seen.at.alliance.agency;
  o.alliance = alliance;
  o.organization = organization;
  o.person_name = contact->name;
  o.email = TRY(Email::parse(contact->email));
  o.lang = wanted.lang;
  o.role = wanted.role;
  o.offered_by = act.who().account;
  o.offered_at = tx.now();
  o.expires_at = tx.now() + serves;
  store::insert(tx, o);
  send_letter(tx, o, at, *origin);
  feature::record(tx, act, about(o), "seat.offer",
                  audit::Fields().set("role", std::string(auth::word(o.role))).personal("email", {}, o.email.text()));
  TRY(feature::remember(tx, act, o.id.text()));
  return o;
}

Done offer_again(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization, OfferId id,
                 const std::optional<std::string>& origin) {
  const auto at = TRY(book(tx, act.actor, alliance, organization));
  auto o = TRY(held(tx, at, id));
  if (!takes_part(tx, alliance, organization))
    return fail(Error::conflict(_("La organización no participa en la alianza: primero invítela o regístrela.")));
  if (!origin) return fail(feature::no_address_in_letters());
  auth::revoke_links(tx, link_purpose, o.id.value());
  o.offered_at = tx.now();
  o.expires_at = tx.now() + serves;
  store::renew(tx, o.id, o.offered_at, o.expires_at);
  send_letter(tx, o, at, *origin);
  feature::record(tx, act, about(o), "seat.offer_again", audit::Fields().personal("email", {}, o.email.text()));
  return feature::remember(tx, act, id.text());
}

Done withdraw(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization, OfferId id) {
  const auto at = TRY(book(tx, act.actor, alliance, organization));
  const auto o = TRY(held(tx, at, id));
  auth::revoke_links(tx, link_purpose, o.id.value());
  ENSURE(store::withdraw(tx, o.id, tx.now()));
  feature::record(tx, act, about(o), "seat.withdraw", audit::Fields().personal("email", o.email.text(), {}));
  return feature::remember(tx, act, id.text());
}

Done end(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization, auth::AppointmentId seat,
         std::string_view raw) {
  const auto at = TRY(book(tx, act.actor, alliance, organization));
  const auto found = std::find_if(at.present.begin(), at.present.end(), [&](const auto& h) { return h.appointment.id == seat; });
  if (found == at.present.end()) return fail(Error::not_found());
  const bool allowed = found->appointment.role == auth::Role::delegate ? at.may_delegate : at.may_offer;
  if (!allowed) return fail(Error::forbidden());
  auto reason = parse_text(raw, longest_reason, Lines::many);
  if (!reason) return fail(Error::field("reason", reason.error().message));
  if (reason->empty()) return fail(Error::field("reason", _("Escriba el motivo.")));
  // Until yesterday: it must let nobody in from now on. What began today ends today.
  const auto day = std::max(found->appointment.since, at.seen.at.today.plus_days(-1));
  TRY(auth::end_appointment(tx, seat, day, act.who().account, *reason));
  feature::record(tx, act, {at.seen.at.alliance.agency.value(), alliance.value(), "organization", organization.value()},
                  "seat.end",
                  audit::Fields().change("account", found->appointment.account, {}).set("until", day).set("reason", *reason));
  return feature::remember(tx, act, seat.text());
}

Result<Opened> open(db::Tx& tx, const auth::Link& link) {
  auto offer = store::find(tx, OfferId(link.subject_id));
  if (!offer || link.purpose != link_purpose) return fail(Error::not_found());
  auto alliance = alliances::find(tx, offer->alliance);
  const auto agency = agencies::find(tx, offer->agency);
  const auto organization = organizations::find(tx, offer->agency, offer->organization);
  if (!alliance || !agency || !organization) return fail(Error::not_found());
  Opened at{std::move(*offer), std::move(*alliance), agency->name, organization->profile.name, link.state(tx.now()), true, {}};
  at.takes_part = takes_part(tx, at.offer.alliance, at.offer.organization);
  if (const auto account = auth::find_account(tx, at.offer.email)) at.account = account->id;
  return at;
}

Result<auth::FreshSession> take(const db::Database& db, const feature::Act& act, const auth::Link& link, const Arrival& arrival,
                                const auth::SessionLimits& limits) {
  const auto before = TRY(db.read([&](db::Tx& tx) { return open(tx, link); }));
  const bool own = before.account && act.actor && act.actor->account == *before.account;
  NewPerson person = arrival.person;
  auth::PasswordHash hash;
  if (!before.account) {
    person = TRY(parse(arrival.person, before.offer.email));
    hash = auth::hash_password(person.password);
  } else if (!own) {
    TRY(auth::confirm_password(db, *before.account, arrival.person.password, "password"));
  }
  return db.write([&](db::Tx& tx) -> Result<auth::FreshSession> {
    TRY(auth::hold_link(tx, link));
    const auto at = TRY(open(tx, link));
    if (!at.takes_part) return fail(Error{Fault::gone, _("La organización ya no participa en la alianza."), {}});
    if (at.account != before.account)
      return fail(Error::conflict(_("Este correo acaba de recibir una cuenta. Abra el enlace de nuevo.")));
    if (!store::take(tx, at.offer.id, tx.now())) return fail(Error::conflict(_("Este acceso ya no está pendiente.")));
    const auto account = TRY(arrive(tx, act, at, person, hash));
    TRY(seat(tx, act, at, account));
    auth::answer_links(tx, link_purpose, at.offer.id.value(), "taken");
    return auth::open_session(tx, account, arrival.address, arrival.agent, limits);
  });
}

}  // namespace alianza::seats
