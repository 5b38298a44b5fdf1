#pragma once
// What the files of the API share.
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "features/organizations/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/feature.h"
#include "platform/feature/json.h"
#include "platform/feature/routes.h"

namespace alianza::organizations {

using boost::json::array;
using boost::json::object;
using feature::demand;
using http::Request;
using http::Response;
using Body = feature::JsonFields;

/// `row_json` of each row.
template <class T, class Json>
array json_list(const std::vector<T>& rows, Json&& row_json) {
  array out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(row_json(row));
  return out;
}

template <class T>
array codes_json(const std::vector<T>& values) {
  return json_list(values, [](const T& value) { return boost::json::string(to_text(value)); });
}

void add_parts_api(feature::Site& site);
void add_duplicates_api(feature::Site& site);

}  // namespace alianza::organizations
