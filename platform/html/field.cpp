#include "platform/html/field.h"

#include <algorithm>

#include "platform/base/time.h"

namespace alianza::html {

std::string Field::described_by() const {
  std::string out;
  if (!hint.empty()) out = hint_id();
  if (!error.empty()) out += (out.empty() ? "" : " ") + error_id();
  return out;
}

bool Field::is_group() const {
  return control == Control::radios || control == Control::checks || control == Control::sdgs || control == Control::localized ||
         control == Control::localized_area;
}

bool Field::is_chosen(const std::string& option) const {
  if (control == Control::checks || control == Control::sdgs)
    return std::find(values.begin(), values.end(), option) != values.end();
  return value == option;
}

std::string_view Field::input_type() const {
  switch (control) {
    case Control::email: return "email";
    case Control::telephone: return "tel";
    case Control::address: return "url";
    case Control::password: return "password";
    case Control::search: return "search";
    case Control::file: return "file";
    // What is no date comes back as it was typed, and only a text input shows it.
    case Control::date: return value.empty() || Date::parse(value) ? "date" : "text";
    case Control::date_time: return value.empty() || CivilTime::parse(value) ? "datetime-local" : "text";
    case Control::time: return value.empty() || CivilTime::parse("2000-01-01T" + value) ? "time" : "text";
    default: return "text";  // numbers too: browsers hide what is no number, input_mode gives the keyboard
  }
}

std::string Field::control_class() const {
  std::string out = control == Control::select ? "form-select" : "form-control";
  switch (width) {
    case Width::full: break;
    case Width::short_: return out + " w-short";
    case Width::mid: return out + " w-mid";
    case Width::date: return out + " w-date";
    case Width::time: return out + " w-time";
  }
  if (control == Control::date) out += " w-date";
  if (control == Control::time) out += " w-time";
  return out;
}

std::string Field::wrapper_class() const {
  if (control == Control::date) return "field w-date";
  if (control == Control::time) return "field w-time";
  return "field";
}

}  // namespace alianza::html
