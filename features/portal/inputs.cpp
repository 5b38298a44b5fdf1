// What the secretariat types, checked: facts and findings.

#include "features/portal/portal.h"
#include "platform/base/typed.h"

namespace alianza::portal {
namespace {

constexpr std::size_t title_limit = 160;
constexpr std::size_t text_limit = 1000;
constexpr std::int64_t value_limit = 1'000'000'000;

/// Collects what is wrong, field by field, so that the form tells everything at once.
class Checker {
 public:
  void text(const char* field, const std::string& raw, std::size_t limit, std::string& into, Lines lines = Lines::one) {
    auto read = parse_text(raw, limit, lines);
    if (read)
      into = std::move(*read);
    else
      wrong(field, read.error().message);
  }
  void pair(const char* es, const char* en, const std::string& raw_es, const std::string& raw_en, LocalizedText& into,
            std::size_t limit = title_limit, Lines lines = Lines::one) {
    text(es, raw_es, limit, into.es, lines);
    text(en, raw_en, limit, into.en, lines);
  }
  void wrong(std::string field, Message why) { error_.fields.push_back({std::move(field), std::move(why)}); }
  void take(Error error) {
    for (auto& field : error.fields) error_.fields.push_back(std::move(field));
  }
  bool clean() const { return error_.fields.empty(); }
  Error error() { return std::move(error_); }

 private:
  Error error_ = Error::invalid(_("Revise los datos marcados."));
};

void check_source(Checker& check, const std::string& es, const std::string& en, const std::string& fact, Source& into) {
  check.pair("chapter_es", "chapter_en", es, en, into.chapter);
  check.text("fact", fact, 60, into.fact);
}

/// The one figure of the form: nothing, or a number with its noun.
void check_figure(Checker& check, const EventInput& input, Event& event) {
  const auto typed = trim(input.value);
  Figure figure;
  check.pair("noun_es", "noun_en", input.noun_es, input.noun_en, figure.noun);
  check.pair("rule_es", "rule_en", input.rule_es, input.rule_en, figure.rule, 300);
  if (typed.empty()) {
    const bool told = !(figure.noun.es + figure.noun.en + figure.rule.es + figure.rule.en).empty();
    if (told) check.wrong("value", _("Escriba la cifra, o borre lo que cuenta y cómo se obtuvo."));
    return;
  }
  const auto value = whole_number<std::int64_t>(typed);
  if (!value || *value < 0 || *value > value_limit)
    check.wrong("value", _("Escriba un número entero, sin comas ni signos."));
  else
    figure.value = *value;
  if (!meetings::from_text(input.qualifier, figure.qualifier))
    check.wrong("qualifier", _("Elija si la cifra es exacta, mínima o aproximada."));
  if (trim(input.noun_es).empty()) check.wrong("noun_es", _("Escriba qué cuenta la cifra, por ejemplo «organizaciones»."));
  event.figures.push_back(std::move(figure));
}

void check_when(Checker& check, const EventInput& input, Event& event) {
  auto when = parse_when(input.from, input.to, input.precision);
  if (!when) return check.take(when.error());
  event.when = *when;
  const auto typed = trim(input.sort_on);
  const auto after = Date::parse(typed);
  if (event.when.from) {
    event.sort_on = *event.when.from;
    // What the API tells of a dated fact may come back as it was told.
    if (!typed.empty() && (!after || *after != event.sort_on))
      check.wrong("sort_on", _("Un hecho con fecha va en su lugar por ella: borre este día."));
    return;
  }
  if (after)
    event.sort_on = *after;
  else
    check.wrong("sort_on", _("Escriba después de qué día va en la historia: no se muestra."));
}

}  // namespace

Result<Event> parse(const EventInput& input) {
  Event event;
  Checker check;
  if (!from_text(input.kind, event.kind)) check.wrong("kind", _("Elija qué clase de hecho es."));
  if (!input.stage.empty()) {
    event.stage = alliances::stage_from(input.stage);
    if (!event.stage) check.wrong("stage", _("Elija una etapa."));
  }
  check_when(check, input, event);
  check.pair("title_es", "title_en", input.title_es, input.title_en, event.title);
  if (trim(input.title_es).empty()) check.wrong("title_es", _("Escriba qué pasó, en una frase corta."));
  check.pair("text_es", "text_en", input.text_es, input.text_en, event.text, text_limit, Lines::many);
  check.pair("place_es", "place_en", input.place_es, input.place_en, event.place);
  check_source(check, input.chapter_es, input.chapter_en, input.fact, event.source);
  check_figure(check, input, event);
  event.version = whole_number(trim(input.version)).value_or(1);
  if (!check.clean()) return fail(check.error());
  return event;
}

EventInput input_of(const Event& event) {
  EventInput input;
  input.kind = to_text(event.kind);
  if (event.stage) input.stage = alliances::code(*event.stage);
  if (event.when.from) input.from = event.when.from->text();
  if (event.when.to) input.to = event.when.to->text();
  input.precision = meetings::to_text(event.when.precision);
  input.sort_on = event.sort_on.text();
  input.title_es = event.title.es, input.title_en = event.title.en;
  input.text_es = event.text.es, input.text_en = event.text.en;
  input.place_es = event.place.es, input.place_en = event.place.en;
  input.chapter_es = event.source.chapter.es, input.chapter_en = event.source.chapter.en;
  input.fact = event.source.fact;
  if (!event.figures.empty()) {
    const auto& figure = event.figures.front();
    input.value = std::to_string(figure.value);
    input.qualifier = meetings::to_text(figure.qualifier);
    input.noun_es = figure.noun.es, input.noun_en = figure.noun.en;
    input.rule_es = figure.rule.es, input.rule_en = figure.rule.en;
  }
  input.version = std::to_string(event.version);
  return input;
}

Result<Finding> parse(const FindingInput& input) {
  Finding finding;
  Checker check;
  if (!from_text(input.kind, finding.kind)) check.wrong("kind", _("Elija qué clase de hallazgo es."));
  check.pair("title_es", "title_en", input.title_es, input.title_en, finding.title);
  if (trim(input.title_es).empty()) check.wrong("title_es", _("Escriba el hallazgo en una frase corta."));
  check.pair("text_es", "text_en", input.text_es, input.text_en, finding.text, text_limit, Lines::many);
  check_source(check, input.chapter_es, input.chapter_en, input.fact, finding.source);
  finding.version = whole_number(trim(input.version)).value_or(1);
  if (!check.clean()) return fail(check.error());
  return finding;
}

FindingInput input_of(const Finding& finding) {
  FindingInput input;
  input.kind = to_text(finding.kind);
  input.title_es = finding.title.es, input.title_en = finding.title.en;
  input.text_es = finding.text.es, input.text_en = finding.text.en;
  input.chapter_es = finding.source.chapter.es, input.chapter_en = finding.source.chapter.en;
  input.fact = finding.source.fact;
  input.version = std::to_string(finding.version);
  return input;
}

}  // namespace alianza::portal
