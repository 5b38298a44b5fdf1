#pragma once
// What the files of the API share.
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "features/organizations/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/feature.h"
#include "platform/feature/routes.h"

namespace alianza::organizations {

using feature::demand;
using feature::Intake;
using feature::itself;
using feature::one_of;
using feature::or_null;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

/// How many there are, counted up to a limit.
enum class Counted { exact, more_than };
inline std::string_view to_text(Counted counted) { return counted == Counted::exact ? "exact" : "more_than"; }
struct Count {
  explicit Count(std::int64_t n)
      : value(n > most_counted ? most_counted : n), qualifier(n > most_counted ? Counted::more_than : Counted::exact) {}
  std::int64_t value;
  Counted qualifier;
};
inline const Shape<Count>& count_json() {
  static const Shape<Count> shape{"Count", {{"value", &Count::value}, {"qualifier", &Count::qualifier}}};
  return shape;
}

void add_parts_api(feature::Site& site);
void add_duplicates_api(feature::Site& site);

}  // namespace alianza::organizations
