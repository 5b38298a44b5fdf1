#pragma once
// What parse() functions of features read from typed text, and how they keep every error, so that a form shows all of them at
// once.
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "platform/base/result.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza {

/// Digits and nothing else (a minus sign before them); nothing when it does not fit.
template <class Number = int>
std::optional<Number> whole_number(std::string_view text) {
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// A day as date fields send it, or the error of that field.
inline Result<Date> parse_day(const char* field, std::string_view text) {
  if (const auto day = Date::parse(trim(text))) return *day;
  return fail(Error::field(field, _("Escriba una fecha como 2026-03-31.")));
}

/// Puts a value where it belongs, or its sentence at the field.
inline void take(Error& into, const char* field, Result<std::string> value, std::string& place) {
  if (value)
    place = std::move(*value);
  else
    into.fields.push_back({field, value.error().message});
}

}  // namespace alianza
