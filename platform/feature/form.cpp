#include "platform/feature/form.h"

#include <algorithm>

namespace alianza::feature::views {
namespace {

bool chooses(const std::vector<std::string>& values, const Choice& choice) { return std::find(values.begin(), values.end(), choice.value) != values.end(); }

void keep_field(Field& field, const http::Form& typed) {
  if (field.is(Kind::password) || field.is(Kind::file) || field.is(Kind::fixed)) return;
  const auto values = typed.all(field.name);
  for (auto& choice : field.choices) choice.chosen = chooses(values, choice);
  if (field.choices.empty() || !values.empty()) field.value = values.empty() ? std::string() : values.front();
}

}  // namespace

const char* Field::input_type() const {
  switch (kind) {
    case Kind::email: return "email";
    case Kind::tel: return "tel";
    case Kind::url: return "url";
    case Kind::search: return "search";
    case Kind::number: return "number";
    case Kind::date: return "date";
    case Kind::time: return "time";
    case Kind::password: return "password";
    case Kind::file: return "file";
    case Kind::color: return "color";
    default: return "text";
  }
}

bool Field::is_input() const { return kind < Kind::textarea && kind != Kind::hidden; }

Field* Form::find(std::string_view name) {
  for (auto& group : groups)
    for (auto& field : group.fields)
      if (field.name == name) return &field;
  return nullptr;
}

void Form::keep(const http::Form& typed) {
  for (auto& group : groups)
    for (auto& field : group.fields) keep_field(field, typed);
}

void Form::mark(const Error& error) {
  errors.message = error.message;
  for (const auto& wrong : error.fields) {
    auto* field = find(wrong.field);
    errors.lines.push_back({http::Url::on_this_page(wrong.field), field == nullptr ? Message() : field->label, wrong.message});
    // The first sentence at a field is the one that helps; a second would only pile up.
    if (field != nullptr && field->error.empty()) field->error = wrong.message;
  }
}

}  // namespace alianza::feature::views
