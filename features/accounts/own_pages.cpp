// Sessions and access keys of one's own account.
#include "features/accounts/own_pages.h"

#include <algorithm>

#include "platform/auth/policy.h"
#include "platform/feature/confirmed.h"
#include "platform/feature/routes.h"
#include "platform/http/faults.h"
#include "platform/i18n/i18n.h"

namespace alianza::accounts {
namespace {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice session_closed("La sesión quedó cerrada.");
const feature::Notice others_closed("Las demás sesiones quedaron cerradas.");
const feature::Notice token_revoked("La clave quedó revocada.");

std::string device_text(Lang lang, const std::string& agent) {
  const auto device = device_of(agent);
  if (!device.browser.empty() && !device.system.empty())
    return i18n::text(lang, _("{1} en {2}").arg(device.browser).arg(device.system));
  const auto& known = device.browser.empty() ? device.system : device.browser;
  return known.empty() ? i18n::text(lang, _("Equipo sin identificar")) : known;
}

Response show_sessions(feature::Site& site, Request& request) {
  const auto act = feature::act(request);
  const auto secret = site.gate.secret_of(request);
  views::SessionsPage page{.shell = own_shell(request, _("Sesiones iniciadas")),
                           .head = own_head(own_account(site, request), "/account/sessions")};
  demand(site.db.read([&](db::Tx& tx) -> Done {
    const auto current = auth::find_session(tx, secret);
    for (const auto& row : TRY(sessions(tx, act, site.gate.limits())))
      page.rows.push_back({device_text(request.lang, row.agent), row.address, local(row.last_seen), local(row.created_at).date,
                           current && current->id == row.id, Url("/account/sessions/{}/close", row.id)});
    return {};
  }));
  return html::respond(request, page);
}

Response do_close_session(feature::Site& site, Request& request) {
  const auto id = demand(request.id<auth::SessionId>("session"));
  auto act = feature::act(request);
  act.key->answer(303, "/account/sessions");
  demand(site.db.write([&](db::Tx& tx) { return close_session(tx, act, id); }));
  return Response::redirect_see_other(session_closed.at(Url("/account/sessions")).in(request.lang));
}

Response ask_close_others(feature::Site&, Request& request) {
  const html::Confirm confirm{
      .title = _("¿Cerrar todas las demás sesiones?"),
      .consequence = _("Los otros equipos tendrán que entrar de nuevo con su contraseña. Este sigue abierto."),
      .action = Url("/account/sessions/close-others"),
      .act = _("Cerrar las demás sesiones"),
      .keep = {_("Conservarlas"), Url("/account/sessions")}};
  return html::respond(request, views::Question{own_shell(request, _("Cerrar las demás sesiones")), confirm});
}

Response do_close_others(feature::Site& site, Request& request) {
  auto act = feature::act(request);
  act.key->answer(303, "/account/sessions");
  const auto secret = site.gate.secret_of(request);
  demand(site.db.write([&](db::Tx& tx) { return close_other_sessions(tx, act, secret); }));
  return Response::redirect_see_other(others_closed.at(Url("/account/sessions")).in(request.lang));
}

std::string permission_words(Lang lang, const std::vector<std::string>& scopes) {
  const auto known = permissions();
  std::string out;
  for (const auto& scope : scopes) {
    const auto found = std::ranges::find(known, scope, &Permission::scope);
    out += (out.empty() ? "" : "; ") + (found == known.end() ? scope : i18n::text(lang, found->title));
  }
  return out;
}

std::vector<views::TokenRow> token_rows(feature::Site& site, Request& request) {
  const auto act = feature::act(request);
  std::vector<views::TokenRow> out;
  demand(site.db.read([&](db::Tx& tx) -> Done {
    for (const auto& token : TRY(tokens(tx, act))) {
      auto& row = out.emplace_back(views::TokenRow{token.name, token.hint, permission_words(request.lang, token.scopes),
                                                   std::nullopt, local(token.expires_at).date});
      if (token.last_used) row.last_used = local(*token.last_used);
      row.state = token.revoked_at ? "revoked" : token.usable(tx.now()) ? "usable" : "expired";
      row.revoke = Url("/account/tokens/{}/revoke", token.id);
    }
    return {};
  }));
  return out;
}

html::Form token_form() {
  std::vector<html::Option> options;
  for (const auto& one : permissions()) options.push_back({one.scope, one.title, std::string(one.scope)});
  return {
      .action = Url("/account/tokens"),
      .parts = {{{{.name = "name", .label = _("Nombre"), .hint = _("Para reconocerla, por ejemplo «Tablero de indicadores».")},
                  {.control = html::Control::checks,
                   .name = "scopes",
                   .label = _("Permite"),
                   .values = {"read"},
                   .options = std::move(options)},
                  {.control = html::Control::number,
                   .name = "days",
                   .label = _("Días de vigencia"),
                   .hint = _("De 1 a 366."),
                   .value = "90",
                   .width = html::Width::short_,
                   .least = "1",
                   .most = "366"}}}},
      .submit = _("Crear la clave"),
      .busy = _("Creando…")};
}

views::TokensPage tokens_page(feature::Site& site, Request& request) {
  return {.shell = own_shell(request, _("Claves de acceso")),
          .head = own_head(own_account(site, request), "/account/tokens"),
          .rows = token_rows(site, request),
          .form = token_form()};
}

Response show_tokens(feature::Site& site, Request& request) { return html::respond(request, tokens_page(site, request)); }

Response do_create_token(feature::Site& site, Request& request) {
  if (auto first = feature::confirm_first(site, request, Url("/account/tokens"))) return std::move(*first);
  const auto& form = request.form();
  const TokenInput input{form.get("name"), form.all("scopes"), form.get("days")};
  auto act = feature::act(request);
  act.key->answer(303, "/account/tokens");
  auto made = site.db.write([&](db::Tx& tx) { return create_token(tx, act, input); });
  auto page = tokens_page(site, request);
  if (!made) {
    const int status = redraw(page.form, request, made.error());
    return html::respond(request, page, status);
  }
  page.fresh = std::move(*made);
  return html::respond(request, page, 201).no_store().without_compression();
}

Response ask_revoke(feature::Site& site, Request& request) {
  const auto id = demand(request.id<auth::TokenId>("token"));
  const auto act = feature::act(request);
  const auto all = demand(site.db.read([&](db::Tx& tx) { return tokens(tx, act); }));
  const auto token = std::ranges::find(all, id, &auth::Token::id);
  if (token == all.end()) throw http::Abandon{Error::not_found()};
  const html::Confirm confirm{.title = _("¿Revocar la clave «{1}»?").arg(token->name),
                              .consequence = _("El programa que la usa deja de entrar enseguida. No se puede deshacer."),
                              .action = Url("/account/tokens/{}/revoke", id),
                              .act = _("Revocar la clave"),
                              .keep = {_("Conservarla"), Url("/account/tokens")}};
  return html::respond(request, views::Question{own_shell(request, _("Revocar una clave")), confirm});
}

Response do_revoke(feature::Site& site, Request& request) {
  const auto id = demand(request.id<auth::TokenId>("token"));
  auto act = feature::act(request);
  act.key->answer(303, "/account/tokens");
  demand(site.db.write([&](db::Tx& tx) { return revoke_token(tx, act, id); }));
  return Response::redirect_see_other(token_revoked.at(Url("/account/tokens")).in(request.lang));
}

}  // namespace

feature::views::Shell own_shell(Request& request, Message title) {
  return feature::shell(request, i18n::text(request.lang, title));
}

views::AccountHead own_head(const Account& account, std::string_view current) {
  views::AccountHead head{account.name,
                          account.email.text(),
                          {{_("Datos"), Url("/account")},
                           {_("Contraseña"), Url("/account/password")},
                           {_("Segundo factor"), Url("/account/second-factor")},
                           {_("Sesiones iniciadas"), Url("/account/sessions")},
                           {_("Claves de acceso"), Url("/account/tokens")},
                           {_("Trabajos en curso"), Url("/account/jobs")},
                           {_("Datos personales"), Url("/account/data")}}};
  for (auto& tab : head.tabs) tab.current = tab.url.text() == current;
  return head;
}

Account own_account(feature::Site& site, Request& request) {
  const auto& actor = auth::actor(request);
  return demand(site.db.read([&](db::Tx& tx) { return read(tx, actor, actor.account); }));
}

std::vector<html::Field> profile_fields(const std::string& name, Lang lang, Message hint) {
  return {{.name = "name", .label = _("Nombre"), .hint = std::move(hint), .value = name, .autocomplete = "off"},
          {.control = html::Control::radios,
           .name = "lang",
           .label = _("Idioma"),
           .value = std::string(tag(lang)),
           .options = {{"es", _("Español")}, {"en", _("Inglés")}}}};
}

int redraw(html::Form& form, Request& request, const Error& error) {
  const auto fault = error.fault;
  if (fault != Fault::invalid && fault != Fault::conflict && fault != Fault::too_many) throw http::Abandon{error};
  form.keep_typed(request.form());
  form.show_error(error);
  return http::status_of(fault);
}

CivilTime local(Instant at) { return Zone().civil_of(at); }

void add_own_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/account");
  pages.get("/sessions", show_sessions);
  pages.form("/sessions/close-others", ask_close_others, do_close_others);
  pages.post("/sessions/{session}/close", do_close_session);
  pages.form("/tokens", show_tokens, do_create_token);
  pages.form("/tokens/{token}/revoke", ask_revoke, do_revoke);
  add_job_pages(pages);
  add_second_factor_pages(site);
}

}  // namespace alianza::accounts
