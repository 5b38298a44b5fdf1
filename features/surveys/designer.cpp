#include "features/surveys/designer.h"

#include <algorithm>
#include <set>

namespace alianza::surveys {
namespace {

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
    case Kind::file:
    case Kind::note: return Measure::none;
  }
  return Measure::none;
}

bool has_own_options(Kind kind) {
  return kind == Kind::one || kind == Kind::many || kind == Kind::ranking || kind == Kind::matrix;
}
bool admits_other(Kind kind) { return kind == Kind::one || kind == Kind::many; }

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
