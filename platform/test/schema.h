#pragma once
// A validator for the part of JSON Schema that the open data use; refuses a schema with words that it does not know.
#include <boost/json.hpp>

#include <set>
#include <string>

namespace alianza::test {

inline bool is_of(const boost::json::value& value, std::string_view type) {
  if (type == "null") return value.is_null();
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_int64() || value.is_uint64();
  if (type == "boolean") return value.is_bool();
  if (type == "array") return value.is_array();
  return type == "object" && value.is_object();
}

/// What in `value` is not as `schema` says; empty when all of it is.
inline std::string disagreements(const boost::json::value& schema, const boost::json::value& value, const std::string& at = "$") {
  static const std::set<std::string, std::less<>> known{"$schema", "$id",      "title",      "description",          "type",
                                                        "enum",    "required", "properties", "additionalProperties", "items"};
  std::string out;
  const auto& rules = schema.as_object();
  for (const auto& rule : rules)
    if (!known.contains(rule.key())) out += at + ": unknown word " + std::string(rule.key()) + "\n";
  if (const auto* type = rules.if_contains("type")) {
    bool fits = type->is_string() && is_of(value, type->as_string());
    if (type->is_array())
      for (const auto& one : type->as_array()) fits |= is_of(value, one.as_string());
    if (!fits) return out + at + ": wrong type " + boost::json::serialize(value) + "\n";
  }
  if (const auto* values = rules.if_contains("enum")) {
    bool found = false;
    for (const auto& one : values->as_array()) found |= one == value;
    if (!found) out += at + ": not one of its values: " + boost::json::serialize(value) + "\n";
  }
  if (value.is_object()) {
    if (const auto* required = rules.if_contains("required"))
      for (const auto& name : required->as_array())
        if (!value.as_object().contains(name.as_string())) out += at + ": misses " + std::string(name.as_string()) + "\n";
    const auto* properties = rules.if_contains("properties");
    const auto* others = rules.if_contains("additionalProperties");
    for (const auto& member : value.as_object()) {
      const auto name = at + "." + std::string(member.key());
      const auto* rule = properties != nullptr ? properties->as_object().if_contains(member.key()) : nullptr;
      if (rule != nullptr)
        out += disagreements(*rule, member.value(), name);
      else if (others != nullptr && others->is_object())
        out += disagreements(*others, member.value(), name);
      else if (others != nullptr && !others->as_bool())
        out += name + ": not in the schema\n";
    }
  }
  if (const auto* items = rules.if_contains("items"); items != nullptr && value.is_array()) {
    std::size_t i = 0;
    for (const auto& item : value.as_array()) out += disagreements(*items, item, at + "[" + std::to_string(i++) + "]");
  }
  return out;
}

}  // namespace alianza::test
