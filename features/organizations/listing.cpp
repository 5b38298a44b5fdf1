#include "features/organizations/listing.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace alianza::organizations {
namespace {

constexpr std::array<std::string_view, 4> order_words{"name", "-name", "newest", "-newest"};
constexpr std::string_view sme_word = "sme";
constexpr std::string_view none_word = "none";
constexpr std::size_t most_remembered = 4096;  // counts of one agency
constexpr std::int64_t guide_lasts = 1000;     // editions

template <class T>
void add(std::vector<T>& into, T value) {
  if (std::find(into.begin(), into.end(), value) == into.end()) into.push_back(std::move(value));
}

template <class E>
void add_word(std::vector<E>& into, std::string_view text) {
  if (E value{}; from_text(text, value)) add(into, value);
}

void add_goal(std::vector<int>& into, std::string_view text) {
  int goal = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), goal);
  if (error == std::errc() && end == text.data() + text.size() && goal >= 1 && goal <= 17) add(into, goal);
}

/// At most 200 bytes, cut between characters.
std::string beginning(std::string text) {
  if (text.size() > 200) text.resize(200);
  while (!is_clean_text(text)) text.pop_back();
  return text;
}

}  // namespace

std::string_view to_text(Order order) { return order_words.at(static_cast<std::size_t>(order)); }

bool from_text(std::string_view text, Order& order) {
  const auto* found = std::find(order_words.begin(), order_words.end(), text);
  if (found == order_words.end()) return false;
  order = static_cast<Order>(found - order_words.begin());
  return true;
}

Message label(Order order) {
  switch (order) {
    case Order::name: return _("Nombre, A a Z");
    case Order::name_descending: return _("Nombre, Z a A");
    case Order::newest: return _("Alta más reciente primero");
    case Order::oldest: return _("Alta más antigua primero");
  }
  return {};
}

bool Filter::empty() const { return *this == Filter{}; }

Filter filter_from(const Pairs& address) {
  Filter f;
  for (const auto& [name, value] : address) {
    if (name == "q") f.search = beginning(trim(value));
    if (name == "type") add_word(f.types, value);
    if (name == "state" && states().find(value) != nullptr) add(f.states, value);
    if (name == "sector" && sectors().find(value) != nullptr) add(f.sectors, value);
    if (name == "org_size" && value == sme_word) f.sme = true;
    if (name == "org_size") add_word(f.sizes, value);
    if (name == "sdg") add_goal(f.sdgs, value);
    if (name == "status" && value == none_word) f.not_taking_part = true;
    if (name == "status")
      if (const auto status = membership::status_from(value)) add(f.statuses, *status);
    if (name == "only" && f.only.size() < most_picked)
      if (const auto id = OrganizationId::parse(value)) add(f.only, *id);
    if (name == "shelf" && value != to_text(Shelf::merged)) from_text(value, f.shelf);
  }
  return f;
}

bool is_understood(const std::string& name, const std::string& value) {
  if (name == "shelf" && value == to_text(Shelf::active)) return true;  // how every list begins
  return !filter_from({{name, value}}).empty();
}

Pairs address_of(const Filter& f) {
  Pairs out;
  if (!f.search.empty()) out.emplace_back("q", f.search);
  for (const auto type : f.types) out.emplace_back("type", to_text(type));
  for (const auto& state : f.states) out.emplace_back("state", state);
  for (const auto& sector : f.sectors) out.emplace_back("sector", sector);
  if (f.sme) out.emplace_back("org_size", sme_word);
  for (const auto size : f.sizes) out.emplace_back("org_size", to_text(size));
  for (const auto goal : f.sdgs) out.emplace_back("sdg", std::to_string(goal));
  for (const auto status : f.statuses) out.emplace_back("status", membership::code(status));
  if (f.not_taking_part) out.emplace_back("status", none_word);
  for (const auto id : f.only) out.emplace_back("only", id.text());
  if (f.shelf != Shelf::active) out.emplace_back("shelf", to_text(f.shelf));
  return out;
}

bool CountMemory::Counts::holds_at(std::int64_t now, Use use) const {
  return use == Use::shown ? edition == now : edition <= now && now < edition + guide_lasts;
}

std::optional<std::int64_t> CountMemory::find(AgencyId agency, std::int64_t edition, const std::string& key, Use use) const {
  const std::lock_guard lock(mutex_);
  const auto found = agencies_.find(agency);
  if (found == agencies_.end()) return std::nullopt;
  const auto& counts = use == Use::shown ? found->second.shown : found->second.guide;
  if (!counts.holds_at(edition, use)) return std::nullopt;
  const auto count = counts.by_key.find(key);
  if (count == counts.by_key.end()) return std::nullopt;
  return count->second;
}

void CountMemory::keep(AgencyId agency, std::int64_t edition, const std::string& key, std::int64_t count, Use use) {
  const std::lock_guard lock(mutex_);
  auto& counts = use == Use::shown ? agencies_[agency].shown : agencies_[agency].guide;
  if (edition < counts.edition) return;  // a slower reader of an older snapshot
  if (!counts.holds_at(edition, use) || counts.by_key.size() >= most_remembered) {
    counts.by_key.clear();
    counts.edition = edition;
  }
  counts.by_key[key] = count;
}

}  // namespace alianza::organizations
