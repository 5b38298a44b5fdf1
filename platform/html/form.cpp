#include "platform/html/form.h"

#include <algorithm>

namespace alianza::html {
namespace {

template <class Visit>
void each_field(std::vector<FieldSet>& parts, const Visit& visit) {
  for (auto& part : parts)
    for (auto& field : part.fields) visit(field);
}

bool is_localized(const Field& f) { return f.control == Control::localized || f.control == Control::localized_area; }

http::Url target_of(const Field& field, const std::string& name) {
  const bool part = is_localized(field) && name != field.name;
  return http::Url::on_this_page(part ? field.id_prefix + name : is_localized(field) ? field.id() + "_es" : field.id());
}

void keep(Field& field, const http::Fields& typed) {
  if (field.control == Control::password || field.control == Control::file || field.control == Control::shown) return;
  field.value = typed.get(is_localized(field) ? field.name + "_es" : field.name);
  if (is_localized(field)) field.value_en = typed.get(field.name + "_en");
  if (field.control == Control::checks || field.control == Control::sdgs) field.values = typed.all(field.name);
}

}  // namespace

bool Form::has_files() const {
  return std::any_of(parts.begin(), parts.end(), [](const FieldSet& part) {
    return std::any_of(part.fields.begin(), part.fields.end(), [](const Field& f) { return f.control == Control::file; });
  });
}

Field& Form::field(const std::string& name) {
  for (auto& part : parts)
    for (auto& f : part.fields)
      if (f.name == name) return f;
  throw Impossible("a form has no field of this name");
}

void Form::show_error(const Error& error) {
  errors.items.clear();
  std::vector<bool> placed(error.fields.size(), false);
  each_field(parts, [&](Field& f) {
    for (std::size_t i = 0; i < error.fields.size(); ++i) {
      const auto& e = error.fields[i];
      const bool english = is_localized(f) && e.field == f.name + "_en";
      if (e.field != f.name && !english && !(is_localized(f) && e.field == f.name + "_es")) continue;
      (english ? f.error_en : f.error) = Words(e.message);
      errors.items.push_back({f.label, e.message, target_of(f, e.field)});
      placed[i] = true;
    }
  });
  for (std::size_t i = 0; i < error.fields.size(); ++i)
    if (!placed[i]) errors.items.push_back({{}, error.fields[i].message, http::Url::on_this_page("main")});
  const auto n = static_cast<std::int64_t>(errors.items.size());
  errors.title =
      n == 0 ? Words(error.message) : Words(N_("Revise {1} dato para poder guardar", "Revise {1} datos para poder guardar", n));
}

void Form::keep_typed(const http::Fields& typed) {
  each_field(parts, [&](Field& f) { keep(f, typed); });
}

}  // namespace alianza::html
