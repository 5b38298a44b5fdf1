#include "platform/feature/openapi.h"

#include <algorithm>
#include <boost/json.hpp>

#include "platform/auth/policy.h"
#include "platform/feature/api_page.h"
#include "platform/http/json.h"
#include "platform/i18n/i18n.h"

namespace alianza::feature {
namespace {

using boost::json::array;
using boost::json::object;

constexpr std::string_view api_prefix = "/api/";

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

/// "/api/v1/alliances/{alliance}" -> {"alliance"}
std::vector<std::string> path_parameters(std::string_view pattern) {
  std::vector<std::string> out;
  for (auto open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1)) {
    const auto close = pattern.find('}', open);
    out.emplace_back(pattern.substr(open + 1, close - open - 1));
  }
  return out;
}

object reference(const std::string& schema) { return {{"$ref", "#/components/schemas/" + schema}}; }

array parameters(const http::Route& route, const std::function<std::string(const Message&)>& translate) {
  array list;
  for (const auto& name : path_parameters(route.pattern))
    list.push_back(object{{"name", name}, {"in", "path"}, {"required", true}, {"schema", object{{"type", "string"}}}});
  for (const auto& p : route.options.doc.query)
    list.push_back(object{{"name", p.name},
                          {"in", "query"},
                          {"required", p.required},
                          {"description", translate(p.summary)},
                          {"schema", object{{"type", p.schema}}}});
  return list;
}

object responses(const http::Route& route) {
  object ok{{"description", "OK"}};
  if (!route.options.doc.response_schema.empty())
    ok["content"] = object{{"application/json", object{{"schema", reference(route.options.doc.response_schema)}}}};
  const object problem{{"description", "Problem (RFC 9457)"},
                       {"content", object{{"application/problem+json", object{{"schema", reference("Problem")}}}}}};
  object out{{route.method == http::Method::post ? "201" : "200", ok}};
  for (const auto* status : {"401", "403", "404", "422"}) out[status] = problem;
  return out;
}

object operation(const http::Route& route, const std::function<std::string(const Message&)>& translate) {
  const auto& doc = route.options.doc;
  object op{{"summary", doc.summary.empty() ? route.pattern : translate(doc.summary)},
            {"operationId", lower(http::name(route.method)) + route.pattern},
            {"x-policy", route.policy.name},
            {"parameters", parameters(route, translate)},
            {"responses", responses(route)}};
  if (!doc.tag.empty()) op["tags"] = array{boost::json::string(doc.tag)};
  if (!doc.request_schema.empty())
    op["requestBody"] =
        object{{"required", true}, {"content", object{{"application/json", object{{"schema", reference(doc.request_schema)}}}}}};
  return op;
}

/// Schemas that routes name are open objects until a feature describes them; Problem is RFC 9457 with our two members.
object schemas(const std::vector<http::Route>& routes) {
  const object text{{"type", "string"}};
  const object field{{"type", "object"}, {"properties", object{{"field", text}, {"message", text}}}};
  object out;
  out["Problem"] = object{{"type", "object"},
                          {"required", array{"title", "status"}},
                          {"properties", object{{"type", text},
                                                {"title", text},
                                                {"status", object{{"type", "integer"}}},
                                                {"detail", text},
                                                {"request_id", text},
                                                {"errors", object{{"type", "array"}, {"items", field}}}}}};
  for (const auto& route : routes)
    for (const auto& name : {route.options.doc.request_schema, route.options.doc.response_schema})
      if (!name.empty() && !out.contains(name)) out[name] = object{{"type", "object"}};
  return out;
}

bool is_api(const http::Route& route) { return route.pattern.starts_with(api_prefix); }

}  // namespace

std::string openapi(const std::vector<http::Route>& routes, const std::function<std::string(const Message&)>& translate) {
  object paths;
  for (const auto& route : routes) {
    if (!is_api(route)) continue;
    auto& path = paths[route.pattern];
    if (!path.is_object()) path = object{};
    path.as_object()[lower(http::name(route.method))] = operation(route, translate);
  }
  const object document{
      {"openapi", "3.1.0"},
      {"info",
       object{{"title", "Alianza"}, {"version", "1"}, {"license", object{{"name", "EUPL-1.2"}, {"identifier", "EUPL-1.2"}}}}},
      {"paths", paths},
      {"components", object{{"schemas", schemas(routes)},
                            {"securitySchemes", object{{"token", object{{"type", "http"}, {"scheme", "bearer"}}}}}}},
      {"security", array{object{{"token", array{}}}}},
  };
  return boost::json::serialize(document);
}

void add_openapi_routes(Site& site) {
  std::array<std::string, 2> documents;
  for (const auto lang : {Lang::es, Lang::en})
    documents.at(static_cast<std::size_t>(lang)) =
        openapi(site.router.routes(), [lang](const Message& m) { return i18n::text(lang, m); });
  site.router.get("/openapi.json", auth::anyone(),
                  [documents](http::Request& request) {
                    return http::Response::json(documents.at(static_cast<std::size_t>(request.lang)))
                        .with_content_etag()
                        .cache_public(std::chrono::minutes(10));
                  },
                  {.run = http::Run::inline_});
  add_api_page(site);
}

}  // namespace alianza::feature
