#include "features/organizations/store_conditions.h"

#include <algorithm>

#include "features/organizations/words.h"

namespace alianza::organizations::store {
namespace {

constexpr std::string_view last_character = "\xF4\x8F\xBF\xBF";  // U+10FFFF: after every word with that beginning

/// Values of an IN, filled up to 1, 4, 32 or 100 by repeating the last: few texts to prepare, whatever is asked.
std::vector<std::string> rounded(std::vector<std::string> values) {
  const std::size_t size = values.size() <= 1 ? 1 : values.size() <= 4 ? 4 : values.size() <= 32 ? 32 : most_picked;
  if (values.size() > size) values.resize(size);
  while (values.size() < size) values.push_back(values.back());
  return values;
}

std::string places(Condition& c, const std::string& name, const std::vector<std::string>& values) {
  std::string out;
  std::size_t i = 0;
  for (const auto& value : rounded(values)) {
    auto place = name + "_" + std::to_string(i++);
    out += (out.empty() ? ":" : ", :") + place;
    c.params.push_back({std::move(place), value});
    c.key += "|" + value;
  }
  return out;
}

Condition column(const char* name, const std::vector<std::string>& values) {
  Condition c;
  c.key = name;
  const auto list = places(c, name, values);
  c.one_value = values.size() == 1;
  const auto column = "o." + std::string(name);
  c.drive = c.one_value ? column + " = " + list : column + " IN (" + list + ")";
  c.filter = "COALESCE(" + column + ", '') IN (" + list + ")";
  c.counted = "organizations o WHERE o.agency_id = :agency AND o.shelf = :shelf AND " + c.drive;
  return c;
}

Condition sme() {
  Condition c;
  c.key = "sme";
  c.drive = "o.is_sme";
  c.filter = "CASE WHEN o.is_sme THEN 1 ELSE 0 END = 1";
  c.counted = "organizations o WHERE o.agency_id = :agency AND o.shelf = :shelf AND o.is_sme";
  return c;
}

/// A child table that keeps agency or alliance, shelf and name: its index has the order.
void child(Condition& c, const std::string& table, const std::string& where) {
  c.from = table + " d JOIN organizations o ON o.id = d.organization_id";
  c.drive = where;
  c.counted = table + " d WHERE " + where;
  c.key_name = "d.name_folded";
  c.key_id = "d.organization_id";
}

/// A child table of which an organisation may have several matching rows, or that has no order: its ids first, then their rows.
void ids_of(Condition& c, const std::string& table, const std::string& where) {
  const auto ids = "(SELECT DISTINCT organization_id FROM " + table + " d WHERE " + where + ") d";
  c.from = ids + " CROSS JOIN organizations o";
  c.drive = "o.id = d.organization_id AND o.agency_id = :agency AND o.shelf = :shelf";
  c.counted = table + " d WHERE " + where;  // perhaps too many, for one with two words alike: enough to choose by
  c.one_value = false;
}

Condition sdgs(const std::vector<int>& goals) {
  Condition c;
  c.key = "sdg";
  std::vector<std::string> texts;
  std::int64_t mask = 0;
  for (const int goal : goals) {
    texts.push_back(std::to_string(goal));
    mask |= std::int64_t{1} << goal;
  }
  const auto list = places(c, "goal", texts);
  for (auto& bound : c.params) {
    bound.number = std::stoll(bound.text);
    bound.kind = Bound::Kind::number;
  }
  const auto where = "d.agency_id = :agency AND d.shelf = :shelf AND d.goal IN (" + list + ")";
  if (goals.size() == 1)
    child(c, "organization_sdgs", "d.agency_id = :agency AND d.shelf = :shelf AND d.goal = " + list);
  else
    ids_of(c, "organization_sdgs", where);
  c.filter = "((o.sdg_priority | o.sdg_interested) & :goals) <> 0";
  c.params.push_back({"goals", {}, mask, Bound::Kind::number});
  return c;
}

Condition statuses(const Filter& filter) {
  Condition c;
  c.key = filter.not_taking_part ? "status or none" : "status";
  c.needs_status = true;
  if (filter.statuses.empty()) {
    c.filter = "p.status IS NULL";
    return c;
  }
  std::vector<std::string> words;
  for (const auto status : filter.statuses) words.emplace_back(membership::code(status));
  const auto list = places(c, "status", words);
  if (filter.not_taking_part) {
    c.filter = "COALESCE(p.status, " + list.substr(0, list.find(',')) + ") IN (" + list + ")";
    return c;
  }
  c.one_value = words.size() == 1;
  const auto match = c.one_value ? "d.status = " + list : "d.status IN (" + list + ")";
  child(c, "organization_participations", "d.alliance_id = :alliance AND d.shelf = :shelf AND " + match);
  c.filter = "COALESCE(p.status, '') IN (" + list + ")";
  return c;
}

/// Picked one by one in a list: few, and found by their key.
Condition only(const std::vector<OrganizationId>& picked) {
  Condition c;
  c.key = "only";
  std::vector<std::string> texts;
  texts.reserve(picked.size());
  for (const auto id : picked) texts.push_back(std::to_string(id.value()));
  const auto list = places(c, "only", texts);
  for (auto& bound : c.params) {
    bound.number = std::stoll(bound.text);
    bound.kind = Bound::Kind::number;
  }
  c.one_value = picked.size() == 1;
  c.drive = "o.agency_id = :agency AND o.shelf = :shelf AND o.id IN (" + list + ")";
  c.filter = "COALESCE(o.id, 0) IN (" + list + ")";
  c.counted = "organizations o WHERE " + c.drive;
  return c;
}

Condition shown() {
  Condition c;
  c.key = "shown";
  c.needs_status = true;
  child(c, "organization_participations", "d.alliance_id = :alliance AND d.shelf = :shelf AND d.shown");
  c.filter = "COALESCE(p.shown, FALSE)";
  return c;
}

Condition word(const std::string& beginning, std::size_t n) {
  Condition c;
  c.key = "word|" + beginning;
  const auto from = "word_" + std::to_string(n);
  const auto to = from + "_end";
  const auto range = "d.word >= :" + from + " AND d.word < :" + to;
  ids_of(c, "organization_words", "d.agency_id = :agency AND " + range);
  c.filter = "EXISTS (SELECT 1 FROM organization_words d WHERE d.organization_id = o.id AND " + range + ")";
  c.params = {{from, beginning}, {to, beginning + std::string(last_character)}};
  return c;
}

std::vector<std::string> words_of_sizes(const Filter& filter) {
  std::vector<std::string> out;
  for (const auto size : sizes()) {
    const bool named = std::find(filter.sizes.begin(), filter.sizes.end(), size) != filter.sizes.end();
    if (named || (filter.sme && is_sme(size))) out.emplace_back(to_text(size));
  }
  return out;
}

}  // namespace

std::vector<Condition> conditions_of(const ListQuery& query) {
  const auto& f = query.filter;
  std::vector<Condition> out;
  if (query.seen == Seen::by_members) out.push_back(shown());
  if (!f.statuses.empty() || f.not_taking_part) out.push_back(statuses(f));
  if (!f.types.empty()) {
    std::vector<std::string> words;
    for (const auto type : f.types) words.emplace_back(to_text(type));
    out.push_back(column("type", words));
  }
  if (!f.states.empty()) out.push_back(column("state", f.states));
  if (!f.sectors.empty()) out.push_back(column("sector", f.sectors));
  if (!f.sizes.empty())
    out.push_back(column("size", words_of_sizes(f)));
  else if (f.sme)
    out.push_back(sme());
  if (!f.sdgs.empty()) out.push_back(sdgs(f.sdgs));
  if (!f.only.empty()) out.push_back(only(f.only));
  std::size_t n = 0;
  for (const auto& beginning : sought_words(f.search)) out.push_back(word(beginning, n++));
  return out;
}

}  // namespace alianza::organizations::store
