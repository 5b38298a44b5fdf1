// Forms of committees: found, edit, members, appointments.
#include "features/alliances/shell.h"
#include "features/committees/access.h"
#include "features/committees/actions.h"
#include "features/committees/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::committees {
namespace {

using feature::demand;
using feature::views::FormPage;
using html::Control;
using html::FieldSet;
using html::Need;
using html::Option;
using html::Width;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice committee_founded(_("El comité quedó creado. Agregue sus organizaciones.").key());
const feature::Notice committee_saved(_("Se guardó el comité.").key());

std::vector<Option> kinds() {
  return {{"committee", _("Comité"), _("Ligado a un ODS, con organizaciones integrantes.")},
          {"working_group", _("Grupo de trabajo"), _("Para una tarea.")},
          {"council", _("Consejo"), _("Órgano consultivo permanente de la institución.")},
          {"plenary", _("Plenaria"), _("Todas las organizaciones de la alianza.")}};
}

std::vector<Option> goals() {
  std::vector<Option> out;
  for (const auto n : html::sdg_numbers()) out.push_back({html::sdg_value(n), html::sdg_name(n)});
  return out;
}

std::vector<Option> mechanisms() {
  std::vector<Option> out;
  for (const auto m : {Mechanism::undecided, Mechanism::online_survey, Mechanism::in_person_vote, Mechanism::prior_studies,
                       Mechanism::built_from_zero})
    out.push_back({std::string(to_text(m)), label(m)});
  return out;
}

html::Field area(const char* name, Message label, const std::string& value, int rows) {
  return {.control = Control::text_area,
          .name = name,
          .label = std::move(label),
          .value = value,
          .need = Need::optional,
          .rows = rows};
}

std::vector<FieldSet> groups(const Input& i, Lang lang) {
  auto numbered = goals();
  for (auto& goal : numbered) goal.label = html::sdg_label(lang, std::stoi(goal.value));
  FieldSet names{
      .fields = {
          {.control = Control::radios, .name = "kind", .label = _("Qué clase de órgano es"), .value = i.kind, .options = kinds()},
          {.control = Control::text, .name = "name_es", .label = _("Nombre en español"), .value = i.name_es},
          {.control = Control::text,
           .name = "name_en",
           .label = _("Nombre en inglés"),
           .value = i.name_en,
           .need = Need::optional},
          {.control = Control::select,
           .name = "sdg",
           .label = _("ODS al que responde"),
           .value = i.sdg,
           .options = std::move(numbered),
           .first_option = _("Ninguno"),
           .need = Need::optional},
          area("purpose_es", _("Propósito, en español"), i.purpose_es, 3),
          area("purpose_en", _("Propósito, en inglés"), i.purpose_en, 3),
          {.control = Control::date,
           .name = "founded_on",
           .label = _("Fecha de creación"),
           .value = i.founded_on,
           .need = Need::optional,
           .width = Width::date},
          area("basis_es", _("Acuerdo que lo creó, en español"), i.basis_es, 2),
          area("basis_en", _("Acuerdo que lo creó, en inglés"), i.basis_en, 2)}};
  FieldSet rules{
      .fields = {{.control = Control::radios,
                  .name = "admission",
                  .label = _("Quién agrega organizaciones"),
                  .value = i.admission,
                  .options = {{"closed", _("Cerrado"), _("El secretariado, o la presidencia y la secretaría del comité.")},
                              {"open", _("Abierto"), _("También cada organización activa, por sí misma.")}}},
                 {.control = Control::number,
                  .name = "quorum_percent",
                  .label = _("Quórum: más de este porcentaje de sus organizaciones"),
                  .hint = _("50 quiere decir la mitad más una. En blanco: sin quórum."),
                  .value = i.quorum_percent,
                  .need = Need::optional,
                  .width = Width::short_,
                  .input_mode = "numeric",
                  .least = "1",
                  .most = "99"},
                 {.control = Control::number,
                  .name = "quorum_number",
                  .label = _("O quórum: al menos tantas organizaciones"),
                  .hint = _("En lugar del porcentaje."),
                  .value = i.quorum_number,
                  .need = Need::optional,
                  .width = Width::short_,
                  .input_mode = "numeric",
                  .least = "1",
                  .most = "2000"},
                 {.control = Control::radios,
                  .name = "voting_base",
                  .label = _("De quiénes se cuenta la mayoría al votar"),
                  .value = i.voting_base,
                  .options = {{"present", label(VotingBase::present)}, {"members", label(VotingBase::members)}}},
                 area("rules_es", _("Reglas de operación, en español"), i.rules_es, 4),
                 area("rules_en", _("Reglas de operación, en inglés"), i.rules_en, 4)},
      .legend = _("Reglas")};
  FieldSet choice{.fields = {{.control = Control::select,
                              .name = "mechanism",
                              .label = _("Cómo eligió sus proyectos"),
                              .value = i.mechanism,
                              .options = mechanisms()},
                             area("outcome_es", _("Qué se eligió, en español"), i.outcome_es, 3),
                             area("outcome_en", _("Qué se eligió, en inglés"), i.outcome_en, 3)},
                  .legend = _("Proyectos")};
  return {std::move(names), std::move(rules), std::move(choice)};
}

Input input_from(Request& request) {
  const auto& f = request.form();
  Input i;
  i.kind = f.get("kind");
  i.sdg = f.get("sdg");
  i.name_es = f.get("name_es");
  i.name_en = f.get("name_en");
  i.purpose_es = f.get("purpose_es");
  i.purpose_en = f.get("purpose_en");
  i.mechanism = f.get("mechanism");
  i.outcome_es = f.get("outcome_es");
  i.outcome_en = f.get("outcome_en");
  i.basis_es = f.get("basis_es");
  i.basis_en = f.get("basis_en");
  i.rules_es = f.get("rules_es");
  i.rules_en = f.get("rules_en");
  i.admission = f.get("admission");
  i.quorum_percent = f.get("quorum_percent");
  i.quorum_number = f.get("quorum_number");
  if (auto base = f.get("voting_base"); !base.empty()) i.voting_base = std::move(base);
  i.founded_on = f.get("founded_on");
  i.dissolved_on = f.get("dissolved_on");
  i.version = f.get("version");
  return i;
}

FormPage new_page(feature::Site& site, Request& request, AllianceId alliance) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), alliance));
    if (!may(Action::found, seen.standing)) return fail(Error::forbidden());
    FormPage page;
    page.title = text(request, _("Crear un comité"));
    page.shell = alliances::shell(site, tx, request, seen, page.title, "committees");
    page.crumbs = {{{text(request, _("Comités")), Url("/alliances/{}/committees", alliance)}}, page.title};
    page.form.action = Url("/alliances/{}/committees/new", alliance);
    page.form.parts = groups({}, request.lang);
    page.form.submit = _("Crear el comité");
    page.form.busy = _("Creando…");
    page.form.cancel = Url("/alliances/{}/committees", alliance);
    return page;
  }));
}

Response new_form(feature::Site& site, Request& request) {
  return html::respond(request, new_page(site, request, demand(request.id<AllianceId>("alliance"))));
}

Response new_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  auto act = feature::act(request);
  act.key->answer(303, committee_founded.at(Url("/alliances/{}/committees", alliance)).in(request.lang).text());
  const auto made = site.db.write([&](db::Tx& tx) { return found(tx, act, alliance, input_from(request)); });
  if (made) return Response::redirect_see_other(committee_founded.at(committee_url(alliance, made->id)).in(request.lang));
  return feature::redraw(request, made.error(), [&] { return new_page(site, request, alliance); });
}

views::Edit edit_page(feature::Site& site, Request& request, AllianceId alliance, CommitteeId id) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<views::Edit> {
    const auto seen = TRY(see(tx, auth::actor_of(request), alliance, id));
    if (!may(Action::edit, seen.seen.standing)) return fail(Error::forbidden());
    const auto input = as_input(seen.committee);
    views::Edit page;
    page.title = text(request, _("Editar el comité"));
    page.shell = alliances::shell(site, tx, request, seen.seen, page.title, "committees");
    page.crumbs = {{{text(request, _("Comités")), Url("/alliances/{}/committees", alliance)},
                    {seen.committee.name.in(request.lang), committee_url(alliance, id)}},
                   page.title};
    page.form.action = Url("/alliances/{}/committees/{}/edit", alliance, id);
    page.form.parts = groups(input, request.lang);
    page.form.parts[0].fields.push_back({.control = Control::date,
                                         .name = "dissolved_on",
                                         .label = _("Fecha de disolución"),
                                         .hint = _("Desde ese día ya no recibe organizaciones."),
                                         .value = input.dissolved_on,
                                         .need = Need::optional,
                                         .width = Width::date});
    page.form.parts[1].intro =
        _("Lo que cambie aquí rige desde hoy y queda como otra edición de las reglas. Para otra fecha, use «Reglas» en la página "
          "del comité.");
    page.form.hidden = {{"version", input.version}};
    page.form.submit = _("Guardar el comité");
    page.form.busy = _("Guardando…");
    page.form.cancel = committee_url(alliance, id);
    return page;
  }));
}

Response edit_form(feature::Site& site, Request& request) {
  return html::respond(request, edit_page(site, request, demand(request.id<AllianceId>("alliance")),
                                          demand(request.id<CommitteeId>("committee"))));
}

/// What stands now beside what was typed, field by field.
std::vector<views::Difference> differences(const html::Form& stored, const html::Form& typed) {
  std::vector<views::Difference> out;
  for (std::size_t part = 0; part < stored.parts.size(); ++part)
    for (std::size_t n = 0; n < stored.parts[part].fields.size(); ++n) {
      const auto& now = stored.parts[part].fields[n];
      const auto& mine = typed.parts[part].fields[n];
      if (now.value != mine.value) out.push_back({now.label, now.value, mine.value});
    }
  return out;
}

Response edit_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  auto act = feature::act(request);
  const auto back = committee_saved.at(committee_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto saved = site.db.write([&](db::Tx& tx) { return edit(tx, act, alliance, id, input_from(request)); });
  if (saved) return Response::redirect_see_other(back);
  return feature::redraw(request, saved.error(), [&] {
    auto page = edit_page(site, request, alliance, id);
    const bool crossed = saved.error().fault == Fault::conflict && saved.error().fields.empty();
    if (crossed) {
      auto typed = page.form;
      typed.keep_typed(request.form());
      page.differences = differences(page.form, typed);
    }
    return page;
  });
}

}  // namespace

void add_form_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/committees");
  pages.form("/new", new_form, new_post);
  pages.form("/{committee}/edit", edit_form, edit_post);
}

}  // namespace alianza::committees
