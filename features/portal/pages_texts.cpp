// Plain pages of the server, and what search engines read: /privacy, /accessibility, /licence, /robots.txt, /sitemap.xml.
#include <algorithm>
#include <map>

#include "features/agencies/actions.h"
#include "features/alliances/shell.h"
#include "features/committees/actions.h"
#include "features/portal/pages_site.h"
#include "platform/auth/policy.h"
#include "platform/i18n/i18n.h"

namespace alianza::portal {
namespace {

using http::Request;
using http::Response;

views::Shell plain_shell(const Request& request, const Message& title) {
  auto shell = feature::public_shell(request, i18n::text(request.lang, title));
  shell.portal = true;
  return shell;
}

Result<Response> licence(const feature::Site& site, Request& request) {
  views::LicencePage page{plain_shell(request, _("Licencia")), {}};
  const auto lang = request.lang;
  page.alliances = TRY(site.db.read([&](db::Tx& tx) -> Result<std::vector<views::AllianceLicence>> {
    std::vector<views::AllianceLicence> out;
    for (const auto& alliance : public_alliances(tx)) {
      const auto open = TRY(portal::open(tx, alliance.slug));
      const auto terms = terms_of(open, lang);
      const bool real = alliance.nature == alliances::Nature::real;
      out.push_back({alliance.name, address(alliance), real ? std::string() : terms.notice, terms.licence, terms.source});
    }
    return out;
  }));
  return public_answer(site, request, html::respond(request, page));
}

Result<Response> privacy(const feature::Site& site, Request& request) {
  views::PrivacyPage page{plain_shell(request, _("Aviso de privacidad")), {}};
  std::map<agencies::AgencyId, std::string> names;
  TRY(site.db.read([&](db::Tx& tx) -> Done {
    for (const auto& alliance : public_alliances(tx))
      if (const auto agency = agencies::find(tx, alliance.agency)) names.emplace(agency->id, agency->name.in(request.lang));
    return {};
  }));
  for (const auto& [id, name] : names) page.notices.push_back({name, http::Url("/privacy/{}", id)});
  return public_answer(site, request, html::respond(request, page));
}

Result<Response> robots(const feature::Site& site, const Request& request) {
  const std::string text =
      "User-agent: *\nAllow: /$\nAllow: /en$\nAllow: /p\nAllow: /en/p\nAllow: /assets/\nAllow: /privacy\nAllow: "
      "/accessibility\nAllow: /licence\n"
      "Disallow: /api/\nDisallow: /alliances\nDisallow: /en/alliances\nDisallow: /sign-in\n\nSitemap: " +
      origin_of(site, request) + "/sitemap.xml\n";
  return Response::text(text).cache_public(std::chrono::hours(1));
}

/// One address in both languages, each saying where the other stands.
void append_url(std::string& xml, const std::string& origin, const http::Url& url) {
  std::string es;
  std::string en;
  html::append_escaped_text(es, origin + url.in(Lang::es).text());
  html::append_escaped_text(en, origin + url.in(Lang::en).text());
  for (const auto& loc : {es, en})
    xml += "<url><loc>" + loc + "</loc><xhtml:link rel=\"alternate\" hreflang=\"es\" href=\"" + es +
           "\"/><xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"" + en + "\"/></url>\n";
}

/// What features above the portal have public pages of.
void append_more(std::string& xml, const std::string& origin, std::string_view addresses) {
  while (!addresses.empty()) {
    const auto line = addresses.substr(0, addresses.find('\n'));
    if (!line.empty()) append_url(xml, origin, http::Url::local_or_home(line));
    addresses.remove_prefix(std::min(addresses.size(), line.size() + 1));
  }
}

Result<Response> sitemap(const feature::Site& site, Request& request) {
  const auto origin = origin_of(site, request);
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
      "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
  append_url(xml, origin, http::Url("/"));
  append_url(xml, origin, http::Url("/p"));
  TRY(site.db.read([&](db::Tx& tx) -> Done {
    for (const auto& alliance : public_alliances(tx)) {
      for (const auto* tail : {"", "timeline", "funnel", "committees", "organizations", "meetings", "documents", "findings",
                               "notes", "terms", "data"})
        append_url(xml, origin, address(alliance, tail));
      for (const auto& body : committees::of_alliance(tx, alliance.id))
        append_url(xml, origin, http::Url("/p/{}/committees/{}", alliance.slug, body.committee.id));
      append_more(xml, origin, site.draw(addresses_place, tx, {request, alliance.id.value(), 0}));
    }
    return {};
  }));
  xml += "</urlset>\n";
  auto response = Response::text(std::move(xml));
  response.set("Content-Type", "application/xml; charset=utf-8");
  return std::move(response).with_content_etag().cache_public(std::chrono::minutes(10));
}

}  // namespace

void add_text_pages(feature::Site& site) {
  const auto everybody = auth::anyone();
  site.router.get("/privacy", everybody, [&site](Request& request) { return privacy(site, request); });
  site.router.get("/accessibility", everybody, [&site](Request& request) {
    return public_answer(site, request,
                         html::respond(request, views::AccessibilityPage{plain_shell(request, _("Accesibilidad"))}));
  });
  site.router.get("/licence", everybody, [&site](Request& request) { return licence(site, request); });
  site.router.get("/robots.txt", everybody, [&site](Request& request) { return robots(site, request); });
  site.router.get("/sitemap.xml", everybody, [&site](Request& request) { return sitemap(site, request); });
}

}  // namespace alianza::portal
