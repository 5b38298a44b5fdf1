#include "features/organizations/catalogues.h"

#include <algorithm>

#include "organizations_reference.h"
#include "platform/documents/csv.h"

namespace alianza::organizations {
namespace {

/// Columns by name; the data are ours, so what does not fit is a mistake of the build.
std::vector<Listed> load(const char* csv, const char* es, const char* en) {
  const auto table = documents::read_csv(csv);
  ENSURE(table);
  const auto code = table->column("code");
  const auto spanish = table->column(es);
  const auto english = table->column(en);
  ENSURE(code >= 0 && spanish >= 0);
  std::vector<Listed> out;
  for (const auto& row : table->rows) {
    Listed item;
    item.code = row.at(static_cast<std::size_t>(code));
    item.name.es = row.at(static_cast<std::size_t>(spanish));
    if (english >= 0) item.name.en = row.at(static_cast<std::size_t>(english));
    out.push_back(std::move(item));
  }
  ENSURE(!out.empty());
  return out;
}

/// A code as a number; none for what is too long to be one.
std::uint64_t number_of(std::string_view code) {
  std::uint64_t out = 0;
  if (code.size() > sizeof out) return out;
  for (const char c : code) out = out << 8U | static_cast<unsigned char>(c);
  return out;
}

}  // namespace

Catalogue::Catalogue(std::vector<Listed> list) : list_(std::move(list)) {
  for (const auto& item : list_) {
    by_code_.emplace_back(number_of(item.code), &item);
    ENSURE(by_code_.back().first != 0);
  }
  std::sort(by_code_.begin(), by_code_.end());
}

const Listed* Catalogue::find(std::string_view code) const {
  const auto number = number_of(code);
  const auto found = std::lower_bound(by_code_.begin(), by_code_.end(), number,
                                      [](const auto& item, std::uint64_t wanted) { return item.first < wanted; });
  return found == by_code_.end() || found->second->code != code ? nullptr : found->second;
}

std::string_view Catalogue::name_of(std::string_view code, Lang lang) const {
  const auto* item = find(code);
  return item == nullptr ? code : std::string_view(item->name.in(lang));
}

const Catalogue& countries() {
  static const Catalogue all([] {
    auto list = load(reference::countries, "es", "en");
    std::sort(list.begin(), list.end(), [](const Listed& a, const Listed& b) { return fold(a.name.es) < fold(b.name.es); });
    return list;
  }());
  return all;
}

const Catalogue& states() {
  static const Catalogue all(load(reference::mexico_states, "es", "en"));
  return all;
}

const Catalogue& sectors() {
  static const Catalogue all(load(reference::scian_sectors, "es", "en"));
  return all;
}

const Catalogue& goals() {
  static const Catalogue all(load(reference::sdg_goals, "short_es", "short_en"));
  return all;
}

}  // namespace alianza::organizations
