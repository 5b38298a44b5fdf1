#include "platform/test/agreement.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "platform/feature/openapi.h"
#include "platform/i18n/i18n.h"
#include "platform/test/schema.h"

namespace alianza::test {
namespace {

using boost::json::value;

class Document {
 public:
  explicit Document(const feature::Site& site)
      : json_(boost::json::parse(
            feature::openapi(site.router.routes(), site, [](const Message& m) { return i18n::text(Lang::es, m); }))) {}

  const value& json() const { return json_; }
  const value& operation(const http::Request& request) const {
    std::string method(http::name(request.route->method));
    for (auto& c : method) c = static_cast<char>(std::tolower(c));
    return json_.at("paths").at(request.route->pattern).at(method);
  }
  static bool is_file(const value& holder) {
    const auto* content = holder.as_object().if_contains("content");
    return content != nullptr && content->as_object().contains("*/*");
  }
  /// The schema of a body or an answer; null when the document says that there is none.
  const value* schema(const value& holder) const {
    const auto* content = holder.as_object().if_contains("content");
    return content == nullptr ? nullptr : &content->at("application/json").at("schema");
  }

 private:
  value json_;
};

void hold_answer(const Document& document, const value& operation, http::Response& response, const std::string& who) {
  const auto* said = operation.at("responses").as_object().if_contains(std::to_string(response.status));
  if (said == nullptr) {
    ADD_FAILURE() << who << " answers " << response.status << ", which /openapi.json does not name";
    return;
  }
  if (Document::is_file(*said)) return;
  std::string body(response.content());
  if (response.chunks) {
    for (std::string piece; response.chunks(piece); piece.clear()) body += piece;
    response.chunks = {};
    response.body = body;
  }
  const auto* schema = document.schema(*said);
  if (schema == nullptr) {
    EXPECT_EQ(body, "") << who;
  } else if (!body.empty()) {  // a repeated write answers with its status and place alone
    EXPECT_EQ(disagreements(*schema, boost::json::parse(body), Strict::yes, document.json()), "") << who;
  }
}

/// Only what was left out or misspelt: numbers may come as text, null as nothing.
std::string lacking(const value& schema, const value& given, const value& document, const std::string& at) {
  const auto& rules = schema.as_object();
  if (const auto* ref = rules.if_contains("$ref"))
    return lacking(document.at_pointer(std::string_view(ref->as_string()).substr(1)), given, document, at);
  std::string out;
  if (const auto* words = rules.if_contains("enum"); words != nullptr && given.is_string() && !given.as_string().empty()) {
    const auto& all = words->as_array();
    if (std::find(all.begin(), all.end(), given) == all.end()) out += at + ": " + boost::json::serialize(given) + "\n";
  }
  if (!given.is_object()) return out;
  if (const auto* required = rules.if_contains("required"))
    for (const auto& name : required->as_array())
      if (!given.as_object().contains(name.as_string())) out += at + " lacks " + std::string(name.as_string()) + "\n";
  if (const auto* properties = rules.if_contains("properties"))
    for (const auto& property : properties->as_object())
      if (const auto* member = given.as_object().if_contains(property.key()))
        out += lacking(property.value(), *member, document, at + "." + std::string(property.key()));
  return out;
}

void hold_body(const Document& document, const value& operation, const http::Request& request, const std::string& who) {
  const auto* body = operation.as_object().if_contains("requestBody");
  if (body == nullptr) return;
  EXPECT_EQ(lacking(*document.schema(*body), boost::json::parse(request.body), document.json(), "$"), "")
      << who << " accepted a body that /openapi.json does not allow: " << request.body;
}

void hold(const Document& document, const http::Request& request, http::Response& response) {
  if (!request.route->pattern.starts_with("/api/") || response.status < 200 || response.status > 299) return;
  const auto who = std::string(http::name(request.route->method)) + " " + request.route->pattern;
  const auto& operation = document.operation(request);
  hold_answer(document, operation, response, who);
  hold_body(document, operation, request, who);
}

}  // namespace

void hold_to_openapi(feature::Site& site) {
  const auto document = std::make_shared<std::optional<Document>>();
  site.router.add_filter({"openapi", {}, [&site, document](http::Request& request, http::Response& response) {
                            if (!*document) document->emplace(site);
                            hold(**document, request, response);
                          }});
}

}  // namespace alianza::test
