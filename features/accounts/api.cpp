// JSON of accounts, on the same actions as the pages.
#include "features/accounts/api.h"

#include "features/accounts/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/json.h"
#include "platform/feature/routes.h"

namespace alianza::accounts {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;
using feature::demand;
using http::Request;
using http::Response;

value json(const std::optional<Instant>& at) { return at ? value(at->text()) : value(nullptr); }

object json(const Account& account) {
  return {{"id", account.id.text()},   {"email", account.email.text()},           {"name", account.name},
          {"lang", tag(account.lang)}, {"created_at", account.created_at.text()}, {"disabled_at", json(account.disabled_at)}};
}

object json(const Given& given) {
  auto out = json(given.account);
  out["temporary_password"] = given.password;
  return out;
}

object json(const auth::Token& token) {
  return {{"id", token.id.text()},
          {"name", token.name},
          {"scopes", array(token.scopes.begin(), token.scopes.end())},
          {"hint", token.hint},
          {"created_at", token.created_at.text()},
          {"expires_at", token.expires_at.text()},
          {"last_used", json(token.last_used)},
          {"revoked_at", json(token.revoked_at)}};
}

object json(const auth::Session& session) {
  return {{"id", session.id.text()},
          {"created_at", session.created_at.text()},
          {"last_seen", session.last_seen.text()},
          {"address", session.address},
          {"agent", session.agent}};
}

template <class T>
array list_of(const std::vector<T>& rows) {
  array out;
  for (const auto& row : rows) out.push_back(json(row));
  return out;
}

/// A secret that is seen once: no cache keeps it, and no compression tells of it.
Response secret(const object& body) { return http::json_response(body, 201).no_store().without_compression(); }

Response own(feature::Site& site, Request& request) {
  const auto& actor = auth::actor(request);
  return http::json_response(json(demand(site.db.read([&](db::Tx& tx) { return read(tx, actor, actor.account); }))));
}

Response edit_own(feature::Site& site, Request& request) {
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/account");
  const ProfileInput input{body.get("name"), body.get("lang")};
  return http::json_response(json(demand(site.db.write([&](db::Tx& tx) { return edit(tx, act, act.who().account, input); }))));
}

Response new_password(feature::Site& site, Request& request) {
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(204, "/api/v1/account");
  const PasswordInput input{body.get("current"), body.get("password"), body.get("password")};
  demand(change_password(site.db, act, input, site.gate.secret_of(request)));
  return Response::no_content();
}

Response list_sessions(feature::Site& site, Request& request) {
  const auto act = feature::act(request);
  const auto rows = demand(site.db.read([&](db::Tx& tx) { return sessions(tx, act, site.gate.limits()); }));
  return http::json_response(object{{"sessions", list_of(rows)}});
}

Response end_session(feature::Site& site, Request& request) {
  const auto id = demand(request.id<auth::SessionId>("session"));
  auto act = feature::act(request);
  act.key->answer(204, "/api/v1/account/sessions");
  demand(site.db.write([&](db::Tx& tx) { return close_session(tx, act, id); }));
  return Response::no_content();
}

Response list_tokens(feature::Site& site, Request& request) {
  const auto act = feature::act(request);
  return http::json_response(object{{"tokens", list_of(demand(site.db.read([&](db::Tx& tx) { return tokens(tx, act); })))}});
}

Response add_token(feature::Site& site, Request& request) {
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/account/tokens");
  const TokenInput input{body.get("name"), body.list("scopes"), body.get("days")};
  const auto fresh = demand(site.db.write([&](db::Tx& tx) { return create_token(tx, act, input); }));
  auto out = json(fresh.token);
  out["secret"] = fresh.secret;
  return secret(out);
}

Response end_token(feature::Site& site, Request& request) {
  const auto id = demand(request.id<auth::TokenId>("token"));
  auto act = feature::act(request);
  act.key->answer(204, "/api/v1/account/tokens");
  demand(site.db.write([&](db::Tx& tx) { return revoke_token(tx, act, id); }));
  return Response::no_content();
}

Response list_accounts(feature::Site& site, Request& request) {
  const auto act = feature::act(request);
  const Filter filter{request.query.get("q"), request.query.get("after"), 100};
  const auto page = demand(site.db.read([&](db::Tx& tx) { return list(tx, act, filter); }));
  return http::json_response(
      object{{"accounts", list_of(page.rows)}, {"next", page.next.empty() ? value(nullptr) : value(page.next)}});
}

Response one(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AccountId>("account"));
  return http::json_response(json(demand(site.db.read([&](db::Tx& tx) { return read(tx, auth::actor_of(request), id); }))));
}

Response add(feature::Site& site, Request& request) {
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/accounts/{id}");
  const auto given = demand(create(site.db, act, {body.get("email"), body.get("name"), body.get("lang")}));
  return secret(json(given)).with("Location", http::Url("/api/v1/accounts/{}", given.account.id).text());
}

Response edit_one(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AccountId>("account"));
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/accounts/{id}");
  const ProfileInput input{body.get("name"), body.get("lang")};
  return http::json_response(json(demand(site.db.write([&](db::Tx& tx) { return edit(tx, act, id, input); }))));
}

Response reset(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AccountId>("account"));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/accounts/{id}");
  return secret(json(demand(reset_password(site.db, act, id))));
}

using Verb = Done (*)(db::Tx&, const feature::Act&, AccountId);

/// disable and enable: nothing comes in but the account, and the account comes back.
template <Verb verb>
Response change(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AccountId>("account"));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/accounts/{id}");
  const auto account = demand(site.db.write([&](db::Tx& tx) -> Result<Account> {
    TRY(verb(tx, act, id));
    return read(tx, act.actor, id);
  }));
  return http::json_response(json(account));
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api reading(site, "accounts", auth::scope("account"), "/api/v1/account");
  reading.get("", own, {_("Su cuenta"), "", "Account"});
  const auto self = reading.with(auth::signed_in());
  self.put("", edit_own, {_("Cambia su nombre y su idioma"), "AccountProfile", "Account"});
  self.put("/password", new_password, {_("Cambia su contraseña"), "PasswordInput", ""});
  self.get("/sessions", list_sessions, {_("Sus sesiones iniciadas"), "", "SessionList"});
  self.remove("/sessions/{session}", end_session, {_("Cierra una sesión iniciada")});
  self.get("/tokens", list_tokens, {_("Sus claves de acceso"), "", "TokenList"});
  self.post("/tokens", add_token, {_("Crea una clave de acceso"), "TokenInput", "FreshToken"});
  self.remove("/tokens/{token}", end_token, {_("Revoca una clave de acceso")});

  const feature::Api all(site, "accounts", auth::operator_scope("accounts"), "/api/v1/accounts");
  all.get("", list_accounts, {_("Cuentas del servidor"), "", "AccountList"});
  all.post("", add, {_("Crea una cuenta"), "AccountInput", "FreshAccount"});
  all.get("/{account}", one, {_("Una cuenta"), "", "Account"});
  all.put("/{account}", edit_one, {_("Cambia el nombre y el idioma"), "AccountProfile", "Account"});
  all.post("/{account}/disable", change<disable>, {_("Desactiva una cuenta"), "", "Account"});
  all.post("/{account}/enable", change<enable>, {_("Activa una cuenta"), "", "Account"});
  all.post("/{account}/reset", reset, {_("Da una contraseña nueva"), "", "FreshAccount"});
}

}  // namespace alianza::accounts
