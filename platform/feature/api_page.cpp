#include "platform/feature/api_page.h"

#include <algorithm>

#include "platform/auth/policy.h"
#include "platform/i18n/i18n.h"

namespace alianza::feature {
namespace {

using views::ApiPage;
using views::ApiRoute;
using views::ApiSection;

constexpr std::string_view prefix = "/api/v1";

ApiRoute row(const http::Route& route) {
  ApiRoute out;
  out.verb = http::name(route.method);
  out.path = route.pattern.substr(prefix.size());
  out.summary = route.options.doc.summary;
  if (!route.options.doc.tag.empty()) out.scope = route.options.doc.tag + (http::is_safe(route.method) ? ":read" : ":write");
  for (const auto& p : route.options.doc.query) out.parameters.push_back({p.name, p.schema, p.summary});
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
  site.router.get("/api", auth::anyone(), [list = sections(site.router.routes())](http::Request& request) {
    ApiPage page;
    page.shell = shell(request, i18n::text(request.lang, _("Referencia de la API")));
    page.sections = list;
    page.example = "curl -H \"Authorization: Bearer alz_…\" http://" + request.host + std::string(prefix) + "/alliances";
    return html::respond(request, page);
  });
}

}  // namespace alianza::feature
