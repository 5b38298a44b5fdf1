#pragma once
// Reading a JSON body into the strings that parse() takes. Handlers use an Intake (schema.h), which names the fields.
#include <boost/json.hpp>

#include "platform/http/json.h"

namespace alianza::feature {

/// A JSON body as forms see it: strings as they are, numbers and true/false as text, null and absent as "". Nested objects are
/// reached with a point ("name.es"). Error: the body is no JSON object.
class JsonFields {
 public:
  static Result<JsonFields> read(const http::Request& request);
  std::string get(std::string_view path) const;
  /// An array of strings or numbers as text; empty when absent.
  std::vector<std::string> list(std::string_view path) const;
  /// The same, one a line, as a text field of a form has it.
  std::string lines(std::string_view path) const;
  const boost::json::object& object() const { return object_; }

 private:
  const boost::json::value* find(std::string_view path) const;
  boost::json::object object_;
};

}  // namespace alianza::feature
