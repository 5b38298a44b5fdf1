#include "platform/html/sdg.h"

#include <array>
#include <numeric>

#include "platform/base/result.h"
#include "platform/i18n/i18n.h"

namespace alianza::html {
namespace {

constexpr std::string_view colours[] = {"#E5243B", "#DDA63A", "#4C9F38", "#C5192D", "#FF3A21", "#26BDE2",
                                        "#FCC30B", "#A21942", "#FD6925", "#DD1367", "#FD9D24", "#BF8B2E",
                                        "#3F7E44", "#0A97D9", "#56C02B", "#00689D", "#19486A"};

const Message& stored_name(int number) {
  static const Message names[] = {_("Fin de la pobreza"),
                                  _("Hambre cero"),
                                  _("Salud y bienestar"),
                                  _("Educación de calidad"),
                                  _("Igualdad de género"),
                                  _("Agua limpia y saneamiento"),
                                  _("Energía asequible y no contaminante"),
                                  _("Trabajo decente y crecimiento económico"),
                                  _("Industria, innovación e infraestructura"),
                                  _("Reducción de las desigualdades"),
                                  _("Ciudades y comunidades sostenibles"),
                                  _("Producción y consumo responsables"),
                                  _("Acción por el clima"),
                                  _("Vida submarina"),
                                  _("Vida de ecosistemas terrestres"),
                                  _("Paz, justicia e instituciones sólidas"),
                                  _("Alianzas para lograr los objetivos")};
  ENSURE(number >= 1 && number <= sdg_count);
  return names[number - 1];
}

// A page has many tiles: what they say is put together once.
using Texts = std::array<std::string, sdg_count>;

std::array<Texts, 2> all_labels() {
  std::array<Texts, 2> out;
  for (const auto lang : {Lang::es, Lang::en})
    for (int n = 1; n <= sdg_count; ++n)
      out.at(static_cast<std::size_t>(lang)).at(static_cast<std::size_t>(n - 1)) =
          i18n::text(lang, _("ODS {1}, {2}").arg(static_cast<std::int64_t>(n)).arg(i18n::text(lang, stored_name(n))));
  return out;
}

/// A place for each size of each goal.
template <class T>
using Tiles = std::array<std::array<T, sdg_count>, 4>;

template <class T>
const T& one_of(const Tiles<T>& tiles, int number, TileSize size) {
  ENSURE(number >= 1 && number <= sdg_count);
  return tiles.at(static_cast<std::size_t>(size)).at(static_cast<std::size_t>(number - 1));
}

Tiles<std::string> all_classes() {
  constexpr std::string_view sizes[] = {" sdg-24", "", " sdg-40", " sdg-64"};
  Tiles<std::string> out;
  for (std::size_t s = 0; s < 4; ++s)
    for (std::size_t n = 0; n < sdg_count; ++n) out.at(s).at(n) = "sdg sdg-" + std::to_string(n + 1) + std::string(sizes[s]);
  return out;
}

Tiles<Safe> all_drawn(Lang lang) {
  Tiles<Safe> out;
  for (int s = 0; s < 4; ++s)
    for (int n = 1; n <= sdg_count; ++n) {
      Out tile(lang);
      render(SdgTile{n, static_cast<TileSize>(s)}, tile);
      out.at(static_cast<std::size_t>(s)).at(static_cast<std::size_t>(n - 1)) = Safe(std::move(tile));
    }
  return out;
}

}  // namespace

Message sdg_name(int number) { return stored_name(number); }

const std::string& sdg_label(Lang lang, int number) {
  static const auto labels = all_labels();
  ENSURE(number >= 1 && number <= sdg_count);
  return labels.at(static_cast<std::size_t>(lang)).at(static_cast<std::size_t>(number - 1));
}

std::vector<int> sdg_numbers() {
  std::vector<int> out(sdg_count);
  std::iota(out.begin(), out.end(), 1);
  return out;
}

std::string_view sdg_colour(int number) {
  ENSURE(number >= 1 && number <= sdg_count);
  return colours[number - 1];
}

Ink sdg_ink(int number) {
  for (const int white : {1, 4, 8, 10, 13, 16, 17})
    if (number == white) return Ink::white;
  return Ink::dark;
}

const std::string& SdgTile::classes() const {
  static const auto classes = all_classes();
  return one_of(classes, number, size);
}

void render(const PlainSdgTile& page, Out& out) {
  static const std::array<Tiles<Safe>, 2> drawn = {all_drawn(Lang::es), all_drawn(Lang::en)};
  out.text(one_of(drawn.at(static_cast<std::size_t>(out.lang())), page.number, page.size));
}

void render(const SdgBitsTiles& page, Out& out) {
  if (page.goals == 0) return render(SdgTiles{}, out);
  constexpr std::string_view begin = "<span class=\"sdgs\">";
  constexpr std::string_view end = "</span>";
  out.raw(begin.data(), begin.size());
  for (int n = 1; n <= sdg_count; ++n)
    if ((page.goals >> static_cast<unsigned>(n) & 1U) != 0) render(PlainSdgTile{n, TileSize::s24}, out);
  out.raw(end.data(), end.size());
}

}  // namespace alianza::html
