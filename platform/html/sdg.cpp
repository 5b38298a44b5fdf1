#include "platform/html/sdg.h"

#include <numeric>

#include "platform/base/result.h"
#include "platform/i18n/i18n.h"

namespace alianza::html {
namespace {

constexpr std::string_view colours[] = {"#E5243B", "#DDA63A", "#4C9F38", "#C5192D", "#FF3A21", "#26BDE2", "#FCC30B", "#A21942", "#FD6925",
                                        "#DD1367", "#FD9D24", "#BF8B2E", "#3F7E44", "#0A97D9", "#56C02B", "#00689D", "#19486A"};

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

}  // namespace

Message sdg_name(int number) { return stored_name(number); }

std::string sdg_label(Lang lang, int number) {
  return i18n::text(lang, _("ODS {1}, {2}").arg(static_cast<std::int64_t>(number)).arg(i18n::text(lang, stored_name(number))));
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

std::string SdgTile::classes() const {
  ENSURE(number >= 1 && number <= sdg_count);
  std::string out = "sdg sdg-" + std::to_string(number);
  if (size == TileSize::s24) out += " sdg-24";
  if (size == TileSize::s40) out += " sdg-40";
  if (size == TileSize::s64) out += " sdg-64";
  return out;
}

}  // namespace alianza::html
