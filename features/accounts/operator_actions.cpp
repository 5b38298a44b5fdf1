// What the operator of the server does with other people's accounts.
#include <algorithm>

#include "features/accounts/access.h"
#include "features/accounts/actions.h"
#include "platform/auth/confirmation.h"
#include "platform/auth/password.h"

namespace alianza::accounts {
namespace {

constexpr std::size_t longest_reason = 300;

feature::About about(AccountId id) { return {0, 0, "account", id.value()}; }

Result<Account> see(db::Tx& tx, const feature::Act& act, Action action, AccountId id) {
  auto account = TRY(read(tx, act.actor, id));
  if (!may(action, act.actor, id)) return fail(Error::forbidden());
  return account;
}

Result<std::string> parse_reason(std::string_view text) {
  auto reason = parse_text(text, longest_reason);
  if (!reason) return fail(Error::field("reason", reason.error().message));
  if (reason->empty()) return fail(Error::field("reason", _("Escriba por qué; queda en la bitácora.")));
  return std::move(*reason);
}

std::vector<auth::Appointment> operators(db::Tx& tx) {
  return auth::holders(tx, auth::Scope::server(), auth::Role::server_operator, Zone().date_of(tx.now()));
}

// The server must not be left without somebody who can open accounts: only the command line could mend that.
bool is_last_operator(db::Tx& tx, AccountId id) {
  const auto active = [&](const auth::Appointment& row) {
    const auto account = auth::find_account(tx, row.account);
    return row.account != id && account && account->active();
  };
  return std::ranges::none_of(operators(tx), active);
}

}  // namespace

Result<Page> list(db::Tx& tx, const feature::Act& act, const Filter& filter) {
  if (!may(Action::create, act.actor, {})) return fail(Error::forbidden());
  Page page;
  page.rows = auth::list_accounts(tx, filter.search, filter.after, filter.limit + 1);
  if (page.rows.size() > static_cast<std::size_t>(filter.limit)) {
    page.rows.pop_back();
    page.next = page.rows.back().email.key();
  }
  return page;
}

Result<Given> create(const db::Database& db, const feature::Act& act, const AccountInput& input) {
  if (!may(Action::create, act.actor, {})) return fail(Error::forbidden());
  const auto wanted = TRY(parse(input));
  Given given;
  given.password = auth::temporary_password();
  const auto hash = auth::hash_password(given.password);
  given.account = TRY(db.write([&](db::Tx& tx) -> Result<Account> {
    auto account = TRY(auth::create_account(tx, {wanted.email, wanted.profile.name, wanted.profile.lang, hash, true}));
    audit::Fields fields;
    fields.personal("email", {}, account.email.text()).personal("name", {}, account.name).set("lang", tag(account.lang));
    feature::record(tx, act, about(account.id), "account.create", std::move(fields));
    TRY(feature::remember(tx, act, account.id.text()));
    return account;
  }));
  return given;
}

Result<Given> reset_password(const db::Database& db, const feature::Act& act, AccountId id) {
  Given given;
  given.account = TRY(db.read([&](db::Tx& tx) { return see(tx, act, Action::reset, id); }));
  given.password = auth::temporary_password();
  const auto hash = auth::hash_password(given.password);
  TRY(db.write([&](db::Tx& tx) -> Done {
    TRY(auth::set_password(tx, id, hash, true, {}));
    feature::record(tx, act, about(id), "account.reset_password", {});
    return feature::remember(tx, act, id.text());
  }));
  return given;
}

Done reset_second_factor(db::Tx& tx, const feature::Act& act, AccountId id, std::string_view reason) {
  TRY(see(tx, act, Action::reset, id));
  TRY(auth::demand_confirmed(tx, act.who()));
  const auto why = TRY(parse_reason(reason));
  TRY(auth::remove_second_factor(tx, id));
  auth::revoke_sessions(tx, id, {});
  feature::record(tx, act, about(id), "account.reset_second_factor", audit::Fields().set("reason", why));
  return feature::remember(tx, act, id.text());
}

Done disable(db::Tx& tx, const feature::Act& act, AccountId id) {
  const auto account = TRY(see(tx, act, Action::close, id));
  if (!account.active()) return fail(Error::conflict(_("Esta cuenta ya está desactivada.")));
  TRY(auth::disable_account(tx, id, act.who().account));
  feature::record(tx, act, about(id), "account.disable", {});
  return feature::remember(tx, act, id.text());
}

Done enable(db::Tx& tx, const feature::Act& act, AccountId id) {
  const auto account = TRY(see(tx, act, Action::close, id));
  if (account.active()) return fail(Error::conflict(_("Esta cuenta ya está activa.")));
  TRY(auth::enable_account(tx, id));
  feature::record(tx, act, about(id), "account.enable", {});
  return feature::remember(tx, act, id.text());
}

Done appoint_operator(db::Tx& tx, const feature::Act& act, AccountId id, std::string_view reason) {
  TRY(see(tx, act, Action::appoint, id));
  auth::NewAppointment wanted;
  wanted.account = id;
  wanted.role = auth::Role::server_operator;
  wanted.since = Zone().date_of(tx.now());
  wanted.granted_by = act.who().account;
  wanted.reason = TRY(parse_reason(reason));
  const auto made = TRY(auth::appoint(tx, wanted));
  feature::record(tx, act, about(id), "account.appoint_operator",
                  audit::Fields().set("since", made.since).set("reason", made.reason));
  return feature::remember(tx, act, id.text());
}

Done end_operator(db::Tx& tx, const feature::Act& act, AccountId id, std::string_view reason) {
  TRY(see(tx, act, Action::appoint, id));
  const auto why = TRY(parse_reason(reason));
  const auto rows = operators(tx);
  const auto row = std::ranges::find(rows, id, &auth::Appointment::account);
  if (row == rows.end()) return fail(Error::conflict(_("Esta persona no opera el servidor.")));
  if (is_last_operator(tx, id))
    return fail(Error::conflict(_("Es la única persona que opera el servidor. Nombre antes a otra.")));
  // The office ends now, so its last day was yesterday; a row of today keeps the one day it needs.
  const auto yesterday = Zone().date_of(tx.now()).plus_days(-1);
  TRY(auth::end_appointment(tx, row->id, std::max(yesterday, row->since), act.who().account, why));
  feature::record(tx, act, about(id), "account.end_operator", audit::Fields().set("reason", why));
  return feature::remember(tx, act, id.text());
}

}  // namespace alianza::accounts
