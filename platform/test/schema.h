#pragma once
// A validator for the part of JSON Schema that open data and the API use; refuses a schema with words that it does not know.
#include <boost/json.hpp>

#include <string>

namespace alianza::test {

/// What in `value` is not as `schema` says; empty when all of it is. `document` is where a "$ref" looks. With `Strict::yes` an
/// object may hold only what its schema names, as if it said so.
enum class Strict { no, yes };
std::string disagreements(const boost::json::value& schema, const boost::json::value& value, Strict strict = Strict::no,
                          const boost::json::value& document = {}, const std::string& at = "$");

}  // namespace alianza::test
