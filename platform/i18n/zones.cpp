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

}  // namespace alianza::i18n
