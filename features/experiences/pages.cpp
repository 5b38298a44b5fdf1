// Pages of experiences inside the alliance: the list, one of them, downloads.
#include "features/committees/actions.h"
#include "features/experiences/access.h"
#include "features/experiences/pages_shared.h"
#include "platform/auth/policy.h"

namespace alianza::experiences {
namespace {

Response list_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::List> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), id));
    const auto filter = filter_of(request);
    views::List p;
    p.shell = alliances::shell(site, tx, request, seen, text(request, _("Experiencias")), "experiences");
    p.filters = filter_panel(tx, request, id, filter);
    p.filtered = narrows(filter);
    p.all = list_url(id);
    const auto listing = TRY(list(tx, seen, filter, request.lang, slice_of(request)));
    put_places(p, request, list_url(id), filter, listing.next);
    for (const auto& listed : listing.rows) {
      auto row = row_of(listed, page_url(id, listed.experience.id), request.lang);
      if (listed.experience.state != State::published) row.state = badge(listed.experience.state);
      p.list.rows.push_back(std::move(row));
    }
    p.downloads = downloads(Url("/alliances/{}/experiences.csv", id), Url("/alliances/{}/experiences.xlsx", id),
                            Url("/alliances/{}/experiences.json", id), filter);
    if (may_propose(seen.standing)) p.propose = Url("/alliances/{}/experiences/new", id);
    return p;
  }));
  return html::respond(request, page);
}

Response download_list(feature::Site& site, Request& request, documents::Format format) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), id));
    auto rows = TRY(list(tx, seen, filter_of(request), request.lang, {{}, most_downloaded})).rows;
    return download(request, seen.alliance, seen.today, std::move(rows), format);
  }));
}

Response show(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<ExperienceId>("experience"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Show> {
    const auto at = TRY(see(tx, auth::actor_of(request), alliance, id));
    const auto& e = at.experience;
    const auto committee = e.committee ? committees::find(tx, alliance, e.committee) : std::nullopt;
    const auto here = [&](const char* tail) { return Url("/alliances/{}/experiences/{}/{}", alliance, id, tail); };
    views::Show p;
    p.shell = alliances::shell(site, tx, request, at.seen, e.title.in(request.lang), "experiences");
    p.crumbs = {{{text(request, _("Experiencias")), list_url(alliance)}}, e.title.in(request.lang)};
    p.story = story_of(e, at.organization, committee ? committee->name : LocalizedText(), request.lang);
    p.state = badge(e.state);
    if (is_public(e) && at.seen.alliance.is_public) p.portal = Url("/p/{}/experiences/{}", at.seen.alliance.slug, id);
    if (e.state == State::withdrawn) return p;
    if (may(Action::change, at.seen.standing, e)) p.edit = here("edit");
    if (may(Action::withdraw, at.seen.standing, e)) p.withdraw = here("withdraw");
    if (may(Action::publish, at.seen.standing, e) && e.state == State::proposed)
      p.publish = html::ButtonForm{
          .action = here("publish"), .words = _("Publicar"), .busy = _("Publicando…"), .classes = "btn btn-primary"};
    return p;
  }));
  return html::respond(request, page);
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/experiences");
  pages.get("", list_page);
  pages.get("/{experience}", show);
  for (const auto format : documents::formats)
    pages.get("." + std::string(documents::extension(format)), feature::given(download_list, format));
  add_form_pages(site);
  add_public_pages(site);
}

}  // namespace alianza::experiences
