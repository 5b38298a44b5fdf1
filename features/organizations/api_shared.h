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

namespace alianza::organizations {

using boost::json::array;
using boost::json::object;
using feature::demand;
using http::Request;
using http::Response;
using Body = feature::JsonFields;

inline const std::string api_root = "/api/v1/alliances/{alliance}";

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

inline http::Options api_doc(Message summary, const char* request_schema, const char* response_schema) {
  http::Options options;
  options.doc = {std::move(summary), "organizations", {}, request_schema, response_schema};
  return options;
}

/// Adds routes to the router: the scope and the binding that all of them share.
class ApiRoutes {
 public:
  using Handler = Response (*)(feature::Site&, Request&);
  explicit ApiRoutes(feature::Site& site) : site_(site) {}
  void add(http::Method method, const std::string& tail, Handler handler, http::Options doc) const {
    site_.router.add({method, api_root + tail, auth::scope("organizations"),
                      [&site = site_, handler](Request& r) { return handler(site, r); }, std::move(doc)});
  }

 private:
  feature::Site& site_;
};

void add_parts_api(feature::Site& site);
void add_duplicates_api(feature::Site& site);

}  // namespace alianza::organizations
