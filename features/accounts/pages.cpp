// Signing in and out, and one's own name and password.
#include "features/accounts/pages.h"

#include "features/accounts/own_pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::accounts {
namespace {

using http::Request;
using http::Response;
using http::Url;

const feature::Notice profile_saved("Sus datos quedaron guardados.");
const feature::Notice password_changed("Su contraseña quedó cambiada. Las demás sesiones se cerraron.");
const feature::Notice signed_out("Usted salió. Cierre el navegador si el equipo no es suyo.");

html::Safe demo_accounts(feature::Site& site, Request& request) {
  if (!site.config.demo) return {};
  const auto draw = [&](db::Tx& tx) { return site.draw("sign_in", tx, {request, 0, 0}); };
  return html::drawn_before(feature::demand(site.db.read(draw)));
}

views::SignIn sign_in_page(feature::Site& site, Request& request, const std::string& next) {
  using html::Control;
  return {.shell = own_shell(request, _("Entrar")),
          .form = {.action = Url("/sign-in"),
                   .parts = {{{{.control = Control::email, .name = "email", .label = _("Correo"), .autocomplete = "username"},
                               {.control = Control::password,
                                .name = "password",
                                .label = _("Contraseña"),
                                .autocomplete = "current-password"}}}},
                   .submit = _("Entrar"),
                   .busy = _("Entrando…"),
                   .hidden = {{"next", next}}},
          .panels = demo_accounts(site, request)};
}

// Where the link came from; without one, the alliances, in the person's own language.
Url landing(const std::string& next, Lang lang) { return next.empty() ? Url("/alliances").in(lang) : Url::local_or_home(next); }

/// Where somebody goes who has just come in: first to what they have to read.
Url after_sign_in(const feature::Site& site, auth::AccountId id, const std::string& next) {
  return feature::demand(site.db.read([&](db::Tx& tx) {
    const auto account = auth::find_account(tx, id).value();
    auth::Actor actor;
    actor.account = id;
    actor.name = account.name;
    actor.lang = account.lang;
    for (const auto& check : site.entry_checks)
      if (auto first = check(tx, actor)) {
        auto there = next.empty() ? std::move(*first) : std::move(*first).with("next", next);
        return std::move(there).in(account.lang);
      }
    return landing(next, account.lang);
  }));
}

Response show_sign_in(feature::Site& site, Request& request) {
  const auto& next = request.query.get("next");
  if (auth::actor_of(request)) return Response::redirect_see_other(landing(next, request.lang));
  return html::respond(request, sign_in_page(site, request, next)).no_store();
}

Response do_sign_in(feature::Site& site, Request& request) {
  const auto& form = request.form();
  const auth::SignIn attempt{form.get("email"), form.get("password"), request.client_address,
                             std::string(request.headers.get("User-Agent")), site.gate.secret_of(request)};
  auto fresh = auth::sign_in(site.db, attempt, site.gate.limits());
  if (!fresh) {
    auto page = sign_in_page(site, request, form.get("next"));
    const int status = redraw(page.form, request, fresh.error());
    return html::respond(request, page, status).no_store();
  }
  return Response::redirect_see_other(after_sign_in(site, fresh->session.account, form.get("next")))
      .with_cookie(site.gate.cookie(fresh->secret));
}

Response do_sign_out(feature::Site& site, Request& request) {
  const auto secret = site.gate.secret_of(request);
  feature::demand(site.db.write([&](db::Tx& tx) { return sign_out(tx, feature::act(request), secret); }));
  return Response::redirect_see_other(signed_out.at(Url("/sign-in")).in(request.lang)).with_cookie(site.gate.no_cookie());
}

views::OwnForm profile_page(Request& request, const Account& account) {
  auto fields = profile_fields(account.name, account.lang, _("Como lo ven las demás personas."));
  fields.push_back({.control = html::Control::shown,
                    .name = "email",
                    .label = _("Correo"),
                    .hint = _("Lo cambia quien opera el servidor."),
                    .value = account.email.text()});
  return {
      .shell = own_shell(request, _("Sus datos")),
      .head = own_head(account, "/account"),
      .title = _("Datos"),
      .form = {
          .action = Url("/account"), .parts = {{std::move(fields)}}, .submit = _("Guardar los datos"), .busy = _("Guardando…")}};
}

Response show_profile(feature::Site& site, Request& request) {
  return html::respond(request, profile_page(request, own_account(site, request)));
}

Response save_profile(feature::Site& site, Request& request) {
  const ProfileInput input{request.form().get("name"), request.form().get("lang")};
  auto act = feature::act(request);
  act.key->answer(303, "/account");
  const auto saved = site.db.write([&](db::Tx& tx) { return edit(tx, act, act.who().account, input); });
  if (saved) return Response::redirect_see_other(profile_saved.at(Url("/account")).in(saved->lang));
  auto page = profile_page(request, own_account(site, request));
  const int status = redraw(page.form, request, saved.error());
  return html::respond(request, page, status);
}

html::Form password_form() {
  const auto field = [](const char* name, Message label, const char* autocomplete, Message hint = {}) {
    return html::Field{.control = html::Control::password,
                       .name = name,
                       .label = std::move(label),
                       .hint = std::move(hint),
                       .autocomplete = autocomplete};
  };
  return {
      .action = Url("/account/password"),
      .parts = {{{field("current", _("Contraseña actual"), "current-password"),
                  field("password", _("Contraseña nueva"), "new-password",
                        _("12 caracteres o más. Cuatro palabras sin relación son fáciles de recordar y difíciles de adivinar.")),
                  field("again", _("Contraseña nueva, otra vez"), "new-password")}}},
      .submit = _("Cambiar la contraseña"),
      .busy = _("Cambiando…")};
}

views::OwnForm password_page(feature::Site& site, Request& request) {
  const bool provisional = auth::actor(request).must_change_password;
  return {.shell = own_shell(request, _("Contraseña")),
          .head = own_head(own_account(site, request), "/account/password"),
          .title = _("Contraseña"),
          .warning = provisional ? _("La contraseña con que entró es provisional. Elija la suya para seguir.") : Message(),
          .form = password_form()};
}

Response show_password(feature::Site& site, Request& request) { return html::respond(request, password_page(site, request)); }

Response save_password(feature::Site& site, Request& request) {
  const auto& form = request.form();
  auto act = feature::act(request);
  act.key->answer(303, "/account");
  const PasswordInput input{form.get("current"), form.get("password"), form.get("again")};
  const auto done = change_password(site.db, act, input, site.gate.secret_of(request));
  if (done) return Response::redirect_see_other(password_changed.at(Url("/account")).in(request.lang));
  auto page = password_page(site, request);
  const int status = redraw(page.form, request, done.error());
  return html::respond(request, page, status);
}

views::OwnForm confirm_page(feature::Site& site, Request& request, const std::string& next) {
  return {.shell = own_shell(request, _("Confirme que es usted")),
          .head = own_head(own_account(site, request), ""),
          .title = _("Confirme que es usted"),
          .warning = _("Lo que sigue no lo hace cualquiera que encuentre abierta su sesión. Escriba de nuevo su contraseña; vale "
                       "por diez minutos."),
          .form = {.action = Url("/account/confirm"),
                   .parts = {{{{.control = html::Control::password,
                                .name = "password",
                                .label = _("Contraseña"),
                                .autocomplete = "current-password"}}}},
                   .submit = _("Confirmar"),
                   .busy = _("Confirmando…"),
                   .cancel = Url("/account"),
                   .hidden = {{"next", next}}}};
}

Response show_confirm(feature::Site& site, Request& request) {
  return html::respond(request, confirm_page(site, request, request.query.get("next"))).no_store();
}

Response do_confirm(feature::Site& site, Request& request) {
  const auto& form = request.form();
  const auto next = form.get("next");
  auto act = feature::act(request);
  act.key->answer(303, "/account");
  const auto done = confirm(site.db, act, form.get("password"));
  if (done) return Response::redirect_see_other(next.empty() ? Url("/account").in(request.lang) : Url::local_or_home(next));
  auto page = confirm_page(site, request, next);
  const int status = redraw(page.form, request, done.error());
  return html::respond(request, page, status);
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes visitors(site, auth::anyone());
  visitors.form("/sign-in", show_sign_in, do_sign_in);
  visitors.post("/sign-out", do_sign_out);
  const auto own = visitors.with(auth::signed_in());
  own.form("/account", show_profile, save_profile);
  own.form("/account/password", show_password, save_password);
  own.form("/account/confirm", show_confirm, do_confirm);
  add_own_pages(site);
}

}  // namespace alianza::accounts
