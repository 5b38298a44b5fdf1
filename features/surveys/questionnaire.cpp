#include "features/surveys/questionnaire.h"

#include <algorithm>
#include <array>

#include "platform/base/money.h"
#include "platform/base/words.h"

namespace alianza::surveys {
namespace {

constexpr std::array<std::string_view, 13> kinds{"one",  "many", "ranking", "scale",        "matrix", "number", "money",
                                                 "date", "text", "sdg",     "organization", "file",   "note"};
constexpr std::array<std::string_view, 2> needs{"required", "optional"};
constexpr std::array<std::string_view, 2> others{"none", "text"};
constexpr std::array<std::string_view, 2> orders{"written", "random"};
constexpr std::array<std::string_view, 2> tests{"has", "has_not"};

bool is_code(std::string_view code) {
  if (code.empty() || code.size() > 40) return false;
  return std::all_of(code.begin(), code.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

bool is_longer(const LocalizedText& text, std::size_t most) { return length(text.es) > most || length(text.en) > most; }

bool counts_choices(Kind kind) {
  return kind == Kind::many || kind == Kind::ranking || kind == Kind::sdg || kind == Kind::organization;
}

bool has_options(Kind kind) { return kind == Kind::one || kind == Kind::many || kind == Kind::ranking || kind == Kind::matrix; }

struct Checker {
  const Questionnaire& form;
  Error error = Error::invalid(_("El cuestionario tiene errores y no puede abrirse."));

  void wrong(const std::string& code, Message message) { error.fields.push_back({code, std::move(message)}); }

  void choices(const Question& q, const std::vector<Choice>& list) {
    std::set<std::string_view> seen;
    for (const auto& choice : list) {
      if (!is_code(choice.code) || choice.code == other_code)
        wrong(q.code, _("En la pregunta {1}, la opción «{2}» no tiene un código válido.").arg(q.code).arg(choice.code));
      else if (!seen.insert(choice.code).second)
        wrong(q.code, _("En la pregunta {1}, la opción {2} está dos veces.").arg(q.code).arg(choice.code));
      if (choice.label.es.empty())
        wrong(q.code, _("En la pregunta {1}, la opción {2} no tiene texto.").arg(q.code).arg(choice.code));
      if (is_longer(choice.label, most_label))
        wrong(q.code, _("En la pregunta {1}, el texto de la opción {2} pasa de {3} caracteres.")
                          .arg(q.code)
                          .arg(choice.code)
                          .arg(static_cast<std::int64_t>(most_label)));
    }
    if (list.size() > most_options)
      wrong(q.code, _("La pregunta {1} tiene {2} opciones; el máximo es {3}.")
                        .arg(q.code)
                        .arg(static_cast<std::int64_t>(list.size()))
                        .arg(static_cast<std::int64_t>(most_options)));
  }

  void matrix(const Question& q) {
    choices(q, q.rows);
    if (q.rows.empty()) wrong(q.code, _("La matriz {1} no tiene filas.").arg(q.code));
    if (q.rows.size() * q.options.size() > most_matrix_cells)
      wrong(q.code, _("La matriz {1} es de {2} × {3}; el máximo son {4} casillas.")
                        .arg(q.code)
                        .arg(static_cast<std::int64_t>(q.rows.size()))
                        .arg(static_cast<std::int64_t>(q.options.size()))
                        .arg(static_cast<std::int64_t>(most_matrix_cells)));
  }

  void limits(const Question& q) {
    const auto most_there = static_cast<std::int64_t>(q.options.size()) + (q.other == Other::text ? 1 : 0);
    if (q.least && q.most && *q.least > *q.most)
      wrong(q.code, _("En la pregunta {1}, el mínimo es mayor que el máximo.").arg(q.code));
    if ((q.kind == Kind::many || q.kind == Kind::ranking) && q.least && *q.least > most_there)
      wrong(q.code, _("La pregunta {1} pide más opciones de las que ofrece.").arg(q.code));
    if (counts_choices(q.kind) && ((q.least && *q.least < 0) || (q.most && *q.most < 1)))
      wrong(q.code, _("En la pregunta {1}, se elige al menos una opción.").arg(q.code));
    if (q.kind == Kind::scale && (!q.least || !q.most || *q.least < 0 || *q.most - *q.least < 1 || *q.most - *q.least > 10))
      wrong(q.code, _("La escala {1} va de un número entero a otro mayor, con once pasos a lo más.").arg(q.code));
    if (q.kind == Kind::text && q.most && (*q.most < 1 || *q.most > most_text))
      wrong(q.code, _("El texto {1} admite entre 1 y {2} caracteres.").arg(q.code).arg(most_text));
    if (q.kind == Kind::money && !Currency::parse(q.currency)) wrong(q.code, _("La pregunta {1} no dice su moneda.").arg(q.code));
  }

  void conditions(const Question& q) {
    if (q.conditions.size() > most_conditions)
      wrong(q.code, _("La pregunta {1} tiene {2} condiciones; el máximo es {3}.")
                        .arg(q.code)
                        .arg(static_cast<std::int64_t>(q.conditions.size()))
                        .arg(static_cast<std::int64_t>(most_conditions)));
    for (const auto& condition : q.conditions) {
      const auto* on = form.find(condition.question);
      if (on == nullptr || !on->is_asked())
        wrong(q.code, _("La pregunta {1} depende de «{2}», que no existe.").arg(q.code).arg(condition.question));
      else if (!condition.option.empty() && !offers(*on, condition.option))
        wrong(q.code, _("La pregunta {1} depende de la opción «{2}», que la pregunta {3} no tiene.")
                          .arg(q.code)
                          .arg(condition.option)
                          .arg(condition.question));
    }
  }
  /// Nodes and organisations are not known here.
  static bool offers(const Question& on, const std::string& option) {
    if (on.kind == Kind::sdg || on.kind == Kind::organization) return true;
    if (on.kind == Kind::scale) return on.least && on.most && is_step(on, option);
    return on.option(option) != nullptr || (on.other == Other::text && option == other_code);
  }
  static bool is_step(const Question& on, const std::string& option) {
    for (auto step = *on.least; step <= *on.most; ++step)
      if (std::to_string(step) == option) return true;
    return false;
  }

  /// Every question that leads back to itself, or waits for one that comes after it: respondents go from the first to the last.
  void rings() {
    std::set<std::string_view> passed;
    for (const auto* q : form.questions()) {
      std::set<std::string> seen;
      if (leads_to(*q, q->code, seen))
        wrong(q->code, _("La pregunta {1} depende de sí misma.").arg(q->code));
      else
        for (const auto& condition : q->conditions)
          if (!passed.contains(condition.question) && form.find(condition.question) != nullptr)
            wrong(q->code,
                  _("La pregunta {1} depende de la pregunta {2}, que viene después.").arg(q->code).arg(condition.question));
      passed.insert(q->code);
    }
  }
  bool leads_to(const Question& from, const std::string& code, std::set<std::string>& seen) const {
    for (const auto& condition : from.conditions) {
      if (condition.question == code) return true;
      const auto* on = form.find(condition.question);
      if (on != nullptr && seen.insert(on->code).second && leads_to(*on, code, seen)) return true;
    }
    return false;
  }

  void question(const Question& q) {
    if (!is_code(q.code)) wrong(q.code, _("«{1}» no sirve de código: letras minúsculas, cifras y guion bajo.").arg(q.code));
    if (q.text.es.empty()) wrong(q.code, _("La pregunta {1} no tiene texto.").arg(q.code));
    if (is_longer(q.text, most_question_text) || is_longer(q.hint, most_question_text))
      wrong(q.code, _("El texto o la ayuda de la pregunta {1} pasa de {2} caracteres.")
                        .arg(q.code)
                        .arg(static_cast<std::int64_t>(most_question_text)));
    if (has_options(q.kind)) {
      choices(q, q.options);
      if (q.options.empty()) wrong(q.code, _("La pregunta {1} no tiene opciones.").arg(q.code));
    }
    if (q.kind == Kind::matrix) matrix(q);
    limits(q);
    conditions(q);
  }
};

}  // namespace

std::string_view to_text(Kind kind) { return word_of(kinds, kind); }
bool from_text(std::string_view text, Kind& kind) { return read_word(kinds, text, kind); }
std::string_view to_text(Need need) { return word_of(needs, need); }
bool from_text(std::string_view text, Need& need) { return read_word(needs, text, need); }
std::string_view to_text(Other other) { return word_of(others, other); }
bool from_text(std::string_view text, Other& other) { return read_word(others, text, other); }
std::string_view to_text(OptionOrder order) { return word_of(orders, order); }
bool from_text(std::string_view text, OptionOrder& order) { return read_word(orders, text, order); }
std::string_view to_text(ConditionTest test) { return word_of(tests, test); }
bool from_text(std::string_view text, ConditionTest& test) { return read_word(tests, text, test); }

const Choice* Question::option(std::string_view option_code) const {
  const auto found = std::find_if(options.begin(), options.end(), [&](const Choice& c) { return c.code == option_code; });
  return found == options.end() ? nullptr : &*found;
}

const Choice* Question::row(std::string_view row_code) const {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Choice& c) { return c.code == row_code; });
  return found == rows.end() ? nullptr : &*found;
}

const Question* Questionnaire::find(std::string_view code) const {
  for (const auto& section : sections)
    for (const auto& question : section.questions)
      if (question.code == code) return &question;
  return nullptr;
}

std::vector<const Question*> Questionnaire::questions() const {
  std::vector<const Question*> out;
  for (const auto& section : sections)
    for (const auto& question : section.questions) out.push_back(&question);
  return out;
}

Done check_anonymous(const Questionnaire& form) {
  auto error = Error::invalid(_("Así no puede ser anónima."));
  for (const auto* q : form.questions())
    if (q->kind == Kind::file)
      error.fields.push_back({q->code, _("La pregunta {1} pide un archivo: su nombre, su contenido y los datos que los programas "
                                         "escriben en él dicen de quién es. Quítela, o pregunte con nombre.")
                                           .arg(q->code)});
  if (!error.fields.empty()) return fail(std::move(error));
  return {};
}

Done check(const Questionnaire& form) {
  Checker checker{form};
  const auto all = form.questions();
  if (std::none_of(all.begin(), all.end(), [](const Question* q) { return q->is_asked(); }))
    checker.wrong("", _("El cuestionario no pregunta nada."));
  if (form.sections.size() > most_sections || all.size() > most_questions)
    checker.wrong("", _("Un cuestionario tiene a lo más {1} secciones y {2} preguntas.")
                          .arg(static_cast<std::int64_t>(most_sections))
                          .arg(static_cast<std::int64_t>(most_questions)));
  for (const auto& section : form.sections)
    if (is_longer(section.title, most_title) || is_longer(section.intro, most_text))
      checker.wrong("", _("El título de una sección pasa de {1} caracteres, o su presentación de {2}.")
                            .arg(static_cast<std::int64_t>(most_title))
                            .arg(most_text));
  std::set<std::string_view> seen;
  for (const auto* question : all) {
    if (!seen.insert(question->code).second)
      checker.wrong(question->code, _("La pregunta {1} está dos veces.").arg(question->code));
    checker.question(*question);
  }
  checker.rings();
  if (!checker.error.fields.empty()) return fail(std::move(checker.error));
  return {};
}

std::vector<Choice> in_order(const Question& question, std::int64_t seed) {
  auto out = question.options;
  if (question.order == OptionOrder::written) return out;
  // A mixing of our own: the order must be the same on every machine and in every version of the library.
  auto state = static_cast<std::uint64_t>(seed);
  for (const char c : question.code) state = (state ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  const auto next = [&] {
    state += 0x9E3779B97F4A7C15ULL;
    auto z = state;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  };
  for (std::size_t i = out.size(); i > 1; --i) std::swap(out[i - 1], out[next() % i]);
  return out;
}

}  // namespace alianza::surveys
