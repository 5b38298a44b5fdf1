#include "features/priorities/priorities.h"

#include <array>

#include "features/frameworks/frameworks.h"
#include "platform/base/typed.h"
#include "platform/base/words.h"

namespace alianza::priorities {
namespace {

constexpr std::array<std::string_view, 4> states{"planned", "running", "finished", "stopped"};

constexpr std::size_t most_words = 1000;
constexpr std::size_t most_source = 300;

void need(Error& error, const char* field, const std::string& value, Message missing) {
  for (const auto& wrong : error.fields)
    if (wrong.field == field) return;
  if (value.empty()) error.fields.push_back({field, std::move(missing)});
}

Goals parse_goals(Error& error, const std::vector<std::string>& typed) {
  Goals goals;
  for (const auto& one : typed) {
    const auto goal = whole_number(trim(one));
    if (!goal || *goal < 1 || *goal > goal_count) {
      error.fields.push_back({"goals", _("Elija ODS del 1 al 17.")});
      return goals;
    }
    goals.add(*goal);
  }
  return goals;
}

std::optional<Date> parse_past_day(Error& error, const char* field, std::string_view typed, Date today) {
  const auto day = Date::parse(trim(typed));
  if (!day)
    error.fields.push_back({field, _("Escriba una fecha como 2026-03-31.")});
  else if (*day > today)
    error.fields.push_back({field, _("Escriba hoy o una fecha anterior.")});
  else
    return day;
  return std::nullopt;
}

Error revise() { return Error::invalid(_("Revise los datos marcados.")); }

}  // namespace

std::vector<int> Goals::list() const {
  std::vector<int> out;
  for (int goal = 1; goal <= goal_count; ++goal)
    if (has(goal)) out.push_back(goal);
  return out;
}

Message weight_label(int weight) {
  switch (weight) {
    case 1: return _("1, de contexto");
    case 2: return _("2, menor");
    case 3: return _("3, media");
    case 4: return _("4, alta");
    default: return _("5, central");
  }
}

Result<PriorityTerms> parse(const PriorityInput& input, Date today) {
  auto error = revise();
  PriorityTerms out;
  out.goals = parse_goals(error, input.goals);
  const auto weight = whole_number(trim(input.weight));
  if (weight && *weight >= least_weight && *weight <= most_weight)
    out.weight = *weight;
  else
    error.fields.push_back({"weight", _("Elija un peso de 1 a 5.")});
  take(error, "reason", parse_text(input.reason, most_words, Lines::many), out.reason);
  need(error, "reason", out.reason, _("Escriba por qué es prioridad."));
  take(error, "source", parse_text(input.source, most_source), out.source);
  need(error, "source", out.source, _("Escriba de dónde viene: un programa, un oficio, una sesión."));
  if (const auto day = parse_past_day(error, "since", input.since, today)) out.since = *day;
  if (!error.fields.empty()) return fail(std::move(error));
  return out;
}

std::optional<EditionName> parse_edition(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == text.size()) return std::nullopt;
  return EditionName{std::string(text.substr(0, slash)), std::string(text.substr(slash + 1))};
}

std::string theme_of(std::string_view code) {
  const auto first = code.find('.');
  const auto second = first == std::string_view::npos ? first : code.find('.', first + 1);
  const auto theme = code.substr(0, second);
  return goal_of_theme(theme) == 0 ? std::string() : std::string(theme);
}

int goal_of_theme(std::string_view theme) {
  const auto dot = theme.find('.');
  const auto goal = frameworks::goal_of("sdg", theme);
  if (goal == 0 || dot == std::string_view::npos) return goal;
  const auto rest = theme.substr(dot + 1);
  const auto is_part = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); };
  if (rest.empty() || rest.size() > 2) return 0;
  for (const char c : rest)
    if (!is_part(c)) return 0;
  return goal;
}

std::string_view to_text(InitiativeState state) { return word_of(states, state); }
bool from_text(std::string_view text, InitiativeState& state) { return read_word(states, text, state); }
Message label(InitiativeState state) {
  switch (state) {
    case InitiativeState::planned: return _("Prevista");
    case InitiativeState::running: return _("En marcha");
    case InitiativeState::finished: return _("Concluida");
    case InitiativeState::stopped: return _("Detenida");
  }
  return {};
}
bool is_under_way(InitiativeState state) { return state == InitiativeState::planned || state == InitiativeState::running; }

Result<Initiative> parse(const InitiativeInput& input) {
  auto error = revise();
  Initiative i;
  take(error, "title", parse_text(input.title, 200), i.title);
  need(error, "title", i.title, _("Escriba qué se hace."));
  if (const auto typed = trim(input.organization); !typed.empty()) {
    if (const auto id = OrganizationId::parse(typed))
      i.organization = *id;
    else
      error.fields.push_back({"organization", _("Elija una organización de la lista.")});
  }
  i.goals = parse_goals(error, input.goals);
  if (error.fields.empty() && i.goals.empty()) error.fields.push_back({"goals", _("Elija al menos un ODS.")});
  if (!from_text(input.state, i.state)) error.fields.push_back({"state", _("Elija un estado de la lista.")});
  take(error, "source", parse_text(input.source, most_source), i.source);
  need(error, "source", i.source, _("Escriba de dónde se sabe."));
  if (!error.fields.empty()) return fail(std::move(error));
  i.version = whole_number(trim(input.version)).value_or(0);
  return i;
}

InitiativeInput as_input(const Initiative& i) {
  InitiativeInput out;
  out.title = i.title;
  out.organization = i.organization ? i.organization.text() : "";
  for (const int goal : i.goals.list()) out.goals.push_back(std::to_string(goal));
  out.state = to_text(i.state);
  out.source = i.source;
  out.version = std::to_string(i.version);
  return out;
}

std::optional<int> parse_least(std::string_view typed) {
  const auto least = whole_number(trim(typed));
  return least && *least >= 1 && *least <= most_least ? least : std::nullopt;
}

Result<Rule> parse(const RuleInput& input) {
  auto error = revise();
  Rule rule;
  if (const auto typed = trim(input.survey); !typed.empty()) {
    if (const auto id = SurveyId::parse(typed))
      rule.survey = *id;
    else
      error.fields.push_back({"survey", _("Elija una encuesta de la lista.")});
  }
  if (const auto least = parse_least(input.least))
    rule.least = *least;
  else
    error.fields.push_back({"least", _("Escriba de 1 a 99 organizaciones.")});
  if (!error.fields.empty()) return fail(std::move(error));
  return rule;
}

Result<Record> parse_record(const FoundingInput& input, Date today) {
  auto error = revise();
  Record r;
  if (const auto typed = trim(input.agreement); !typed.empty()) {
    const auto id = AgreementId::parse(typed);
    if (!id) return fail(Error::field("agreement", _("Elija un acuerdo de la lista.")));
    r.agreement = *id;
    if (!trim(input.consensus).empty()) return fail(Error::field("consensus", _("Elija el acuerdo o el consenso, no los dos.")));
    return r;
  }
  if (const auto typed = trim(input.consensus); !typed.empty()) {
    const auto id = results::ConsensusId::parse(typed);
    if (!id) return fail(Error::field("consensus", _("Elija un consenso de la lista.")));
    r.consensus = *id;
    return r;
  }
  take(error, "record_text", parse_text(input.record_text, most_record, Lines::many), r.text);
  need(error, "record_text", r.text, _("Elija el acuerdo o el consenso, o escríbalo tal como quedó registrado."));
  if (const auto day = parse_past_day(error, "record_on", input.record_on, today)) r.on = *day;
  take(error, "record_source", parse_text(input.record_source, most_source), r.source);
  need(error, "record_source", r.source, _("Escriba dónde consta: un acta, un comunicado, un documento."));
  if (!error.fields.empty()) return fail(std::move(error));
  return r;
}

}  // namespace alianza::priorities
