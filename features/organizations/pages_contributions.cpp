// Contributions of one organisation: the ledger, one of them, a new one, its next state.
#include "features/organizations/pages_shared.h"
#include "features/terms/shell.h"

namespace alianza::organizations {
namespace {

using feature::views::FormPage;
using html::Control;
using html::Option;
using html::Width;

const feature::Notice contribution_added("Se registró el aporte.");
const feature::Notice contribution_changed("Se registró el nuevo estado del aporte.");

Url ledger_url(const Seen& seen) {
  return Url("/alliances/{}/organizations/{}/contributions", seen.at.alliance.id, seen.organization.id);
}

bool received(ContributionState state) { return state == ContributionState::confirmed || state == ContributionState::delivered; }

std::vector<Option> states(const std::vector<ContributionState>& all, const Seen& seen) {
  std::vector<Option> out;
  for (const auto state : all)
    if (seen.may_confirm || !received(state)) out.push_back({std::string(to_text(state)), label(state)});
  return out;
}

Response ledger_page(feature::Site& site, Request& request) {
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) -> Result<views::Contributions> {
                         const auto seen = TRY(seen_in(tx, request));
                         if (!seen.is_private_shown) return fail(Error::forbidden());
                         const auto all = book(tx, seen).contributions;
                         views::Contributions p;
                         for (const auto& c : all) p.rows.push_back(contribution_row(seen.at.alliance.id, c, request.lang));
                         const auto sums = totals(all);
                         for (const auto& total : sums.rows) p.totals.push_back(total_row(total, request.lang));
                         p.unvalued = unvalued_rows(sums, request.lang);
                         if (seen.may_edit)
                           p.add =
                               Url("/alliances/{}/organizations/{}/contributions/new", seen.at.alliance.id, seen.organization.id);
                         frame(site, tx, request, seen, text(request, _("Aportes")), p);
                         return p;
                       })));
}

std::vector<Option> kinds() {
  std::vector<Option> out;
  for (const auto kind : contribution_kinds()) out.push_back({std::string(to_text(kind)), label(kind)});
  return out;
}

std::vector<Option> currencies() {
  std::vector<Option> out;
  for (const auto* code : {"MXN", "USD", "EUR", "GTQ", "HNL", "CRC", "COP", "CAD", "JPY", "GBP", "CHF"})
    out.push_back({code, std::string(code)});
  return out;
}

FormPage new_page(feature::Site& site, Request& request) {
  return form_page<FormPage>(site, request, [&](db::Tx& tx, const Seen& seen, FormPage& page) -> Done {
    if (!seen.may_edit) return fail(Error::forbidden());
    page.title = text(request, _("Registrar un aporte"));
    page.intro = text(request, _("Lo ven solo la organización y la institución, nunca otra organización."));
    page.form.action = Url("/alliances/{}/organizations/{}/contributions/new", seen.at.alliance.id, seen.organization.id);
    page.form.parts = {
        {.fields = {{.control = Control::radios, .name = "kind", .label = _("Clase"), .value = "financial", .options = kinds()},
                    {.control = Control::text_area,
                     .name = "description",
                     .label = _("Qué aporta"),
                     .hint = _("En una frase: «96 paneles para dos clínicas»."),
                     .rows = 2}}},
        {.fields = {{.name = "amount",
                     .label = _("Monto o valor declarado"),
                     .hint = _("Sin signos, por ejemplo 1,320,000."),
                     .need = html::Need::optional,
                     .width = Width::mid,
                     .input_mode = "decimal"},
                    {.control = Control::select,
                     .name = "currency",
                     .label = _("Moneda"),
                     .value = "MXN",
                     .options = currencies(),
                     .width = Width::short_}},
         .side = html::Side::beside_each_other},
        {.fields = {{.name = "quantity",
                     .label = _("Cantidad"),
                     .hint = _("Si no es dinero."),
                     .need = html::Need::optional,
                     .width = Width::mid,
                     .input_mode = "decimal"},
                    {.name = "unit",
                     .label = _("De qué"),
                     .hint = _("horas, paneles, meses de uso"),
                     .need = html::Need::optional,
                     .width = Width::mid}},
         .side = html::Side::beside_each_other},
        {.fields = {{.control = Control::select,
                     .name = "state",
                     .label = _("Estado"),
                     .value = "offered",
                     .options = states({ContributionState::offered, ContributionState::pledged, ContributionState::confirmed,
                                        ContributionState::delivered},
                                       seen),
                     .width = Width::mid},
                    {.control = Control::date,
                     .name = "since",
                     .label = _("Desde"),
                     .value = seen.at.today.text(),
                     .width = Width::date},
                    {.control = Control::text_area,
                     .name = "note",
                     .label = _("Nota o evidencia"),
                     .hint = _("Si ya se entregó, qué lo prueba."),
                     .need = html::Need::optional,
                     .rows = 2}}}};
    page.form.submit = _("Registrar el aporte");
    page.form.cancel = ledger_url(seen);
    terms::explain(tx, seen.at.alliance.id, page.form, request.lang, {{"kind", terms::Place::contribution}});
    return {};
  });
}

ContributionInput input_from(const http::Form& f) {
  return {f.get("kind"), f.get("description"), f.get("amount"), f.get("currency"), f.get("quantity"),
          f.get("unit"), f.get("state"),       f.get("since"),  f.get("note")};
}

Response new_get(feature::Site& site, Request& request) { return html::respond(request, new_page(site, request)); }
Response new_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<OrganizationId>("organization"));
  return post(
      site, request, contribution_added, Url("/alliances/{}/organizations/{}/contributions", alliance, id),
      [&](db::Tx& tx, const feature::Act& act) { return add_contribution(tx, act, alliance, id, input_from(request.form())); },
      [&] { return new_page(site, request); });
}

html::Form state_form(const Seen& seen, const Contribution& c, Url action) {
  html::Form form{.action = std::move(action)};
  auto choices = states(next_states(c.state), seen);
  const auto first = choices.empty() ? std::string() : choices.front().value;
  form.parts = {
      {.fields = {
           {.control = Control::select,
            .name = "state",
            .label = _("Nuevo estado"),
            .value = first,
            .options = std::move(choices),
            .width = Width::mid},
           {.control = Control::date, .name = "on", .label = _("Fecha"), .value = seen.at.today.text(), .width = Width::date},
           {.control = Control::text_area,
            .name = "note",
            .label = _("Evidencia o motivo"),
            .hint = _("La entrega lleva su prueba; la cancelación, su motivo."),
            .need = html::Need::optional,
            .rows = 2}}}};
  form.submit = _("Registrar el estado");
  form.busy = _("Guardando…");
  form.cancel = ledger_url(seen);
  return form;
}

views::ContributionPage one_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<ContributionId>("contribution"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<views::ContributionPage> {
    const auto seen = TRY(seen_in(tx, request));
    if (!seen.is_private_shown) return fail(Error::forbidden());
    views::ContributionPage p;
    const auto found = TRY(contribution(tx, seen, id));
    const auto& shown = found.contribution;
    for (const auto& s : found.steps) p.steps.push_back({label(s.state), s.on, s.note, s.recorded_by});
    p.row = contribution_row(seen.at.alliance.id, shown, request.lang);
    if (seen.may_edit && !states(next_states(shown.state), seen).empty()) p.form = state_form(seen, shown, p.row.url);
    frame(site, tx, request, seen, text(request, label(shown.kind)), p);
    p.crumbs.above.push_back({text(request, _("Aportes")), ledger_url(seen)});
    return p;
  }));
}

Response one_get(feature::Site& site, Request& request) { return html::respond(request, one_page(site, request)); }

Response one_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto organization = demand(request.id<OrganizationId>("organization"));
  const auto id = demand(request.id<ContributionId>("contribution"));
  const auto& f = request.form();
  auto act = feature::act(request);
  const auto back = contribution_changed.at(Url("/alliances/{}/organizations/{}/contributions/{}", alliance, organization, id))
                        .in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) {
    return change_contribution(tx, act, alliance, organization, id, {f.get("state"), f.get("on"), f.get("note")});
  });
  if (done) return Response::redirect_see_other(back);
  if (done.error().fault != Fault::invalid && done.error().fault != Fault::conflict) throw http::Abandon{done.error()};
  auto page = one_page(site, request);
  if (!page.form) throw http::Abandon{done.error()};
  page.form->keep_typed(f);
  page.form->show_error(done.error());
  return html::respond(request, page, http::status_of(done.error().fault));
}

}  // namespace

void add_contribution_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}");
  pages.get("/organizations/{organization}/contributions", ledger_page);
  pages.form("/organizations/{organization}/contributions/new", new_get, new_post);
  pages.form("/organizations/{organization}/contributions/{contribution}", one_get, one_post);
}

}  // namespace alianza::organizations
