#include "platform/test/schema.h"

#include <algorithm>
#include <regex>
#include <set>

#include "platform/base/time.h"

namespace alianza::test {
namespace {

using boost::json::value;

bool is_of(const value& given, std::string_view type) {
  if (type == "null") return given.is_null();
  if (type == "string") return given.is_string();
  if (type == "integer") return given.is_int64() || given.is_uint64();
  if (type == "boolean") return given.is_bool();
  if (type == "array") return given.is_array();
  return type == "object" && given.is_object();
}

bool has_format(const std::string& text, std::string_view format) {
  if (format == "date") return Date::parse(text).has_value();
  if (format == "date-time") return Instant::parse(text).has_value();
  return true;  // "email" and the like are for people
}

class Check {
 public:
  Check(Strict strict, const value& document) : strict_(strict), document_(document) {}

  void see(const value& schema, const value& given, const std::string& at) {
    const auto& rules = schema.as_object();
    for (const auto& rule : rules)
      if (!known.contains(rule.key())) wrong(at, "unknown word " + std::string(rule.key()));
    if (const auto* ref = rules.if_contains("$ref")) return see(referred(ref->as_string()), given, at);
    if (const auto* any = rules.if_contains("anyOf")) return see_any(any->as_array(), given, at);
    if (!see_type(rules, given, at)) return;
    if (given.is_object()) see_members(rules, given.as_object(), at);
    if (const auto* items = rules.if_contains("items"); items != nullptr && given.is_array()) {
      std::size_t i = 0;
      for (const auto& item : given.as_array()) see(*items, item, at + "[" + std::to_string(i++) + "]");
    }
  }
  std::string found;

 private:
  static inline const std::set<std::string, std::less<>> known{
      "$schema", "$id",  "title", "description", "type",    "enum",   "required", "properties", "additionalProperties",
      "items",   "$ref", "anyOf", "format",      "pattern", "default"};

  void wrong(const std::string& at, const std::string& what) { found += at + ": " + what + "\n"; }

  const value& referred(std::string_view pointer) const { return document_.at_pointer(pointer.substr(1)); }

  void see_any(const boost::json::array& choices, const value& given, const std::string& at) {
    std::string all;
    for (const auto& choice : choices) {
      Check check(strict_, document_);
      check.see(choice, given, at);
      if (check.found.empty()) return;
      all += check.found;
    }
    found += all;
  }

  bool see_type(const boost::json::object& rules, const value& given, const std::string& at) {
    if (const auto* type = rules.if_contains("type")) {
      bool fits = type->is_string() && is_of(given, type->as_string());
      if (type->is_array())
        for (const auto& one : type->as_array()) fits |= is_of(given, one.as_string());
      if (!fits) return wrong(at, "wrong type " + boost::json::serialize(given)), false;
    }
    if (const auto* values = rules.if_contains("enum")) {
      const auto& all = values->as_array();
      if (std::find(all.begin(), all.end(), given) == all.end())
        wrong(at, "not one of its values: " + boost::json::serialize(given));
    }
    if (!given.is_string()) return true;
    const std::string text(given.as_string());
    if (const auto* format = rules.if_contains("format"); format != nullptr && !has_format(text, format->as_string()))
      wrong(at, "no " + std::string(format->as_string()) + ": " + text);
    if (const auto* pattern = rules.if_contains("pattern");
        pattern != nullptr && !std::regex_search(text, std::regex(std::string(pattern->as_string()))))
      wrong(at, "does not match: " + text);
    return true;
  }

  void see_members(const boost::json::object& rules, const boost::json::object& given, const std::string& at) {
    if (const auto* required = rules.if_contains("required"))
      for (const auto& name : required->as_array())
        if (!given.contains(name.as_string())) wrong(at, "misses " + std::string(name.as_string()));
    const auto* properties = rules.if_contains("properties");
    const auto* others = rules.if_contains("additionalProperties");
    for (const auto& member : given) {
      const auto name = at + "." + std::string(member.key());
      const auto* rule = properties != nullptr ? properties->as_object().if_contains(member.key()) : nullptr;
      if (rule != nullptr)
        see(*rule, member.value(), name);
      else if (others != nullptr && others->is_object())
        see(*others, member.value(), name);
      else if (others != nullptr ? !others->as_bool() : strict_ == Strict::yes)
        wrong(name, "not in the schema");
    }
  }

  Strict strict_;
  const value& document_;
};

}  // namespace

std::string disagreements(const value& schema, const value& given, Strict strict, const value& document, const std::string& at) {
  Check check(strict, document);
  check.see(schema, given, at);
  return check.found;
}

}  // namespace alianza::test
