#pragma once
#include <string>

#include "platform/feature/feature.h"

namespace alianza::feature {

/// As response_schema of a route: its answer is a file, of whatever type its Content-Type says.
inline constexpr const char* file_answer = "(file)";

/// OpenAPI 3.1 of the routes under /api/, made from the routes themselves and the tables that their handlers read and write by.
std::string openapi(const std::vector<http::Route>& routes, const Site& site,
                    const std::function<std::string(const Message&)>& translate);

/// /openapi.json and the reference page /api. After every other route.
void add_openapi_routes(Site& site);

}  // namespace alianza::feature
