#include "platform/i18n/zones.h"

#include "platform/i18n/i18n.h"

namespace alianza::i18n {
namespace {

Message name_of(std::string_view zone) {
  if (zone == "America/Mexico_City") return _("hora del centro de México");
  if (zone == "America/Cancun") return _("hora de Quintana Roo");
  if (zone == "America/Hermosillo") return _("hora de Sonora");
  if (zone == "America/Mazatlan") return _("hora del Pacífico de México");
  if (zone == "America/Tijuana") return _("hora de Baja California");
  if (zone == "America/Guatemala") return _("hora de Guatemala");
  if (zone == "America/Tegucigalpa") return _("hora de Honduras");
  if (zone == "America/El_Salvador") return _("hora de El Salvador");
  if (zone == "America/Managua") return _("hora de Nicaragua");
  if (zone == "America/Costa_Rica") return _("hora de Costa Rica");
  if (zone == "America/Panama") return _("hora de Panamá");
  if (zone == "America/Belize") return _("hora de Belice");
  if (zone == "America/Bogota") return _("hora de Colombia");
  if (zone == "America/Santo_Domingo") return _("hora de República Dominicana");
  if (zone == "America/Havana") return _("hora de Cuba");
  return {};
}

}  // namespace

std::string zone_name(Lang lang, const Zone& zone) {
  const auto name = name_of(zone.name());
  return name.empty() ? zone.name() : text(lang, name);
}

std::string zone_name(Lang lang, const Zone& zone, Instant at) {
  return zone_name(lang, zone) + " (UTC" + zone.offset_text(at) + ")";
}

Message zone_place(std::string_view zone) {
  if (zone == "America/Mexico_City") return _("Ciudad de México y centro del país");
  if (zone == "America/Monterrey") return _("Monterrey");
  if (zone == "America/Merida") return _("Mérida");
  if (zone == "America/Cancun") return _("Cancún");
  if (zone == "America/Chihuahua") return _("Chihuahua");
  if (zone == "America/Ciudad_Juarez") return _("Ciudad Juárez");
  if (zone == "America/Ojinaga") return _("Ojinaga");
  if (zone == "America/Matamoros") return _("Matamoros");
  if (zone == "America/Hermosillo") return _("Hermosillo");
  if (zone == "America/Mazatlan") return _("Mazatlán");
  if (zone == "America/Bahia_Banderas") return _("Bahía de Banderas");
  if (zone == "America/Tijuana") return _("Tijuana");
  if (zone == "America/Guatemala") return _("Guatemala");
  if (zone == "America/Tegucigalpa") return _("Tegucigalpa");
  if (zone == "America/El_Salvador") return _("San Salvador");
  if (zone == "America/Managua") return _("Managua");
  if (zone == "America/Costa_Rica") return _("San José de Costa Rica");
  if (zone == "America/Panama") return _("Panamá");
  if (zone == "America/Belize") return _("Belice");
  if (zone == "America/Bogota") return _("Bogotá");
  if (zone == "America/Santo_Domingo") return _("Santo Domingo");
  if (zone == "America/Havana") return _("La Habana");
  if (zone == "Europe/Berlin") return _("Berlín");
  if (zone == "Europe/Madrid") return _("Madrid");
  if (zone == "UTC") return _("Tiempo universal (UTC)");
  return {};
}

}  // namespace alianza::i18n
