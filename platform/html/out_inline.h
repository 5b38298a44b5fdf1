#pragma once
// The templates of out.h: which type is written how.
#include "platform/html/out.h"
#include "platform/i18n/format.h"

namespace alianza::html {

template <class T>
inline constexpr bool never = false;

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_in_language : std::false_type {};
template <class F>
struct is_in_language<InLanguage<F>> : std::true_type {};

template <Out::Place place, class T>
void Out::show(const T& value) {
  if constexpr (std::same_as<T, bool>) {
    static_assert(never<T>, "a yes or no needs words: write {% if %}");
  } else if constexpr (std::same_as<T, char>) {
    static_assert(never<T>, "a single char is not text");
  } else if constexpr (std::floating_point<T>) {
    static_assert(never<T>, "say how many digits: use the formats of platform/i18n");
  } else if constexpr (std::convertible_to<const T&, std::string_view>) {
    escaped<place>(std::string_view(value));
  } else if constexpr (std::integral<T>) {
    whole_number(static_cast<std::int64_t>(value));
  } else if constexpr (std::same_as<T, Safe>) {
    static_assert(place == Place::text, "Safe is markup; an attribute takes text");
    if constexpr (place == Place::text) text_ += value.markup();
  } else if constexpr (std::same_as<T, Message>) {
    message(value, place);
  } else if constexpr (std::same_as<T, LocalizedText>) {
    localized<place>(value);
  } else if constexpr (std::same_as<T, Words>) {
    value.visit([this](const auto& v) { show<place>(v); });
  } else if constexpr (std::same_as<T, Date>) {
    escaped<place>(i18n::short_date(lang_, value));
  } else if constexpr (std::same_as<T, Money>) {
    escaped<place>(i18n::money(lang_, value));
  } else if constexpr (is_in_language<T>::value) {
    escaped<place>(value.write(lang_));
  } else if constexpr (is_optional<T>::value) {
    if (value) show<place>(*value);
  } else {
    static_assert(never<T>, "this type has no text of its own: give its name, a date format, .text()...");
  }
}

template <Out::Place place>
void Out::localized(const LocalizedText& value) {
  const auto given = value.given(lang_);
  if (place == Place::attribute || given == lang_ || value.empty()) return escaped<place>(value.in(lang_));
  text_ += given == Lang::es ? "<span lang=\"es\">" : "<span lang=\"en\">";
  escaped<place>(value.in(lang_));
  text_ += "</span>";
}

template <class T>
void Out::url(const T& value) {
  if constexpr (std::same_as<T, http::Url>) {
    address(value, lang_);
  } else if constexpr (std::same_as<T, UrlInLanguage>) {
    address(value.url, value.lang);
  } else if constexpr (std::same_as<T, UrlBelow>) {
    address_below(value.above, value.piece);
  } else {
    static_assert(never<T>, "an address takes a http::Url, not text");
  }
}

template <Out::Place place, class... A>
void Out::fill(std::string_view pattern, const A&... args) {
  if constexpr (sizeof...(A) == 0) {
    escaped<place>(pattern);
  } else {
    const std::array<Arg, sizeof...(A)> list = {
        Arg{static_cast<const void*>(&args), [](Out& out, const void* v) { out.show<place>(*static_cast<const A*>(v)); }}...};
    fill_places(pattern, list.data(), list.size(), place);
  }
}

/// What {{? value }} asks before it writes an attribute.
template <class T>
bool is_given(const T& value) {
  if constexpr (is_optional<T>::value)
    return value.has_value();
  else
    return !value.empty();
}
template <class T>
const auto& given(const T& value) {
  if constexpr (is_optional<T>::value)
    return *value;
  else
    return value;
}

}  // namespace alianza::html
