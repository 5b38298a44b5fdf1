#pragma once
// Words and rules of organisations (features/organizations/README.md). No SQL, no HTTP.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/membership/membership.h"
#include "features/organizations/catalogues.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza::organizations {

using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;

/// F-020, and `unspecified` for what a source names without saying what it is.
enum class OrganizationType {
  company,
  corporate_foundation,
  business_body,
  civil_society,
  cooperative,
  social_enterprise,
  local_government,
  state_government,
  federal_body,
  international_body,
  academia,
  foreign_government,
  unspecified,
};
const std::vector<OrganizationType>& organization_types();
std::string_view to_text(OrganizationType type);  // "company": tables, API, addresses
bool from_text(std::string_view text, OrganizationType& type);
Message label(OrganizationType type);  // «Empresa»

/// Declared by the organisation, by its number of people: micro to 10, small to 50, medium to 250 (commerce: to 100).
enum class Size { micro, small, medium, large, unknown };
const std::vector<Size>& sizes();
std::string_view to_text(Size size);
bool from_text(std::string_view text, Size& size);
Message label(Size size);
/// PyME is a size, never typed by hand.
constexpr bool is_sme(Size size) { return size == Size::micro || size == Size::small || size == Size::medium; }

/// How an organisation came to the alliance.
enum class Origin { by_agency, by_member, own_initiative, unstated };
const std::vector<Origin>& origins();
std::string_view to_text(Origin origin);
bool from_text(std::string_view text, Origin& origin);
Message label(Origin origin);

/// Where a row stands in the directory: nothing is deleted.
enum class Shelf { active, inactive, merged };
std::string_view to_text(Shelf shelf);
bool from_text(std::string_view text, Shelf& shelf);
Message label(Shelf shelf);

/// Does an organisation of a type have this field?
enum class Need { required, optional, none };
enum class Field { legal_name, country, state, municipality, rfc, sector, size, parent, mandate };
/// The table of data/reference/organization_types.csv. `state` and `municipality` bind in Mexico; `rfc` is asked only there.
Need need(OrganizationType type, Field field);
std::string_view to_text(Field field);

enum class SdgLevel { priority, interested };
std::string_view to_text(SdgLevel level);
bool from_text(std::string_view text, SdgLevel& level);
Message label(SdgLevel level);

struct SdgInterest {
  int goal = 0;  // 1 … 17
  SdgLevel level = SdgLevel::interested;
  bool operator==(const SdgInterest&) const = default;
};

/// Goals as bits (bit n = goal n), as lists keep them.
struct SdgMasks {
  std::int64_t priority = 0;
  std::int64_t interested = 0;
  std::uint64_t any() const { return static_cast<std::uint64_t>(priority | interested); }
};
SdgMasks masks(const std::vector<SdgInterest>& interests);
std::vector<SdgInterest> interests(const SdgMasks& masks);

/// What an organisation says of itself. An alliance's members see it, but for rfc, origin and source.
struct Profile {
  OrganizationType type = OrganizationType::company;
  std::string name;
  std::string legal_name;
  std::vector<std::string> aliases;  // short names, initials
  LocalizedText description;
  std::string country;  // ISO 3166-1 alpha-2; empty when a source does not say
  std::string state;    // INEGI, in Mexico
  std::string region;   // as written, elsewhere
  std::string municipality;
  std::string rfc;
  bool rfc_kept = false;  // its check digit is wrong and a person kept it
  std::string sector;     // SCIAN
  Size size = Size::unknown;
  std::string parent;  // the firm or group of a foundation; the ministry or university of a body
  std::string mandate;
  std::string website;
  std::vector<std::string> interests;  // business interests, in its own words
  std::vector<std::string> capacities;
  Origin origin = Origin::unstated;
  OrganizationId origin_organization;  // who proposed it, when origin is by_member
  std::string source;                  // where the data come from
  bool operator==(const Profile&) const = default;
};

struct Organization {
  OrganizationId id;
  AgencyId agency;
  Shelf shelf = Shelf::active;
  std::int64_t version = 1;  // grows with each edit: two tabs do not overwrite one another
  Profile profile;
  SdgMasks sdgs;
  OrganizationId merged_into;
  Instant created_at;
  Instant updated_at;
  bool is_sme() const { return organizations::is_sme(profile.size); }
};

/// Where it is, in one line: «León, Guanajuato», «Alemania».
std::string place(const Profile& profile, Lang lang);
struct Place {
  std::string_view country;
  std::string_view state;
  std::string_view region;
  std::string_view municipality;
};
std::string place(const Place& where, Lang lang);
/// The same behind what `out` holds already.
void append_place(std::string& out, const Place& where, Lang lang);

}  // namespace alianza::organizations
