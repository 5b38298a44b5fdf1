#pragma once
// The seventeen goals: names, colours, ink (design: colours of the goals). Colour only as a numbered tile or a bar beside it.
#include <cstdint>
#include <string>
#include <vector>

#include "platform/html/out.h"

namespace alianza::html {

inline constexpr int sdg_count = 17;

/// «Fin de la pobreza». 1 to 17.
Message sdg_name(int number);
/// «ODS 7, Energía asequible y no contaminante»
const std::string& sdg_label(Lang lang, int number);
/// The label, written when the page is drawn.
inline auto sdg_words(int number) {
  const auto write = [number](Lang lang) -> const std::string& { return sdg_label(lang, number); };
  return InLanguage<decltype(write)>{write};
}
/// 1 to 17, for loops of templates.
std::vector<int> sdg_numbers();
inline std::string sdg_value(int number) { return std::to_string(number); }
/// "#FCC30B": for documents and sheets; pages use the class sdg-7.
std::string_view sdg_colour(int number);
/// The number is white on 1, 4, 8, 10, 13, 16, 17 and ink on the others: 4.5:1 at least.
enum class Ink : std::uint8_t { white, dark };
Ink sdg_ink(int number);

enum class TileSize : std::uint8_t { s24, s32, s40, s64 };
struct SdgTile {
  int number = 1;
  TileSize size = TileSize::s32;
  std::optional<http::Url> url = {};  // a link to what belongs to the goal
  const std::string& classes() const;
};
void render(const SdgTile& page, Out& out);

/// One without a link. A list has dozens, so what they look like is drawn once for a language and a size.
struct PlainSdgTile {
  int number = 1;
  TileSize size = TileSize::s32;
};
void render(const PlainSdgTile& page, Out& out);

/// A row of them: «ninguno» when empty.
struct SdgTiles {
  std::vector<int> numbers;
  TileSize size = TileSize::s24;
};
void render(const SdgTiles& page, Out& out);

/// The same of a row of a list: bit n is goal n, and no vector is made. In the order of the goals.
struct SdgBitsTiles {
  std::uint64_t goals = 0;
};
void render(const SdgBitsTiles& page, Out& out);

}  // namespace alianza::html
