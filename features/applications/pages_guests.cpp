// Guests: what members proposed, and the form that proposes one.
#include "features/alliances/shell.h"
#include "features/applications/access.h"
#include "features/applications/actions.h"
#include "features/applications/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::applications {
namespace {

using feature::demand;
using feature::views::FormPage;
using html::Control;
using html::Need;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice guest_proposed(_("La propuesta quedó registrada; decide el secretariado.").key());

Url guests_url(AllianceId id) { return Url("/alliances/{}/guests", id); }

std::string name_of(const Guests& found, OrganizationId id) {
  const auto name = found.names.find(id);
  return name == found.names.end() ? std::string() : name->second;
}

Response guests_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Guests> {
    const auto found = TRY(guests(tx, auth::actor_of(request), alliance));
    const auto zone = Zone::parse(found.seen.alliance.zone).value_or(Zone());
    const auto title = i18n::text(request.lang, _("Organizaciones invitadas por integrantes"));
    views::Guests p{.shell = alliances::shell(site, tx, request, found.seen, title, "")};
    for (const auto& a : found.rows) {
      views::GuestRow row{{},
                          a.organization_name,
                          organizations::label(a.type),
                          name_of(found, a.proposer),
                          zone.civil_of(a.created_at),
                          badge(a.state),
                          a.reason};
      if (found.seen.standing.convenes())
        row.url = Url("/alliances/{}/applications/{}", alliance, a.id);
      else if (a.organization)
        row.url = Url("/alliances/{}/organizations/{}", alliance, a.organization);
      p.rows.push_back(std::move(row));
    }
    if (found.may_propose) p.propose = Url("/alliances/{}/guests/new", alliance);
    return p;
  }));
  return html::respond(request, page);
}

std::vector<html::FieldSet> parts(std::vector<html::Option> proposers, Lang lang) {
  std::vector<html::Option> types;
  for (const auto type : guest_types()) types.push_back({std::string(organizations::to_text(type)), organizations::label(type)});
  std::vector<html::Field> which{{.name = "organization", .label = _("Nombre de la organización")},
                                 {.control = Control::radios,
                                  .name = "type",
                                  .label = _("Tipo de organización"),
                                  .hint = _("A los gobiernos los vincula la institución."),
                                  .options = std::move(types)}};
  if (proposers.size() > 1)
    which.push_back({.control = Control::select,
                     .name = "proposer",
                     .label = _("En nombre de"),
                     .options = std::move(proposers),
                     .first_option = _("Elija")});
  which.push_back({.control = Control::text_area, .name = "why", .label = _("Por qué conviene invitarla"), .rows = 4});
  return {{.fields = std::move(which)},
          {.fields = {{.name = "name", .label = _("Nombre")},
                      {.name = "position", .label = _("Cargo"), .need = Need::optional},
                      {.control = Control::email, .name = "email", .label = _("Correo")}},
           .legend = i18n::text(lang, _("A quién escribir en esa organización"))}};
}

FormPage new_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto found = TRY(guests(tx, auth::actor_of(request), alliance));
    if (!found.may_propose) return fail(Error::forbidden());
    std::vector<OrganizationId> own;
    for (const auto& seat : found.seen.standing.seats)
      if (may_propose(found.seen.standing, seat.organization)) own.push_back(seat.organization);
    std::vector<html::Option> proposers;
    for (const auto& [id, name] : organizations::names(tx, own)) proposers.push_back({id.text(), name.name});
    FormPage page;
    page.title = i18n::text(request.lang, _("Proponer una invitada"));
    page.shell = alliances::shell(site, tx, request, found.seen, page.title, "");
    page.crumbs = {{{i18n::text(request.lang, _("Organizaciones invitadas por integrantes")), guests_url(alliance)}}, page.title};
    page.form.action = Url("/alliances/{}/guests/new", alliance);
    page.form.parts = parts(std::move(proposers), request.lang);
    page.form.submit = _("Proponer la invitada");
    page.form.busy = _("Guardando…");
    page.form.cancel = guests_url(alliance);
    return page;
  }));
}
Response new_form(feature::Site& site, Request& request) { return html::respond(request, new_page(site, request)); }
Response new_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  auto act = feature::act(request);
  const auto back = guest_proposed.at(guests_url(alliance)).in(request.lang);
  act.key->answer(303, back.text());
  const auto& f = request.form();
  const GuestInput input{
      f.get("proposer"),
      {f.get("organization"), f.get("type"), f.get("name"), f.get("position"), f.get("email"), f.get("why"), {}}};
  const auto done = site.db.write([&](db::Tx& tx) { return propose(tx, act, alliance, input, request.lang); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return new_page(site, request); });
}

std::string guests_entrance(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId id(at.alliance);
  const auto seen = alliances::see(tx, auth::actor_of(at.request), id);
  if (!seen || !may_propose(seen->standing)) return {};
  return std::string(html::draw(at.request, views::GuestsEntrance{guests_url(id)}).markup());
}

}  // namespace

void add_guest_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/guests");
  pages.get("", guests_page);
  pages.form("/new", new_form, new_post);
  site.hang("home", 73, guests_entrance);
}

}  // namespace alianza::applications
