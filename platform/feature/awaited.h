#pragma once
// What awaits a person on the first page of an alliance (people.md): features say it, the page puts it in order.
//
//   site.await(20, [](db::Tx& tx, const feature::AwaitedRequest& at, feature::Awaited& out) { out.rows.push_back(…); });
#include <cstdint>
#include <vector>

#include "platform/base/time.h"
#include "platform/feature/feature.h"
#include "platform/html/pieces.h"

namespace alianza::feature {

/// Who asks is in the request; a source adds nothing for whoever it does not concern.
struct AwaitedRequest {
  http::Request& request;
  std::int64_t alliance = 0;
  Date today;  // in the alliance's zone
};

/// A source adds at most `most_rows`, the most pressing ones, and tells how many more there are.
struct Awaited {
  static constexpr int most_rows = 8;
  std::vector<html::DueRow> rows;
  std::int64_t more = 0;            // rows not given
  std::vector<html::Stat> figures;  // each leads to its rows

  /// Of all rows: the soonest first, at most `most_rows`; the others are counted.
  void put_in_order();
};

Awaited awaited(const Site& site, db::Tx& tx, const AwaitedRequest& request);

}  // namespace alianza::feature
