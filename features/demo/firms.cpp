#include "features/demo/firms.h"

#include <algorithm>
#include <array>
#include <map>

#include "features/demo/words.h"

namespace alianza::demo {
namespace {

using organizations::Field;
using organizations::Need;
using organizations::OrganizationType;

constexpr std::string_view rfc_alphabet = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ";

/// FNV-1a: the same everywhere, unlike std::hash.
std::uint64_t hash(std::string_view text) {
  std::uint64_t h = 0xcbf29ce484222325U;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return h;
}

/// "Energía Altozano" -> "energia-altozano".
std::string label_of(std::string_view name) {
  auto out = fold(name);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')); }, '-');
  return out.substr(0, 50);
}

using Patterns = std::vector<const Vocabulary::Pattern*>;

/// Those of a type; of every type when it is empty.
const Patterns& patterns_of(const std::string& type) {
  static const auto by_type = [] {
    std::map<std::string, Patterns> out;
    for (const auto& p : vocabulary().patterns) {
      out[p.type].push_back(&p);
      out[""].push_back(&p);
    }
    return out;
  }();
  return by_type.at(type);
}

const Vocabulary::Pattern& weighted(Dice& dice, const Patterns& patterns) {
  int total = 0;
  for (const auto* p : patterns) total += p->weight;
  auto at = static_cast<int>(dice.below(static_cast<std::size_t>(total)));
  for (const auto* p : patterns)
    if ((at -= p->weight) < 0) return *p;
  return *patterns.back();
}

const std::vector<std::string>& towns() {
  static const std::vector<std::string> list{"Ejemplo", "Villa de Ejemplo", "San Ejemplo", "Ejemplo de Abajo", "Puerto Ejemplo"};
  return list;
}

std::string code_of(Dice& dice, const organizations::Catalogue& list) { return dice.pick(list).code; }

std::vector<organizations::SdgInterest> interests(Dice& dice) {
  std::vector<int> goals(17);
  for (int i = 0; i < 17; ++i) goals[static_cast<std::size_t>(i)] = i + 1;
  std::vector<organizations::SdgInterest> out;
  for (const auto goal : dice.some(goals, static_cast<std::size_t>(dice.between(1, 4))))
    out.push_back({goal, dice.chance(35) ? organizations::SdgLevel::priority : organizations::SdgLevel::interested});
  return out;
}

std::vector<std::string> spanish(const std::vector<LocalizedText>& list) {
  std::vector<std::string> out;
  out.reserve(list.size());
  for (const auto& text : list) out.push_back(text.es);
  return out;
}

}  // namespace

std::string person_name(Dice& dice) {
  const auto& v = vocabulary();
  auto name = dice.pick(v.given_names);
  return name.append(" ").append(dice.pick(v.surnames)).append(" ").append(dice.pick(v.surnames));
}

std::string example_rfc(Dice& dice) {
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  std::string code = "XXE" + two(dice.between(80, 99)) + two(dice.between(1, 12)) + two(dice.between(1, 28));
  for (int i = 0; i < 2; ++i) code += "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[dice.below(36)];
  // tests/data/SOURCE.md tells the rule: one space on the left of a legal person's code, weights 13 down to 2, modulo 11.
  std::size_t sum = 37 * 13;
  for (std::size_t i = 0; i < code.size(); ++i) sum += rfc_alphabet.find(code[i]) * (12 - i);
  const auto rest = sum % 11;
  code += rest == 0 ? '0' : rest == 1 ? 'A' : static_cast<char>('0' + 11 - static_cast<int>(rest));
  return code;
}

Firms::Name Firms::fill(const std::string& pattern) {
  const auto& v = vocabulary();
  Name name{pattern, {}};
  // Only the words that the pattern asks for are drawn: a million names take a dozen draws each.
  const auto slot = [&](std::string_view mark, const auto& word) {
    if (const auto at = name.text.find(mark); at != std::string::npos) name.text.replace(at, mark.size(), word());
  };
  const auto named = [&](const std::vector<Vocabulary::Named>& list) {
    const auto& row = dice_.pick(list);
    name.sector = row.sector;
    return row.name;
  };
  slot("{activity}", [&] { return named(v.activities); });
  slot("{industry}", [&] { return named(v.industries); });
  std::string first;
  slot("{bare}", [&] { return first = dice_.pick(v.places).bare; });
  slot("{bare2}", [&] {
    auto other = dice_.pick(v.places).bare;
    while (other == first) other = dice_.pick(v.places).bare;
    return other;
  });
  slot("{of}", [&] { return dice_.pick(v.places).of; });
  slot("{qualifier}", [&] { return dice_.pick(v.qualifiers); });
  slot("{theme}", [&] { return dice_.pick(v.themes); });
  slot("{collective}", [&] { return dice_.pick(v.collectives); });
  slot("{craft}", [&] { return dice_.pick(v.crafts); });
  slot("{venture}", [&] { return dice_.pick(v.ventures); });
  return name;
}

/// Draws until the name is new. A type whose names are used up gives way to the others.
Firms::Name Firms::draw(const std::string& type) {
  for (int tries = 0;; ++tries) {
    auto name = fill(weighted(dice_, patterns_of(tries < 200 ? type : "company")).pattern);
    if (names_.insert(hash(name.text)).second) return name;
  }
}

std::string Firms::type_of(std::size_t ordinal) {
  const auto& types = organizations::organization_types();
  if (ordinal < types.size()) return std::string(organizations::to_text(types[ordinal]));
  return weighted(dice_, patterns_of({})).type;
}

void Firms::place(Firm& firm) {
  auto& p = firm.profile;
  const auto needs = [&](Field field) { return organizations::need(p.type, field); };
  const bool abroad = p.type == OrganizationType::foreign_government || (p.type == OrganizationType::company && dice_.chance(5));
  p.country = organizations::mexico;
  while (abroad && p.country == organizations::mexico) p.country = code_of(dice_, organizations::countries());
  if (!abroad && needs(Field::state) != Need::none) p.state = code_of(dice_, organizations::states());
  if (!abroad && needs(Field::municipality) != Need::none) p.municipality = dice_.pick(towns());
}

void Firms::identity(Firm& firm) {
  auto& p = firm.profile;
  const auto has = [&](Field field, int percent) {
    const auto need = organizations::need(p.type, field);
    const bool wanted = dice_.chance(percent);
    return need == Need::required || (need == Need::optional && wanted);
  };
  if (has(Field::legal_name, 40)) p.legal_name = p.name + ", organización de ejemplo";
  if (has(Field::rfc, 60) && p.country == organizations::mexico) p.rfc = example_rfc(dice_);
  const std::vector sizes{organizations::Size::micro, organizations::Size::small, organizations::Size::medium,
                          organizations::Size::large};
  if (has(Field::size, 100)) p.size = dice_.pick(sizes);
  if (has(Field::parent, 20)) p.parent = "Grupo " + dice_.pick(vocabulary().places).bare + " de Ejemplo";
  if (has(Field::mandate, 80)) p.mandate = "Trabajar por " + dice_.pick(vocabulary().themes) + ".";
  if (!has(Field::sector, 80))
    p.sector.clear();
  else if (p.sector.empty())
    p.sector = dice_.pick(vocabulary().activities).sector;
  p.website = "https://" + label_of(p.name) + ".example/";
  p.description = {"Organización inventada para la demostración.", "Organisation invented for the demonstration.", Lang::es};
}

void Firms::offer(Firm& firm) {
  const auto& v = vocabulary();
  static const auto wishes = spanish(v.business_interests);
  static const auto capacities = spanish(v.capacities);
  firm.profile.interests = dice_.some(wishes, static_cast<std::size_t>(dice_.between(0, 2)));
  firm.profile.capacities = dice_.some(capacities, static_cast<std::size_t>(dice_.between(0, 2)));
  firm.sdgs = interests(dice_);
  for (const auto& c : dice_.some(v.contributions, dice_.chance(40) ? 1 : 0)) firm.offers.push_back({c.kind, c.text.es});
  if (!dice_.chance(60)) return;
  const auto name = person_name(dice_);
  firm.contact =
      Person{name, label_of(name).append("@").append(label_of(firm.profile.name)).append(".example"), dice_.pick(v.positions).es};
}

/// Seven of ten are active; the others invited, suspended or withdrawn.
void Firms::path(Firm& firm) {
  const auto at = dice_.below(100);
  firm.joined_days_ago = dice_.between(60, 290);
  firm.changed_days_ago = dice_.between(3, 55);
  using membership::Status;
  firm.status = at < 70 ? Status::active : at < 84 ? Status::invited : at < 92 ? Status::suspended : Status::withdrawn;
  // Enough of each for the committees and the accounts of a small demo.
  if (made_ < 26) firm.status = Status::active;
  if (made_ >= 26 && made_ < 29) firm.status = std::array{Status::invited, Status::suspended, Status::withdrawn}.at(made_ - 26);
  if (firm.status == Status::invited) firm.joined_days_ago = dice_.between(2, 40);
  if (!membership::needs_reason(firm.status)) return;
  std::vector<std::string> reasons;
  for (const auto& r : vocabulary().status_reasons)
    if (r.status == membership::code(firm.status)) reasons.push_back(r.text.es);
  firm.reason = dice_.pick(reasons);
}

Firm Firms::next() {
  Firm firm;
  const auto type = type_of(made_);
  auto name = draw(type == "unspecified" ? "company" : type);
  ENSURE(organizations::from_text(type, firm.profile.type));
  firm.profile.name = std::move(name.text);
  firm.profile.sector = std::move(name.sector);
  firm.profile.origin = dice_.chance(75) ? organizations::Origin::by_agency : organizations::Origin::own_initiative;
  place(firm);
  identity(firm);
  offer(firm);
  path(firm);
  ++made_;
  return firm;
}

}  // namespace alianza::demo
