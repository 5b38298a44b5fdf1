#include "features/surveys/pages_way.h"

namespace alianza::surveys {

Doorway way_by_link(feature::Site& site, const Request& request) {
  Doorway way;
  way.secret = request.param("link");
  way.link = demand(auth::find_link(site.db, link_purpose, way.secret, request.client_address));
  return way;
}
Doorway way_signed_in(feature::Site&, const Request& request) {
  Doorway way;
  way.alliance = demand(request.id<AllianceId>("alliance"));
  way.survey = demand(request.id<SurveyId>("survey"));
  way.recipient = demand(request.id<RecipientId>("recipient"));
  way.actor = auth::actor_of(request);
  return way;
}

Around around(feature::Site& site, db::Tx& tx, Request& request, const Doorway& way, const Sheet& at, const std::string& title) {
  Around out;
  if (way.link) {
    out.shell = feature::public_shell(request, title);
    if (const auto notice = feature::Notice::found_in(request); !notice.empty()) out.shell.notice = text(request, notice);
    out.shell.place = feature::views::Place{at.alliance.name.in(request.lang), at.agency.in(request.lang), Url("/")};
    if (at.alliance.is_public) out.shell.place->url = Url("/p/{}", at.alliance.slug);
    out.shell.seal = alliances::seal(at.alliance, request.lang);
    return out;
  }
  const auto seen = demand(alliances::see(tx, way.actor, way.alliance));
  out.shell = alliances::shell(site, tx, request, seen, title, "surveys");
  out.crumbs =
      feature::views::Crumbs{{{text(request, _("Encuestas")), list_url(way.alliance)}}, at.survey.title.in(request.lang)};
  return out;
}

}  // namespace alianza::surveys
