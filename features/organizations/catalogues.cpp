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

}  // namespace

const std::vector<Listed>& countries() {
  static const auto all = [] {
    auto list = load(reference::countries, "es", "en");
    std::sort(list.begin(), list.end(), [](const Listed& a, const Listed& b) { return fold(a.name.es) < fold(b.name.es); });
    return list;
  }();
  return all;
}

const std::vector<Listed>& states() {
  static const auto all = load(reference::mexico_states, "es", "en");
  return all;
}

const std::vector<Listed>& sectors() {
  static const auto all = load(reference::scian_sectors, "es", "en");
  return all;
}

const std::vector<Listed>& goals() {
  static const auto all = load(reference::sdg_goals, "short_es", "short_en");
  return all;
}

const Listed* find(const std::vector<Listed>& list, std::string_view code) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Listed& item) { return item.code == code; });
  return found == list.end() ? nullptr : &*found;
}

std::string name_in(const std::vector<Listed>& list, std::string_view code, Lang lang) {
  const auto* item = find(list, code);
  return item == nullptr ? std::string(code) : item->name.in(lang);
}

}  // namespace alianza::organizations
