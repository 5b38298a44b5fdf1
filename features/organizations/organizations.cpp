#include "features/organizations/organizations.h"
#include "platform/base/words.h"

#include <algorithm>

namespace alianza::organizations {
namespace {

constexpr std::array<std::string_view, 13> type_words{
    "company",           "corporate_foundation", "business_body",    "civil_society", "cooperative",
    "social_enterprise", "local_government",     "state_government", "federal_body",  "international_body",
    "academia",          "foreign_government",   "unspecified"};
constexpr std::array<std::string_view, 5> size_words{"micro", "small", "medium", "large", "unknown"};
constexpr std::array<std::string_view, 4> origin_words{"by_agency", "by_member", "own_initiative", "unstated"};
constexpr std::array<std::string_view, 3> shelf_words{"active", "inactive", "merged"};
constexpr std::array<std::string_view, 2> level_words{"priority", "interested"};
constexpr std::array<std::string_view, 9> field_words{"legal_name", "country", "state",  "municipality", "rfc",
                                                      "sector",     "size",    "parent", "mandate"};

// One row a type, one letter a field in the order of `Field`: r required, o optional, - none.
constexpr std::array<std::string_view, 13> needs{
    "oro-orro-",  // company
    "oro-o--r-",  // corporate_foundation
    "oro-or---",  // business_body
    "oro-o---o",  // civil_society
    "orroorr--",  // cooperative
    "orooorr-o",  // social_enterprise
    "-rrro----",  // local_government
    "-rr-o----",  // state_government
    "or--o--o-",  // federal_body
    "oo-----oo",  // international_body
    "oro-o--o-",  // academia
    "-roo---o-",  // foreign_government
    "oooooooo-",  // unspecified
};

template <class E>
std::string_view word(const auto& words, E value) {
  return word_of(words, value);
}

template <class E>
std::vector<E> every(const auto& words) {
  std::vector<E> out;
  for (std::size_t i = 0; i < words.size(); ++i) out.push_back(static_cast<E>(i));
  return out;
}

}  // namespace

const std::vector<OrganizationType>& organization_types() {
  static const auto all = every<OrganizationType>(type_words);
  return all;
}
const std::vector<Size>& sizes() {
  static const auto all = every<Size>(size_words);
  return all;
}
const std::vector<Origin>& origins() {
  static const auto all = every<Origin>(origin_words);
  return all;
}

std::string_view to_text(OrganizationType type) { return word(type_words, type); }
bool from_text(std::string_view text, OrganizationType& type) { return read_word(type_words, text, type); }
std::string_view to_text(Size size) { return word(size_words, size); }
bool from_text(std::string_view text, Size& size) { return read_word(size_words, text, size); }
std::string_view to_text(Origin origin) { return word(origin_words, origin); }
bool from_text(std::string_view text, Origin& origin) { return read_word(origin_words, text, origin); }
std::string_view to_text(Shelf shelf) { return word(shelf_words, shelf); }
bool from_text(std::string_view text, Shelf& shelf) { return read_word(shelf_words, text, shelf); }
std::string_view to_text(SdgLevel level) { return word(level_words, level); }
bool from_text(std::string_view text, SdgLevel& level) { return read_word(level_words, text, level); }
std::string_view to_text(Field field) { return word(field_words, field); }

Message label(OrganizationType type) {
  switch (type) {
    case OrganizationType::company: return _("Empresa");
    case OrganizationType::corporate_foundation: return _("Fundación corporativa");
    case OrganizationType::business_body: return _("Organismo empresarial");
    case OrganizationType::civil_society: return _("Organización de la sociedad civil");
    case OrganizationType::cooperative: return _("Cooperativa");
    case OrganizationType::social_enterprise: return _("Empresa social");
    case OrganizationType::local_government: return _("Gobierno local");
    case OrganizationType::state_government: return _("Gobierno estatal");
    case OrganizationType::federal_body: return _("Dependencia federal");
    case OrganizationType::international_body: return _("Organismo internacional");
    case OrganizationType::academia: return _("Institución académica");
    case OrganizationType::foreign_government: return _("Gobierno extranjero");
    case OrganizationType::unspecified: return _("Tipo no indicado");
  }
  return {};
}

Message label(Size size) {
  switch (size) {
    case Size::micro: return _("Micro");
    case Size::small: return _("Pequeña");
    case Size::medium: return _("Mediana");
    case Size::large: return _("Grande");
    case Size::unknown: return _("Tamaño no indicado");
  }
  return {};
}

Message label(Origin origin) {
  switch (origin) {
    case Origin::by_agency: return _("La convocó la agencia");
    case Origin::by_member: return _("La propuso una organización integrante");
    case Origin::own_initiative: return _("Llegó por iniciativa propia");
    case Origin::unstated: return _("Origen no indicado");
  }
  return {};
}

Message label(Shelf shelf) {
  switch (shelf) {
    case Shelf::active: return _("En el directorio");
    case Shelf::inactive: return _("Fuera de uso");
    case Shelf::merged: return _("Fusionada con otra");
  }
  return {};
}

Message label(SdgLevel level) { return level == SdgLevel::priority ? _("Prioritario") : _("De interés"); }

Need need(OrganizationType type, Field field) {
  switch (word(needs, type).at(static_cast<std::size_t>(field))) {
    case 'r': return Need::required;
    case 'o': return Need::optional;
    default: return Need::none;
  }
}

SdgMasks masks(const std::vector<SdgInterest>& interests) {
  SdgMasks out;
  for (const auto& i : interests) (i.level == SdgLevel::priority ? out.priority : out.interested) |= std::int64_t{1} << i.goal;
  return out;
}

std::vector<SdgInterest> interests(const SdgMasks& masks) {
  std::vector<SdgInterest> out;
  for (int goal = 1; goal <= 17; ++goal) {
    const auto bit = std::int64_t{1} << goal;
    if ((masks.priority & bit) != 0)
      out.push_back({goal, SdgLevel::priority});
    else if ((masks.interested & bit) != 0)
      out.push_back({goal, SdgLevel::interested});
  }
  return out;
}

std::string place(const Profile& p, Lang lang) { return place(Place{p.country, p.state, p.region, p.municipality}, lang); }

std::string place(const Place& where, Lang lang) {
  std::string out;
  append_place(out, where, lang);
  return out;
}

void append_place(std::string& out, const Place& where, Lang lang) {
  const auto begin = out.size();
  const auto add = [&](std::string_view piece) {
    if (piece.empty()) return;
    if (out.size() > begin) out += ", ";
    out += piece;
  };
  add(where.municipality);
  if (where.country == mexico) {
    if (!where.state.empty()) add(states().name_of(where.state, lang));
    if (out.size() == begin) add(countries().name_of(mexico, lang));
  } else {
    add(where.region);
    if (!where.country.empty()) add(countries().name_of(where.country, lang));
  }
}

}  // namespace alianza::organizations
