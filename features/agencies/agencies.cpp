#include "features/agencies/agencies.h"
#include "platform/base/typed.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace alianza::agencies {
namespace {

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

double channel(std::string_view colour, std::size_t at) {
  const double value = (hex(colour[at]) * 16 + hex(colour[at + 1])) / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(std::string_view colour) {
  return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
}

constexpr std::string_view paper = "#faf8f4";
constexpr std::string_view white = "#ffffff";
constexpr double readable = 4.5;

}  // namespace

double contrast(std::string_view a, std::string_view b) {
  const auto one = luminance(a);
  const auto two = luminance(b);
  return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

std::optional<std::string> parse_colour(std::string_view raw) {
  auto text = trim(raw);
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (text.size() != 7 || text[0] != '#' || std::any_of(text.begin() + 1, text.end(), [](char c) { return hex(c) < 0; }))
    return std::nullopt;
  return text;
}

Result<Colours> check_colours(std::string_view brand, std::string_view deep, std::string_view soft) {
  Error error = Error::invalid(_("Revise los datos marcados."));
  Colours colours;
  const auto read = [&](std::string_view raw, const char* field, std::string& into) {
    if (auto colour = parse_colour(raw))
      into = *colour;
    else
      error.fields.push_back(
          {field, _("Escriba el signo # y seis cifras hexadecimales, de 0 a 9 y de A a F; por ejemplo #4A3C8C.")});
  };
  read(brand, "brand", colours.brand);
  read(deep, "deep", colours.deep);
  read(soft, "soft", colours.soft);
  if (!error.fields.empty()) return fail(std::move(error));
  const auto need = [&](const char* field, std::string_view a, std::string_view b) {
    const auto measured = contrast(a, b);
    if (measured < readable)
      error.fields.push_back({field, _("El contraste es {1}:1 y hace falta 4.5:1 para que se lea. Elija un tono más oscuro.")
                                         .arg(fmt::format("{:.1f}", measured))});
  };
  need("brand", colours.brand, paper);  // paper is darker than white, so text on it is the harder of the two
  need("deep", colours.deep, white);
  need("soft", colours.brand, colours.soft);
  if (!error.fields.empty()) return fail(std::move(error));
  return colours;
}

Result<std::string> parse_slug(std::string_view raw) {
  const auto text = trim(raw);
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  if (text.size() < 3 || text.size() > 40 || !std::all_of(text.begin(), text.end(), plain) || text.front() == '-' ||
      text.back() == '-' || text.find("--") != std::string::npos)
    return fail(
        Error::invalid(_("Escriba de 3 a 40 letras minúsculas sin acento, números o guiones, por ejemplo alianza-agua.")));
  return text;
}

std::vector<std::string> zones_to_choose(const std::string& present) {
  std::vector<std::string> zones = {
      "America/Mexico_City",    "America/Monterrey",  "America/Merida",    "America/Cancun",      "America/Chihuahua",
      "America/Ciudad_Juarez",  "America/Ojinaga",    "America/Matamoros", "America/Hermosillo",  "America/Mazatlan",
      "America/Bahia_Banderas", "America/Tijuana",    "America/Guatemala", "America/Tegucigalpa", "America/El_Salvador",
      "America/Managua",        "America/Costa_Rica", "America/Panama",    "America/Belize",      "America/Bogota",
      "America/Santo_Domingo",  "America/Havana",     "Europe/Berlin",     "Europe/Madrid",       "UTC"};
  if (!present.empty() && std::ranges::find(zones, present) == zones.end()) zones.push_back(present);
  return zones;
}

Result<Agency> parse(const Input& input) {
  Agency agency;
  Error error = Error::invalid(_("Revise los datos marcados."));
  take(error, "slug", parse_slug(input.slug), agency.slug);
  take(error, "name_es", parse_text(input.name_es, 160), agency.name.es);
  take(error, "name_en", parse_text(input.name_en, 160), agency.name.en);
  take(error, "short_name", parse_text(input.short_name, 30), agency.short_name);
  if (agency.name.es.empty() && input.name_es.empty())
    error.fields.push_back({"name_es", _("Escriba el nombre de la institución.")});
  if (agency.short_name.empty() && input.short_name.empty())
    error.fields.push_back({"short_name", _("Escriba el nombre corto o las siglas.")});
  agency.country = trim(input.country);
  if (agency.country.size() != 2) error.fields.push_back({"country", _("Elija un país de la lista.")});
  agency.zone = trim(input.zone);
  if (!Zone::parse(agency.zone))
    error.fields.push_back({"zone", _("Elija una zona horaria de la lista, por ejemplo America/Mexico_City.")});
  if (auto colours = check_colours(input.brand, input.deep, input.soft))
    agency.colours = *colours;
  else
    error.fields.insert(error.fields.end(), colours.error().fields.begin(), colours.error().fields.end());
  if (!error.fields.empty()) return fail(std::move(error));
  return agency;
}

}  // namespace alianza::agencies
