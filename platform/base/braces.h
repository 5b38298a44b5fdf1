#pragma once
// Words in braces, as people write them for fields of a letter: "Buen día, {contacto}:".
#include <cstddef>
#include <optional>
#include <string_view>

namespace alianza {

/// Where a word in braces begins and ends, braces included.
struct Braced {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view word;
};

/// The next one from there on. Letters, also with accents ({organización} is meant as a field), digits and "_", at most 40 bytes;
/// other braces are text.
std::optional<Braced> next_braced(std::string_view text, std::size_t from);

}  // namespace alianza
