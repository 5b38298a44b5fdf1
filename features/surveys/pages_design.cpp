// The designer: the questionnaire with its sections and questions in order, and the forms of sections.
#include "features/surveys/pages_design.h"

#include <algorithm>

#include "features/surveys/pages_shared.h"
#include "platform/base/typed.h"

namespace alianza::surveys {

feature::views::Crumbs design_crumbs(const Request& request, const Survey& s, const std::string& here) {
  auto out = crumbs(request, s, here);
  out.above.push_back({text(request, _("Cuestionario")), design_url(s)});
  return out;
}

Result<design::Designed> design_to_keep(db::Tx& tx, const Request& request) {
  const auto [alliance, id] = at_of(request);
  return design::see_to_design(tx, {.actor = auth::actor_of(request), .request_id = {}}, alliance, id);
}

VersionId version_in(Request& request) { return VersionId::parse(request.form().get("version")).value_or(VersionId()); }

namespace {

using design::Designed;
using feature::views::ConfirmPage;
using feature::views::FormPage;
using html::Control;
using html::FieldSet;

const feature::Notice survey_section_saved(_("Se guardó la sección.").key());
const feature::Notice survey_section_removed(_("Se quitó la sección.").key());

/// The number in the address; not_found when no section has it.
Result<std::size_t> section_index(const Request& request, const Questionnaire& form) {
  const auto number = whole_number<std::size_t>(request.param("page")).value_or(0);
  if (number == 0 || number > form.sections.size()) return fail(Error::not_found());
  return number - 1;
}

std::string notes_of(const Request& request, const Question& q) {
  std::string out = text(request, label(q.kind));
  const auto add = [&](const Message& note) { out += " · " + text(request, note); };
  if (q.need == Need::required) add(_("obligatoria"));
  const auto n = static_cast<std::int64_t>(q.options.size());
  const auto rows = static_cast<std::int64_t>(q.rows.size());
  if (q.kind == Kind::matrix)
    add(_("{1} filas × {2} columnas").arg(rows).arg(n));
  else if (has_own_options(q.kind))
    add(N_("{1} opción", "{1} opciones", n).arg(n));
  if (q.other == Other::text) add(_("con «Otra»"));
  if (const auto limits = limits_in_words(q); !limits.empty()) add(limits);
  return out;
}

views::DesignQuestion question_row(const Request& request, const Designed& found, const Question& q, const Error& faults) {
  const auto& s = found.at.survey;
  views::DesignQuestion row;
  row.code = q.code;
  row.text = q.text;
  row.notes = notes_of(request, q);
  for (const auto& condition : q.conditions) row.conditions.emplace_back(in_words(found.questionnaire, condition, request.lang));
  for (const auto& fault : faults.fields)
    if (fault.field == q.code) row.faults.emplace_back(fault.message);
  row.edit = Url("/alliances/{}/surveys/{}/design/questions/{}", s.alliance, s.id, q.code);
  row.conditions_url = Url("/alliances/{}/surveys/{}/design/questions/{}/conditions", s.alliance, s.id, q.code);
  row.remove = Url("/alliances/{}/surveys/{}/design/questions/{}/remove", s.alliance, s.id, q.code);
  return row;
}

void put_rows(const Request& request, views::Design& p, const Designed& found, const Error& faults) {
  const auto& s = found.at.survey;
  const auto& sections = found.questionnaire.sections;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    views::DesignSection part;
    part.number = static_cast<std::int64_t>(i + 1);
    part.title = sections[i].title;
    part.intro = sections[i].intro;
    part.add = Url("/alliances/{}/surveys/{}/design/questions/new", s.alliance, s.id).with("section", part.number);
    part.edit = Url("/alliances/{}/surveys/{}/design/sections/{}", s.alliance, s.id, part.number);
    part.remove = Url("/alliances/{}/surveys/{}/design/sections/{}/remove", s.alliance, s.id, part.number);
    part.can_up = i > 0;
    part.can_down = i + 1 < sections.size();
    for (std::size_t k = 0; k < sections[i].questions.size(); ++k) {
      auto row = question_row(request, found, sections[i].questions[k], faults);
      row.can_up = i > 0 || k > 0;
      row.can_down = i + 1 < sections.size() || k + 1 < sections[i].questions.size();
      part.questions.push_back(std::move(row));
    }
    p.sections.push_back(std::move(part));
  }
}

Message told_of_design(const Designed& found) {
  if (found.at.state == State::closed) return _("La encuesta está cerrada: su cuestionario ya no cambia.");
  if (found.at.state == State::draft) return _("Cada cambio queda guardado. Al abrir la encuesta se pregunta lo que diga aquí.");
  if (found.is_beside) return _("Esta versión está en preparación junto a la que se responde. Póngala en uso cuando esté lista.");
  return _("Es lo que se responde ahora. Lo que cambie aquí queda aparte hasta que lo ponga en uso.");
}

views::Design design_page(feature::Site& site, db::Tx& tx, Request& request, const Designed& found) {
  const auto& s = found.at.survey;
  const auto here = text(request, _("Cuestionario"));
  views::Design p{.shell = alliances::shell(site, tx, request, found.at.seen, here, "surveys")};
  p.crumbs = crumbs(request, s, here);
  p.title = s.title;
  p.state = surveys::badge(found.at.state);
  p.told = told_of_design(found);
  p.may_design = found.may_design;
  p.is_beside = found.is_beside;
  p.version = found.version.text();
  p.action = design_url(s);
  p.preview = Url("/alliances/{}/surveys/{}/preview", s.alliance, s.id).with("of", "design");
  p.translations = Url("/alliances/{}/surveys/{}/design/translations", s.alliance, s.id);
  p.versions = Url("/alliances/{}/surveys/{}/design/versions", s.alliance, s.id);
  if (found.at.may_keep) p.templates = Url("/alliances/{}/surveys/{}/design/template", s.alliance, s.id);
  p.add_section = Url("/alliances/{}/surveys/{}/design/sections/new", s.alliance, s.id);
  auto checked = check(found.questionnaire);
  if (checked && s.is_anonymous()) checked = check_anonymous(found.questionnaire);
  const auto faults = checked ? Error() : checked.error();
  for (const auto& fault : faults.fields)
    if (found.questionnaire.find(fault.field) == nullptr) p.faults.emplace_back(fault.message);
  put_rows(request, p, found, faults);
  for (const auto& section : found.questionnaire.sections)
    for (const auto& one : translation_fields(section)) p.untranslated += one.english.empty() ? 1 : 0;
  if (found.is_beside)
    p.changes = static_cast<std::int64_t>(differences(questionnaire(tx, s), found.questionnaire, request.lang).size());
  return p;
}

Response design_show(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  return html::respond(request, demand(site.db.read([&, alliance = alliance, id = id](db::Tx& tx) -> Result<views::Design> {
                         return design_page(site, tx, request, TRY(design::see(tx, auth::actor_of(request), alliance, id)));
                       })));
}

// ---- Moves: one button each, named by what it moves.

struct DesignMove {
  Edit edit;
  std::string lands;  // the id on the page
};
std::optional<DesignMove> move_of(const std::string& word) {
  const auto point = word.find('.');
  if (point == std::string::npos) return std::nullopt;
  const auto act = word.substr(0, point);
  const auto what = word.substr(point + 1);
  const auto way = act.ends_with("up") ? Way::up : Way::down;
  if (act == "up" || act == "down")
    return DesignMove{[=](Questionnaire& form) { return move_question(form, what, way); }, "q." + what};
  const auto number = whole_number<std::size_t>(what).value_or(0);
  if ((act != "section-up" && act != "section-down") || number == 0) return std::nullopt;
  return DesignMove{[=](Questionnaire& form) { return move_section(form, number - 1, way); },
                    "s." + std::to_string(way == Way::up ? number - 1 : number + 1)};
}

/// The page again with what stood in the way: nothing moved.
Response design_again(feature::Site& site, Request& request, const Error& error) {
  if (error.fault != Fault::invalid && error.fault != Fault::conflict) throw http::Abandon{error};
  auto page = demand(site.db.read(
      [&](db::Tx& tx) -> Result<views::Design> { return design_page(site, tx, request, TRY(design_to_keep(tx, request))); }));
  page.errors.title = error.message;
  for (const auto& field : error.fields)
    page.errors.items.push_back({field.field, field.message, Url::on_this_page("q." + field.field)});
  return html::respond(request, page, http::status_of(error.fault));
}

Response design_post(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  const auto move = move_of(request.form().get("do"));
  return design_act(
      site, request, design_at(alliance, id, move ? move->lands : "main"),
      [&](db::Tx& tx, const feature::Act& act, AllianceId a, SurveyId s) -> Result<VersionId> {
        if (!move) {
          TRY(design_to_keep(tx, request));
          return fail(Error::invalid(_("Elija entre las opciones que se muestran.")));
        }
        return design::change(tx, act, a, s, version_in(request), move->edit);
      },
      [&](const Error& error) { return design_again(site, request, error); });
}

// ---- Sections.

SectionInput section_input(Request& request) {
  const auto& f = request.form();
  return {f.get("title_es"), f.get("title_en"), f.get("intro_es"), f.get("intro_en")};
}

template <class Page, class Fill>
Page design_form_page(feature::Site& site, Request& request, const Message& title, Fill&& fill) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<Page> {
    const auto found = TRY(design_to_keep(tx, request));
    Page page;
    page.title = text(request, title);
    page.shell = alliances::shell(site, tx, request, found.at.seen, page.title, "surveys");
    page.crumbs = design_crumbs(request, found.at.survey, page.title);
    page.form.cancel = design_url(found.at.survey);
    page.form.hidden = {{"version", found.version.text()}};
    TRY(fill(page, found));
    return page;
  }));
}

void put_section_fields(html::Form& form, const Section& section) {
  form.parts = {FieldSet{.fields = {{.control = Control::localized,
                                     .name = "title",
                                     .label = _("Título de la sección"),
                                     .value = section.title.es,
                                     .value_en = section.title.en},
                                    {.control = Control::localized_area,
                                     .name = "intro",
                                     .label = _("Presentación"),
                                     .hint = _("Lo que se lee antes de sus preguntas."),
                                     .value = section.intro.es,
                                     .value_en = section.intro.en,
                                     .need = html::Need::optional}}}};
  form.submit = _("Guardar la sección");
  form.busy = _("Guardando…");
}

FormPage new_section_page(feature::Site& site, Request& request) {
  return design_form_page<FormPage>(site, request, _("Agregar una sección"), [&](FormPage& page, const Designed& found) -> Done {
    put_section_fields(page.form, {});
    const auto& s = found.at.survey;
    page.form.action = Url("/alliances/{}/surveys/{}/design/sections/new", s.alliance, s.id);
    return {};
  });
}
enum class SectionTrouble : std::uint8_t { none, crossed };
views::DesignForm edit_section_page(feature::Site& site, Request& request, SectionTrouble trouble) {
  return design_form_page<views::DesignForm>(
      site, request, _("Cambiar la sección"), [&](views::DesignForm& page, const Designed& found) -> Done {
        const auto index = TRY(section_index(request, found.questionnaire));
        const auto& section = found.questionnaire.sections[index];
        put_section_fields(page.form, section);
        const auto& s = found.at.survey;
        page.form.action = Url("/alliances/{}/surveys/{}/design/sections/{}", s.alliance, s.id, index + 1);
        page.intro = section.title;
        if (trouble == SectionTrouble::none) return {};
        page.theirs = views::Theirs();
        for (const auto* words : {&section.title.es, &section.title.en, &section.intro.es, &section.intro.en})
          if (!words->empty()) page.theirs->lines.push_back(*words);
        return {};
      });
}

Response new_section_form(feature::Site& site, Request& request) {
  return html::respond(request, new_section_page(site, request));
}
Response edit_section_form(feature::Site& site, Request& request) {
  return html::respond(request, edit_section_page(site, request, SectionTrouble::none));
}

Response new_section_post(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  return design_act(
      site, request, survey_section_saved.at(design_url_of(alliance, id)),
      [&](db::Tx& tx, const feature::Act& act, AllianceId a, SurveyId s) -> Result<VersionId> {
        TRY(design_to_keep(tx, request));
        return design::change(tx, act, a, s, version_in(request),
                              [&](Questionnaire& form) -> Done { return add_section(form, TRY(parse(section_input(request)))); });
      },
      [&](const Error& error) { return feature::redraw(request, error, [&] { return new_section_page(site, request); }); });
}

Response edit_section_post(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  return design_act(
      site, request, design_at(alliance, id, "s." + request.param("page")),
      [&](db::Tx& tx, const feature::Act& act, AllianceId a, SurveyId s) -> Result<VersionId> {
        const auto index = TRY(section_index(request, TRY(design_to_keep(tx, request)).questionnaire));
        return design::change(tx, act, a, s, version_in(request), [&](Questionnaire& form) -> Done {
          return rename_section(form, index, TRY(parse(section_input(request))));
        });
      },
      [&](const Error& error) {
        const auto trouble = error.fault == Fault::conflict ? SectionTrouble::crossed : SectionTrouble::none;
        return feature::redraw(request, error, [&] { return edit_section_page(site, request, trouble); });
      });
}

ConfirmPage remove_section_page(feature::Site& site, Request& request) {
  return design_form_page<ConfirmPage>(
      site, request, _("Quitar la sección"), [&](ConfirmPage& page, const Designed& found) -> Done {
        const auto index = TRY(section_index(request, found.questionnaire));
        const auto& section = found.questionnaire.sections[index];
        std::set<std::string> codes;
        for (const auto& question : section.questions) codes.insert(question.code);
        const auto n = static_cast<std::int64_t>(codes.size());
        page.consequences = {text(request, _("Sección: «{1}».").arg(section.title.in(request.lang))),
                             text(request, N_("Se quita con su {1} pregunta.", "Se quita con sus {1} preguntas.", n).arg(n))};
        put_dependents(request, page, dependents_of(found.questionnaire, codes));
        const auto& s = found.at.survey;
        page.form.action = Url("/alliances/{}/surveys/{}/design/sections/{}/remove", s.alliance, s.id, index + 1);
        page.form.submit = _("Quitar la sección");
        page.form.weight = html::Weight::bad;
        return {};
      });
}

Response remove_section_form(feature::Site& site, Request& request) {
  return html::respond(request, remove_section_page(site, request));
}
Response remove_section_post(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  return design_act(
      site, request, survey_section_removed.at(design_url_of(alliance, id)),
      [&](db::Tx& tx, const feature::Act& act, AllianceId a, SurveyId s) -> Result<VersionId> {
        const auto found = TRY(design_to_keep(tx, request));
        const auto index = TRY(section_index(request, found.questionnaire));
        std::set<std::string> codes;
        for (const auto& question : found.questionnaire.sections[index].questions) codes.insert(question.code);
        const auto fate = TRY(fate_in(request, dependents_of(found.questionnaire, codes)));
        return design::change(tx, act, a, s, version_in(request),
                              [&](Questionnaire& form) { return remove_section(form, index, fate); });
      },
      [&](const Error& error) { return feature::redraw(request, error, [&] { return remove_section_page(site, request); }); });
}

}  // namespace

void add_design_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/surveys/{survey}/design");
  pages.form("", design_show, design_post);
  pages.form("/sections/new", new_section_form, new_section_post, {.body_limit = most_design_bytes});
  pages.form("/sections/{page}", edit_section_form, edit_section_post, {.body_limit = most_design_bytes});
  pages.form("/sections/{page}/remove", remove_section_form, remove_section_post);
  add_design_question_pages(site);
  add_design_version_pages(site);
  add_design_template_pages(site);
}

}  // namespace alianza::surveys
