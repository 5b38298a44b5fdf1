#include "features/overview/overview.h"

#include <algorithm>
#include <tuple>

#include "platform/base/text.h"
#include "platform/base/typed.h"

namespace alianza::overview {

std::vector<OriginRow> origin_rows(const std::vector<organizations::Partner>& partners) {
  std::vector<OriginRow> out;
  for (const auto type : organizations::organization_types()) {
    OriginRow row{type, std::vector<std::int64_t>(organizations::origins().size()), 0};
    for (const auto& partner : partners) {
      if (partner.type != type) continue;
      ++row.counts.at(static_cast<std::size_t>(partner.origin));
      ++row.all;
    }
    if (row.all > 0) out.push_back(std::move(row));
  }
  return out;
}

std::optional<std::int64_t> SmeShare::percent() const {
  if (members == 0) return std::nullopt;
  return (200 * smes + members) / (2 * members);
}

bool SmeShare::is_below(std::int64_t target_percent) const { return members > 0 && 100 * smes < target_percent * members; }

Result<std::int64_t> parse_percent(std::string_view typed) {
  const auto text = trim(typed);
  if (text.empty()) return 0;
  const auto value = whole_number<std::int64_t>(text);
  if (!value || *value < 0 || *value > 100) return fail(Error::field("percent", _("Escriba un número entero de 0 a 100.")));
  return *value;
}

void put_in_order(std::vector<Silence>& rows) {
  std::sort(rows.begin(), rows.end(), [](const Silence& a, const Silence& b) {
    return std::tie(a.since, a.organization_name, a.of_id) < std::tie(b.since, b.organization_name, b.of_id);
  });
}

}  // namespace alianza::overview
