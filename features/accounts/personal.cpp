// Accounts, sessions, access keys, offices and links: tables of platform/auth.
#include "features/accounts/personal.h"

#include "platform/audit/audit.h"
#include "platform/auth/appointments.h"
#include "platform/auth/personal.h"
#include "platform/auth/second_factor.h"
#include "platform/auth/sessions.h"
#include "platform/auth/tokens.h"
#include "platform/feature/personal.h"
#include "platform/i18n/i18n.h"

namespace alianza::accounts {
namespace {

using feature::Fate;
using feature::PersonalRow;
using feature::Subject;

using Rows = std::vector<PersonalRow>;

void find(db::Tx& tx, Subject& s) {
  if (s.account == 0)
    for (const auto& key : s.addresses)
      if (const auto account = auth::find_account(tx, Email::parse(key).value())) s.account = account->id.value();
  if (s.account == 0) return;
  const auto account = auth::find_account(tx, auth::AccountId(s.account));
  if (!account) return;
  s.add_name(account->name);
  s.add_address(account->email.text());
  for (const auto& row : auth::appointment_history(tx, account->id))
    if (row.scope.kind == auth::ScopeKind::organization) s.organizations.insert(row.scope.id);
}

void tell_account(db::Tx& tx, const auth::Account& account, Rows& out) {
  out.push_back({_("Cuenta para entrar"),
                 {{_("Nombre"), account.name},
                  {_("Correo"), account.email.text()},
                  {_("Idioma"), std::string(tag(account.lang))},
                  {_("Desde"), account.created_at.text()}}});
  if (const auto factor = auth::find_second_factor(tx, account.id); factor && factor->since)
    out.push_back({_("Segundo factor para entrar"), {{_("Desde"), factor->since->text()}}});
  for (const auto& session : auth::sessions_of(tx, account.id))
    out.push_back({_("Sesión iniciada"),
                   {{_("Desde"), session.created_at.text()},
                    {_("Última actividad"), session.last_seen.text()},
                    {_("Dirección de red"), session.address},
                    {_("Equipo"), session.agent}}});
  for (const auto& token : auth::tokens_of(tx, account.id))
    out.push_back({_("Clave de acceso"),
                   {{_("Nombre"), token.name}, {_("Permite"), token.scope_words()}, {_("Desde"), token.created_at.text()}}});
}

void tell_offices(db::Tx& tx, const auth::Account& account, Rows& out) {
  for (const auto& row : auth::appointment_history(tx, account.id))
    out.push_back({_("Nombramiento"),
                   {{_("Cargo"), std::string(auth::word(row.role))},
                    {_("Desde"), row.since.text()},
                    {_("Hasta"), row.until ? row.until->text() : std::string()},
                    {_("Motivo"), row.reason},
                    {_("Documento"), row.document}},
                   Fate::nameless});
}

void tell(db::Tx& tx, const Subject& s, Rows& out) {
  if (s.account != 0) {
    const auto account = auth::find_account(tx, auth::AccountId(s.account));
    if (account && s.account_fate == Subject::Account::goes) {
      tell_account(tx, *account, out);
      tell_offices(tx, *account, out);
    } else if (account) {
      out.push_back({_("Cuenta para entrar"),
                     {{_("Nombre"), account->name}, {_("Correo"), account->email.text()}},
                     Fate::stays,
                     _("La misma cuenta sirve en otra institución; solo su titular puede pedir que se borre.")});
    }
  }
  for (const auto& link : auth::links_to(tx, s.addresses, s.agency))
    out.push_back({_("Enlace enviado por correo"),
                   {{_("Nombre"), link.name}, {_("Correo"), link.address.text()}, {_("Desde"), link.created_at.text()}},
                   Fate::nameless});
}

void erase(db::Tx& tx, const Subject& s) {
  auth::forget_links_to(tx, s.addresses, s.agency);
  if (s.account == 0 || s.account_fate == Subject::Account::stays) return;
  const auth::AccountId id(s.account);
  const auto reason = i18n::text(Lang::es, _("Se borraron los datos de la persona."));
  if (Done done = auth::forget_account(tx, id, id, Zone().date_of(tx.now()), reason); !done) tx.abandon(done.error());
  audit::erase_salt(tx, "account", s.account);
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"accounts.email", "accounts.email_key", "accounts.name", "accounts.search", "accounts.password_hash",
                   "sessions.address", "sessions.agent", "access_tokens.name", "access_tokens.hint", "appointments.reason",
                   "appointments.document", "appointments.end_reason", "auth_links.address", "auth_links.address_key",
                   "auth_links.name", "sign_in_attempts.subject", "audit_salts.salt", "second_factors.secret",
                   "recovery_codes.code_hash"},
       .find = find,
       .tell = tell,
       .erase = erase});
}

}  // namespace alianza::accounts
