#include "platform/html/list.h"

namespace alianza::html {

SearchBox search_box(const ListAddress& address, http::Url action, Words label, Words hint) {
  return {std::move(action), std::move(label), std::move(hint), address.search(), address.kept_by_search(), {}};
}

SortHeader sort_header(const ListAddress& address, std::string_view key, Words words) {
  const auto sorting = address.sort() != key ? Sorting::none : address.descending() ? Sorting::descending : Sorting::ascending;
  return {std::move(words), address.sorted_by(key), sorting, {}};
}

EmptyState nothing_matches(const ListAddress& address, Words title, Words text) {
  const auto n = static_cast<std::int64_t>(address.filters().size() + (address.search().empty() ? 0 : 1));
  const auto words = n == 1 ? _("Quitar el filtro") : _("Quitar los {1} filtros").arg(n);
  return {std::move(title), std::move(text), Link{words, address.without_filters()}};
}

}  // namespace alianza::html
