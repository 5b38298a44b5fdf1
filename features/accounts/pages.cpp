// Signing in and out, and one's own name and password.
#include "features/accounts/pages.h"

#include "features/accounts/form_pages.h"
#include "features/accounts/own_pages.h"
#include "platform/auth/policy.h"
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

views::SignIn sign_in_page(feature::Site& site, Request& request, const std::string& email, const std::string& next) {
  return {.shell = feature::shell(request, i18n::text(request.lang, _("Entrar"))),
          .next = next,
          .email = {"email", _("Correo"), email, "email", "username"},
          .password = {"password", _("Contraseña"), {}, "password", "current-password"},
          .panels = demo_accounts(site, request)};
}

// Where the link came from; without one, the alliances, in the person's own language.
Url landing(const std::string& next, Lang lang) { return next.empty() ? Url("/alliances").in(lang) : Url::local_or_home(next); }

Response show_sign_in(feature::Site& site, Request& request) {
  const auto& next = request.query.get("next");
  if (auth::actor_of(request)) return Response::redirect_see_other(landing(next, request.lang));
  return html::respond(request, sign_in_page(site, request, {}, next)).no_store();
}

Response do_sign_in(feature::Site& site, Request& request) {
  const auto& form = request.form();
  const auth::SignIn attempt{form.get("email"), form.get("password"), request.client_address,
                             std::string(request.headers.get("User-Agent")), site.gate.secret_of(request)};
  auto fresh = auth::sign_in(site.db, attempt, site.gate.limits());
  if (!fresh) {
    auto page = sign_in_page(site, request, attempt.email, form.get("next"));
    page.errors = explain(fresh.error(), {});
    return html::respond(request, page, demand_redrawable(fresh.error())).no_store();
  }
  const auto account = fresh->session.account;
  const auto lang = feature::demand(site.db.read([&](db::Tx& tx) { return auth::find_account(tx, account).value().lang; }));
  return Response::redirect_see_other(landing(form.get("next"), lang)).with_cookie(site.gate.cookie(fresh->secret));
}

Response do_sign_out(feature::Site& site, Request& request) {
  const auto secret = site.gate.secret_of(request);
  feature::demand(site.db.write([&](db::Tx& tx) { return sign_out(tx, feature::act(request), secret); }));
  return Response::redirect_see_other(signed_out.at(Url("/sign-in")).in(request.lang)).with_cookie(site.gate.no_cookie());
}

views::ProfilePage profile_page(Request& request, const Account& account) {
  return {.shell = own_shell(request, _("Sus datos")),
          .head = own_head(account, "/account"),
          .name = {"name", _("Nombre"), account.name, "text", "name", _("Como lo ven las demás personas.")},
          .lang = {account.lang}};
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
  page.name.value = input.name;
  page.errors = explain(saved.error(), {&page.name});
  return html::respond(request, page, demand_redrawable(saved.error()));
}

views::PasswordPage password_page(feature::Site& site, Request& request) {
  return {.shell = own_shell(request, _("Contraseña")),
          .head = own_head(own_account(site, request), "/account/password"),
          .must_change = auth::actor(request).must_change_password,
          .current = {"current", _("Contraseña actual"), {}, "password", "current-password"},
          .fresh = {"password",
                    _("Contraseña nueva"),
                    {},
                    "password",
                    "new-password",
                    _("12 caracteres o más. Cuatro palabras sin relación son fáciles de recordar y difíciles de adivinar.")},
          .again = {"again", _("Contraseña nueva, otra vez"), {}, "password", "new-password"}};
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
  page.errors = explain(done.error(), {&page.current, &page.fresh, &page.again});
  return html::respond(request, page, demand_redrawable(done.error()));
}

}  // namespace

void add_pages(feature::Site& site) {
  const auto bind = [&site](Response (*handler)(feature::Site&, Request&)) {
    return [&site, handler](Request& request) { return handler(site, request); };
  };
  auto& router = site.router;
  router.get("/sign-in", auth::anyone(), bind(show_sign_in));
  router.post("/sign-in", auth::anyone(), bind(do_sign_in));
  router.post("/sign-out", auth::anyone(), bind(do_sign_out));
  router.get("/account", auth::signed_in(), bind(show_profile));
  router.post("/account", auth::signed_in(), bind(save_profile));
  router.get("/account/password", auth::signed_in(), bind(show_password));
  router.post("/account/password", auth::signed_in(), bind(save_password));
  add_own_pages(site);
}

}  // namespace alianza::accounts
