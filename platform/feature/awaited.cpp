#include "platform/feature/awaited.h"

#include <algorithm>

namespace alianza::feature {

void Awaited::put_in_order() {
  std::stable_sort(rows.begin(), rows.end(), [](const html::DueRow& a, const html::DueRow& b) { return a.day < b.day; });
  if (rows.size() <= std::size_t{most_rows}) return;
  more += static_cast<std::int64_t>(rows.size()) - most_rows;
  rows.erase(rows.begin() + most_rows, rows.end());
}

Awaited awaited(const Site& site, db::Tx& tx, const AwaitedRequest& request) {
  Awaited out;
  for (const auto& [order, source] : site.sources) source(tx, request, out);
  out.put_in_order();
  return out;
}

}  // namespace alianza::feature
