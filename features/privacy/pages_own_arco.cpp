// What a person asks of an agency from their own account, and what became of it.
#include "features/privacy/pages_arco.h"
#include "features/privacy/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::privacy {
namespace {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice arco_filed("Su solicitud quedó registrada. Aquí leerá la respuesta.");

html::Form own_form(const Request& request, const OwnArco& own) {
  std::vector<html::Option> agencies;
  for (const auto& [id, name] : own.agencies) agencies.push_back({id.text(), name.in(request.lang)});
  std::vector<html::Option> rights = {
      {"access", name_of(Right::access), _("Saber qué datos suyos se guardan y para qué.")},
      {"rectification", name_of(Right::rectification), _("Que se corrijan los que están mal.")},
      {"cancellation", name_of(Right::cancellation), _("Que se borren los que ya no hacen falta.")},
      {"opposition", name_of(Right::opposition), _("Que dejen de usarse para algo.")}};
  html::Field agency{.control = html::Control::select,
                     .name = "agency",
                     .label = _("Institución"),
                     .value = agencies.size() == 1 ? agencies.front().value : std::string(),
                     .options = agencies,
                     .first_option = _("Elija una")};
  return {
      .action = Url("/account/arco"),
      .parts =
          {{.fields = {std::move(agency),
                       {.control = html::Control::radios, .name = "right", .label = _("Derecho"), .options = std::move(rights)},
                       {.control = html::Control::text_area,
                        .name = "what",
                        .label = _("Qué pide"),
                        .hint = _("Diga a qué datos se refiere; para rectificar, cómo deben quedar."),
                        .rows = 5}}}},
      .submit = _("Enviar la solicitud"),
      .busy = _("Enviando…")};
}

views::OwnArcoPage own_page(feature::Site& site, Request& request) {
  const auto own = demand(site.db.read([&](db::Tx& tx) { return own_arco(tx, feature::act(request)); }));
  const auto title = text(request, _("Solicitudes ARCO"));
  views::OwnArcoPage page{.shell = feature::shell(request, title),
                          .crumbs = {{{text(request, _("Su cuenta")), Url("/account")},
                                      {text(request, _("Sus datos personales")), Url("/account/data")}},
                                     title}};
  for (const auto& row : own.rows) {
    const auto& q = row.request;
    // The days are the agency's business to keep; to the person its state and what it must be answered by.
    page.rows.push_back({row.agency, name_of(q.right), badge_of(q, q.due_on), name_of(q.outcome),
                         q.state == ArcoState::closed ? std::nullopt : std::optional(q.due_on), paragraphs_of(q.what),
                         steps_of(row.steps)});
  }
  if (!own.agencies.empty()) page.form = own_form(request, own);
  return page;
}

Response show_own(feature::Site& site, Request& request) { return html::respond(request, own_page(site, request)).no_store(); }

Response file_own(feature::Site& site, Request& request) {
  const auto& f = request.form();
  const OwnArcoInput input{f.get("agency"), f.get("right"), f.get("what")};
  auto act = feature::act(request);
  act.key->answer(303, "/account/arco");
  const auto done = site.db.write([&](db::Tx& tx) { return file_arco(tx, act, input); });
  if (done) return Response::redirect_see_other(arco_filed.at(Url("/account/arco")).in(request.lang));
  auto page = own_page(site, request);
  const auto fault = done.error().fault;
  if ((fault != Fault::invalid && fault != Fault::conflict) || !page.form) throw http::Abandon{done.error()};
  page.form->keep_typed(request.form());
  page.form->show_error(done.error());
  return html::respond(request, page, http::status_of(fault));
}

}  // namespace

void add_own_arco_pages(feature::Site& site) {
  feature::Routes(site, auth::signed_in()).form("/account/arco", show_own, file_own);
}

}  // namespace alianza::privacy
