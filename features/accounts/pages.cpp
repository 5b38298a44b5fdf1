// Signing in and out, and one's own name and password.
#include "features/accounts/pages.h"

#include "features/accounts/own_pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/entry.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::accounts {
namespace {

using http::Request;
using http::Response;
using http::Url;

const feature::Notice profile_saved("Sus datos quedaron guardados.");
const feature::Notice password_changed("Su contraseña quedó cambiada. Las demás sesiones se cerraron.");
const feature::Notice recovery_code_used("Entró con un código de recuperación, que ya no sirve otra vez.");
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

/// Where somebody goes who has just come in: first to what they have to read or do.
Url after_sign_in(const feature::Site& site, auth::AccountId id, const std::string& next) {
  return feature::demand(site.db.read([&](db::Tx& tx) {
    const auto account = auth::find_account(tx, id).value();
    auth::Actor actor;
    actor.account = id;
    actor.name = account.name;
    actor.lang = account.lang;
    if (auto first = feature::first_stop(site, tx, actor, next)) return std::move(*first).in(account.lang);
    return landing(next, account.lang);
  }));
}

views::SignInCode code_page(Request& request, const std::string& challenge, const std::string& next) {
  return {.shell = own_shell(request, _("Escriba su código")),
          .form = {.action = Url("/sign-in/code"),
                   .parts = {{{code_field(_("Código"), _("El que muestra ahora su teléfono, o uno de recuperación."))}}},
                   .submit = _("Entrar"),
                   .busy = _("Entrando…"),
                   .cancel = Url("/sign-in"),
                   .hidden = {{"challenge", challenge}, {"next", next}}}};
}

Response show_sign_in(feature::Site& site, Request& request) {
  const auto& next = request.query.get("next");
  if (auth::actor_of(request)) return Response::redirect_see_other(landing(next, request.lang));
  return html::respond(request, sign_in_page(site, request, next)).no_store();
}

Response enter(const feature::Site& site, const auth::FreshSession& fresh, const std::string& next) {
  return Response::redirect_see_other(after_sign_in(site, fresh.session.account, next))
      .with_cookie(site.gate.cookie(fresh.secret));
}

Response do_sign_in(feature::Site& site, Request& request) {
  const auto& form = request.form();
  const auth::SignIn attempt{form.get("email"), form.get("password"), request.client_address,
                             std::string(request.headers.get("User-Agent")), site.gate.secret_of(request)};
  const auto entrance = auth::sign_in(site.db, site.gate.seal(), attempt, site.gate.limits());
  if (!entrance) {
    auto page = sign_in_page(site, request, form.get("next"));
    const int status = redraw(page.form, request, entrance.error());
    return html::respond(request, page, status).no_store();
  }
  if (!entrance->fresh)
    return html::respond(request, code_page(request, entrance->challenge, form.get("next"))).no_store().without_compression();
  return enter(site, *entrance->fresh, form.get("next"));
}

/// An address that somebody came back to: the password first.
Response show_code(feature::Site&, Request& request) { return Response::redirect_see_other(Url("/sign-in").in(request.lang)); }

Response do_code(feature::Site& site, Request& request) {
  const auto& form = request.form();
  const auto next = form.get("next");
  const auto entrance = auth::sign_in_with_code(site.db, site.gate.seal(),
                                                {form.get("challenge"), form.get("code"), request.client_address,
                                                 std::string(request.headers.get("User-Agent")), site.gate.secret_of(request)},
                                                site.gate.limits());
  if (!entrance && entrance.error().fault == Fault::gone) {
    auto page = sign_in_page(site, request, next);
    page.form.show_error(entrance.error());
    return html::respond(request, page, http::status_of(Fault::gone)).no_store();
  }
  if (!entrance) {
    auto page = code_page(request, form.get("challenge"), next);
    const int status = redraw(page.form, request, entrance.error());
    return html::respond(request, page, status).no_store().without_compression();
  }
  // Who lost the telephone sees at once how many codes are left, and where to enrol another one.
  if (entrance->proof == auth::Proof::recovery_code)
    return Response::redirect_see_other(recovery_code_used.at(Url("/account/second-factor")).in(request.lang))
        .with_cookie(site.gate.cookie(entrance->fresh.secret));
  return enter(site, entrance->fresh, next);
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
  // Who came with a provisional password was on the way in; who changed their own was looking at their account.
  const auto after = auth::actor(request).must_change_password ? Url("/alliances") : Url("/account");
  act.key->answer(303, after.text());
  const PasswordInput input{form.get("current"), form.get("password"), form.get("again")};
  const auto done = change_password(site.db, act, input, site.gate.secret_of(request));
  if (done) return Response::redirect_see_other(password_changed.at(after).in(request.lang));
  auto page = password_page(site, request);
  const int status = redraw(page.form, request, done.error());
  return html::respond(request, page, status);
}

views::OwnForm confirm_page(feature::Site& site, Request& request, const std::string& next) {
  const auto account = own_account(site, request);
  const bool two =
      feature::demand(site.db.read([&](db::Tx& tx) { return Result<bool>(auth::has_second_factor(tx, account.id)); }));
  std::vector<html::Field> fields = {
      {.control = html::Control::password, .name = "password", .label = _("Contraseña"), .autocomplete = "current-password"}};
  if (two) fields.push_back(code_field(_("Código"), _("El que muestra ahora su teléfono, o uno de recuperación.")));
  return {.shell = own_shell(request, _("Confirme que es usted")),
          .head = own_head(account, ""),
          .title = _("Confirme que es usted"),
          .warning = _("Lo que sigue no lo hace cualquiera que encuentre abierta su sesión. Escriba de nuevo su contraseña; vale "
                       "por diez minutos."),
          .form = {.action = Url("/account/confirm"),
                   .parts = {{std::move(fields)}},
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
  const auto done = confirm(site.db, site.gate.seal(), act, {form.get("password"), form.get("code")});
  if (done) return Response::redirect_see_other(next.empty() ? Url("/account").in(request.lang) : Url::local_or_home(next));
  auto page = confirm_page(site, request, next);
  const int status = redraw(page.form, request, done.error());
  return html::respond(request, page, status);
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes visitors(site, auth::anyone());
  visitors.form("/sign-in", show_sign_in, do_sign_in);
  visitors.form("/sign-in/code", show_code, do_code);
  visitors.post("/sign-out", do_sign_out);
  const auto own = visitors.with(auth::signed_in());
  own.form("/account", show_profile, save_profile);
  own.form("/account/password", show_password, save_password);
  own.form("/account/confirm", show_confirm, do_confirm);
  add_own_pages(site);
}

}  // namespace alianza::accounts
