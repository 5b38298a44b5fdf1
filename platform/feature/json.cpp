#include "platform/feature/json.h"

namespace alianza::feature {
namespace {

std::string as_text(const boost::json::value& value) {
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_null() || value.is_structured()) return {};
  return boost::json::serialize(value);
}

}  // namespace

Result<JsonFields> JsonFields::read(const http::Request& request) {
  auto value = TRY(http::parse_json(request));
  if (!value.is_object()) return fail(Error::invalid(_("El cuerpo debe ser un objeto JSON.")));
  JsonFields fields;
  fields.object_ = std::move(value.as_object());
  return fields;
}

const boost::json::value* JsonFields::find(std::string_view path) const {
  const auto* object = &object_;
  for (;;) {
    const auto point = path.find('.');
    const auto* value = object->if_contains(path.substr(0, point));
    if (value == nullptr || point == std::string_view::npos) return value;
    if (!value->is_object()) return nullptr;
    object = &value->as_object();
    path.remove_prefix(point + 1);
  }
}

std::string JsonFields::get(std::string_view path) const {
  const auto* value = find(path);
  return value == nullptr ? std::string() : as_text(*value);
}

std::vector<std::string> JsonFields::list(std::string_view path) const {
  std::vector<std::string> out;
  if (const auto* value = find(path); value != nullptr && value->is_array())
    for (const auto& item : value->as_array()) out.push_back(as_text(item));
  return out;
}

std::string JsonFields::lines(std::string_view path) const {
  std::string out;
  for (const auto& item : list(path)) out += (out.empty() ? "" : "\n") + item;
  return out;
}

}  // namespace alianza::feature
