// One's own second factor: to enrol a telephone, the recovery codes, to switch it off.
#include "features/accounts/own_pages.h"
#include "platform/auth/policy.h"
#include "platform/auth/totp.h"
#include "platform/feature/confirmed.h"
#include "platform/feature/routes.h"

namespace alianza::accounts {
namespace {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

constexpr auto address = "/account/second-factor";

const feature::Notice factor_removed("El segundo factor quedó apagado.");

Url factor_url() { return Url("/account/second-factor"); }

/// With where the person was going, when they were led here.
Url own_factor(const std::string& next) { return next.empty() ? factor_url() : factor_url().with("next", next); }

html::ButtonForm begin_button(const std::string& next) {
  return {.action = Url("/account/second-factor/begin"),
          .words = _("Empezar"),
          .icon = "key",
          .hidden = {{"next", next}},
          .classes = "btn btn-primary"};
}

html::Form enrol_form(const std::string& next) {
  return {.action = Url("/account/second-factor/confirm"),
          .parts = {{{code_field(_("Código que muestra la aplicación"), _("Seis cifras; cambian cada treinta segundos."))}}},
          .submit = _("Activar el segundo factor"),
          .busy = _("Activando…"),
          .hidden = {{"next", next}}};
}

views::SecondFactorPage factor_page(feature::Site& site, Request& request, const std::string& next) {
  const auto account = own_account(site, request);
  const auto own = demand(site.db.read([&](db::Tx& tx) { return second_factor(tx, site.gate.seal(), feature::act(request)); }));
  views::SecondFactorPage page{.shell = own_shell(request, _("Segundo factor")), .head = own_head(account, address)};
  page.demanded = request.query.get("why") == "demanded";
  page.begin = begin_button(next);
  page.state = own.state;
  if (own.since) page.since = local(*own.since).date;
  page.codes_left = own.codes_left;
  if (own.secret.empty()) return page;
  page.spelled = auth::totp::spelled(own.secret);
  page.qr = {auth::totp::address(own.secret, account.email.text()), _("Código QR para su aplicación de códigos")};
  page.form = enrol_form(next);
  return page;
}

/// The secret is shown to who has proven lately who they are.
Response show_factor(feature::Site& site, Request& request) {
  const auto& next = request.query.get("next");
  auto page = factor_page(site, request, next);
  if (page.state == FactorState::begun && page.spelled.empty())
    if (auto first = feature::confirm_first(site, request, own_factor(next))) return std::move(*first);
  return html::respond(request, page).no_store().without_compression();
}

Response do_begin(feature::Site& site, Request& request) {
  const auto next = request.form().get("next");
  if (auto first = feature::confirm_first(site, request, own_factor(next))) return std::move(*first);
  auto act = feature::act(request);
  act.key->answer(303, own_factor(next).text());
  demand(site.db.write([&](db::Tx& tx) { return begin_second_factor(tx, site.gate.seal(), act); }));
  return Response::redirect_see_other(own_factor(next).in(request.lang));
}

Response show_codes(Request& request, const Account& account, std::vector<std::string> codes, const std::string& next) {
  const views::RecoveryCodesPage page{.shell = own_shell(request, _("Códigos de recuperación")),
                                      .head = own_head(account, address),
                                      .codes = std::move(codes),
                                      .onward = next.empty() ? factor_url().in(request.lang) : Url::local_or_home(next)};
  return html::respond(request, page, 201).no_store().without_compression();
}

Response do_enrol(feature::Site& site, Request& request) {
  const auto& form = request.form();
  const auto next = form.get("next");
  if (auto first = feature::confirm_first(site, request, own_factor(next))) return std::move(*first);
  auto act = feature::act(request);
  act.key->answer(303, address);
  auto codes = site.db.write([&](db::Tx& tx) {
    return confirm_second_factor(tx, site.gate.seal(), act, form.get("code"), site.gate.secret_of(request));
  });
  if (codes) return show_codes(request, own_account(site, request), std::move(*codes), next);
  auto page = factor_page(site, request, next);
  if (page.spelled.empty()) throw http::Abandon{codes.error()};
  const int status = redraw(page.form, request, codes.error());
  return html::respond(request, page, status).no_store().without_compression();
}

Response ask_codes(feature::Site& site, Request& request) {
  if (auto first = feature::confirm_first(site, request, Url("/account/second-factor/codes"))) return std::move(*first);
  const html::Confirm confirm{.title = _("¿Hacer otros códigos de recuperación?"),
                              .consequence = _("Los anteriores dejan de servir, también los que no usó."),
                              .action = Url("/account/second-factor/codes"),
                              .act = _("Hacer códigos nuevos"),
                              .keep = {_("Conservar los actuales"), factor_url()}};
  return html::respond(request, views::Question{own_shell(request, _("Códigos de recuperación")), confirm});
}

Response do_codes(feature::Site& site, Request& request) {
  auto act = feature::act(request);
  act.key->answer(303, address);
  auto codes = demand(site.db.write([&](db::Tx& tx) { return renew_recovery_codes(tx, act); }));
  return show_codes(request, own_account(site, request), std::move(codes), {});
}

Response ask_off(feature::Site& site, Request& request) {
  if (auto first = feature::confirm_first(site, request, Url("/account/second-factor/off"))) return std::move(*first);
  const html::Confirm confirm{.title = _("¿Apagar el segundo factor?"),
                              .consequence = _("Para entrar bastará su contraseña. Los códigos de recuperación dejan de servir."),
                              .action = Url("/account/second-factor/off"),
                              .act = _("Apagar el segundo factor"),
                              .keep = {_("Conservarlo"), factor_url()}};
  return html::respond(request, views::Question{own_shell(request, _("Apagar el segundo factor")), confirm});
}

Response do_off(feature::Site& site, Request& request) {
  auto act = feature::act(request);
  act.key->answer(303, address);
  demand(site.db.write([&](db::Tx& tx) { return remove_second_factor(tx, act); }));
  return Response::redirect_see_other(factor_removed.at(factor_url()).in(request.lang));
}

}  // namespace

html::Field code_field(Message label, Message hint) {
  return {.name = "code",
          .label = std::move(label),
          .hint = std::move(hint),
          .width = html::Width::mid,
          .autocomplete = "one-time-code",
          .max_length = 40};
}

void add_second_factor_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), address);
  pages.get("", show_factor);
  pages.post("/begin", do_begin);
  pages.post("/confirm", do_enrol);
  pages.form("/codes", ask_codes, do_codes);
  pages.form("/off", ask_off, do_off);
}

}  // namespace alianza::accounts
