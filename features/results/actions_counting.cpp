#include "features/results/actions_counting.h"

#include <algorithm>

#include "features/committees/actions.h"
#include "features/organizations/actions.h"
#include "features/results/classes.h"
#include "platform/i18n/i18n.h"

namespace alianza::results {
namespace {

using surveys::CountedValue;

const std::string no_sector = "none";
constexpr int a_piece = 1000;  // days are read so many at a time

LocalizedText words_in_both(const Message& message) {
  return {i18n::text(Lang::es, message), i18n::text(Lang::en, message), Lang::es};
}

/// Adds up values that come in the order of row and option: the counter is looked for once for each run.
struct Adder {
  Counts& counts;
  bool is_ranking = false;
  const std::string* row = nullptr;
  const std::string* option = nullptr;
  std::int64_t* n = nullptr;

  void add(const CountedValue& value) {
    if (value.number) counts.numbers.push_back(*value.number);
    if (value.option.empty()) return;
    if (n == nullptr || *row != value.row || *option != value.option) {
      const auto at = counts.chosen.try_emplace({value.row, value.option}, 0).first;
      row = &at->first.first;
      option = &at->first.second;
      n = &at->second;
    }
    ++*n;
    if (is_ranking) ++counts.ranks[value.option][value.place];
  }
};

/// The parts of what organisations are, in the order of a catalogue; those without anybody are left out.
struct PartsMaker {
  std::size_t size;
  std::map<std::string, Set> parts{};
  Set any = Set(size);

  void add(const std::string& code, std::size_t at) {
    parts.try_emplace(code, size).first->second.add(at);
    any.add(at);
  }
};

std::vector<Choice> type_choices() {
  std::vector<Choice> out;
  for (const auto type : organizations::organization_types())
    out.push_back({std::string(organizations::to_text(type)), words_in_both(organizations::label(type))});
  return out;
}

std::vector<Choice> sector_choices() {
  std::vector<Choice> out;
  for (const auto& sector : organizations::sectors()) out.push_back({sector.code, sector.name});
  out.push_back({no_sector, words_in_both(_("Sin sector"))});
  return out;
}

std::vector<Choice> size_choices() {
  std::vector<Choice> out;
  for (const auto one : organizations::sizes())
    out.push_back({std::string(organizations::to_text(one)), words_in_both(organizations::label(one))});
  return out;
}

}  // namespace

Counting::Counting(db::Tx& tx, const surveys::Survey& survey, Date today) : tx_(tx), survey_(survey), today_(today) {
  const auto responses = surveys::sent_responses(tx, survey);
  std::vector<ResponseId> ids;
  ids.reserve(responses.size());
  for (const auto& response : responses) ids.push_back(response.id);
  ids_ = surveys::ResponsePlaces(std::move(ids));
  versions_ = surveys::answered_versions(tx, survey, responses);
  for (std::size_t i = 0; i < responses.size(); ++i)
    of_version_.try_emplace(responses[i].version, responses.size()).first->second.add(i);
  std::vector<const Questionnaire*> others;
  for (auto at = versions_.rbegin(); at != versions_.rend(); ++at)
    if (at->first != survey.live) others.push_back(&at->second);
  form_ = merged(versions_.at(survey.live), others);
  offer_ = surveys::offer(tx, survey, form_, today);
}

Set Counting::answering(const std::string& question, const std::string& option) {
  const auto [at, is_new] = known_.try_emplace({question, option}, ids_.size());
  if (!is_new) return at->second;
  surveys::each_value(tx_, survey_, question, [&](const CountedValue& value) {
    if (!option.empty() && value.option != option) return;
    if (const auto i = place(value.response)) at->second.add(*i);
  });
  return at->second;
}

Set Counting::shown_in(surveys::VersionId version, const Question& question) {
  auto out = of_version_.at(version);
  for (const auto& condition : question.conditions) {
    const auto having = answering(condition.question, condition.option);
    if (condition.test == surveys::ConditionTest::has)
      out &= having;
    else
      out.remove(having);
  }
  return out;
}

Set Counting::shown(const Question& question) {
  Set out(ids_.size());
  for (const auto& [version, form] : versions_)
    if (const auto* asked = form.find(question.code); asked != nullptr && of_version_.contains(version))
      out |= shown_in(version, *asked);
  return out;
}

std::vector<Choice> Counting::choices(const Question& question, const Counts& counts) {
  if (question.kind != Kind::organization) return offer_.of(question);
  // Who was named may have left since.
  std::vector<OrganizationId> ids;
  for (const auto& [key, n] : counts.chosen)
    if (const auto id = OrganizationId::parse(key.second)) ids.push_back(*id);
  std::vector<Choice> out;
  for (auto& [id, name] : organizations::names(tx_, ids)) out.push_back({id.text(), {std::move(name.name), {}, Lang::es}});
  std::sort(out.begin(), out.end(), [](const Choice& a, const Choice& b) { return fold(a.label.es) < fold(b.label.es); });
  return out;
}

Table Counting::table(const Question& question) {
  Counts counts;
  Set answered(ids_.size());
  Adder adder{counts, question.kind == Kind::ranking};
  surveys::each_value(tx_, survey_, question.code, [&](const CountedValue& value) {
    const auto i = place(value.response);
    if (!i) return;
    answered.add(*i);
    adder.add(value);
  });
  counts.answered = answered.count();
  if (question.kind != Kind::organization) counts.shown = shown(question).count();
  if (question.kind == Kind::date) counts.days = surveys::days(tx_, survey_, question.code);
  if (question.kind == Kind::text || question.other == surveys::Other::text)
    counts.texts = surveys::count_written(tx_, survey_, question.code);
  const auto offered = choices(question, counts);
  return make_table(question, offered, std::move(counts));
}

std::vector<TableSection> Counting::sections() {
  std::vector<TableSection> out;
  for (const auto& section : form_.sections) {
    TableSection made{section.title, {}};
    for (const auto& question : section.questions)
      if (question.is_asked()) made.tables.push_back(table(question));
    if (!made.tables.empty()) out.push_back(std::move(made));
  }
  return out;
}

void Counting::read_organizations() {
  if (!organizations_.empty()) return;
  std::map<std::string, PartsMaker> made;
  for (const auto* of : {"type", "sector", "size", "committee"}) made.emplace(of, PartsMaker{ids_.size()});
  std::map<OrganizationId, std::vector<std::string>> committees_of;
  for (const auto& [committee, members] : committees::members_of_alliance(tx_, survey_.alliance))
    for (const auto organization : members) committees_of[organization].push_back(committee.text());
  for (const auto& from : surveys::sent_from(tx_, survey_)) {
    const auto i = place(from.id);
    if (!i) continue;
    made.at("type").add(from.type, *i);
    made.at("sector").add(from.sector.empty() ? no_sector : from.sector, *i);
    made.at("size").add(from.size, *i);
    if (const auto found = committees_of.find(from.organization); found != committees_of.end())
      for (const auto& code : found->second) made.at("committee").add(code, *i);
  }
  for (auto& [of, parts] : made) organizations_.emplace(of, Parted{std::move(parts.any), std::move(parts.parts)});
}

std::vector<Variable> Counting::organization_variables() {
  std::vector<Variable> out;
  const auto add = [&](const char* of, const Message& name) -> std::vector<Choice>& {
    return out
        .emplace_back(Variable{std::string("organization.") + of, words_in_both(name), {}, Variable::Part::organization, of, {}})
        .parts;
  };
  add("type", _("Tipo de organización")) = type_choices();
  add("sector", _("Sector")) = sector_choices();
  add("size", _("Tamaño")) = size_choices();
  auto& bodies = add("committee", _("Comité"));
  for (const auto& row : committees::of_alliance(tx_, survey_.alliance))
    bodies.push_back({row.committee.id.text(), row.committee.name});
  if (bodies.empty()) out.pop_back();
  return out;
}

std::vector<Variable> Counting::variables() {
  auto out = results::variables(form_, offer_);
  for (auto& variable : organization_variables()) out.push_back(std::move(variable));
  return out;
}

const Parted& Counting::organization_parts(const Variable& variable) {
  read_organizations();
  return organizations_.at(variable.question);
}

Parted Counting::numbers_parted(Variable& variable) {
  std::vector<std::pair<std::size_t, std::int64_t>> given;
  std::vector<std::int64_t> values;
  surveys::each_value(tx_, survey_, variable.question, [&](const CountedValue& value) {
    const auto i = place(value.response);
    if (!i || !value.number) return;
    given.emplace_back(*i, *value.number);
    values.push_back(*value.number);
  });
  const auto& question = *form_.find(variable.question);
  const auto classes = variable.part == Variable::Part::quarters ? quarter_classes(question, std::move(values))
                                                                 : round_classes(question, std::move(values));
  variable.parts = classes.parts;
  PartsMaker made{ids_.size()};
  for (const auto& [i, value] : given) made.add(classes.of(value), i);
  return {std::move(made.any), std::move(made.parts)};
}

Parted Counting::days_parted(Variable& variable) {
  const auto period = variable.part == Variable::Part::year      ? Period::year
                      : variable.part == Variable::Part::quarter ? Period::quarter
                                                                 : Period::month;
  std::map<std::string, Choice> periods;  // their codes are in the order of the calendar
  PartsMaker made{ids_.size()};
  for (ResponseId after;;) {
    const auto piece = surveys::texts(tx_, survey_, variable.question, after, a_piece);
    for (const auto& row : piece) {
      const auto i = place(row.response);
      const auto day = Date::parse(row.text);
      if (!i || !day) continue;
      auto choice = period_of(*day, period);
      made.add(choice.code, *i);
      periods.emplace(choice.code, std::move(choice));
    }
    if (piece.size() < static_cast<std::size_t>(a_piece)) break;
    after = piece.back().response;
  }
  variable.parts.clear();
  for (auto& [code, choice] : periods) variable.parts.push_back(std::move(choice));
  return {std::move(made.any), std::move(made.parts)};
}

/// By what organisations that were picked are today; one that is not found any more is left out.
Parted Counting::picked_parted(Variable& variable) {
  variable.parts = variable.of == "type" ? type_choices() : variable.of == "sector" ? sector_choices() : size_choices();
  std::map<OrganizationId, std::vector<std::size_t>> by;  // the places of who picked it
  surveys::each_value(tx_, survey_, variable.question, [&](const CountedValue& value) {
    const auto i = place(value.response);
    const auto id = OrganizationId::parse(value.option);
    if (i && id) by[*id].push_back(*i);
  });
  std::vector<OrganizationId> picked;
  for (const auto& [id, places] : by) picked.push_back(id);
  PartsMaker made{ids_.size()};
  for (const auto& [id, is] : organizations::traits(tx_, survey_.agency, picked)) {
    const auto part = variable.of == "type"     ? std::string(organizations::to_text(is.type))
                      : variable.of == "sector" ? (is.sector.empty() ? no_sector : is.sector)
                                                : std::string(organizations::to_text(is.size));
    for (const auto i : by.at(id)) made.add(part, i);
  }
  return {std::move(made.any), std::move(made.parts)};
}

void Counting::make_parts(Variable& variable) {
  if (!variable.is_of_answers() || made_.contains(variable.code)) return;
  auto parted = variable.part == Variable::Part::picked ? picked_parted(variable)
                : variable.part >= Variable::Part::year ? days_parted(variable)
                                                        : numbers_parted(variable);
  made_.emplace(variable.code, std::move(parted));
}

Parted Counting::parted(const Variable& variable) {
  if (variable.part == Variable::Part::organization) return organization_parts(variable);
  if (variable.is_of_answers()) return made_.at(variable.code);
  Parted out{Set(ids_.size()), {}};
  const auto take = [&](const std::string& part, const CountedValue& value) {
    if (variable.part == Variable::Part::first && value.place != 1) return;
    if (variable.find(part) == nullptr) return;
    const auto i = place(value.response);
    if (!i) return;
    out.any.add(*i);
    out.parts.try_emplace(part, ids_.size()).first->second.add(*i);
  };
  const auto by_option = [&](const CountedValue& value) { take(value.option, value); };
  if (variable.part == Variable::Part::column)
    for (const auto& row : variable.parts)
      surveys::each_value_of_option(tx_, survey_, variable.question, row.code, variable.of,
                                    [&](const CountedValue& value) { take(value.row, value); });
  else if (variable.part == Variable::Part::row)
    surveys::each_value_of_row(tx_, survey_, variable.question, variable.of, by_option);
  else
    surveys::each_value(tx_, survey_, variable.question, by_option);
  return out;
}

Set Counting::with(const Variable& variable, const std::string& part) {
  if (variable.part == Variable::Part::organization || variable.is_of_answers()) {
    const auto& parted = variable.is_of_answers() ? made_.at(variable.code) : organization_parts(variable);
    const auto found = parted.parts.find(part);
    return found == parted.parts.end() ? Set(ids_.size()) : found->second;
  }
  Set out(ids_.size());
  const bool first_alone = variable.part == Variable::Part::first;
  const bool is_column = variable.part == Variable::Part::column;
  surveys::each_value_of_option(tx_, survey_, variable.question, is_column ? part : variable.of, is_column ? variable.of : part,
                                [&](const CountedValue& value) {
                                  if (first_alone && value.place != 1) return;
                                  if (const auto i = place(value.response)) out.add(*i);
                                });
  return out;
}

}  // namespace alianza::results
