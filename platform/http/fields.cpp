#include "platform/http/fields.h"

namespace alianza::http {

const std::string& Fields::get(std::string_view name) const {
  static const std::string none;
  for (const auto& field : fields_)
    if (field.name == name) return field.value;
  return none;
}

std::vector<std::string> Fields::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& field : fields_)
    if (field.name == name) values.push_back(field.value);
  return values;
}

bool Fields::has(std::string_view name) const {
  for (const auto& field : fields_)
    if (field.name == name) return true;
  return false;
}

const UploadedFile* Form::file(std::string_view field) const {
  for (const auto& file : files_)
    if (file.field == field) return &file;
  return nullptr;
}

}  // namespace alianza::http
