// Forms of surveys: plan, edit, choose recipients, open, remind, close.
#include "features/committees/actions.h"
#include "features/organizations/organizations.h"
#include "features/surveys/pages_shared.h"

namespace alianza::surveys {
namespace {

using feature::views::ConfirmPage;
using feature::views::FormPage;
using html::Control;
using html::FieldSet;
using html::Need;
using html::Option;
using html::Width;

const feature::Notice survey_planned(
    _("La encuesta quedó en preparación. Diseñe el cuestionario y elija a quién preguntar.").key());
const feature::Notice survey_saved(_("Se guardó la encuesta.").key());
const feature::Notice survey_recipients_chosen(
    _("Los destinatarios quedaron elegidos. Lo que no aparece ya estaba o no tiene correo.").key());
const feature::Notice survey_nobody_chosen(_("Nadie se agregó: ya estaban en la encuesta, no tienen un contacto con correo o "
                                             "ninguna organización cumple los filtros.")
                                               .key());
const feature::Notice survey_opened(_("La encuesta está abierta. Las cartas se están escribiendo.").key());
const feature::Notice survey_reminded(_("Los recordatorios se están escribiendo.").key());
const feature::Notice survey_unsent_left_out(_("Se quitó a los destinatarios cuya carta no había salido.").key());
const feature::Notice survey_closed(_("La encuesta quedó cerrada.").key());
const feature::Notice survey_revoked(_("El enlace quedó retirado. Lo que se hubiera enviado sigue contando.").key());

std::vector<FieldSet> survey_groups(const Input& i) {
  FieldSet words{
      .fields = {
          {.control = Control::localized, .name = "title", .label = _("Título"), .value = i.title_es, .value_en = i.title_en},
          {.control = Control::localized_area,
           .name = "intro",
           .label = _("Presentación"),
           .hint = _("Para qué se pregunta, cuánto tiempo toma y qué se hará con las respuestas."),
           .value = i.intro_es,
           .value_en = i.intro_en,
           .need = Need::optional,
           .rows = 6}}};
  FieldSet days{
      .fields = {
          {.control = Control::date, .name = "opens_on", .label = _("Se abre el"), .value = i.opens_on, .width = Width::date},
          {.control = Control::date,
           .name = "closes_on",
           .label = _("Último día para responder"),
           .hint = _("Ese día los enlaces aún sirven. Se puede ampliar después."),
           .value = i.closes_on,
           .width = Width::date}}};
  FieldSet who{
      .fields = {
          {.control = Control::radios,
           .name = "answered_by",
           .label = _("Quién responde"),
           .value = i.answered_by,
           .options = {{"organization", label(Respondent::organization), _("Sus personas escriben en las mismas respuestas.")},
                       {"person", label(Respondent::person), _("Cada contacto recibe su propio enlace.")},
                       {"anonymous", label(Respondent::anonymous),
                        _("Cada contacto recibe su propio enlace y nadie puede saber qué respondió. No hay borradores, lo "
                          "enviado no se cambia y las respuestas se cuentan al cerrar, si son cinco o más. No se elige "
                          "otra cosa una vez abierta.")}}}}};
  return {std::move(words), std::move(days), std::move(who)};
}

Input survey_input_from(Request& request) {
  const auto& f = request.form();
  Input i;
  i.title_es = f.get("title_es");
  i.title_en = f.get("title_en");
  i.intro_es = f.get("intro_es");
  i.intro_en = f.get("intro_en");
  i.opens_on = f.get("opens_on");
  i.closes_on = f.get("closes_on");
  i.answered_by = f.get("answered_by");
  i.from_template = f.get("from_template");
  i.from_survey = f.get("from_survey");
  i.version = f.get("version");
  return i;
}

/// A copy of a former survey, or nothing yet.
void put_other_beginnings(FieldSet& beginning, const std::vector<Survey>& former) {
  auto& options = beginning.fields.front().options;
  if (!former.empty())
    options.push_back(
        {std::string(former_template), _("Como el de una encuesta anterior"), _("Se copia; la anterior no cambia.")});
  options.push_back({std::string(blank_template), _("Vacío"), _("Lo escribe usted, pregunta por pregunta.")});
  if (former.empty()) return;
  html::Field which{.control = Control::select,
                    .name = "from_survey",
                    .label = _("Encuesta que se copia"),
                    .need = Need::optional,
                    .width = Width::mid};
  which.first_option = _("Elegir encuesta");
  for (const auto& s : former)
    which.options.push_back({s.id.text(), LocalizedText{s.title.es + " · " + s.opens_on.text(),
                                                        s.title.in(Lang::en) + " · " + s.opens_on.text(), Lang::es}});
  beginning.fields.push_back(std::move(which));
}

/// What was left empty is as the chosen questionnaire has it.
Result<Input> with_words_of(db::Tx& tx, const feature::Act& act, AllianceId alliance, Input input) {
  const bool has_title = !trim(input.title_es).empty() || !trim(input.title_en).empty();
  if (const auto* from = find_template(input.from_template)) {
    if (!has_title) input.title_es = from->title.es, input.title_en = from->title.en;
    if (trim(input.intro_es).empty() && trim(input.intro_en).empty())
      input.intro_es = from->intro.es, input.intro_en = from->intro.en;
  } else if (!has_title) {
    for (const auto& kept : agency_templates(tx, TRY(alliances::see(tx, act.actor, alliance))))
      if (kept.id.text() == input.from_template) input.title_es = kept.title.es, input.title_en = kept.title.en;
  }
  return input;
}

/// The words of a questionnaire that the address names stand there to be changed; of one that is chosen on the page they are
/// taken when nothing else was written.
FormPage new_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto* from = find_template(request.query.get("template"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto found = TRY(list(tx, auth::actor_of(request), alliance));
    if (!found.may_keep) return fail(Error::forbidden());
    FormPage page;
    page.title = text(request, _("Preparar una encuesta"));
    page.shell = alliances::shell(site, tx, request, found.seen, page.title, "surveys");
    page.crumbs = {{{text(request, _("Encuestas")), list_url(alliance)}}, page.title};
    page.form.action = Url("/alliances/{}/surveys/new", alliance);
    Input input;
    if (from != nullptr) {
      page.intro = from->source.in(request.lang);
      page.form.action = page.form.action.with("template", from->code);
      input.title_es = from->title.es;
      input.title_en = from->title.en;
      input.intro_es = from->intro.es;
      input.intro_en = from->intro.en;
      input.answered_by = to_text(from->answered_by);
    }
    input.opens_on = found.seen.today.text();
    input.closes_on = found.seen.today.plus_days(21).text();
    page.form.parts = survey_groups(input);
    auto& title = page.form.parts.front().fields.front();
    title.hint = _("Vacío: el del cuestionario que elija, con su presentación.");
    title.need = Need::optional;
    html::Field choice{.control = Control::radios,
                       .name = "from_template",
                       .label = _("Cuestionario"),
                       .hint = _("Podrá verlo completo antes de abrir la encuesta."),
                       .value = from != nullptr ? from->code : templates().front().code};
    for (const auto& one : templates()) choice.options.push_back({one.code, one.title, one.source});
    FieldSet beginning{.fields = {std::move(choice)}};
    for (const auto& kept : agency_templates(tx, found.seen))
      beginning.fields.front().options.push_back({kept.id.text(), kept.title, _("Plantilla de la institución.")});
    put_other_beginnings(beginning, former_surveys(tx, found.seen));
    page.form.parts.insert(page.form.parts.begin(), std::move(beginning));
    page.form.submit = _("Preparar la encuesta");
    page.form.busy = _("Guardando…");
    page.form.cancel = list_url(alliance);
    return page;
  }));
}

Response new_form(feature::Site& site, Request& request) { return html::respond(request, new_page(site, request)); }

Response new_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  auto act = feature::act(request);
  act.key->answer(303, survey_planned.at(list_url(alliance)).in(request.lang).text());
  const auto made = site.db.write([&](db::Tx& tx) -> Result<Survey> {
    return plan(tx, act, alliance, TRY(with_words_of(tx, act, alliance, survey_input_from(request))));
  });
  if (made) return Response::redirect_see_other(survey_planned.at(survey_url(alliance, made->id)).in(request.lang));
  return feature::redraw(request, made.error(), [&] { return new_page(site, request); });
}

/// A page of a survey that only who keeps it reaches.
template <class Page, class Fill>
Page survey_page_to_keep(feature::Site& site, Request& request, const Message& title, Fill&& fill) {
  const auto [alliance, id] = at_of(request);
  return demand(site.db.read([&, alliance = alliance, id = id](db::Tx& tx) -> Result<Page> {
    const auto at = TRY(see(tx, auth::actor_of(request), alliance, id));
    if (!at.may_keep) return fail(Error::forbidden());
    Page page;
    page.title = text(request, title);
    page.shell = alliances::shell(site, tx, request, at.seen, page.title, "surveys");
    page.crumbs = crumbs(request, at.survey, page.title);
    page.form.cancel = survey_url(alliance, id);
    fill(tx, page, at);
    return page;
  }));
}

FormPage edit_page(feature::Site& site, Request& request) {
  return survey_page_to_keep<FormPage>(
      site, request, _("Editar la encuesta"), [&](db::Tx&, FormPage& page, const SeenSurvey& at) {
        const auto input = as_input(at.survey);
        page.form.action = Url("/alliances/{}/surveys/{}/edit", at.survey.alliance, at.survey.id);
        page.form.parts = survey_groups(input);
        page.form.hidden = {{"version", input.version}};
        page.form.submit = _("Guardar la encuesta");
        page.form.busy = _("Guardando…");
      });
}

/// One act of a form; its notice on the survey's page, or the form again.
template <class Do, class Make>
Response survey_act_on(feature::Site& site, Request& request, const feature::Notice& notice, Do&& perform, Make&& make) {
  const auto [alliance, id] = at_of(request);
  auto act = feature::act(request);
  const auto back = notice.at(survey_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&, alliance = alliance, id = id](db::Tx& tx) -> Done {
    TRY(perform(tx, act, alliance, id));
    return {};
  });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return make(site, request); });
}

Response edit_form(feature::Site& site, Request& request) { return html::respond(request, edit_page(site, request)); }
Response edit_post(feature::Site& site, Request& request) {
  return survey_act_on(
      site, request, survey_saved,
      [&](db::Tx& tx, const feature::Act& act, AllianceId a, SurveyId s) {
        return edit(tx, act, a, s, survey_input_from(request));
      },
      edit_page);
}

// ---- Recipients.

template <class E>
std::vector<Option> options_of(const std::vector<E>& values) {
  std::vector<Option> out;
  for (const auto value : values) out.push_back({std::string(organizations::to_text(value)), organizations::label(value)});
  return out;
}

html::Field boxes(const char* name, Message label, std::vector<Option> choices) {
  return {
      .control = Control::checks, .name = name, .label = std::move(label), .options = std::move(choices), .need = Need::optional};
}

FormPage recipients_page(feature::Site& site, Request& request) {
  return survey_page_to_keep<FormPage>(
      site, request, _("Elegir destinatarios"), [&](db::Tx& tx, FormPage& page, const SeenSurvey& at) {
        page.intro = text(request, at.survey.answered_by == Respondent::organization
                                       ? _("Una carta por organización, a su representante o a su contacto más reciente.")
                                       : _("Una carta a cada contacto con correo de las organizaciones que elija."));
        page.form.action = Url("/alliances/{}/surveys/{}/recipients", at.survey.alliance, at.survey.id);
        page.form.submit = _("Agregar destinatarios");
        page.form.busy = _("Buscando…");
        auto statuses = boxes("statuses", _("Organizaciones"),
                              {{"active", _("Activas en la alianza")}, {"invited", _("Invitadas a la alianza")}});
        statuses.values = {"active"};
        statuses.need = Need::required;
        FieldSet who{.fields = {std::move(statuses),
                                {.control = Control::radios,
                                 .name = "lang",
                                 .label = _("Idioma de sus cartas"),
                                 .value = "es",
                                 .options = {{"es", _("Español")}, {"en", _("Inglés")}}}}};
        std::vector<Option> sectors;
        for (const auto& sector : organizations::sectors()) sectors.push_back({sector.code, sector.name});
        FieldSet filters{.fields = {boxes("type", _("Tipo"), options_of(organizations::organization_types())),
                                    boxes("org_size", _("Tamaño"), options_of(organizations::sizes())),
                                    boxes("sector", _("Sector"), std::move(sectors))},
                         .legend = _("Solo algunas"),
                         .intro = _("Sin filtros: todas.")};
        std::vector<Option> committees;
        for (const auto& [committee, members] : committees::of_alliance(tx, at.survey.alliance))
          committees.push_back({committee.id.text(), committee.name});
        if (!committees.empty()) filters.fields.push_back(boxes("committees", _("Comité"), std::move(committees)));
        page.form.parts = {std::move(who), std::move(filters)};
      });
}

Response recipients_form(feature::Site& site, Request& request, const std::shared_ptr<organizations::CountMemory>&) {
  return html::respond(request, recipients_page(site, request));
}
Response recipients_post(feature::Site& site, Request& request, const std::shared_ptr<organizations::CountMemory>& memory) {
  const auto [alliance, id] = at_of(request);
  auto act = feature::act(request);
  act.key->answer(303, survey_url(alliance, id).in(request.lang).text());
  const auto& f = request.form();
  RecipientsInput input;
  input.statuses = f.all("statuses");
  input.committees = f.all("committees");
  input.lang = f.get("lang");
  for (const auto* name : {"type", "sector", "org_size"})
    for (const auto& value : f.all(name)) input.filter.emplace_back(name, value);
  const auto chosen = choose(site.db, *memory, act, alliance, id, input);
  if (!chosen) return feature::redraw(request, chosen.error(), [&] { return recipients_page(site, request); });
  const auto& notice = chosen->added > 0 ? survey_recipients_chosen : survey_nobody_chosen;
  return Response::redirect_see_other(notice.at(survey_url(alliance, id)).in(request.lang));
}

// ---- Questions before an act.

ConfirmPage open_page(feature::Site& site, Request& request) {
  return survey_page_to_keep<ConfirmPage>(
      site, request, _("Abrir y enviar las cartas"), [&](db::Tx& tx, ConfirmPage& page, const SeenSurvey& at) {
        const auto& s = at.survey;
        const auto n = count_drafted(tx, s);
        page.consequences = {
            text(request,
                 N_("Se enviará {1} carta con un enlace personal.", "Se enviarán {1} cartas, cada una con su enlace.", n).arg(n)),
            text(request, _("Se puede responder hasta el {1}.").arg(i18n::full_date(request.lang, s.closes_on)))};
        if (s.is_anonymous())
          for (const auto& line : views::anonymity_for_keepers()) page.consequences.push_back(text(request, line));
        page.consequences.push_back(text(
            request, s.is_anonymous() ? _("Una vez abierta, quién responde no cambia. Lo enviado no se puede recoger.")
                                      : _("Una vez abierta, quién responde no cambia, y el cuestionario solo por versiones. Lo "
                                          "enviado no se puede recoger.")));
        page.form.action = Url("/alliances/{}/surveys/{}/open", s.alliance, s.id);
        page.form.submit = _("Abrir y enviar");
        page.form.busy = _("Enviando…");
      });
}

ConfirmPage remind_page(feature::Site& site, Request& request) {
  return survey_page_to_keep<ConfirmPage>(
      site, request, _("Recordar a quien guarda silencio"), [&](db::Tx& tx, ConfirmPage& page, const SeenSurvey& at) {
        const auto n = remindable(tx, at);
        page.consequences = {
            text(request, N_("Se enviará {1} recordatorio.", "Se enviarán {1} recordatorios.", n).arg(n)),
            text(request, _("Solo a quien recibió su carta hace tres días o más y no ha enviado sus respuestas; a lo más tres "
                            "veces a cada quien."))};
        page.form.action = Url("/alliances/{}/surveys/{}/remind", at.survey.alliance, at.survey.id);
        page.form.submit = _("Enviar los recordatorios");
        page.form.busy = _("Enviando…");
      });
}

ConfirmPage close_page(feature::Site& site, Request& request) {
  return survey_page_to_keep<ConfirmPage>(
      site, request, _("Cerrar la encuesta"), [&](db::Tx&, ConfirmPage& page, const SeenSurvey& at) {
        page.consequences = {text(request, _("Los enlaces dirán que la encuesta se cerró. Lo que no se haya enviado no cuenta.")),
                             text(request, _("Una encuesta cerrada no se vuelve a abrir."))};
        if (at.survey.is_anonymous())
          page.consequences.push_back(text(request, _("Las respuestas anónimas se cuentan entonces. Si son menos de cinco se "
                                                      "destruyen sin leerse.")));
        page.form.action = Url("/alliances/{}/surveys/{}/close", at.survey.alliance, at.survey.id);
        page.form.submit = _("Cerrar la encuesta");
        page.form.weight = html::Weight::bad;
      });
}

ConfirmPage leave_out_page(feature::Site& site, Request& request) {
  return survey_page_to_keep<ConfirmPage>(
      site, request, _("Quitar a los no enviados"), [&](db::Tx& tx, ConfirmPage& page, const SeenSurvey& at) {
        const auto n = count_drafted(tx, at.survey);
        page.consequences = {text(request, N_("Se quitará {1} destinatario cuya carta no ha salido.",
                                              "Se quitarán {1} destinatarios cuyas cartas no han salido.", n)
                                               .arg(n)),
                             text(request, _("Lo enviado no cambia. Puede elegirlos de nuevo."))};
        page.form.action = Url("/alliances/{}/surveys/{}/leave-out", at.survey.alliance, at.survey.id);
        page.form.submit = _("Quitar a los no enviados");
        page.form.weight = html::Weight::bad;
      });
}

using Page = ConfirmPage (*)(feature::Site&, Request&);
template <Page page>
Response ask(feature::Site& site, Request& request) {
  return html::respond(request, page(site, request));
}

Response open_post(feature::Site& site, Request& request) {
  return survey_act_on(
      site, request, survey_opened,
      [&](db::Tx& tx, const feature::Act& act, AllianceId a, SurveyId s) {
        return open(tx, act, a, s, feature::address_in_letters(site.config));
      },
      open_page);
}
Response remind_post(feature::Site& site, Request& request) {
  return survey_act_on(
      site, request, survey_reminded,
      [&](db::Tx& tx, const feature::Act& act, AllianceId a, SurveyId s) {
        return remind(tx, act, a, s, feature::address_in_letters(site.config));
      },
      remind_page);
}
Response close_post(feature::Site& site, Request& request) {
  return survey_act_on(site, request, survey_closed, close, close_page);
}
Response leave_out_post(feature::Site& site, Request& request) {
  return survey_act_on(site, request, survey_unsent_left_out, leave_out_unsent, leave_out_page);
}

Response revoke_post(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  const auto recipient = demand(request.id<RecipientId>("recipient"));
  auto act = feature::act(request);
  const auto back = survey_revoked.at(survey_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  demand(site.db.write([&, alliance = alliance, id = id](db::Tx& tx) { return revoke(tx, act, alliance, id, recipient); }));
  return Response::redirect_see_other(back);
}

}  // namespace

void add_form_pages(feature::Site& site) {
  const auto memory = std::make_shared<organizations::CountMemory>();
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/surveys");
  pages.form("/new", new_form, new_post);
  pages.form("/{survey}/edit", edit_form, edit_post);
  pages.form("/{survey}/recipients", feature::given(recipients_form, memory), feature::given(recipients_post, memory));
  pages.form("/{survey}/open", ask<open_page>, open_post);
  pages.form("/{survey}/remind", ask<remind_page>, remind_post);
  pages.form("/{survey}/close", ask<close_page>, close_post);
  pages.form("/{survey}/leave-out", ask<leave_out_page>, leave_out_post);
  pages.post("/{survey}/recipients/{recipient}/revoke", revoke_post);
}

}  // namespace alianza::surveys
