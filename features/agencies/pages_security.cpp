// Pages of the second factor of an agency's people, for its director.
#include "features/agencies/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/confirmed.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::agencies {
namespace {

using feature::demand;
using feature::views::FormPage;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice demand_saved("Quedó guardado quién entra con segundo factor.");
const feature::Notice factor_reset("El segundo factor quedó retirado y las sesiones de la persona, cerradas.");

std::string said(const Request& request, const Message& m) { return i18n::text(request.lang, m); }
Url home_of(AgencyId id) { return Url("/agencies/{}", id); }

FormPage page_of(feature::Site& site, Request& request, AgencyId id, const std::string& title) {
  const auto agency = demand(site.db.read([&](db::Tx& tx) { return read(tx, auth::actor_of(request), id); }));
  FormPage page;
  page.shell = feature::shell(request, title);
  page.crumbs = {{{agency.short_name, home_of(id)}}, title};
  page.title = title;
  page.form.cancel = home_of(id);
  return page;
}

FormPage demand_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  const auto now = demand(site.db.read([&](db::Tx& tx) { return second_factor_demand(tx, auth::actor_of(request), id); }));
  auto page = page_of(site, request, id, said(request, _("Quién entra con segundo factor")));
  page.intro = said(
      request, _("Además de su contraseña, un código que su teléfono muestra. Cada persona puede activarlo en «Su cuenta»; aquí "
                 "se pide a quienes tienen más poder."));
  page.form.action = Url("/agencies/{}/second-factor", id);
  page.form.parts = {{.fields = {{.control = html::Control::radios,
                                  .name = "second_factor",
                                  .label = _("Dirección, Secretariado y quien opera el servidor"),
                                  .hint = _("A quien no lo tenga se le pide activarlo en la siguiente página que abra."),
                                  .value = std::string(to_text(now)),
                                  .options = {{"demanded", _("Entran con segundo factor")}, {"free", _("Cada quien decide")}}}}}};
  page.form.submit = _("Guardar");
  page.form.busy = _("Guardando…");
  return page;
}

Response show_demand(feature::Site& site, Request& request) {
  auto page = demand_page(site, request);
  if (auto first = feature::confirm_first(site, request, request.here())) return std::move(*first);
  return html::respond(request, page);
}

Response save_demand(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  auto act = feature::act(request);
  const auto back = demand_saved.at(home_of(id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto& wanted = request.form().get("second_factor");
  const auto done = site.db.write([&](db::Tx& tx) { return demand_second_factor(tx, act, id, wanted); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return demand_page(site, request); });
}

FormPage reset_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  const auto appointment = demand(request.id<auth::AppointmentId>("appointment"));
  const auto holder =
      demand(site.db.read([&](db::Tx& tx) { return whose_second_factor(tx, auth::actor_of(request), id, appointment); }));
  auto page = page_of(site, request, id, said(request, _("¿Retirar el segundo factor de {1}?").arg(holder.name)));
  page.intro =
      said(request, _("Asegúrese antes de que es la persona quien lo pide. Sus sesiones se cierran y entrará solo con su "
                      "contraseña hasta que active otro."));
  page.form.action = Url("/agencies/{}/appointments/{}/second-factor", id, appointment);
  page.form.parts = {{.fields = {{.name = "reason", .label = _("Motivo"), .hint = _("Queda en la bitácora.")}}}};
  page.form.submit = _("Retirar el segundo factor");
  page.form.cancel_words = _("Conservarlo");
  page.form.weight = html::Weight::bad;
  return page;
}

Response ask_reset(feature::Site& site, Request& request) {
  auto page = reset_page(site, request);
  if (auto first = feature::confirm_first(site, request, request.here())) return std::move(*first);
  return html::respond(request, page);
}

Response do_reset(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  const auto appointment = demand(request.id<auth::AppointmentId>("appointment"));
  auto act = feature::act(request);
  const auto back = factor_reset.at(home_of(id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto& reason = request.form().get("reason");
  const auto done = site.db.write([&](db::Tx& tx) { return reset_second_factor(tx, act, id, appointment, reason); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return reset_page(site, request); });
}

}  // namespace

void add_security_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/agencies/{agency}");
  pages.form("/second-factor", show_demand, save_demand);
  pages.form("/appointments/{appointment}/second-factor", ask_reset, do_reset);
  site.entry_checks.push_back([](db::Tx& tx, const auth::Actor& actor) -> std::optional<Url> {
    if (!lacks_second_factor(tx, actor)) return std::nullopt;
    return Url("/account/second-factor").with("why", "demanded");
  });
}

}  // namespace alianza::agencies
