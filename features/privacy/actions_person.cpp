// What is kept of a person: told, handed over, erased.
#include <algorithm>

#include "features/agencies/actions.h"
#include "features/alliances/actions.h"
#include "features/membership/actions.h"
#include "features/privacy/access.h"
#include "features/privacy/actions.h"
#include "features/privacy/letters.h"
#include "features/privacy/store.h"
#include "platform/auth/accounts.h"
#include "platform/auth/appointments.h"
#include "platform/auth/confirmation.h"
#include "platform/jobs/jobs.h"
#include "platform/mail/mail.h"

namespace alianza::privacy {
namespace {

using feature::Fate;
using feature::Subject;

/// What the actor may do there: of their own, everything, from a session alone.
Done check(db::Tx& tx, const feature::Act& act, AgencyId id, Action action) {
  if (!id) return act.who().via == auth::Via::session ? Done() : Done(fail(Error::forbidden()));
  const auto agency = TRY(agencies::read(tx, act.actor, id));
  const auto standing = membership::standing(tx, act.actor, id, std::nullopt, agencies::today(tx, agency));
  if (!may(action, standing)) return fail(Error::forbidden());
  return {};
}

/// Whose an account is: where its offices, of today and of before, and its persons lie.
struct Ties {
  bool here = false;
  bool elsewhere = false;
};

/// An organisation is this agency's when it took part in one of its alliances.
bool is_here(db::Tx& tx, const auth::Scope& scope, AgencyId agency) {
  switch (scope.kind) {
    case auth::ScopeKind::server: return false;
    case auth::ScopeKind::agency: return scope.id == agency.value();
    case auth::ScopeKind::alliance: {
      const auto alliance = alliances::find(tx, membership::AllianceId(scope.id));
      return alliance && alliance->agency == agency;
    }
    case auth::ScopeKind::organization:
      return std::ranges::any_of(alliances::of_agency(tx, agency), [&](const alliances::Alliance& alliance) {
        return !membership::history(tx, alliance.id, membership::OrganizationId(scope.id)).empty();
      });
  }
  return false;
}

Ties ties_of(const feature::Site& site, db::Tx& tx, const Subject& subject) {
  Ties ties;
  for (const auto& row : auth::appointment_history(tx, auth::AccountId(subject.account)))
    (is_here(tx, row.scope, AgencyId(subject.agency)) ? ties.here : ties.elsewhere) = true;
  Subject everywhere;
  everywhere.account = subject.account;
  everywhere.addresses = subject.addresses;
  if (!subject.persons.empty()) ties.here = true;
  if (feature::find_subject(site, tx, everywhere).persons.size() > subject.persons.size()) ties.elsewhere = true;
  return ties;
}

/// What is of other agencies alone says nothing to this one, not even that there is an account; what is of both stays.
void keep_to_agency(const feature::Site& site, db::Tx& tx, Subject& subject) {
  if (subject.agency == 0 || subject.account == 0) return;
  const auto ties = ties_of(site, tx, subject);
  if (!ties.here) subject.account = 0;
  if (ties.elsewhere) subject.account_fate = Subject::Account::stays;
}

Result<Subject> find(const feature::Site& site, db::Tx& tx, const feature::Act& act, const Wish& wish) {
  Subject subject;
  subject.agency = wish.agency.value();
  if (!wish.agency) {
    subject.account = act.who().account.value();
  } else {
    const auto email = Email::parse(wish.email);
    if (!email) return fail(Error::field("email", email.error().message));
    subject.add_address(email->text());
  }
  subject = feature::find_subject(site, tx, std::move(subject));
  keep_to_agency(site, tx, subject);
  return subject;
}

Request request_of(const feature::Act& act, const Wish& wish, const Told& told, Kind kind) {
  Request q;
  q.id = RequestId::make();
  q.agency = wish.agency;
  q.kind = kind;
  q.account = told.subject.account;
  q.asked_by = act.who().account.value();
  q.reason = wish.reason;
  q.gone = kind == Kind::erasure ? told.count(Fate::goes) + told.count(Fate::nameless) : 0;
  q.kept = told.count(Fate::stays);
  return q;
}

void record(db::Tx& tx, const feature::Act& act, const Request& q, const char* verb) {
  feature::record(tx, act, {q.agency.value(), 0, "privacy_request", q.id.value()}, verb,
                  audit::Fields().set("gone", q.gone).set("kept", q.kept));
}

/// Somebody else first takes their place: a server or an agency is not left without.
Done check_indispensable(db::Tx& tx, const Subject& subject) {
  if (subject.account == 0 || subject.account_fate == Subject::Account::stays) return {};
  for (const auto& row : auth::appointments_of(tx, auth::AccountId(subject.account), Zone().date_of(tx.now())))
    if (row.role == auth::Role::server_operator || row.role == auth::Role::director)
      return fail(
          Error::conflict(_("La persona opera el servidor o dirige una institución. Termine antes ese cargo; después se podrán "
                            "borrar sus datos.")));
  return {};
}

/// Nothing when no address is known.
std::optional<Farewell> farewell(db::Tx& tx, const Told& told, AgencyId agency_id) {
  const auto& subject = told.subject;
  if (subject.addresses.empty()) return std::nullopt;
  const auto account = auth::find_account(tx, auth::AccountId(subject.account));
  const auto agency = agencies::find(tx, agency_id);
  Farewell to;
  to.email = account ? account->email : Email::parse(*subject.addresses.begin()).value();
  to.name = account ? account->name : std::string();
  to.lang = account ? account->lang : Lang::es;
  to.agency = agency ? agency->name : LocalizedText();
  to.agency_id = agency_id.value();
  for (const auto& row : told.rows)
    if (row.fate == Fate::stays) to.kept.emplace_back(row.kind, row.ground);
  return to;
}

}  // namespace

std::int64_t Told::count(Fate fate) const {
  return std::ranges::count_if(rows, [&](const feature::PersonalRow& row) { return row.fate == fate; });
}

Result<Told> look(const feature::Site& site, db::Tx& tx, const feature::Act& act, const Wish& wish) {
  TRY(check(tx, act, wish.agency, Action::hand_over));
  Told out;
  out.subject = TRY(find(site, tx, act, wish));
  out.rows = feature::tell_personal(site, tx, out.subject);
  if (wish.agency && out.rows.empty()) return fail(Error::field("email", _("La institución no guarda nada de ese correo.")));
  return out;
}

Result<Told> hand_over(const feature::Site& site, db::Tx& tx, const feature::Act& act, const Wish& raw) {
  TRY(check(tx, act, raw.agency, Action::hand_over));
  auto wish = raw;
  if (wish.agency) wish.reason = TRY(parse_reason(raw.reason));
  auto told = TRY(look(site, tx, act, wish));
  if (wish.agency) TRY(auth::demand_confirmed(tx, act.who()));
  const auto q = request_of(act, wish, told, Kind::export_);
  store::insert(tx, q);
  record(tx, act, q, "privacy.export");
  TRY(feature::remember(tx, act));
  return told;
}

Result<Told> erase(const feature::Site& site, db::Tx& tx, const feature::Act& act, const Wish& raw) {
  TRY(check(tx, act, raw.agency, Action::erase_person));
  auto wish = raw;
  if (wish.agency) wish.reason = TRY(parse_reason(raw.reason));
  auto told = TRY(look(site, tx, act, wish));
  TRY(auth::demand_confirmed(tx, act.who()));
  TRY(check_indispensable(tx, told.subject));
  auto q = request_of(act, wish, told, Kind::erasure);
  wish.reason = q.reason = feature::redacted(q.reason, told.subject);
  const auto last = farewell(tx, told, wish.agency);
  feature::erase_personal(site, tx, told.subject);
  // After the erasure, which would take it for one of those that wait. Its row forgets the address as soon as it is sent.
  if (last) q.letter = mail::send(tx, farewell_letter(*last)).value();
  store::insert(tx, q);
  record(tx, act, q, "privacy.erase");
  jobs::enqueue(tx, {.kind = purge_kind, .unique_key = "purge"});
  TRY(feature::remember(tx, act));
  return told;
}

void note_letter(db::Tx& tx, std::int64_t letter) {
  if (store::is_last_letter(tx, letter)) jobs::enqueue(tx, {.kind = purge_kind, .unique_key = "purge"});
}

}  // namespace alianza::privacy
