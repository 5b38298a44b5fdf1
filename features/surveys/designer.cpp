#include "features/surveys/designer.h"

#include <algorithm>
#include <set>

#include "features/surveys/answers.h"
#include "platform/audit/digest.h"
#include "platform/base/money.h"
#include "platform/base/typed.h"
#include "platform/i18n/i18n.h"

namespace alianza::surveys {
namespace {

constexpr std::size_t most_proposed = 30;

std::int64_t whole(std::size_t n) { return static_cast<std::int64_t>(n); }

/// The texts between bars; «\|» is a bar within one.
std::vector<std::string> split_at_bars(std::string_view line) {
  std::vector<std::string> out(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|')
      out.back() += line[++i];
    else if (line[i] == '|')
      out.emplace_back();
    else
      out.back() += line[i];
  }
  return out;
}
std::string with_bars_kept(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string as_lines(const std::vector<Choice>& choices) {
  std::string out;
  for (const auto& choice : choices) {
    out += choice.code + " | " + with_bars_kept(choice.label.es);
    if (!choice.label.en.empty()) out += " | " + with_bars_kept(choice.label.en);
    out += '\n';
  }
  return out;
}

bool is_lower_code(std::string_view code) {
  return !code.empty() && code.size() <= 40 && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

std::vector<std::string> lines_of(std::string_view raw) {
  std::vector<std::string> out(1);
  for (const char c : raw)
    if (c == '\n')
      out.emplace_back();
    else if (c != '\r')
      out.back() += c;
  return out;
}

void wrong_line(Error& error, const char* field, Message why) {
  const auto is_told =
      std::any_of(error.fields.begin(), error.fields.end(), [&](const FieldError& f) { return f.field == field; });
  if (!is_told) error.fields.push_back({field, std::move(why)});
}

/// One line: its code (empty: to be proposed) and its words.
std::optional<Choice> read_line(const std::string& line, std::size_t number, const char* field, Error& error) {
  const auto parts = split_at_bars(line);
  Choice choice;
  const auto es = parse_text(parts.size() == 1 ? parts[0] : parts[1], most_label);
  const auto en = parse_text(parts.size() > 2 ? parts[2] : std::string(), most_label);
  if (parts.size() > 3) {
    wrong_line(error, field, _("Renglón {1}: tiene más de tres partes separadas por barras.").arg(whole(number)));
    return std::nullopt;
  }
  if (!es || !en || es->empty()) {
    wrong_line(error, field,
               _("Renglón {1}: escriba su texto, de {2} caracteres a lo más.").arg(whole(number)).arg(whole(most_label)));
    return std::nullopt;
  }
  if (parts.size() > 1) {
    choice.code = trim(parts[0]);
    if (!is_lower_code(choice.code) || choice.code == other_code) {
      wrong_line(error, field,
                 _("Renglón {1}: «{2}» no sirve de código: letras minúsculas, cifras y guion bajo.")
                     .arg(whole(number))
                     .arg(choice.code));
      return std::nullopt;
    }
  }
  choice.label = {*es, *en, Lang::es};
  return choice;
}

std::vector<Choice> read_lines(std::string_view raw, const char* field, Error& error) {
  std::vector<Choice> out;
  std::set<std::string> codes{std::string(other_code)};
  const auto lines = lines_of(raw);
  for (std::size_t i = 0; i < lines.size() && out.size() <= most_options; ++i) {
    if (trim(lines[i]).empty()) continue;
    auto choice = read_line(lines[i], i + 1, field, error);
    if (!choice) return {};
    if (!choice->code.empty() && !codes.insert(choice->code).second)
      wrong_line(error, field, _("Renglón {1}: el código {2} está dos veces.").arg(whole(i + 1)).arg(choice->code));
    out.push_back(std::move(*choice));
  }
  if (out.size() > most_options) wrong_line(error, field, _("Son más de {1}; quite algunas.").arg(whole(most_options)));
  for (auto& choice : out)
    if (choice.code.empty()) {
      choice.code = propose_code(choice.label.es, codes);
      codes.insert(choice.code);
    }
  return out;
}

/// A limit as typed, in the unit of its kind; nothing when it is empty.
std::optional<std::int64_t> read_limit(const Question& q, const std::string& raw, const char* field, Error& error) {
  if (trim(raw).empty()) return std::nullopt;
  const auto measure = measure_of(q.kind);
  if (measure == Measure::number || measure == Measure::money) {
    Question asked;
    asked.code = "limit";
    asked.kind = q.kind;
    asked.currency = q.currency;
    auto reading = read(asked, {}, {{field_name(asked), raw}});
    if (reading.error) error.fields.push_back({field, std::move(*reading.error)});
    return reading.value.empty() ? std::nullopt : reading.value.front().number;
  }
  const auto number = whole_number<std::int64_t>(trim(raw));
  if (!number || *number < 0 || *number > 1'000'000) {
    error.fields.push_back({field, _("Escriba un número entero.")});
    return std::nullopt;
  }
  return number;
}

void read_localized(Error& error, LocalizedText& into, const std::string& name,
                    std::pair<std::string_view, std::string_view> typed, std::size_t most) {
  auto es = parse_text(typed.first, most, Lines::many);
  auto en = parse_text(typed.second, most, Lines::many);
  if (!es) error.fields.push_back({name + "_es", es.error().message});
  if (!en) error.fields.push_back({name + "_en", en.error().message});
  if (es && en) into = {std::move(*es), std::move(*en), Lang::es};
}

std::string limit_text(const Question& q, const std::optional<std::int64_t>& limit) {
  if (!limit) return {};
  const auto measure = measure_of(q.kind);
  return measure == Measure::number || measure == Measure::money ? number_text(q, *limit) : std::to_string(*limit);
}

struct Found {
  std::size_t section = 0;
  std::size_t place = 0;
};
std::optional<Found> place_of_question(const Questionnaire& form, const std::string& code) {
  for (std::size_t s = 0; s < form.sections.size(); ++s)
    for (std::size_t i = 0; i < form.sections[s].questions.size(); ++i)
      if (form.sections[s].questions[i].code == code) return Found{s, i};
  return std::nullopt;
}

bool names_one(const Condition& condition, const std::set<std::string>& codes) { return codes.contains(condition.question); }

/// Takes those questions out, and what hangs on them.
void remove_codes(Questionnaire& form, std::set<std::string> codes, Dependents fate) {
  if (fate == Dependents::remove)
    for (auto more = dependents_of(form, codes); !more.empty(); more = dependents_of(form, codes))
      for (const auto* question : more) codes.insert(question->code);
  for (auto& section : form.sections) {
    std::erase_if(section.questions, [&](const Question& q) { return codes.contains(q.code); });
    for (auto& question : section.questions)
      std::erase_if(question.conditions, [&](const Condition& c) { return names_one(c, codes); });
  }
}

Error no_such() { return Error::not_found(); }

}  // namespace

Message label(Kind kind) {
  switch (kind) {
    case Kind::one: return _("Una opción");
    case Kind::many: return _("Varias opciones");
    case Kind::ranking: return _("Orden de preferencia");
    case Kind::scale: return _("Escala");
    case Kind::matrix: return _("Matriz");
    case Kind::number: return _("Número");
    case Kind::money: return _("Dinero");
    case Kind::date: return _("Fecha");
    case Kind::text: return _("Texto");
    case Kind::sdg: return _("Objetivos y metas (ODS)");
    case Kind::organization: return _("Organizaciones de la alianza");
    case Kind::note: return _("Nota, sin respuesta");
  }
  return {};
}

const std::vector<Kind>& kinds_offered() {
  static const std::vector<Kind> all{Kind::one,    Kind::many,  Kind::ranking, Kind::scale, Kind::matrix,       Kind::text,
                                     Kind::number, Kind::money, Kind::date,    Kind::sdg,   Kind::organization, Kind::note};
  return all;
}

Measure measure_of(Kind kind) {
  switch (kind) {
    case Kind::many:
    case Kind::ranking:
    case Kind::sdg:
    case Kind::organization: return Measure::choices;
    case Kind::scale: return Measure::steps;
    case Kind::number: return Measure::number;
    case Kind::money: return Measure::money;
    case Kind::text: return Measure::characters;
    case Kind::one:
    case Kind::matrix:
    case Kind::date:
    case Kind::note: return Measure::none;
  }
  return Measure::none;
}

bool has_own_options(Kind kind) {
  return kind == Kind::one || kind == Kind::many || kind == Kind::ranking || kind == Kind::matrix;
}
bool admits_other(Kind kind) { return kind == Kind::one || kind == Kind::many; }

QuestionInput as_input(const Question& q) {
  QuestionInput out;
  out.code = q.code;
  out.kind = to_text(q.kind);
  out.text_es = q.text.es;
  out.text_en = q.text.en;
  out.hint_es = q.hint.es;
  out.hint_en = q.hint.en;
  out.need = q.need == Need::required ? "1" : "";
  out.least = limit_text(q, q.least);
  out.most = limit_text(q, q.most);
  out.other = q.other == Other::text ? "1" : "";
  out.order = q.order == OptionOrder::random ? "1" : "";
  out.currency = q.currency;
  out.depth = q.depth > 0 ? "1" : "";
  out.options = as_lines(q.options);
  out.rows = as_lines(q.rows);
  return out;
}

std::string propose_code(std::string_view text, const std::set<std::string>& taken) {
  std::string base;
  for (const char c : fold(text)) {
    const bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_kept)
      base += c;
    else if ((c == ' ' || c == '-' || c == '_') && !base.empty() && base.back() != '_')
      base += '_';
    if (base.size() == most_proposed) break;
  }
  while (!base.empty() && base.back() == '_') base.pop_back();
  if (base.empty() || base == other_code) base = "q";
  auto code = base;
  for (int n = 2; taken.contains(code); ++n) code = base + "_" + std::to_string(n);
  return code;
}

Result<Question> parse(const QuestionInput& input, const std::set<std::string>& taken) {
  auto error = Error::invalid(_("Revise los datos marcados."));
  Question q;
  if (!from_text(input.kind, q.kind)) return fail(Error::field("kind", _("Elija entre las opciones que se muestran.")));
  read_localized(error, q.text, "text", {input.text_es, input.text_en}, most_question_text);
  read_localized(error, q.hint, "hint", {input.hint_es, input.hint_en}, most_question_text);
  if (q.text.es.empty() && error.fields.empty()) error.fields.push_back({"text_es", _("Escriba la pregunta.")});
  q.code = trim(input.code);
  if (q.code.empty())
    q.code = propose_code(q.text.es, taken);
  else if (!is_lower_code(q.code))
    error.fields.push_back({"code", _("Letras minúsculas sin acento, cifras y guion bajo; cuarenta a lo más.")});
  else if (taken.contains(q.code))
    error.fields.push_back({"code", _("Otra pregunta tiene ese código.")});
  q.need = input.need.empty() || q.kind == Kind::note ? Need::optional : Need::required;
  if (q.kind == Kind::money) {
    const auto currency = Currency::parse(trim(input.currency));
    if (currency)
      q.currency = trim(input.currency);
    else
      error.fields.push_back({"currency", _("Escriba el código de la moneda, por ejemplo MXN.")});
  }
  if (measure_of(q.kind) != Measure::none) {
    q.least = q.kind == Kind::text ? std::nullopt : read_limit(q, input.least, "least", error);
    q.most = read_limit(q, input.most, "most", error);
    if (q.least && q.most && *q.least > *q.most) error.fields.push_back({"most", _("El máximo es menor que el mínimo.")});
  }
  if (admits_other(q.kind) && !input.other.empty()) q.other = Other::text;
  if (has_own_options(q.kind) && q.kind != Kind::matrix && !input.order.empty()) q.order = OptionOrder::random;
  if (q.kind == Kind::sdg && !input.depth.empty()) q.depth = 1;
  if (has_own_options(q.kind) || q.kind == Kind::scale) q.options = read_lines(input.options, "options", error);
  if (q.kind == Kind::matrix) q.rows = read_lines(input.rows, "rows", error);
  if (has_own_options(q.kind) && q.options.empty()) wrong_line(error, "options", _("Escriba al menos una, en su renglón."));
  if (q.kind == Kind::matrix && q.rows.empty()) wrong_line(error, "rows", _("Escriba al menos una, en su renglón."));
  if (!error.fields.empty()) return fail(std::move(error));
  return q;
}

Question as_kind(Question q, Kind kind) {
  if (kind == q.kind) return q;
  if (measure_of(kind) != measure_of(q.kind)) q.least = q.most = std::nullopt;
  if (!admits_other(kind)) q.other = Other::none;
  if (!has_own_options(kind) || !has_own_options(q.kind)) q.options.clear();
  if (kind != Kind::matrix) q.rows.clear();
  if (kind == Kind::note) q.need = Need::optional;
  if (kind == Kind::scale) q.least = 1, q.most = 5;
  if (kind != Kind::sdg) q.depth = 0;
  q.kind = kind;
  return q;
}

std::vector<Message> lost_as(const Question& q, Kind kind) {
  std::vector<Message> out;
  const auto after = as_kind(q, kind);
  const auto gone = [](const std::vector<Choice>& from, const std::vector<Choice>& to) { return !from.empty() && to.empty(); };
  if (gone(q.options, after.options))
    out.push_back(
        N_("Se perdería {1} opción.", "Se perderían {1} opciones.", whole(q.options.size())).arg(whole(q.options.size())));
  if (gone(q.rows, after.rows))
    out.push_back(N_("Se perdería {1} fila.", "Se perderían {1} filas.", whole(q.rows.size())).arg(whole(q.rows.size())));
  if (q.other != after.other) out.push_back(_("Se perdería «Otra», con su texto."));
  if ((q.least || q.most) && measure_of(kind) != measure_of(q.kind)) out.push_back(_("Se perderían sus límites."));
  return out;
}

std::string mark(const Question& q) {
  audit::Netstrings all;
  const auto i = as_input(q);
  for (const auto* part : {&i.code, &i.kind, &i.text_es, &i.text_en, &i.hint_es, &i.hint_en, &i.need, &i.least, &i.most, &i.other,
                           &i.order, &i.currency, &i.depth, &i.options, &i.rows})
    all.add(*part);
  return audit::sha256_hex(all.bytes()).substr(0, 16);
}

Message limits_in_words(const Question& q) {
  if ((!q.least && !q.most) || measure_of(q.kind) == Measure::none) return {};
  const auto least = limit_text(q, q.least);
  const auto most = limit_text(q, q.most);
  const auto pick = [&](Message both, Message from, Message to) {
    return q.least && q.most ? std::move(both).arg(least).arg(most)
           : q.least         ? std::move(from).arg(least)
                             : std::move(to).arg(most);
  };
  if (q.least == q.most && q.least && measure_of(q.kind) == Measure::choices)
    return N_("elegir {1} opción", "elegir {1} opciones", *q.least).arg(*q.least);
  switch (measure_of(q.kind)) {
    case Measure::choices: return pick(_("elegir de {1} a {2}"), _("elegir al menos {1}"), _("elegir a lo más {1}"));
    case Measure::characters:
      return pick(_("de {1} a {2} caracteres"), _("al menos {1} caracteres"), _("a lo más {1} caracteres"));
    default: return pick(_("de {1} a {2}"), _("desde {1}"), _("hasta {1}"));
  }
}

std::vector<std::string> in_words(const Question& q, Lang lang) {
  std::vector<std::string> out{q.text.es};
  const auto add = [&](const std::string& text) {
    if (!text.empty()) out.push_back(text);
  };
  add(q.text.en);
  add(q.hint.es);
  add(q.hint.en);
  add(i18n::text(lang, label(q.kind)) + (q.need == Need::required ? " · " + i18n::text(lang, _("obligatoria")) : ""));
  if (const auto limits = limits_in_words(q); !limits.empty()) add(i18n::text(lang, limits));
  for (const auto& line : lines_of(as_lines(q.rows))) add(line);
  for (const auto& line : lines_of(as_lines(q.options))) add(line);
  return out;
}

Message in_words(const Questionnaire& form, const Condition& condition, Lang lang) {
  const auto* on = form.find(condition.question);
  const auto question = on == nullptr ? condition.question : on->text.in(lang);
  const bool has = condition.test == ConditionTest::has;
  if (condition.option.empty())
    return (has ? _("Se muestra si se contestó «{1}».") : _("Se muestra si no se contestó «{1}».")).arg(question);
  const auto* option = on == nullptr ? nullptr : on->option(condition.option);
  auto words = option == nullptr || on->kind == Kind::scale ? condition.option : option->label.in(lang);
  if (condition.option == other_code) words = i18n::text(lang, _("Otra opción"));
  return (has ? _("Se muestra si en «{1}» se eligió «{2}».") : _("Se muestra si en «{1}» no se eligió «{2}»."))
      .arg(question)
      .arg(words);
}

Result<Section> parse(const SectionInput& input) {
  auto error = Error::invalid(_("Revise los datos marcados."));
  Section out;
  const auto one_line = [&](const char* name, const std::string& raw, std::string& into) {
    take(error, name, parse_text(raw, most_title), into);
  };
  one_line("title_es", input.title_es, out.title.es);
  one_line("title_en", input.title_en, out.title.en);
  if (out.title.es.empty() && error.fields.empty()) error.fields.push_back({"title_es", _("Escriba el título de la sección.")});
  read_localized(error, out.intro, "intro", {input.intro_es, input.intro_en}, most_text);
  if (!error.fields.empty()) return fail(std::move(error));
  return out;
}

Done add_section(Questionnaire& form, Section section) {
  form.sections.push_back(std::move(section));
  return {};
}

Done rename_section(Questionnaire& form, std::size_t index, Section words) {
  if (index >= form.sections.size()) return fail(no_such());
  form.sections[index].title = std::move(words.title);
  form.sections[index].intro = std::move(words.intro);
  return {};
}

Done move_section(Questionnaire& form, std::size_t index, Way way) {
  const auto to = way == Way::up ? index - 1 : index + 1;
  if (index >= form.sections.size() || to >= form.sections.size()) return fail(no_such());
  std::swap(form.sections[index], form.sections[to]);
  return {};
}

Done remove_section(Questionnaire& form, std::size_t index, Dependents dependents) {
  if (index >= form.sections.size()) return fail(no_such());
  std::set<std::string> codes;
  for (const auto& question : form.sections[index].questions) codes.insert(question.code);
  form.sections.erase(form.sections.begin() + static_cast<std::ptrdiff_t>(index));
  remove_codes(form, codes, dependents);
  return {};
}

Done put_question(Questionnaire& form, const std::string& former, Question question, std::size_t section) {
  if (section >= form.sections.size()) return fail(no_such());
  const auto new_code = question.code;
  if (former.empty()) {
    form.sections[section].questions.push_back(std::move(question));
    return {};
  }
  const auto at = place_of_question(form, former);
  if (!at) return fail(no_such());
  auto& place = form.sections[at->section].questions[at->place];
  question.conditions = std::move(place.conditions);
  if (at->section == section) {
    place = std::move(question);
  } else {
    auto& from = form.sections[at->section].questions;
    from.erase(from.begin() + static_cast<std::ptrdiff_t>(at->place));
    form.sections[section].questions.push_back(std::move(question));
  }
  for (auto& each : form.sections)
    for (auto& other : each.questions)
      for (auto& condition : other.conditions)
        if (condition.question == former) condition.question = new_code;
  return {};
}

Done move_question(Questionnaire& form, const std::string& code, Way way) {
  const auto at = place_of_question(form, code);
  if (!at) return fail(no_such());
  auto& here = form.sections[at->section].questions;
  const bool is_at_end = way == Way::up ? at->place == 0 : at->place + 1 == here.size();
  if (!is_at_end) {
    std::swap(here[at->place], here[way == Way::up ? at->place - 1 : at->place + 1]);
    return {};
  }
  const auto to = way == Way::up ? at->section - 1 : at->section + 1;
  if (to >= form.sections.size()) return {};
  auto moved = std::move(here[at->place]);
  here.erase(here.begin() + static_cast<std::ptrdiff_t>(at->place));
  auto& there = form.sections[to].questions;
  there.insert(way == Way::up ? there.end() : there.begin(), std::move(moved));
  return {};
}

Done remove_question(Questionnaire& form, const std::string& code, Dependents dependents) {
  if (!place_of_question(form, code)) return fail(no_such());
  remove_codes(form, {code}, dependents);
  return {};
}

std::vector<const Question*> dependents_of(const Questionnaire& form, const std::set<std::string>& codes) {
  auto out = form.questions();
  std::erase_if(out, [&](const Question* q) {
    return codes.contains(q->code) ||
           std::none_of(q->conditions.begin(), q->conditions.end(), [&](const Condition& c) { return names_one(c, codes); });
  });
  return out;
}

Done add_condition(Questionnaire& form, const std::string& code, Condition condition) {
  const auto at = place_of_question(form, code);
  if (!at) return fail(no_such());
  form.sections[at->section].questions[at->place].conditions.push_back(std::move(condition));
  return {};
}

Done remove_condition(Questionnaire& form, const std::string& code, std::size_t index) {
  const auto at = place_of_question(form, code);
  if (!at) return fail(no_such());
  auto& conditions = form.sections[at->section].questions[at->place].conditions;
  if (index >= conditions.size()) return fail(no_such());
  conditions.erase(conditions.begin() + static_cast<std::ptrdiff_t>(index));
  return {};
}

namespace {

/// Every text of a section that can be translated, by its name in the form.
template <class AnySection, class Visit>
void each_text(AnySection& section, Visit&& visit) {
  visit("title", section.title, _("Título de la sección"), most_title);
  visit("intro", section.intro, _("Presentación"), static_cast<std::size_t>(most_text));
  for (auto& q : section.questions) {
    visit("text." + q.code, q.text, _("Pregunta"), most_question_text);
    visit("hint." + q.code, q.hint, _("Ayuda"), most_question_text);
    for (auto& row : q.rows) visit("row." + q.code + "." + row.code, row.label, _("Fila"), most_label);
    for (auto& option : q.options) visit("option." + q.code + "." + option.code, option.label, _("Opción"), most_label);
  }
}

}  // namespace

std::vector<Translated> translation_fields(const Section& section) {
  std::vector<Translated> out;
  each_text(section, [&](const std::string& name, const LocalizedText& text, Message what, std::size_t most) {
    if (!text.es.empty()) out.push_back({name, text.es, text.en, std::move(what), most, most > most_label});
  });
  return out;
}

Done translate_section(Questionnaire& form, std::size_t index, const std::map<std::string, std::string>& english) {
  if (index >= form.sections.size()) return fail(no_such());
  auto error = Error::invalid(_("Revise los datos marcados."));
  each_text(form.sections[index], [&](const std::string& name, LocalizedText& text, const Message&, std::size_t most) {
    const auto typed = english.find(name);
    if (typed == english.end() || text.es.empty()) return;
    auto parsed = parse_text(typed->second, most, most > most_label ? Lines::many : Lines::one);
    if (parsed)
      text.en = std::move(*parsed);
    else
      error.fields.push_back({name, parsed.error().message});
  });
  if (!error.fields.empty()) return fail(std::move(error));
  return {};
}

}  // namespace alianza::surveys
