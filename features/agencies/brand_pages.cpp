// The agency's identity as files: a style sheet of its colours and its logo.
#include <fmt/format.h>

#include "features/agencies/pages.h"
#include "platform/auth/policy.h"

namespace alianza::agencies {
namespace {

using http::Request;
using http::Response;

/// Our own rules lie in a layer, so these plain ones win. Dark surfaces mix the brand with white, as web/README.md says.
std::string style_sheet(const Colours& c) {
  return fmt::format(
      ":root{{--brand:light-dark({0},color-mix(in srgb,{0} 45%,white));--on-brand:light-dark(#fff,#1b1538);"
      "--brand-deep:light-dark({1},color-mix(in srgb,{1} 80%,black));--brand-soft:light-dark({2},color-mix(in srgb,{0} "
      "30%,#16141c))}}\n",
      c.brand, c.deep, c.soft);
}

Agency published(feature::Site& site, const std::string& slug) {
  return feature::demand(site.db.read([&](db::Tx& tx) -> Result<Agency> {
    auto agency = find_by_slug(tx, slug);
    if (!agency) return fail(Error::not_found());
    return *agency;
  }));
}

Response css(feature::Site& site, Request& request) {
  std::string_view file = request.param("file");
  if (!file.ends_with(".css")) throw http::Abandon{Error::not_found()};
  file.remove_suffix(4);
  const auto agency = published(site, std::string(file));
  return Response::text(style_sheet(agency.colours))
      .with("Content-Type", "text/css; charset=utf-8")
      .with_content_etag()
      .cache_public(std::chrono::minutes(10));
}

Response logo_file(feature::Site& site, Request& request) {
  const auto agency = published(site, request.param("slug"));
  auto png = feature::demand(site.db.read([&](db::Tx& tx) { return logo(tx, agency.id); }));
  auto response = Response::text(std::move(png)).without_compression();
  return std::move(response).with("Content-Type", "image/png").with_content_etag().cache_public(std::chrono::minutes(10));
}

}  // namespace

void add_brand_routes(feature::Site& site) {
  site.router.get("/brand/{file}", auth::anyone(), [&site](Request& r) { return css(site, r); });
  site.router.get("/brand/{slug}/logo", auth::anyone(), [&site](Request& r) { return logo_file(site, r); });
}

}  // namespace alianza::agencies
