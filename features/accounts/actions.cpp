#include "features/accounts/actions.h"

#include "features/accounts/access.h"
#include "platform/auth/confirmation.h"

namespace alianza::accounts {
namespace {

feature::About about(AccountId id) { return {0, 0, "account", id.value()}; }

// To who may not know of an account it does not exist.
Result<Account> see(db::Tx& tx, const auth::MaybeActor& actor, AccountId id) {
  auto account = auth::find_account(tx, id);
  if (!account || !may(Action::read, actor, id)) return fail(Error::not_found());
  return std::move(*account);
}

Done demand_own(const feature::Act& act) {
  if (!may(Action::enter, act.actor, act.actor ? act.actor->account : AccountId())) return fail(Error::forbidden());
  return {};
}

Done demand_work(const feature::Act& act) {
  if (!may(Action::work, act.actor, act.actor ? act.actor->account : AccountId())) return fail(Error::forbidden());
  return {};
}

}  // namespace

Result<Account> read(db::Tx& tx, const auth::MaybeActor& actor, AccountId id) { return see(tx, actor, id); }

Result<Account> edit(db::Tx& tx, const feature::Act& act, AccountId id, const ProfileInput& input) {
  auto account = TRY(see(tx, act.actor, id));
  if (!may(Action::edit, act.actor, id)) return fail(Error::forbidden());
  const auto profile = TRY(parse(input));
  audit::Fields fields;
  fields.personal("name", account.name, profile.name).change("lang", tag(account.lang), tag(profile.lang));
  TRY(auth::rename_account(tx, id, profile.name, profile.lang));
  feature::record(tx, act, about(id), "account.edit", std::move(fields));
  TRY(feature::remember(tx, act, id.text()));
  account.name = profile.name;
  account.lang = profile.lang;
  return account;
}

Done change_password(const db::Database& db, const feature::Act& act, const PasswordInput& input, std::string_view secret) {
  TRY(demand_own(act));
  const auto id = act.who().account;
  const auto account = TRY(db.read([&](db::Tx& tx) { return see(tx, act.actor, id); }));
  TRY(check(input, account.email.text()));
  TRY(auth::confirm_password(db, id, input.current, "current"));
  const auto hash = auth::hash_password(input.fresh);
  return db.write([&](db::Tx& tx) -> Done {
    TRY(auth::set_password(tx, id, hash, false, secret));
    feature::record(tx, act, about(id), "account.change_password", {});
    return feature::remember(tx, act, id.text());
  });
}

Done confirm(const db::Database& db, const auth::Seal& seal, const feature::Act& act, const ProofInput& proof) {
  TRY(demand_own(act));
  const auto id = act.who().account;
  TRY(auth::confirm_password(db, id, proof.password, "password"));
  TRY(auth::confirm_code(db, seal, id, proof.code, "code"));
  return db.write([&](db::Tx& tx) -> Done {
    auth::note_confirmed(tx, act.who());
    feature::record(tx, act, about(id), "account.confirm", {});
    return feature::remember(tx, act);
  });
}

Done sign_out(db::Tx& tx, const feature::Act& act, std::string_view secret) {
  const auto session = auth::find_session(tx, secret);
  if (!session) return {};
  auth::sign_out(tx, secret);
  feature::record(tx, act, about(session->account), "account.sign_out", {});
  return {};
}

Result<std::vector<auth::Session>> sessions(db::Tx& tx, const feature::Act& act, const auth::SessionLimits& limits) {
  TRY(demand_own(act));
  return auth::sessions_of(tx, act.who().account, limits);
}

Done close_session(db::Tx& tx, const feature::Act& act, auth::SessionId id) {
  TRY(demand_own(act));
  TRY(auth::revoke_session(tx, act.who().account, id));
  feature::record(tx, act, about(act.who().account), "account.close_session", audit::Fields().change("session", id, {}));
  return feature::remember(tx, act, id.text());
}

Done close_other_sessions(db::Tx& tx, const feature::Act& act, std::string_view secret) {
  TRY(demand_own(act));
  auth::revoke_sessions(tx, act.who().account, secret);
  feature::record(tx, act, about(act.who().account), "account.close_other_sessions", {});
  return feature::remember(tx, act);
}

Result<std::vector<auth::Token>> tokens(db::Tx& tx, const feature::Act& act) {
  TRY(demand_own(act));
  return auth::tokens_of(tx, act.who().account);
}

Result<auth::FreshToken> create_token(db::Tx& tx, const feature::Act& act, const TokenInput& input) {
  TRY(demand_own(act));
  TRY(auth::demand_confirmed(tx, act.who()));
  const auto days = TRY(parse_days(input.days));
  auto fresh = TRY(auth::create_token(tx, {act.who().account, input.name, input.scopes, days}));
  audit::Fields fields;
  fields.set("token", fresh.token.id).set("scopes", fresh.token.scope_words()).set("expires_at", fresh.token.expires_at);
  feature::record(tx, act, about(act.who().account), "account.create_token", std::move(fields));
  TRY(feature::remember(tx, act, fresh.token.id.text()));
  return fresh;
}

Done revoke_token(db::Tx& tx, const feature::Act& act, auth::TokenId id) {
  TRY(demand_own(act));
  TRY(auth::revoke_token(tx, act.who().account, id));
  feature::record(tx, act, about(act.who().account), "account.revoke_token", audit::Fields().change("token", id, {}));
  return feature::remember(tx, act, id.text());
}

Result<std::vector<jobs::Job>> own_jobs(db::Tx& tx, const feature::Act& act, jobs::Slice slice) {
  TRY(demand_work(act));
  return jobs::of_account(tx, act.who().account.value(), slice);
}

Done cancel_job(db::Tx& tx, const feature::Act& act, jobs::JobId id) {
  TRY(demand_work(act));
  const auto job = jobs::find(tx, id);
  if (!job || job->account_id != act.who().account.value()) return fail(Error::not_found());
  TRY(jobs::cancel(tx, id));
  feature::record(tx, act, about(act.who().account), "account.cancel_job", audit::Fields().set("job", id).set("kind", job->kind));
  return feature::remember(tx, act, id.text());
}

Result<std::vector<auth::Appointment>> offices(db::Tx& tx, const auth::MaybeActor& actor, AccountId id) {
  TRY(see(tx, actor, id));
  return auth::appointment_history(tx, id);
}

}  // namespace alianza::accounts
