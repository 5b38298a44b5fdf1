#include "features/surveys/designer.h"

#include <sstream>

#include "platform/i18n/i18n.h"

// How questions, limits and conditions are told.
namespace alianza::surveys {

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
    case Kind::file: return _("Archivo");
    case Kind::note: return _("Nota, sin respuesta");
  }
  return {};
}

const std::vector<Kind>& kinds_offered() {
  static const std::vector<Kind> all{Kind::one,          Kind::many,   Kind::ranking, Kind::scale, Kind::matrix,
                                     Kind::text,         Kind::number, Kind::money,   Kind::date,  Kind::sdg,
                                     Kind::organization, Kind::file,   Kind::note};
  return all;
}

Message limits_in_words(const Question& q) {
  if ((!q.least && !q.most) || measure_of(q.kind) == Measure::none) return {};
  const auto typed = as_input(q);
  const auto& least = typed.least;
  const auto& most = typed.most;
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
  const auto typed = as_input(q);
  for (const auto* lines : {&typed.rows, &typed.options}) {
    std::istringstream in(*lines);
    for (std::string line; std::getline(in, line);) add(line);
  }
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

}  // namespace alianza::surveys
