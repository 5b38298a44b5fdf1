// JSON of accounts, on the same actions as the pages.
#include "features/accounts/api.h"

#include "features/accounts/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/json.h"

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

http::Options doc(Message summary, const char* request_schema, const char* response_schema) {
  http::Options options;
  options.doc = {std::move(summary), "accounts", {}, request_schema, response_schema};
  return options;
}

}  // namespace

void add_api(feature::Site& site) {
  const auto bind = [&site](Response (*handler)(feature::Site&, Request&)) {
    return [&site, handler](Request& request) { return handler(site, request); };
  };
  auto& router = site.router;
  const auto add_route = [&](http::Method method, const char* pattern, const http::Policy& policy,
                             Response (*handler)(feature::Site&, Request&), http::Options options) {
    router.add({method, pattern, policy, bind(handler), std::move(options)});
  };
  using enum http::Method;
  const auto self = auth::signed_in();
  add_route(get, "/api/v1/account", auth::scope("account"), own, doc(_("Su cuenta"), "", "Account"));
  add_route(put, "/api/v1/account", self, edit_own, doc(_("Cambia su nombre y su idioma"), "AccountProfile", "Account"));
  add_route(put, "/api/v1/account/password", self, new_password, doc(_("Cambia su contraseña"), "PasswordInput", ""));
  add_route(get, "/api/v1/account/sessions", self, list_sessions, doc(_("Sus sesiones iniciadas"), "", "SessionList"));
  add_route(delete_, "/api/v1/account/sessions/{session}", self, end_session, doc(_("Cierra una sesión iniciada"), "", ""));
  add_route(get, "/api/v1/account/tokens", self, list_tokens, doc(_("Sus claves de acceso"), "", "TokenList"));
  add_route(post, "/api/v1/account/tokens", self, add_token, doc(_("Crea una clave de acceso"), "TokenInput", "FreshToken"));
  add_route(delete_, "/api/v1/account/tokens/{token}", self, end_token, doc(_("Revoca una clave de acceso"), "", ""));

  const auto all = auth::operator_scope("accounts");
  add_route(get, "/api/v1/accounts", all, list_accounts, doc(_("Cuentas del servidor"), "", "AccountList"));
  add_route(post, "/api/v1/accounts", all, add, doc(_("Crea una cuenta"), "AccountInput", "FreshAccount"));
  add_route(get, "/api/v1/accounts/{account}", all, one, doc(_("Una cuenta"), "", "Account"));
  add_route(put, "/api/v1/accounts/{account}", all, edit_one,
            doc(_("Cambia el nombre y el idioma"), "AccountProfile", "Account"));
  add_route(post, "/api/v1/accounts/{account}/disable", all, change<disable>, doc(_("Desactiva una cuenta"), "", "Account"));
  add_route(post, "/api/v1/accounts/{account}/enable", all, change<enable>, doc(_("Activa una cuenta"), "", "Account"));
  add_route(post, "/api/v1/accounts/{account}/reset", all, reset, doc(_("Da una contraseña nueva"), "", "FreshAccount"));
}

}  // namespace alianza::accounts
