// The designer's forms of one question: its words, kind, options and limits; when it is shown; its removal.
#include <algorithm>

#include "features/surveys/pages_design.h"
#include "features/surveys/pages_shared.h"
#include "platform/base/typed.h"

namespace alianza::surveys {

void put_dependents(const Request& request, feature::views::ConfirmPage& page, const std::vector<const Question*>& dependents) {
  if (dependents.empty()) return;
  for (const auto* q : dependents)
    page.consequences.push_back(
        text(request, _("La pregunta {1} («{2}») se muestra según lo que se quita.").arg(q->code).arg(q->text.in(request.lang))));
  page.form.parts = {
      {.fields = {{.control = html::Control::radios,
                   .name = "dependents",
                   .label = _("Qué hacer con las preguntas que dependen de ella"),
                   .options = {{"release", _("Quitar esas condiciones"), _("Las preguntas quedan y se muestran siempre.")},
                               {"remove", _("Quitar también esas preguntas"), _("Y las que dependan de ellas.")}}}}}};
}

Result<Dependents> fate_in(Request& request, const std::vector<const Question*>& dependents) {
  const auto& answer = request.form().get("dependents");
  if (dependents.empty() || answer == "release") return Dependents::release;
  if (answer == "remove") return Dependents::remove;
  return fail(Error::field("dependents", _("Elija qué hacer con ellas.")));
}

namespace {

using design::Designed;
using feature::views::ConfirmPage;
using html::Control;
using html::Field;
using html::FieldSet;
using Optional = html::Need;

const feature::Notice survey_question_removed(_("Se quitó la pregunta.").key());

enum class Meanwhile : std::uint8_t { none, crossed };

Field area(const char* name, Message label, Message hint, const std::string& value) {
  return {
      .control = Control::text_area, .name = name, .label = std::move(label), .hint = std::move(hint), .value = value, .rows = 8};
}
Field box(const char* name, Message label, Message hint, const std::string& value) {
  return {.control = Control::check,
          .name = name,
          .label = std::move(label),
          .hint = std::move(hint),
          .value = value,
          .need = Optional::optional};
}

/// The two limits, said in what they count.
FieldSet limit_fields(Kind kind, const QuestionInput& i) {
  const auto limit = [&](const char* name, Message label, const std::string& value) {
    return Field{.name = name,
                 .label = std::move(label),
                 .value = value,
                 .need = kind == Kind::scale ? Optional::required : Optional::optional,
                 .width = html::Width::short_,
                 .input_mode = kind == Kind::number || kind == Kind::money ? "decimal" : "numeric"};
  };
  FieldSet out{.fields = {}, .legend = _("Límites"), .side = html::Side::beside_each_other};
  switch (measure_of(kind)) {
    case Measure::choices:
      out.fields = {limit("least", _("Al menos (opciones)"), i.least), limit("most", _("A lo más (opciones)"), i.most)};
      break;
    case Measure::steps: out.fields = {limit("least", _("Primer paso"), i.least), limit("most", _("Último paso"), i.most)}; break;
    case Measure::number: out.fields = {limit("least", _("Desde"), i.least), limit("most", _("Hasta"), i.most)}; break;
    case Measure::money:
      out.fields = {
          limit("least", _("Desde"), i.least), limit("most", _("Hasta"), i.most),
          Field{.name = "currency", .label = _("Moneda"), .hint = {}, .value = i.currency, .width = html::Width::short_}};
      break;
    case Measure::characters: out.fields = {limit("most", _("A lo más (caracteres)"), i.most)}; break;
    case Measure::none: break;
  }
  return out;
}

void put_choices(std::vector<FieldSet>& parts, Kind kind, const QuestionInput& i) {
  const auto hint = _("Una por renglón: «código | español | inglés», o solo el texto; el código se propone y ya no cambia.");
  FieldSet out;
  if (kind == Kind::matrix) out.fields.push_back(area("rows", _("Filas"), hint, i.rows));
  if (has_own_options(kind))
    out.fields.push_back(area("options", kind == Kind::matrix ? _("Columnas") : _("Opciones"), hint, i.options));
  if (kind == Kind::scale) {
    out.fields.push_back(area("options", _("Palabras de los pasos"),
                              _("Una por renglón: «1 | nada útil | not at all». Basta con la del primero y la del último."),
                              i.options));
    out.fields.back().need = Optional::optional;
    out.fields.back().rows = 3;
  }
  if (admits_other(kind)) out.fields.push_back(box("other", _("Agregar «Otra», con un texto propio"), {}, i.other));
  if (has_own_options(kind) && kind != Kind::matrix)
    out.fields.push_back(
        box("order", _("En distinto orden para cada quien"), _("Para que la primera no gane por ser la primera."), i.order));
  if (kind == Kind::sdg) out.fields.push_back(box("depth", _("También las metas, no solo los objetivos"), {}, i.depth));
  if (!out.fields.empty()) parts.push_back(std::move(out));
}

std::vector<FieldSet> question_fields(const Designed& found, Kind kind, const QuestionInput& i, Lang lang) {
  FieldSet words{.fields = {{.control = Control::localized_area,
                             .name = "text",
                             .label = _("Pregunta"),
                             .value = i.text_es,
                             .value_en = i.text_en,
                             .rows = 2},
                            {.control = Control::localized_area,
                             .name = "hint",
                             .label = _("Ayuda"),
                             .hint = _("Se lee bajo la pregunta."),
                             .value = i.hint_es,
                             .value_en = i.hint_en,
                             .need = Optional::optional,
                             .rows = 2}}};
  if (kind != Kind::note) words.fields.push_back(box("need", _("Es obligatoria"), {}, i.need));
  std::vector<FieldSet> parts{std::move(words)};
  put_choices(parts, kind, i);
  if (auto limits = limit_fields(kind, i); !limits.fields.empty()) parts.push_back(std::move(limits));
  Field section{
      .control = Control::select, .name = "section", .label = _("Sección"), .value = i.section, .width = html::Width::mid};
  for (std::size_t n = 0; n < found.questionnaire.sections.size(); ++n)
    section.options.push_back(
        {std::to_string(n + 1), std::to_string(n + 1) + ". " + found.questionnaire.sections[n].title.in(lang)});
  parts.push_back(
      {.fields = {std::move(section),
                  {.name = "code",
                   .label = _("Código"),
                   .hint = _("Con él se reconoce en las descargas. Vacío: se propone del texto. Con respuestas, otro código "
                             "es otra pregunta."),
                   .value = i.code,
                   .need = Optional::optional,
                   .width = html::Width::mid}}});
  return parts;
}

std::string section_of_question(const Questionnaire& form, const std::string& code) {
  for (std::size_t i = 0; i < form.sections.size(); ++i)
    for (const auto& question : form.sections[i].questions)
      if (question.code == code) return std::to_string(i + 1);
  return {};
}

Field kind_chooser(const std::string& chosen) {
  Field f{.control = Control::select, .name = "kind", .label = _("Tipo de pregunta"), .value = chosen, .width = html::Width::mid};
  for (const auto kind : kinds_offered()) f.options.push_back({std::string(to_text(kind)), label(kind)});
  return f;
}

/// The kind that the address or the form names; of a question that stands, its own otherwise.
std::optional<Kind> wanted_kind(Request& request, const Question* stands) {
  Kind kind{};
  const auto& typed = request.method == http::Method::post ? request.form().get("kind") : request.query.get("kind");
  if (from_text(typed, kind)) return kind;
  return stands == nullptr ? std::nullopt : std::optional(stands->kind);
}

void put_theirs(views::DesignForm& page, const Question* stands, bool is_new, Lang lang) {
  views::Theirs theirs;
  if (stands != nullptr)
    theirs.lines = in_words(*stands, lang);
  else if (!is_new)
    theirs.is_gone = true;
  page.theirs = std::move(theirs);
}

views::DesignForm question_page(feature::Site& site, Request& request, Meanwhile trouble) {
  const bool is_post = request.method == http::Method::post;
  const bool is_new = request.path.ends_with("/questions/new");
  return demand(site.db.read([&](db::Tx& tx) -> Result<views::DesignForm> {
    const auto found = TRY(design_to_keep(tx, request));
    const auto& s = found.at.survey;
    const auto code = is_new ? std::string() : request.param("question");
    const auto* stands = is_new ? nullptr : found.questionnaire.find(code);
    if (!is_new && stands == nullptr && !is_post) return fail(Error::not_found());
    views::DesignForm page;
    page.title = text(request, is_new ? _("Agregar una pregunta") : _("Cambiar la pregunta"));
    page.shell = alliances::shell(site, tx, request, found.at.seen, page.title, "surveys");
    page.crumbs = design_crumbs(request, s, page.title);
    if (stands != nullptr) page.intro = stands->text;
    const auto kind = wanted_kind(request, stands);
    page.is_chosen = kind.has_value();
    const auto section = is_post ? request.form().get("section") : request.query.get("section");
    page.chooser = kind_chooser(kind ? std::string(to_text(*kind)) : "one");
    page.chooser_words = kind ? _("Cambiar el tipo") : _("Elegir este tipo");
    page.choose = stands == nullptr ? Url("/alliances/{}/surveys/{}/design/questions/new", s.alliance, s.id)
                                    : Url("/alliances/{}/surveys/{}/design/questions/{}", s.alliance, s.id, code);
    if (is_new) page.chooser_hidden = {{"section", section}};
    if (!kind) return page;
    page.kind = label(*kind);
    QuestionInput input;
    if (stands != nullptr) {
      page.lost = {};
      for (auto& lost : lost_as(*stands, *kind)) page.lost.emplace_back(std::move(lost));
      input = as_input(as_kind(*stands, *kind));
    } else if (*kind == Kind::scale) {
      input.least = "1", input.most = "5";
    }
    input.section = stands != nullptr ? section_of_question(found.questionnaire, code) : section;
    page.form.parts = question_fields(found, *kind, input, request.lang);
    page.form.action = page.choose;
    page.form.hidden = {{"version", found.version.text()},
                        {"mark", stands == nullptr ? std::string() : mark(*stands)},
                        {"kind", std::string(to_text(*kind))}};
    page.form.submit = _("Guardar la pregunta");
    page.form.busy = _("Guardando…");
    page.form.cancel = design_url(s);
    if (trouble == Meanwhile::crossed) put_theirs(page, stands, is_new, request.lang);
    return page;
  }));
}

Response question_form(feature::Site& site, Request& request) {
  return html::respond(request, question_page(site, request, Meanwhile::none));
}

QuestionInput question_input(Request& request) {
  const auto& f = request.form();
  QuestionInput i;
  i.code = f.get("code");
  i.kind = f.get("kind");
  i.section = f.get("section");
  i.text_es = f.get("text_es");
  i.text_en = f.get("text_en");
  i.hint_es = f.get("hint_es");
  i.hint_en = f.get("hint_en");
  i.need = f.get("need");
  i.least = f.get("least");
  i.most = f.get("most");
  i.other = f.get("other");
  i.order = f.get("order");
  if (f.has("currency")) i.currency = f.get("currency");
  i.depth = f.get("depth");
  i.options = f.get("options");
  i.rows = f.get("rows");
  return i;
}

template <bool is_new>
Response question_post(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  auto act = feature::act(request);
  act.key->answer(303, design_url_of(alliance, id).in(request.lang).text());
  const auto saved = site.db.write([&, alliance = alliance, id = id](db::Tx& tx) -> Result<design::SavedQuestion> {
    const auto found = TRY(design_to_keep(tx, request));
    const design::QuestionSave save{version_in(request), is_new ? std::string() : request.param("question"),
                                    request.form().get("mark"), question_input(request)};
    // Its question is gone, and who typed read that: it stands again as a new one.
    if (!is_new && found.questionnaire.find(save.former) == nullptr && found.version == save.expected) {
      auto again = save;
      again.former.clear();
      return design::save_question(tx, act, alliance, id, again);
    }
    return design::save_question(tx, act, alliance, id, save);
  });
  if (saved) return Response::redirect_see_other(design_at(alliance, id, "q." + saved->code).in(request.lang));
  const auto trouble = saved.error().fault == Fault::conflict ? Meanwhile::crossed : Meanwhile::none;
  return feature::redraw(request, saved.error(), [&] { return question_page(site, request, trouble); });
}

ConfirmPage remove_question_page(feature::Site& site, Request& request) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<ConfirmPage> {
    const auto found = TRY(design_to_keep(tx, request));
    const auto& s = found.at.survey;
    const auto* stands = found.questionnaire.find(request.param("question"));
    if (stands == nullptr) return fail(Error::not_found());
    ConfirmPage page;
    page.title = text(request, _("Quitar la pregunta"));
    page.shell = alliances::shell(site, tx, request, found.at.seen, page.title, "surveys");
    page.crumbs = design_crumbs(request, s, page.title);
    page.consequences = {text(request, _("Pregunta {1}: «{2}».").arg(stands->code).arg(stands->text.in(request.lang)))};
    if (s.state == State::open)
      page.consequences.push_back(text(request, _("Lo que ya se contestó se conserva y sigue en las descargas.")));
    put_dependents(request, page, dependents_of(found.questionnaire, {stands->code}));
    page.form.action = Url("/alliances/{}/surveys/{}/design/questions/{}/remove", s.alliance, s.id, stands->code);
    page.form.hidden = {{"version", found.version.text()}};
    page.form.submit = _("Quitar la pregunta");
    page.form.weight = html::Weight::bad;
    page.form.cancel = design_url(s);
    return page;
  }));
}

Response remove_question_form(feature::Site& site, Request& request) {
  return html::respond(request, remove_question_page(site, request));
}
Response remove_question_post(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  return design_act(
      site, request, survey_question_removed.at(design_url_of(alliance, id)),
      [&](db::Tx& tx, const feature::Act& act, AllianceId a, SurveyId s) -> Result<VersionId> {
        const auto found = TRY(design_to_keep(tx, request));
        const auto& code = request.param("question");
        const auto fate = TRY(fate_in(request, dependents_of(found.questionnaire, {code})));
        return design::change(tx, act, a, s, version_in(request),
                              [&](Questionnaire& form) { return remove_question(form, code, fate); });
      },
      [&](const Error& error) { return feature::redraw(request, error, [&] { return remove_question_page(site, request); }); });
}

// ---- When it is shown.

/// Those before it that ask something.
std::vector<const Question*> earlier(const Questionnaire& form, const std::string& code) {
  std::vector<const Question*> out;
  for (const auto* q : form.questions()) {
    if (q->code == code) break;
    if (q->is_asked()) out.push_back(q);
  }
  return out;
}

std::vector<html::Option> options_of_question(const Question& on, const Offer& offer) {
  std::vector<html::Option> out;
  if (on.kind == Kind::scale) {
    for (auto step = on.least.value_or(1); step <= on.most.value_or(0); ++step)
      out.push_back({std::to_string(step), std::to_string(step)});
    return out;
  }
  if (on.kind != Kind::organization)
    for (const auto& choice : offer.of(on))
      out.push_back(
          {choice.code, on.kind == Kind::sdg ? html::Words(choice.code + " " + choice.label.es) : html::Words(choice.label)});
  if (on.other == Other::text) out.push_back({std::string(other_code), _("Otra opción")});
  return out;
}

FieldSet condition_fields(const Question& on, std::vector<html::Option> options) {
  Field test{.control = Control::radios, .name = "test", .label = _("Se muestra si"), .value = "answered"};
  test.options = {{"answered", _("se contestó")}, {"unanswered", _("no se contestó")}};
  FieldSet out{.fields = {}, .legend = on.text};
  if (!options.empty()) {
    test.value = "has";
    test.options.push_back({"has", _("se eligió esta opción")});
    test.options.push_back({"has_not", _("no se eligió esta opción")});
  }
  out.fields.push_back(std::move(test));
  if (options.empty()) return out;
  Field option{
      .control = Control::select, .name = "option", .label = _("Opción"), .need = Optional::optional, .width = html::Width::mid};
  option.first_option = _("Elegir opción");
  option.options = std::move(options);
  out.fields.push_back(std::move(option));
  return out;
}

views::DesignConditions conditions_page(feature::Site& site, Request& request) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<views::DesignConditions> {
    const auto found = TRY(design_to_keep(tx, request));
    const auto& s = found.at.survey;
    const auto& form = found.questionnaire;
    const auto* stands = form.find(request.param("question"));
    if (stands == nullptr) return fail(Error::not_found());
    views::DesignConditions page;
    page.title = stands->text.in(request.lang);
    const auto here = text(request, _("Cuándo se muestra"));
    page.shell = alliances::shell(site, tx, request, found.at.seen, here, "surveys");
    page.crumbs = design_crumbs(request, s, here);
    page.back = design_at(s.alliance, s.id, "q." + stands->code);
    page.choose = Url("/alliances/{}/surveys/{}/design/questions/{}/conditions", s.alliance, s.id, stands->code);
    const auto version = found.version.text();
    for (std::size_t i = 0; i < stands->conditions.size(); ++i)
      page.rows.push_back({in_words(form, stands->conditions[i], request.lang),
                           {.action = page.choose,
                            .words = _("Quitar esta condición"),
                            .hidden = {{"version", version}, {"do", "remove." + std::to_string(i + 1)}},
                            .classes = "btn btn-sm"}});
    const auto before = earlier(form, stands->code);
    if (before.empty()) return page;
    const auto wanted = request.method == http::Method::post ? request.form().get("on") : request.query.get("on");
    Field chooser{.control = Control::select, .name = "on", .label = _("Depende de"), .value = wanted};
    for (const auto* q : before) chooser.options.push_back({q->code, q->text});
    page.chooser = std::move(chooser);
    const auto on = std::find_if(before.begin(), before.end(), [&](const Question* q) { return q->code == wanted; });
    if (on == before.end()) return page;
    page.is_chosen = true;
    page.form.action = page.choose;
    page.form.hidden = {{"version", version}, {"on", wanted}, {"do", "add"}};
    page.form.parts = {condition_fields(**on, options_of_question(**on, offer(tx, s, form, found.at.seen.today)))};
    page.form.submit = _("Agregar la condición");
    page.form.busy = _("Guardando…");
    page.form.cancel = page.back;
    return page;
  }));
}

Response conditions_form(feature::Site& site, Request& request) { return html::respond(request, conditions_page(site, request)); }

Result<Condition> condition_in(Request& request) {
  const auto& f = request.form();
  const auto& test = f.get("test");
  if (test == "answered") return Condition{f.get("on"), ConditionTest::has, {}};
  if (test == "unanswered") return Condition{f.get("on"), ConditionTest::has_not, {}};
  if (test != "has" && test != "has_not") return fail(Error::field("test", _("Elija entre las opciones que se muestran.")));
  if (f.get("option").empty()) return fail(Error::field("option", _("Elija la opción.")));
  return Condition{f.get("on"), test == "has" ? ConditionTest::has : ConditionTest::has_not, f.get("option")};
}

Response conditions_post(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  const auto code = request.param("question");
  const auto& act_word = request.form().get("do");
  return design_act(
      site, request, Url("/alliances/{}/surveys/{}/design/questions/{}/conditions", alliance, id, code),
      [&](db::Tx& tx, const feature::Act& act, AllianceId a, SurveyId s) -> Result<VersionId> {
        TRY(design_to_keep(tx, request));
        if (act_word.starts_with("remove.")) {
          const auto number = whole_number<std::size_t>(std::string_view(act_word).substr(7)).value_or(0);
          return design::change(tx, act, a, s, version_in(request),
                                [&](Questionnaire& form) { return remove_condition(form, code, number - 1); });
        }
        return design::change(tx, act, a, s, version_in(request),
                              [&](Questionnaire& form) -> Done { return add_condition(form, code, TRY(condition_in(request))); });
      },
      [&](const Error& error) {
        if (error.fault != Fault::invalid && error.fault != Fault::conflict) throw http::Abandon{error};
        auto page = conditions_page(site, request);
        page.form.keep_typed(request.form());
        page.form.show_error(error);
        if (!page.is_chosen) page.errors = page.form.errors;
        return html::respond(request, page, http::status_of(error.fault));
      });
}

}  // namespace

void add_design_question_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/surveys/{survey}/design/questions");
  pages.form("/new", question_form, question_post<true>, {.body_limit = most_design_bytes});
  pages.form("/{question}", question_form, question_post<false>, {.body_limit = most_design_bytes});
  pages.form("/{question}/remove", remove_question_form, remove_question_post);
  pages.form("/{question}/conditions", conditions_form, conditions_post);
}

}  // namespace alianza::surveys
