#pragma once
// Words and rules of agencies (features/agencies/README.md). No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/membership/membership.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza::agencies {

using membership::AgencyId;
using UnitId = Id<struct UnitTag>;

/// The three brand colours an agency may replace (design tokens brand, brand-deep, brand-soft), as "#rrggbb".
struct Colours {
  std::string brand = "#4a3c8c";
  std::string deep = "#2c2260";
  std::string soft = "#ece8f7";
  bool operator==(const Colours&) const = default;
};

struct Agency {
  AgencyId id;
  std::string slug;
  LocalizedText name;
  std::string short_name;
  std::string country;  // ISO 3166-1 alpha-2
  std::string zone;     // tz database name
  Colours colours;
  bool has_logo = false;
};

/// A unit of the agency and what it manages.
struct Unit {
  LocalizedText name;
  LocalizedText manages;
};

/// WCAG contrast of two "#rrggbb" colours, 1.0 to 21.0.
double contrast(std::string_view a, std::string_view b);
/// Reads "#4A3C8C"; lower case result.
std::optional<std::string> parse_colour(std::string_view text);
/// Errors by field (brand, deep, soft) that say the measured contrast.
Result<Colours> check_colours(std::string_view brand, std::string_view deep, std::string_view soft);
/// 3 to 40 of a-z, 0-9 and single hyphens inside: part of a public address.
Result<std::string> parse_slug(std::string_view text);

/// Time zones that a form offers, Mexico's first; with the present one when it is another, because to save something else must
/// not change it.
std::vector<std::string> zones_to_choose(const std::string& present);

struct Input {
  std::string slug;
  std::string name_es;
  std::string name_en;
  std::string short_name;
  std::string country;
  std::string zone;
  std::string brand;
  std::string deep;
  std::string soft;
};
/// The checked agency without an id, or every field that is wrong.
Result<Agency> parse(const Input& input);

}  // namespace alianza::agencies
