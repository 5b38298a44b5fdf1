// Pages of XLSForms: the form that takes a file, what was read of it, its buttons; what hangs on the pages of surveys.
#include "features/xlsforms/pages.h"

#include "features/alliances/shell.h"
#include "features/xlsforms/actions.h"
#include "platform/auth/policy.h"
#include "platform/documents/table.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::xlsforms {
namespace {

using feature::demand;
using feature::views::FormPage;
using html::Control;
using http::Request;
using http::Response;
using http::Url;

constexpr std::size_t upload_limit = most_bytes + 512 * 1024;  // the file and the form around it
constexpr int days_open = 21;

const feature::Notice xlsform_read(_("El formulario se leyó. Revíselo antes de preparar la encuesta.").key());
const feature::Notice xlsform_made(_("La encuesta quedó en preparación, con el cuestionario del formulario.").key());
const feature::Notice xlsform_discarded(_("El formulario se descartó.").key());

Url surveys_url(AllianceId alliance) { return Url("/alliances/{}/surveys", alliance); }
Url xlsform_url(AllianceId alliance, XlsformId id) { return Url("/alliances/{}/xlsforms/{}", alliance, id); }

// ---- Sending a file.

FormPage new_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto found = TRY(list(tx, auth::actor_of(request), alliance));
    if (!found.may_bring) return fail(Error::forbidden());
    FormPage page;
    page.title = text(request, _("Traer un XLSForm"));
    page.intro =
        text(request, _("Primero se revisa: verá el cuestionario y, celda por celda, lo que aquí no se admite. Nada se guarda "
                        "como encuesta todavía."));
    page.shell = alliances::shell(site, tx, request, found.at, page.title, "surveys");
    page.crumbs = {{{text(request, _("Encuestas")), surveys_url(alliance)}}, page.title};
    page.form.action = Url("/alliances/{}/xlsforms/new", alliance);
    page.form.parts = {{.fields = {{.control = Control::file,
                                    .name = "file",
                                    .label = _("Archivo"),
                                    .hint = _("Un libro .xlsx con las hojas survey, choices y settings; hasta 4 MB."),
                                    .accept = ".xlsx"}}}};
    page.form.submit = _("Enviar y revisar");
    page.form.busy = _("Enviando…");
    page.form.cancel = surveys_url(alliance);
    return page;
  }));
}
Response new_get(feature::Site& site, Request& request) { return html::respond(request, new_page(site, request)); }

Response new_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto* file = request.form().file("file");
  auto act = feature::act(request);
  act.key->answer(303, surveys_url(alliance).in(request.lang).text());
  const auto made = stage(site.db, act, alliance, file == nullptr ? File{} : File{file->name, file->bytes});
  if (made) return Response::redirect_see_other(xlsform_read.at(xlsform_url(alliance, made->id)).in(request.lang));
  return feature::redraw(request, made.error(), [&] { return new_page(site, request); });
}

// ---- What was read.

Message kind_words(surveys::Kind kind) {
  using surveys::Kind;
  switch (kind) {
    case Kind::one: return _("Una opción");
    case Kind::many: return _("Varias opciones");
    case Kind::ranking: return _("Orden de preferencia");
    case Kind::scale: return _("Escala");
    case Kind::matrix: return _("Matriz");
    case Kind::number: return _("Número");
    case Kind::money: return _("Dinero");
    case Kind::date: return _("Fecha");
    case Kind::file: return _("Archivo");
    case Kind::text: return _("Texto");
    case Kind::sdg: return _("ODS");
    case Kind::organization: return _("Organizaciones");
    case Kind::note: return _("Nota");
  }
  return {};
}

/// «Si en «papel» eligió «Coordinar»».
Message condition_words(const surveys::Questionnaire& form, const surveys::Condition& c, Lang lang) {
  const auto* on = form.find(c.question);
  const auto name = on == nullptr ? c.question : on->text.in(lang);
  const auto* option = on == nullptr ? nullptr : on->option(c.option);
  const auto chosen = option == nullptr ? c.option : option->label.in(lang);
  const bool has = c.test == surveys::ConditionTest::has;
  if (c.option.empty()) return (has ? _("Si «{1}» tiene respuesta.") : _("Si «{1}» no tiene respuesta.")).arg(name);
  return (has ? _("Si en «{1}» se eligió «{2}».") : _("Si en «{1}» no se eligió «{2}».")).arg(name).arg(chosen);
}

std::vector<views::SectionPart> sections_of(const surveys::Questionnaire& form, Lang lang) {
  std::vector<views::SectionPart> out;
  for (const auto& section : form.sections) {
    out.push_back({section.title, section.intro, {}});
    for (const auto& q : section.questions) {
      views::QuestionRow row{q.text, q.hint, q.code, kind_words(q.kind), {}, {}, {}, false, false};
      row.is_required = q.need == surveys::Need::required;
      row.has_other = q.other == surveys::Other::text;
      for (const auto& choice : q.rows) row.rows.push_back(choice.label);
      for (const auto& choice : q.options) row.options.push_back(choice.label);
      for (const auto& condition : q.conditions) row.conditions.emplace_back(condition_words(form, condition, lang));
      out.back().questions.push_back(std::move(row));
    }
  }
  return out;
}

views::FindingTable table_of(const Reading& reading, Outcome outcome) {
  views::FindingTable out;
  out.id = to_text(outcome);
  for (const auto& finding : reading.findings)
    if (finding.outcome == outcome) out.rows.push_back(finding);
  const auto n = static_cast<std::int64_t>(out.rows.size());
  switch (outcome) {
    case Outcome::wrong:
      out.title = N_("{1} error", "{1} errores", n).arg(n);
      out.intro = _("Mientras estén, no se puede preparar la encuesta. Corríjalos en el archivo y envíelo de nuevo.");
      break;
    case Outcome::left_out:
      out.title = N_("{1} cosa queda fuera", "{1} cosas quedan fuera", n).arg(n);
      out.intro = _("Aquí no se admiten. Si prepara la encuesta, será sin ellas.");
      break;
    case Outcome::changed:
      out.title = N_("{1} cosa cambia", "{1} cosas cambian", n).arg(n);
      out.intro = _("Se conservan, pero no como las tiene el archivo.");
      break;
  }
  return out;
}

std::vector<html::FieldSet> make_parts(const SeenUpload& at) {
  const auto& form = at.reading.form;
  const auto title = form.title.es.empty() ? form.title.en : form.title.es;
  html::FieldSet words{
      .fields = {
          {.control = Control::localized, .name = "title", .label = _("Título"), .value = title, .value_en = form.title.en},
          {.control = Control::localized_area,
           .name = "intro",
           .label = _("Presentación"),
           .value = form.intro.es,
           .value_en = form.intro.en,
           .need = html::Need::optional,
           .rows = 4}}};
  html::FieldSet days{.fields = {{.control = Control::date,
                                  .name = "opens_on",
                                  .label = _("Se abre el"),
                                  .value = at.at.today.text(),
                                  .width = html::Width::date},
                                 {.control = Control::date,
                                  .name = "closes_on",
                                  .label = _("Último día para responder"),
                                  .value = at.at.today.plus_days(days_open).text(),
                                  .width = html::Width::date}}};
  html::FieldSet who{.fields = {{.control = Control::radios,
                                 .name = "answered_by",
                                 .label = _("Quién responde"),
                                 .value = std::string(surveys::to_text(form.answered_by)),
                                 .options = {{"organization", surveys::label(surveys::Respondent::organization)},
                                             {"person", surveys::label(surveys::Respondent::person)},
                                             {"anonymous", surveys::label(surveys::Respondent::anonymous)}}}}};
  if (!at.reading.findings.empty())
    who.fields.push_back({.control = Control::check,
                          .name = "left_out",
                          .label = _("Preparar la encuesta así, sabiendo lo que queda fuera y lo que cambia")});
  return {std::move(words), std::move(days), std::move(who)};
}

views::Show show_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<XlsformId>("xlsform"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<views::Show> {
    const auto at = TRY(see(tx, auth::actor_of(request), alliance, id));
    views::Show p;
    p.title = at.upload.file_name;
    p.shell = alliances::shell(site, tx, request, at.at, p.title, "surveys");
    p.crumbs = {{{text(request, _("Encuestas")), surveys_url(alliance)}}, p.title};
    p.state = label(at.upload.state);
    p.is_staged = at.upload.state == State::staged;
    if (at.upload.state == State::made) p.survey = Url("/alliances/{}/surveys/{}", alliance, at.upload.survey);
    if (!p.is_staged) return p;
    p.is_good = at.reading.is_good();
    for (const auto outcome : {Outcome::wrong, Outcome::left_out, Outcome::changed})
      if (at.reading.count(outcome) > 0) p.findings.push_back(table_of(at.reading, outcome));
    p.sections = sections_of(at.reading.form.questionnaire, request.lang);
    p.discard = html::ButtonForm{.action = Url("/alliances/{}/xlsforms/{}/discard", alliance, id), .words = _("Descartar")};
    p.form.action = Url("/alliances/{}/xlsforms/{}/survey", alliance, id);
    p.form.parts = make_parts(at);
    p.form.submit = _("Preparar la encuesta");
    p.form.busy = _("Guardando…");
    return p;
  }));
}
Response show_get(feature::Site& site, Request& request) { return html::respond(request, show_page(site, request)); }

Response make_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<XlsformId>("xlsform"));
  const auto& f = request.form();
  MakeInput input;
  input.survey.title_es = f.get("title_es");
  input.survey.title_en = f.get("title_en");
  input.survey.intro_es = f.get("intro_es");
  input.survey.intro_en = f.get("intro_en");
  input.survey.opens_on = f.get("opens_on");
  input.survey.closes_on = f.get("closes_on");
  input.survey.answered_by = f.get("answered_by");
  input.left_out = f.get("left_out").empty() ? "" : "accept";
  auto act = feature::act(request);
  act.key->answer(303, xlsform_made.at(surveys_url(alliance)).in(request.lang).text());
  const auto made = site.db.write([&](db::Tx& tx) { return make(tx, act, alliance, id, input); });
  if (made)
    return Response::redirect_see_other(xlsform_made.at(Url("/alliances/{}/surveys/{}", alliance, made->id)).in(request.lang));
  return feature::redraw(request, made.error(), [&] { return show_page(site, request); });
}

Response discard_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<XlsformId>("xlsform"));
  auto act = feature::act(request);
  const auto back = xlsform_discarded.at(surveys_url(alliance)).in(request.lang);
  act.key->answer(303, back.text());
  demand(site.db.write([&](db::Tx& tx) { return discard(tx, act, alliance, id); }));
  return Response::redirect_see_other(back);
}

// ---- Taking a questionnaire along.

Response download(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<SurveyId>("survey"));
  const auto taken = demand(site.db.read([&](db::Tx& tx) { return take_along(tx, auth::actor_of(request), alliance, id); }));
  return Response::download(documents::write_book(taken.book.sheets), documents::media_type(documents::Format::xlsx),
                            taken.file_name);
}

std::string list_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId alliance(at.alliance);
  const auto found = list(tx, auth::actor_of(at.request), alliance);
  if (!found || !found->may_bring) return {};
  views::ListPanel panel{Url("/alliances/{}/xlsforms/new", alliance), {}};
  for (const auto& upload : found->staged) panel.waiting.push_back({xlsform_url(alliance, upload.id), upload.file_name});
  return std::string(html::draw(at.request, panel).markup());
}

std::string survey_panel(db::Tx&, const feature::PanelRequest& at) {
  const views::SurveyPanel panel{Url("/alliances/{}/surveys/{}/xlsform.xlsx", AllianceId(at.alliance), SurveyId(at.subject))};
  return std::string(html::draw(at.request, panel).markup());
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}");
  http::Options large;
  large.body_limit = upload_limit;
  pages.form("/xlsforms/new", new_get, new_post, large);
  pages.get("/xlsforms/{xlsform}", show_get);
  pages.post("/xlsforms/{xlsform}/survey", make_post);
  pages.post("/xlsforms/{xlsform}/discard", discard_post);
  pages.get("/surveys/{survey}/xlsform.xlsx", download);
  site.hang("surveys", 10, list_panel);
  site.hang("survey_questionnaire", 10, survey_panel);
}

}  // namespace alianza::xlsforms
