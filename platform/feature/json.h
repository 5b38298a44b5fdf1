#pragma once
// What every api.cpp needs of JSON: texts in two languages, optional values, and reading a body into the strings that parse()
// takes.
#include <boost/json.hpp>

#include "platform/base/id.h"
#include "platform/base/text.h"
#include "platform/base/time.h"
#include "platform/http/json.h"

namespace alianza::feature {

/// {"es":…,"en":…}; a missing English is null.
inline boost::json::object json(const LocalizedText& text) {
  return {{"es", text.es}, {"en", text.en.empty() ? boost::json::value(nullptr) : boost::json::value(text.en)}};
}

inline boost::json::value json(const std::optional<Date>& date) {
  return date ? boost::json::value(date->text()) : boost::json::value(nullptr);
}

template <class Tag>
boost::json::value json(Id<Tag> id) {
  return id ? boost::json::value(id.text()) : boost::json::value(nullptr);
}

/// A JSON body as forms see it: strings as they are, numbers and true/false as text, null and absent as "". Nested objects are
/// reached with a point ("name.es"). Error: the body is no JSON object.
class JsonFields {
 public:
  static Result<JsonFields> read(const http::Request& request);
  std::string get(std::string_view path) const;
  /// An array of strings or numbers as text; empty when absent.
  std::vector<std::string> list(std::string_view path) const;
  const boost::json::object& object() const { return object_; }

 private:
  const boost::json::value* find(std::string_view path) const;
  boost::json::object object_;
};

}  // namespace alianza::feature
