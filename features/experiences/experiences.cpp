#include "features/experiences/experiences.h"

#include <algorithm>
#include <array>

#include "features/organizations/organizations.h"
#include "platform/base/typed.h"
#include "platform/base/words.h"

namespace alianza::experiences {
namespace {

constexpr std::array<std::string_view, 3> states{"proposed", "published", "withdrawn"};
constexpr std::array<std::string_view, 3> confidentialities{"everyone", "members", "office"};
constexpr std::size_t long_text = 4000;

void parse_texts(Error& error, const Input& input, Experience& e) {
  take(error, "title_es", parse_text(input.title_es, 200), e.title.es);
  take(error, "title_en", parse_text(input.title_en, 200), e.title.en);
  take(error, "problem_es", parse_text(input.problem_es, long_text, Lines::many), e.problem.es);
  take(error, "problem_en", parse_text(input.problem_en, long_text, Lines::many), e.problem.en);
  take(error, "done_es", parse_text(input.done_es, long_text, Lines::many), e.done.es);
  take(error, "done_en", parse_text(input.done_en, long_text, Lines::many), e.done.en);
  take(error, "result_es", parse_text(input.result_es, long_text, Lines::many), e.result.es);
  take(error, "result_en", parse_text(input.result_en, long_text, Lines::many), e.result.en);
  take(error, "noun_es", parse_text(input.noun_es, 120), e.noun.es);
  take(error, "noun_en", parse_text(input.noun_en, 120), e.noun.en);
  take(error, "source", parse_text(input.source, 400, Lines::many), e.source);
  take(error, "lessons_es", parse_text(input.lessons_es, long_text, Lines::many), e.lessons.es);
  take(error, "lessons_en", parse_text(input.lessons_en, long_text, Lines::many), e.lessons.en);
  const std::pair<const char*, const std::string*> needed[] = {{"title_es", &input.title_es},
                                                               {"problem_es", &input.problem_es},
                                                               {"done_es", &input.done_es},
                                                               {"result_es", &input.result_es}};
  for (const auto& [field, typed] : needed)
    if (trim(*typed).empty()) error.fields.push_back({field, _("Escriba este dato.")});
}

/// A figure says what it counts and where it comes from.
void parse_figure(Error& error, const Input& input, Experience& e) {
  if (!from_text(input.qualifier, e.qualifier)) error.fields.push_back({"qualifier", _("Elija un calificativo de la lista.")});
  const auto typed = trim(input.value);
  if (typed.empty()) return;
  e.value = whole_number<std::int64_t>(typed);
  if (!e.value || *e.value < 0) {
    error.fields.push_back({"value", _("Escriba un número entero, por ejemplo 7500.")});
    return;
  }
  if (trim(input.noun_es).empty()) error.fields.push_back({"noun_es", _("Escriba qué cuenta la cifra: hogares, horas…")});
  if (trim(input.source).empty()) error.fields.push_back({"source", _("Escriba de dónde viene la cifra.")});
}

void parse_goals(Error& error, const Input& input, Experience& e) {
  for (const auto& typed : input.sdgs) {
    const auto goal = whole_number(trim(typed));
    if (!goal || *goal < 1 || *goal > 17) {
      error.fields.push_back({"sdgs", _("Elija ODS del 1 al 17.")});
      return;
    }
    e.sdgs.push_back(*goal);
  }
  std::sort(e.sdgs.begin(), e.sdgs.end());
  e.sdgs.erase(std::unique(e.sdgs.begin(), e.sdgs.end()), e.sdgs.end());
  if (e.sdgs.empty()) error.fields.push_back({"sdgs", _("Elija al menos un ODS.")});
}

}  // namespace

std::string_view to_text(State state) { return word_of(states, state); }
bool from_text(std::string_view text, State& state) { return read_word(states, text, state); }
std::string_view to_text(Confidentiality c) { return word_of(confidentialities, c); }
bool from_text(std::string_view text, Confidentiality& c) { return read_word(confidentialities, text, c); }

Message label(State state) {
  switch (state) {
    case State::proposed: return _("Propuesta");
    case State::published: return _("Publicada");
    case State::withdrawn: return _("Retirada");
  }
  return {};
}

Message label(Confidentiality c) {
  switch (c) {
    case Confidentiality::everyone: return _("Pública");
    case Confidentiality::members: return _("Para integrantes de la alianza");
    case Confidentiality::office: return _("Para la institución y la organización");
  }
  return {};
}

bool matches(const Filter& f, const Experience& e) {
  if (f.sdg != 0 && std::find(e.sdgs.begin(), e.sdgs.end(), f.sdg) == e.sdgs.end()) return false;
  if (!f.sector.empty() && f.sector != e.sector) return false;
  return !f.committee || f.committee == e.committee;
}

Result<Experience> parse(const Input& input) {
  Experience e;
  Error error = Error::invalid(_("Revise los datos marcados."));
  parse_texts(error, input, e);
  parse_figure(error, input, e);
  parse_goals(error, input, e);
  e.sector = trim(input.sector);
  if (!e.sector.empty() && organizations::sectors().find(e.sector) == nullptr)
    error.fields.push_back({"sector", _("Elija un sector de la lista.")});
  if (!from_text(input.confidentiality, e.confidentiality))
    error.fields.push_back({"confidentiality", _("Elija quién puede leerla.")});
  e.version = whole_number(trim(input.version)).value_or(1);
  if (!error.fields.empty()) return fail(std::move(error));
  return e;
}

Input as_input(const Experience& e, const std::string& organization_name) {
  Input i;
  i.organization = organization_name;
  i.committee = e.committee ? e.committee.text() : "";
  i.sector = e.sector;
  for (const int goal : e.sdgs) i.sdgs.push_back(std::to_string(goal));
  i.title_es = e.title.es, i.title_en = e.title.en;
  i.problem_es = e.problem.es, i.problem_en = e.problem.en;
  i.done_es = e.done.es, i.done_en = e.done.en;
  i.result_es = e.result.es, i.result_en = e.result.en;
  i.value = e.value ? std::to_string(*e.value) : "";
  i.qualifier = meetings::to_text(e.qualifier);
  i.noun_es = e.noun.es, i.noun_en = e.noun.en;
  i.source = e.source;
  i.lessons_es = e.lessons.es, i.lessons_en = e.lessons.en;
  i.confidentiality = to_text(e.confidentiality);
  i.version = std::to_string(e.version);
  return i;
}

}  // namespace alianza::experiences
