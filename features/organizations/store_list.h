#pragma once
// One page of the directory, filtered and ordered, at the same cost for a thousand rows and for a million: one index gives both
// the filter and the order, the other filters are looked at row by row. Which index, is decided by counting (README.md, "How a
// list is read").
#include <optional>
#include <string>
#include <vector>

#include "features/organizations/listing.h"
#include "platform/db/db.h"

namespace alianza::organizations::store {

enum class Seen { by_agency, by_members };  // members see those that take part

struct ListQuery {
  AgencyId agency;
  AllianceId alliance;
  Seen seen = Seen::by_agency;
  Filter filter;
  Order order = Order::name;
  std::optional<OrganizationId> after;   // rows that follow this one, or
  std::optional<OrganizationId> before;  // rows that precede it
  int limit = 25;
  std::int64_t edition = 0;  // store::edition of the agency, in the same transaction
};

/// How far ListPage::count goes: not told, to most_counted + 1, to the end.
enum class Count { none, most, all };
/// Rows in order, with has_previous and has_next, and the count that is asked for.
ListPage page(db::Tx& tx, CountMemory& memory, const ListQuery& query, Count count);
/// How many match, at most most_counted + 1.
std::int64_t count(db::Tx& tx, CountMemory& memory, const ListQuery& query);

/// By name.
std::vector<Partner> partners(db::Tx& tx, AllianceId alliance);

/// Active organisations of an alliance with the goals of their profile, by id.
struct DeclaredRow {
  OrganizationId organization;
  SdgMasks sdgs;
  static void columns(auto& v, DeclaredRow& row) { v(row.organization, row.sdgs.priority, row.sdgs.interested); }
};
std::vector<DeclaredRow> declared_by_active(db::Tx& tx, AllianceId alliance);

}  // namespace alianza::organizations::store
