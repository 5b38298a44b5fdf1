// The doors of the portal: / (the front alliance), /p (all of them), /p/{slug} and what lies below it.
#include "features/agencies/actions.h"
#include "features/alliances/shell.h"
#include "features/portal/pages_office.h"
#include "features/portal/pages_site.h"
#include "platform/auth/policy.h"
#include "platform/i18n/i18n.h"

namespace alianza::portal {
namespace {

using http::Request;
using http::Response;

Result<views::AlliancesPage> alliances_page(db::Tx& tx, const Request& request) {
  const auto lang = request.lang;
  views::AlliancesPage page{feature::public_shell(request, i18n::text(lang, _("Alianzas con portal público"))), {}};
  page.shell.portal = true;
  for (const auto& alliance : public_alliances(tx)) {
    const auto agency = agencies::find(tx, alliance.agency);
    const auto seal = alliances::seal(alliance, lang);
    page.alliances.push_back({alliance.name, alliance.summary, agency ? agency->short_name : std::string(),
                              seal ? seal->tag : std::string(), address(alliance)});
  }
  return page;
}

Result<Response> all(const feature::Site& site, Request& request) {
  const auto page = TRY(site.db.read([&](db::Tx& tx) { return alliances_page(tx, request); }));
  return public_answer(site, request, html::respond(request, page));
}

/// The front alliance stands at `/` too; its own address is the canonical one.
Result<Response> front(const feature::Site& site, Request& request) {
  const auto first = TRY(site.db.read([](db::Tx& tx) { return public_alliances(tx); }));
  if (first.empty()) return all(site, request);
  const auto page = TRY(site.db.read([&](db::Tx& tx) -> Result<views::HomePage> {
    return home_page(site, tx, request, TRY(portal::open(tx, first.front().slug)));
  }));
  return public_answer(site, request, html::respond(request, page));
}

}  // namespace

void add_pages(feature::Site& site) {
  auto& router = site.router;
  router.get("/", auth::anyone(), [&site](Request& request) { return front(site, request); });
  router.get("/p", auth::anyone(), [&site](Request& request) { return all(site, request); });
  router.get("/p/{slug}", auth::anyone(), [&site](Request& request) {
    return answer_page(site, request, [&](db::Tx& tx, const Public& open) -> Result<views::HomePage> {
      return home_page(site, tx, request, open);
    });
  });
  add_record_pages(site);
  add_directory_pages(site);
  add_document_pages(site);
  add_data_pages(site);
  add_text_pages(site);
  add_office_pages(site);
}

}  // namespace alianza::portal
