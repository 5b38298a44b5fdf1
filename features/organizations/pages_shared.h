#pragma once
// What the files of the pages share.
#include <memory>
#include <string>

#include "features/alliances/shell.h"
#include "features/organizations/actions.h"
#include "features/organizations/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::organizations {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

inline Url list_url(AllianceId alliance) { return Url("/alliances/{}/organizations", alliance); }
inline Url page_url(AllianceId alliance, OrganizationId id) { return Url("/alliances/{}/organizations/{}", alliance, id); }

/// The organisation that the address names, as the actor sees it.
inline Result<Seen> seen_in(db::Tx& tx, const Request& request) {
  const auto alliance = TRY(request.id<AllianceId>("alliance"));
  const auto id = TRY(request.id<OrganizationId>("organization"));
  return see(tx, auth::actor_of(request), alliance, id);
}

/// Shell and way of a page about one organisation.
template <class Page>
void frame(const feature::Site& site, db::Tx& tx, Request& request, const Seen& seen, const std::string& title, Page& page) {
  const auto alliance = seen.at.alliance.id;
  const auto& o = seen.organization;
  page.shell = alliances::shell(site, tx, request, seen.at, title + " · " + o.profile.name, "organizations");
  page.crumbs = {{{text(request, _("Organizaciones")), list_url(alliance)}, {o.profile.name, page_url(alliance, o.id)}}, title};
}

/// A form about one organisation. `fill` adds title, fields and button, or refuses.
template <class Page, class Fill>
Page form_page(feature::Site& site, Request& request, Fill&& fill) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<Page> {
    const auto seen = TRY(seen_in(tx, request));
    Page page;
    TRY(fill(tx, seen, page));
    frame(site, tx, request, seen, page.title, page);
    if (!page.form.cancel) page.form.cancel = page_url(seen.at.alliance.id, seen.organization.id);
    page.form.busy = _("Guardando…");
    return page;
  }));
}

/// The write behind such a form: back with a notice, or the form again.
template <class Write, class Make>
Response post(feature::Site& site, Request& request, const feature::Notice& notice, Url to, Write&& write, Make&& make) {
  auto act = feature::act(request);
  const auto back = notice.at(std::move(to)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) { return write(tx, act); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), std::forward<Make>(make));
}

/// The words behind a code of the form: «Empresa» for "company", names of countries, states, sectors; the text itself else.
std::string value_words(std::string_view field, const std::string& value, Lang lang);

html::Badge badge(Status status);
html::Badge badge(ContributionState state);
views::MoneyRow total_row(const Total& total, Lang lang);
/// «Equipo y materiales: 2 aportes sin monto ni cantidad», a sentence for each kind.
std::vector<Message> unvalued_rows(const Totals& totals, Lang lang);
views::DuplicateRow duplicate_row(AllianceId alliance, const Duplicate& duplicate);
views::ContributionRow contribution_row(AllianceId alliance, const Contribution& contribution, Lang lang);
std::vector<views::HistoryRow> history_rows(const std::vector<HistoryLine>& lines, const Zone& zone, Lang lang);
views::ContactRow contact_row(const Seen& seen, const membership::Contact& contact);

void add_list_pages(feature::Site& site, const std::shared_ptr<CountMemory>& memory);
void add_show_page(feature::Site& site);
void add_form_pages(feature::Site& site);
void add_private_pages(feature::Site& site);
void add_contribution_pages(feature::Site& site);
void add_duplicate_pages(feature::Site& site);

}  // namespace alianza::organizations
