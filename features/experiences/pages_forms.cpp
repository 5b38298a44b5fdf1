// Forms of experiences: propose, edit, publish, withdraw.
#include "features/experiences/access.h"
#include "features/experiences/pages_shared.h"
#include "features/organizations/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/perform.h"

namespace alianza::experiences {
namespace {

using feature::views::ConfirmPage;
using feature::views::FormPage;
using html::Control;
using html::Need;
using html::Width;

const feature::Notice experience_proposed(_("La experiencia quedó propuesta; la publica el secretariado.").key());
const feature::Notice experience_saved(_("Se guardó la experiencia.").key());
const feature::Notice experience_published(_("La experiencia quedó publicada.").key());
const feature::Notice experience_withdrawn(_("La experiencia se retiró.").key());

struct At {
  AllianceId alliance;
  ExperienceId experience;
};
At at_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<ExperienceId>("experience"))};
}

html::Field area(const char* name, Message label, const std::string& value, Need need) {
  return {.control = Control::text_area, .name = name, .label = std::move(label), .value = value, .need = need, .rows = 4};
}

html::FieldSet who(const Input& i, std::vector<html::Option> bodies, Lang lang) {
  std::vector<html::Option> seals;
  for (const auto c : {Confidentiality::everyone, Confidentiality::members, Confidentiality::office})
    seals.push_back({std::string(to_text(c)), label(c)});
  return {.fields = {{.name = "organization",
                      .label = _("Organización"),
                      .hint = _("Su nombre como está en el directorio."),
                      .value = i.organization},
                     {.name = "title_es", .label = _("Título, en español"), .value = i.title_es},
                     {.name = "title_en", .label = _("Título, en inglés"), .value = i.title_en, .need = Need::optional},
                     {.control = Control::sdgs, .name = "sdgs", .label = _("ODS"), .values = i.sdgs},
                     {.control = Control::select,
                      .name = "sector",
                      .label = _("Sector"),
                      .value = i.sector,
                      .options = sector_options(lang),
                      .first_option = _("Sin decir"),
                      .need = Need::optional},
                     {.control = Control::select,
                      .name = "committee",
                      .label = _("Comité"),
                      .value = i.committee,
                      .options = std::move(bodies),
                      .first_option = _("Ninguno"),
                      .need = Need::optional},
                     {.control = Control::radios,
                      .name = "confidentiality",
                      .label = _("Quién puede leerla cuando se publique"),
                      .value = i.confidentiality,
                      .options = std::move(seals)}}};
}

html::FieldSet result(const Input& i) {
  std::vector<html::Option> qualifiers;
  for (const auto q : {Qualifier::exact, Qualifier::more_than, Qualifier::at_least, Qualifier::approx})
    qualifiers.push_back({std::string(meetings::to_text(q)), meetings::label(q)});
  return {
      .fields = {area("result_es", _("Qué resultó, en español"), i.result_es, Need::required),
                 area("result_en", _("Qué resultó, en inglés"), i.result_en, Need::optional),
                 {.name = "value",
                  .label = _("Cifra"),
                  .hint = _("Si el resultado se contó: un número entero."),
                  .value = i.value,
                  .need = Need::optional,
                  .width = Width::mid,
                  .input_mode = "numeric"},
                 {.control = Control::select,
                  .name = "qualifier",
                  .label = _("Calificativo de la cifra"),
                  .value = i.qualifier,
                  .options = std::move(qualifiers),
                  .width = Width::mid},
                 {.name = "noun_es", .label = _("Qué cuenta la cifra, en español"), .value = i.noun_es, .need = Need::optional},
                 {.name = "noun_en", .label = _("Qué cuenta la cifra, en inglés"), .value = i.noun_en, .need = Need::optional},
                 {.control = Control::text_area,
                  .name = "source",
                  .label = _("Fuente del resultado"),
                  .hint = _("Hace falta cuando hay una cifra."),
                  .value = i.source,
                  .need = Need::optional,
                  .rows = 2}},
      .legend = _("Resultado")};
}

std::vector<html::FieldSet> parts(const Input& i, std::vector<html::Option> bodies, Lang lang) {
  return {who(i, std::move(bodies), lang),
          {.fields = {area("problem_es", _("El problema, en español"), i.problem_es, Need::required),
                      area("problem_en", _("El problema, en inglés"), i.problem_en, Need::optional),
                      area("done_es", _("Qué se hizo, en español"), i.done_es, Need::required),
                      area("done_en", _("Qué se hizo, en inglés"), i.done_en, Need::optional)},
           .legend = _("Qué pasó")},
          result(i),
          {.fields = {area("lessons_es", _("Qué se aprendió, en español"), i.lessons_es, Need::optional),
                      area("lessons_en", _("Qué se aprendió, en inglés"), i.lessons_en, Need::optional)},
           .legend = _("Aprendizajes")}};
}

Input input_from(Request& request) {
  const auto& f = request.form();
  Input i;
  for (const auto& [name, member] :
       std::initializer_list<std::pair<const char*, std::string Input::*>>{{"organization", &Input::organization},
                                                                           {"committee", &Input::committee},
                                                                           {"sector", &Input::sector},
                                                                           {"title_es", &Input::title_es},
                                                                           {"title_en", &Input::title_en},
                                                                           {"problem_es", &Input::problem_es},
                                                                           {"problem_en", &Input::problem_en},
                                                                           {"done_es", &Input::done_es},
                                                                           {"done_en", &Input::done_en},
                                                                           {"result_es", &Input::result_es},
                                                                           {"result_en", &Input::result_en},
                                                                           {"value", &Input::value},
                                                                           {"qualifier", &Input::qualifier},
                                                                           {"noun_es", &Input::noun_es},
                                                                           {"noun_en", &Input::noun_en},
                                                                           {"source", &Input::source},
                                                                           {"lessons_es", &Input::lessons_es},
                                                                           {"lessons_en", &Input::lessons_en},
                                                                           {"confidentiality", &Input::confidentiality},
                                                                           {"version", &Input::version}})
    i.*member = f.get(name);
  i.sdgs = f.all("sdgs");
  return i;
}

FormPage new_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), alliance));
    if (!may_propose(seen.standing)) return fail(Error::forbidden());
    Input input;
    if (seen.standing.seats.size() == 1) {
      const auto own = seen.standing.seats.front().organization;
      if (const auto names = organizations::names(tx, {own}); names.contains(own)) input.organization = names.at(own).name;
    }
    FormPage page;
    page.title = text(request, _("Proponer una experiencia"));
    page.shell = alliances::shell(site, tx, request, seen, page.title, "experiences");
    page.crumbs = {{{text(request, _("Experiencias")), list_url(alliance)}}, page.title};
    page.form.action = Url("/alliances/{}/experiences/new", alliance);
    page.form.parts = parts(input, committee_options(tx, alliance, request.lang), request.lang);
    page.form.submit = _("Proponer la experiencia");
    page.form.busy = _("Guardando…");
    page.form.cancel = list_url(alliance);
    return page;
  }));
}
Response new_form(feature::Site& site, Request& request) { return html::respond(request, new_page(site, request)); }
Response new_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return feature::create_form(
      site, request, experience_proposed, list_url(alliance),
      [&](db::Tx& tx, const feature::Act& act) { return propose(tx, act, alliance, input_from(request)); },
      [&](const auto& made) { return page_url(alliance, made); }, new_page);
}

/// A page about an experience for who may do that with it.
template <class Page, class Fill>
Page page_of(feature::Site& site, Request& request, const Message& title, Action action, const Fill& fill) {
  const auto [alliance, id] = at_of(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<Page> {
    const auto at = TRY(see(tx, auth::actor_of(request), alliance, id));
    if (!may(action, at.seen.standing, at.experience)) return fail(Error::forbidden());
    Page page;
    page.title = text(request, title);
    page.shell = alliances::shell(site, tx, request, at.seen, page.title, "experiences");
    page.crumbs = {
        {{text(request, _("Experiencias")), list_url(alliance)}, {at.experience.title.in(request.lang), page_url(alliance, id)}},
        page.title};
    page.form.cancel = page_url(alliance, id);
    fill(tx, page, at);
    return page;
  }));
}

template <class Do, class Make>
Response save(feature::Site& site, Request& request, const feature::Notice& notice, const Do& perform, const Make& make) {
  const auto at = at_of(request);
  return feature::perform_form(
      site, request, notice, page_url(at.alliance, at.experience),
      [&](db::Tx& tx, const feature::Act& act) { return perform(tx, act, at); }, make);
}

FormPage edit_page(feature::Site& site, Request& request) {
  return page_of<FormPage>(
      site, request, _("Editar la experiencia"), Action::change, [&](db::Tx& tx, FormPage& page, const SeenExperience& at) {
        const auto input = as_input(at.experience, at.organization);
        page.form.action = Url("/alliances/{}/experiences/{}/edit", at.experience.alliance, at.experience.id);
        page.form.parts = parts(input, committee_options(tx, at.experience.alliance, request.lang), request.lang);
        page.form.hidden = {{"version", input.version}};
        page.form.submit = _("Guardar la experiencia");
        page.form.busy = _("Guardando…");
      });
}
Response edit_form(feature::Site& site, Request& request) { return html::respond(request, edit_page(site, request)); }
Response edit_post(feature::Site& site, Request& request) {
  return save(
      site, request, experience_saved,
      [&](db::Tx& tx, const feature::Act& act, const At& at) {
        return edit(tx, act, at.alliance, at.experience, input_from(request));
      },
      edit_page);
}

Response publish_post(feature::Site& site, Request& request) {
  return save(
      site, request, experience_published,
      [](db::Tx& tx, const feature::Act& act, const At& at) { return publish(tx, act, at.alliance, at.experience); }, edit_page);
}

ConfirmPage withdraw_page(feature::Site& site, Request& request) {
  return page_of<ConfirmPage>(
      site, request, _("Retirar la experiencia"), Action::withdraw, [&](db::Tx&, ConfirmPage& page, const SeenExperience& at) {
        page.consequences = {at.experience.title.in(request.lang),
                             text(request, _("Deja de leerse; la ven quien la propuso y el secretariado, con el motivo."))};
        page.form.action = Url("/alliances/{}/experiences/{}/withdraw", at.experience.alliance, at.experience.id);
        page.form.parts = {{.fields = {{.control = Control::text_area, .name = "reason", .label = _("Motivo"), .rows = 3}}}};
        page.form.submit = _("Retirar la experiencia");
        page.form.busy = _("Guardando…");
        page.form.weight = html::Weight::bad;
      });
}
Response withdraw_form(feature::Site& site, Request& request) { return html::respond(request, withdraw_page(site, request)); }
Response withdraw_post(feature::Site& site, Request& request) {
  return save(
      site, request, experience_withdrawn,
      [&](db::Tx& tx, const feature::Act& act, const At& at) {
        return withdraw(tx, act, at.alliance, at.experience, request.form().get("reason"));
      },
      withdraw_page);
}

}  // namespace

void add_form_pages(feature::Site& site) {
  const http::Options long_text{.body_limit = std::size_t{512} * 1024};
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/experiences");
  pages.form("/new", new_form, new_post, long_text);
  pages.form("/{experience}/edit", edit_form, edit_post, long_text);
  pages.post("/{experience}/publish", publish_post);
  pages.form("/{experience}/withdraw", withdraw_form, withdraw_post);
}

}  // namespace alianza::experiences
