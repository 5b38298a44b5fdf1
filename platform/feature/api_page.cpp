#include "platform/feature/api_page.h"

#include <algorithm>
#include <set>

#include "platform/auth/policy.h"
#include "platform/feature/openapi.h"
#include "platform/feature/schema.h"
#include "platform/i18n/i18n.h"

namespace alianza::feature {
namespace {

using views::ApiField;
using views::ApiObject;
using views::ApiObjectLink;
using views::ApiPage;
using views::ApiRoute;
using views::ApiSection;

constexpr std::string_view prefix = "/api/v1";

http::Url object_link(const std::string& name) { return http::Url::on_this_page("object-" + name); }

std::optional<ApiObjectLink> object_named(const std::string& name) {
  if (name.empty()) return std::nullopt;
  return ApiObjectLink{name, object_link(name)};
}

Message type_words(const Schema& schema) {
  switch (schema.type) {
    case Schema::Type::integer: return _("entero");
    case Schema::Type::boolean: return _("sí o no");
    case Schema::Type::text: break;
    default: return _("objeto");
  }
  if (schema.format == "id") return _("identificador");
  if (schema.format == "date") return _("fecha");
  if (schema.format == "date-time") return _("fecha y hora, UTC");
  if (schema.format == "clock") return _("hora");
  if (schema.format == "email") return _("correo electrónico");
  return _("texto");
}

ApiRoute row(const http::Route& route) {
  const auto& doc = route.options.doc;
  ApiRoute out;
  out.verb = http::name(route.method);
  out.path = route.pattern.substr(prefix.size());
  out.summary = doc.summary;
  if (!doc.tag.empty()) out.scope = doc.tag + (http::is_safe(route.method) ? ":read" : ":write");
  for (const auto& p : doc.query) out.parameters.push_back({.name = p.name, .type = _("texto"), .what = p.summary});
  out.asks = object_named(doc.request_schema);
  if (doc.response_schema != file_answer) out.answers = object_named(doc.response_schema);
  out.success = doc.success;
  return out;
}

std::string in_one_line(const Shared<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " | ") + word;
  return out;
}

/// Objects that are sent say what they need; those that are answered, what may be missing.
enum class Way { sent, answered };

void add_fields(std::vector<ApiField>& out, const Shared<Property>& properties, const std::string& before, Way way) {
  for (const auto& [name, schema, what] : properties) {
    if (schema.type == Schema::Type::object && schema.name.empty()) {
      add_fields(out, schema.properties, before + name + ".", way);
      continue;
    }
    const bool is_list = schema.type == Schema::Type::list;
    const auto& one = is_list ? schema.items.front() : schema;
    ApiField field{.name = before + name, .type = type_words(one), .words = in_one_line(one.values), .what = what};
    field.is_list = is_list;
    field.is_nullable = schema.is_nullable;
    field.fallback = schema.fallback;
    if (!one.name.empty()) {
      field.link = object_link(one.name);
      field.object = one.name;
    }
    if (way == Way::sent && schema.is_required) field.presence = _("obligatorio");
    if (way == Way::answered && !schema.is_required) field.presence = _("según su papel");
    out.push_back(std::move(field));
  }
}

std::vector<ApiObject> objects(const std::vector<http::Route>& routes, const Site& site) {
  std::set<std::string> sent;
  for (const auto& route : routes) sent.insert(route.options.doc.request_schema);
  std::vector<ApiObject> out;
  for (const auto& [name, schema] : site.schemas) {
    auto& object = out.emplace_back(ApiObject{name, object_link(name), "object-" + name, {}});
    add_fields(object.fields, schema->properties, "", sent.contains(name) ? Way::sent : Way::answered);
  }
  return out;
}

std::vector<ApiSection> sections(const std::vector<http::Route>& routes) {
  std::vector<ApiSection> out;
  for (const auto& route : routes) {
    if (!route.pattern.starts_with(prefix)) continue;
    const auto tag = route.options.doc.tag.empty() ? std::string("server") : route.options.doc.tag;
    auto found = std::find_if(out.begin(), out.end(), [&](const ApiSection& s) { return s.tag == tag; });
    if (found == out.end()) found = out.insert(out.end(), {tag, http::Url::on_this_page(tag), {}});
    found->routes.push_back(row(route));
  }
  return out;
}

}  // namespace

void add_api_page(Site& site) {
  const auto& routes = site.router.routes();
  site.router.get("/api", auth::anyone(), [&site, &routes](http::Request& request) {
    ApiPage page;
    page.shell = shell(request, i18n::text(request.lang, _("Referencia de la API")));
    page.sections = sections(routes);
    page.objects = objects(routes, site);
    page.example = "curl -H \"Authorization: Bearer alz_…\" http://" + request.host + std::string(prefix) + "/alliances";
    return html::respond(request, page);
  });
}

}  // namespace alianza::feature
