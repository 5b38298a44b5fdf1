#pragma once
// The conditions of a list as SQL: each in two forms. "Drive" lets its own index give the rows; "filter" looks at rows that
// another index gives, written so that no engine takes its index instead. Texts are literals put together, values are always
// parameters.
#include <string>
#include <vector>

#include "features/organizations/store_list.h"

namespace alianza::organizations::store {

/// A parameter that owns its text.
struct Bound {
  std::string name;
  std::string text;
  std::int64_t number = 0;
  enum class Kind { text, number } kind = Kind::text;
};

struct Condition {
  /// Where the rows come from when this one drives: "organizations o", or a child table "d" and o.
  std::string from = "organizations o";
  std::string drive;   // of the WHERE
  std::string filter;  // of the WHERE, on o and p
  std::string
      counted;  // FROM … WHERE … to count its rows alone, so that the condition with the fewest drives; empty: cannot drive
  std::string key_name = "o.name_folded";  // columns that have the order when it drives
  std::string key_id = "o.id";
  bool one_value = true;      // its index gives the order too; else the rows must be sorted, so it drives only when they are few
  bool needs_status = false;  // the filter form looks at p
  std::vector<Bound> params;
  std::string key;  // tells it from others, with its values
};

/// Those of a query, agency and shelf apart.
std::vector<Condition> conditions_of(const ListQuery& query);

}  // namespace alianza::organizations::store
