#pragma once
// The embedded English catalogue, read through Boost.Locale's gettext facet. Spanish needs none: it is the key itself.
#include <cstdint>
#include <string_view>

namespace alianza::i18n {

/// The bytes of en.mo (generated).
std::string_view embedded_english();

/// The English of a Spanish sentence; null when the catalogue has none. Lives as long as the program.
const char* english(const char* key);
/// The English form for that number.
const char* english(const char* one, const char* many, std::int64_t n);

}  // namespace alianza::i18n
