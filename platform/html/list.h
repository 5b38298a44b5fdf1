#pragma once
// What stands around the rows of a list page, in this order: search, chips, bar, rows (the feature's own table), paging.
// A template says {% include page.search %} and so on.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/html/form.h"
#include "platform/html/listing.h"
#include "platform/html/out.h"
#include "platform/html/pieces.h"

namespace alianza::html {

struct SearchBox {
  http::Url action;
  Words label;  // «Buscar organizaciones»
  Words hint;   // what is searched; say that accents do not matter
  std::string value = {};
  std::vector<std::pair<std::string, std::string>> hidden = {};
  std::optional<http::Url> filter = {};  // the page with all filters
};
void render(const SearchBox& page, Out& out);
SearchBox search_box(const ListAddress& address, http::Url action, Words label, Words hint);

/// One filter in force: «Tipo: Empresa ×».
struct FilterChip {
  Words name;
  Words value;
  http::Url remove;
};
struct FilterChips {
  std::vector<FilterChip> chips;
  http::Url clear;
};
void render(const FilterChips& page, Out& out);

/// A choice of the filter panel, drawn when filters have no page of their own.
struct FilterPanel {
  http::Url action;
  std::vector<Field> fields;  // selects, checks; all optional
  std::vector<std::pair<std::string, std::string>> hidden = {};
};
void render(const FilterPanel& page, Out& out);

struct SortChoice {
  std::string key;  // "name", "-name"
  Words words;      // «Nombre, A a Z»
};
struct Download {
  Words format;  // «CSV»
  Words note;    // «UTF-8, separado por comas»
  http::Url url;
};
struct ListBar {
  Words count;                              // «14 organizaciones»: N_(…).arg(count_text(lang, n))
  Words of_all = {};                        // «de 128», when filtered
  std::optional<http::Url> count_all = {};  // beyond 10,000: the link that counts
  http::Url action;
  std::vector<std::pair<std::string, std::string>> hidden = {};
  std::string sort = {};
  std::vector<SortChoice> sorts = {};
  Words download_note = {};  // «Exactamente estas 14 filas, con estos filtros y este orden.»
  std::vector<Download> downloads = {};
};
void render(const ListBar& page, Out& out);

/// The heading of a column that can be ordered by; `sort_header` knows the state.
enum class Sorting : std::uint8_t { none, ascending, descending };
struct SortHeader {
  Words words;
  http::Url url;
  Sorting sorting = Sorting::none;
  std::string classes = {};  // "num"
};
/// For aria-sort.
constexpr std::string_view sort_word(Sorting s) {
  return s == Sorting::ascending ? "ascending" : s == Sorting::descending ? "descending" : "none";
}
void render(const SortHeader& page, Out& out);
SortHeader sort_header(const ListAddress& address, std::string_view key, Words words);

struct PageSize {
  int size = 25;
  http::Url url;
  bool current = false;
};
struct Paging {
  std::string first = {};  // the first and last name on the page
  std::string last = {};
  std::optional<http::Url> previous = {};
  std::optional<http::Url> next = {};
  std::vector<PageSize> sizes = {};
};
void render(const Paging& page, Out& out);

/// Nothing matches: offers to remove the filters.
EmptyState nothing_matches(const ListAddress& address, Words title, Words text);

}  // namespace alianza::html
