#pragma once
#include <string>

#include "platform/feature/feature.h"

namespace alianza::feature {

/// OpenAPI 3.1 of the routes under /api/, made from the routes themselves.
std::string openapi(const std::vector<http::Route>& routes, const std::function<std::string(const Message&)>& translate);

/// /openapi.json and the reference page /api. After every other route.
void add_openapi_routes(Site& site);

}  // namespace alianza::feature
