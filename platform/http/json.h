#pragma once
// JSON bodies. Apart from request.h because boost/json is not light; api.cpp files include it.
#include <boost/json/value.hpp>

#include "platform/http/request.h"
#include "platform/http/response.h"

namespace alianza::http {

/// The body as JSON: media type application/json, clean UTF-8 without U+0000 in any string, at most 32 levels deep;
/// of a key that stands twice the last counts. The error says where (line and column).
Result<boost::json::value> parse_json(const Request& request);
Response json_response(const boost::json::value& value, int status = 200);

}  // namespace alianza::http
