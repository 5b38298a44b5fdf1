#include "features/surveys/templates.h"

#include <algorithm>
#include <boost/json.hpp>

#include "features/organizations/organizations.h"
#include "surveys_data.h"

namespace alianza::surveys {
namespace {

using boost::json::object;
using boost::json::value;

std::string word(const object& from, const char* name) {
  const auto* found = from.if_contains(name);
  return found == nullptr ? std::string() : std::string(found->as_string());
}

LocalizedText localized(const object& from, const char* name) {
  const auto* found = from.if_contains(name);
  if (found == nullptr) return {};
  return {word(found->as_object(), "es"), word(found->as_object(), "en"), Lang::es};
}

template <class E>
void enumerated(const object& from, const char* name, E& into) {
  if (const auto text = word(from, name); !text.empty()) ENSURE(from_text(text, into));
}

std::vector<Choice> choices(const object& from, const char* name) {
  std::vector<Choice> out;
  if (const auto* list = from.if_contains(name))
    for (const auto& item : list->as_array()) {
      const auto& choice = item.as_object();
      out.push_back({word(choice, "code"), {word(choice, "es"), word(choice, "en"), Lang::es}});
    }
  return out;
}

std::optional<std::int64_t> number(const object& from, const char* name) {
  const auto* found = from.if_contains(name);
  return found == nullptr ? std::nullopt : std::optional(found->as_int64());
}

Question question(const object& from) {
  Question q;
  q.code = word(from, "code");
  enumerated(from, "kind", q.kind);
  q.text = localized(from, "text");
  q.hint = localized(from, "hint");
  enumerated(from, "need", q.need);
  q.least = number(from, "least");
  q.most = number(from, "most");
  enumerated(from, "other", q.other);
  enumerated(from, "order", q.order);
  if (const auto currency = word(from, "currency"); !currency.empty()) q.currency = currency;
  q.depth = static_cast<int>(number(from, "depth").value_or(0));
  q.options = choices(from, "options");
  q.rows = choices(from, "rows");
  if (word(from, "rows_from") == "goals")
    for (const auto& goal : organizations::goals()) q.rows.push_back({goal.code, goal.name});
  if (const auto* list = from.if_contains("conditions"))
    for (const auto& item : list->as_array()) {
      Condition condition{word(item.as_object(), "question"), ConditionTest::has, word(item.as_object(), "option")};
      enumerated(item.as_object(), "test", condition.test);
      q.conditions.push_back(std::move(condition));
    }
  return q;
}

}  // namespace

Template read_template(std::string_view json) {
  const auto root = boost::json::parse(boost::json::string_view(json.data(), json.size())).as_object();
  Template out;
  out.code = word(root, "code");
  out.title = localized(root, "title");
  out.intro = localized(root, "intro");
  out.source = localized(root, "source");
  enumerated(root, "answered_by", out.answered_by);
  for (const auto& item : root.at("sections").as_array()) {
    Section section{localized(item.as_object(), "title"), localized(item.as_object(), "intro"), {}};
    for (const auto& asked : item.as_object().at("questions").as_array()) {
      section.questions.push_back(question(asked.as_object()));
      if (word(asked.as_object(), "options_from") == "committees") out.of_committees.push_back(section.questions.back().code);
    }
    out.questionnaire.sections.push_back(std::move(section));
  }
  return out;
}

const std::vector<Template>& templates() {
  static const std::vector<Template> all = [] {
    std::vector<Template> out;
    for (const auto* json : data::templates) out.push_back(read_template(json));
    return out;
  }();
  return all;
}

const Template* find_template(std::string_view code) {
  const auto found = std::find_if(templates().begin(), templates().end(), [&](const Template& t) { return t.code == code; });
  return found == templates().end() ? nullptr : &*found;
}

}  // namespace alianza::surveys
