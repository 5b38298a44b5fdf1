#pragma once
// The words that templates may use without a prefix: {{ full_date(row.when) }}, {{ number(page.total) }}, {{ strong(row.name) }}.
// They write in the reader's language when the page is drawn.
#include <cctype>

#include "platform/html/out.h"
#include "platform/http/assets.h"
#include "platform/i18n/format.h"

namespace alianza::html::in_page {

template <class F>
InLanguage<F> in_language(F write) {
  return {std::move(write)};
}

inline auto short_date(Date d) {
  return in_language([d](Lang l) { return i18n::short_date(l, d); });
}
inline auto full_date(Date d) {
  return in_language([d](Lang l) { return i18n::full_date(l, d); });
}
/// At the beginning of a heading: «Martes 17 de marzo».
inline auto weekday_heading(Date d) {
  return in_language([d](Lang l) {
    auto words = i18n::weekday_date(l, d);
    words.front() =
        static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())));  // no weekday begins with an accent
    return words;
  });
}
inline auto month_year(Date d) {
  return in_language([d](Lang l) { return i18n::month_year(l, d); });
}
inline auto date_range(Date first, Date last) {
  return in_language([=](Lang l) { return i18n::date_range(l, first, last); });
}
inline auto relative_days(Date day, Date today) {
  return in_language([=](Lang l) { return i18n::relative_days(l, day, today); });
}
inline auto known_date(i18n::Precision p, Date first, Date last) {
  return in_language([=](Lang l) { return i18n::known_date(l, p, first, last); });
}
inline auto date_time(CivilTime t) {
  return in_language([t](Lang l) { return i18n::date_time(l, t); });
}
inline auto share(std::int64_t part, std::int64_t total) {
  return in_language([=](Lang l) { return i18n::share(l, part, total); });
}
inline auto percent(std::int64_t whole) {
  return in_language([whole](Lang l) { return i18n::percent(l, whole); });
}
inline auto figure_in_words(i18n::Qualifier q, std::int64_t n) {
  return in_language([=](Lang l) { return i18n::figure_in_words(l, q, n); });
}
/// 1,320,000
inline std::string number(std::int64_t n) { return i18n::number(n); }
/// >90 · ≥60 · ≈50
inline std::string figure(i18n::Qualifier q, std::int64_t n) { return i18n::figure(q, n); }
using html::strong;
/// The address of a style sheet, script or picture by its logical name: asset('app.css').
inline http::Url asset(std::string_view name) { return http::asset_url(name); }

/// The address of one icon of the sprite, for <use>.
inline http::Url icon_url(std::string_view name) { return http::asset_url("icons.svg").fragment(name); }
inline http::Url home_url() { return http::Url("/"); }
inline UrlInLanguage in_english(const http::Url& url) { return {url, Lang::en}; }
inline UrlInLanguage in_spanish(const http::Url& url) { return {url, Lang::es}; }

}  // namespace alianza::html::in_page
