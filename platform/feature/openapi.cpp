#include "platform/feature/openapi.h"

#include <algorithm>
#include <boost/json.hpp>

#include "platform/auth/policy.h"
#include "platform/feature/api_page.h"
#include "platform/feature/schema.h"
#include "platform/http/faults.h"
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

using Words = std::function<std::string(const Message&)>;

object value_schema(const Schema& schema, const Words& translate);

object reference(const std::string& schema) { return {{"$ref", "#/components/schemas/" + schema}}; }

object object_schema(const Schema& schema, const Words& translate);

/// Of one type without null; the formats of our own are patterns.
object typed(const Schema& schema, const Words& translate) {
  switch (schema.type) {
    case Schema::Type::integer: return {{"type", "integer"}};
    case Schema::Type::boolean: return {{"type", "boolean"}};
    case Schema::Type::any: return {{"type", "object"}, {"additionalProperties", true}};
    case Schema::Type::list: return {{"type", "array"}, {"items", value_schema(schema.items.front(), translate)}};
    case Schema::Type::object: return object_schema(schema, translate);
    case Schema::Type::text: break;
  }
  object out{{"type", "string"}};
  if (schema.format == "id")
    out["pattern"] = "^[0-9A-HJKMNP-TV-Z]{13}$";
  else if (schema.format == "clock")
    out["pattern"] = "^[0-9]{1,2}:[0-9]{2}$";
  else if (!schema.format.empty())
    out["format"] = schema.format;
  if (!schema.values.empty()) out["enum"] = array(schema.values.begin(), schema.values.end());
  return out;
}

/// Where a schema stands: a component is referred to, null is one more type.
object value_schema(const Schema& schema, const Words& translate) {
  if (!schema.name.empty()) {
    if (!schema.is_nullable) return reference(schema.name);
    return {{"anyOf", array{reference(schema.name), object{{"type", "null"}}}}};
  }
  auto out = typed(schema, translate);
  if (schema.is_nullable) {
    out["type"] = array{out["type"], "null"};
    if (auto* values = out.if_contains("enum")) values->as_array().push_back(nullptr);
  }
  if (schema.type == Schema::Type::text && !schema.fallback.empty()) out["default"] = schema.fallback;
  return out;
}

object object_schema(const Schema& schema, const Words& translate) {
  object properties;
  array required;
  for (const auto& [name, value, what] : schema.properties) {
    auto property = value_schema(value, translate);
    if (!what.empty()) property["description"] = translate(what);
    properties[name] = std::move(property);
    if (value.is_required) required.push_back(boost::json::string(name));
  }
  object out{{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) out["required"] = std::move(required);
  return out;
}

array parameters(const http::Route& route, const Words& translate) {
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
  object done{{"description", http::reason(route.options.doc.success)}};
  if (route.options.doc.response_schema == file_answer)
    done["content"] = object{{"*/*", object{{"schema", object{{"type", "string"}, {"format", "binary"}}}}}};
  else if (!route.options.doc.response_schema.empty())
    done["content"] = object{{"application/json", object{{"schema", reference(route.options.doc.response_schema)}}}};
  const object problem{{"description", "Problem (RFC 9457)"},
                       {"content", object{{"application/problem+json", object{{"schema", reference("Problem")}}}}}};
  object out{{std::to_string(route.options.doc.success), done}};
  for (const auto* status : {"401", "403", "404", "422"}) out[status] = problem;
  return out;
}

object operation(const http::Route& route, const Words& translate) {
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

/// What features described, and Problem: RFC 9457 with our two members.
object schemas(const Site& site, const Words& translate) {
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
  for (const auto& [name, schema] : site.schemas) out[name] = object_schema(*schema, translate);
  return out;
}

bool is_api(const http::Route& route) { return route.pattern.starts_with(api_prefix); }

}  // namespace

std::string openapi(const std::vector<http::Route>& routes, const Site& site, const Words& translate) {
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
      {"components", object{{"schemas", schemas(site, translate)},
                            {"securitySchemes", object{{"token", object{{"type", "http"}, {"scheme", "bearer"}}}}}}},
      {"security", array{object{{"token", array{}}}}},
  };
  return boost::json::serialize(document);
}

void add_openapi_routes(Site& site) {
  // Written when it is asked for, which is seldom: kept, it would be a megabyte of every server. The list of routes stays where
  // it is while the router moves into the server.
  const auto& routes = site.router.routes();
  site.router.get("/openapi.json", auth::anyone(), [&site, &routes](http::Request& request) {
    return http::Response::json(openapi(routes, site, [&](const Message& m) { return i18n::text(request.lang, m); }))
        .with_content_etag()
        .cache_public(std::chrono::minutes(10));
  });
  add_api_page(site);
}

}  // namespace alianza::feature
