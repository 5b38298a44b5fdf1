// Pages of join preferences: what was stated and counted, the form of a statement, the form of an assignment, the panels.
#include "features/preferences/pages.h"

#include <algorithm>
#include <set>

#include "features/alliances/shell.h"
#include "features/organizations/actions.h"
#include "features/preferences/access.h"
#include "features/preferences/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/perform.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::preferences {
namespace {

using feature::demand;
using feature::views::FormPage;
using html::Control;
using html::Need;
using http::Request;
using http::Response;
using http::Url;
using Names = std::map<OrganizationId, organizations::Name>;

const feature::Notice stated(_("Las preferencias quedaron guardadas.").key());
const feature::Notice assigned(_("La organización ya es parte del comité.").key());

Url list_url(AllianceId alliance) { return Url("/alliances/{}/preferences", alliance); }
Url state_url(AllianceId alliance, OrganizationId id) { return Url("/alliances/{}/preferences/{}", alliance, id); }
Url assign_url(AllianceId alliance, OrganizationId id) { return Url("/alliances/{}/preferences/{}/assign", alliance, id); }
Url organization_url(AllianceId alliance, OrganizationId id) { return Url("/alliances/{}/organizations/{}", alliance, id); }

std::vector<views::BodyRow> body_rows(const Survey& s, Lang lang) {
  const auto counted = count(s.statements);
  std::vector<views::BodyRow> out;
  for (const auto& c : s.bodies) {
    auto& row = out.emplace_back();
    row.url = Url("/alliances/{}/committees/{}", c.alliance, c.id);
    row.name = c.name.in(lang);
    if (const auto found = counted.find(c.id); found != counted.end()) {
      row.first = found->second.front();
      for (const int n : found->second) row.total += n;
      row.other = row.total - row.first;
    }
    if (const auto in = s.members.find(c.id); in != s.members.end()) row.members = static_cast<int>(in->second.size());
  }
  return out;
}

/// Who stated something, and the actor's own organisations though they stated nothing yet.
std::vector<views::OrganizationRow> organization_rows(db::Tx& tx, const Survey& s, Lang lang) {
  std::set<OrganizationId> ids(s.own.begin(), s.own.end());
  std::map<OrganizationId, const Statement*> by;
  for (const auto& row : s.statements) {
    ids.insert(row.organization);
    by[row.organization] = &row;
  }
  std::map<CommitteeId, std::string> bodies;
  for (const auto& listed : committees::of_alliance(tx, s.seen.alliance.id))
    bodies[listed.committee.id] = listed.committee.name.in(lang);
  const auto alliance = s.seen.alliance.id;
  std::vector<views::OrganizationRow> out;
  for (const auto& [id, name] : organizations::names(tx, {ids.begin(), ids.end()})) {
    auto& row = out.emplace_back();
    row.url = organization_url(alliance, id);
    row.name = name.name;
    if (const auto found = by.find(id); found != by.end()) {
      row.note = found->second->note;
      for (const auto choice : found->second->choices) row.choices.push_back(bodies[choice]);
    }
    for (const auto& [body, members] : s.members)
      if (std::find(members.begin(), members.end(), id) != members.end()) row.memberships.push_back(bodies[body]);
    if (std::find(s.own.begin(), s.own.end(), id) != s.own.end()) row.state = state_url(alliance, id);
    if (s.may_assign) row.assign = assign_url(alliance, id);
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return fold(a.name) < fold(b.name); });
  return out;
}

Response list(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) -> Result<views::List> {
                         const auto s = TRY(survey(tx, auth::actor_of(request), alliance));
                         views::List p;
                         p.crumbs = {{{text(request, _("Comités")), Url("/alliances/{}/committees", alliance)}},
                                     text(request, _("Preferencias de comité"))};
                         p.shell = alliances::shell(site, tx, request, s.seen, p.crumbs.here, "committees");
                         p.all = s.all;
                         if (s.all) p.bodies = body_rows(s, request.lang);
                         p.rows = organization_rows(tx, s, request.lang);
                         return p;
                       })));
}

std::vector<html::Option> body_options(const std::vector<committees::Committee>& bodies, Lang lang) {
  std::vector<html::Option> out;
  for (const auto& c : bodies) out.push_back({c.id.text(), c.name.in(lang)});
  return out;
}

FormPage page_around(feature::Site& site, db::Tx& tx, Request& request, const Seen& seen, const Message& title) {
  const auto alliance = seen.seen.alliance.id;
  const auto names = organizations::names(tx, {seen.organization});
  FormPage p;
  p.title = text(request, title);
  p.intro = names.empty() ? std::string() : names.begin()->second.name;
  p.shell = alliances::shell(site, tx, request, seen.seen, p.title, "committees");
  p.crumbs = {{{text(request, _("Comités")), Url("/alliances/{}/committees", alliance)},
               {text(request, _("Preferencias de comité")), list_url(alliance)}},
              p.title};
  p.form.busy = _("Guardando…");
  p.form.cancel = list_url(alliance);
  return p;
}

Result<Seen> seen_of(db::Tx& tx, const Request& request) {
  return preferences::see(tx, auth::actor_of(request), demand(request.id<AllianceId>("alliance")),
                          demand(request.id<OrganizationId>("organization")));
}

FormPage state_page(feature::Site& site, Request& request) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(seen_of(tx, request));
    if (!seen.may_state) return fail(Error::forbidden());
    auto p = page_around(site, tx, request, seen, _("En qué comités quiere participar"));
    p.form.action = state_url(seen.seen.alliance.id, seen.organization);
    const Message labels[] = {_("Primera opción"), _("Segunda opción"), _("Tercera opción"), _("Cuarta opción"),
                              _("Quinta opción")};
    html::FieldSet fields;
    for (std::size_t i = 0; i < most_choices; ++i)
      fields.fields.push_back(
          {.control = Control::select,
           .name = choice_field(i),
           .label = labels[i],
           .value = seen.statement && i < seen.statement->choices.size() ? seen.statement->choices[i].text() : "",
           .options = body_options(seen.bodies, request.lang),
           .first_option = i == 0 ? _("Elegir comité") : _("Ninguno"),
           .need = i == 0 ? Need::required : Need::optional});
    fields.fields.push_back({.control = Control::text_area,
                             .name = "note",
                             .label = _("Por qué, o qué aportaría"),
                             .value = seen.statement ? seen.statement->note : "",
                             .need = Need::optional,
                             .rows = 3});
    p.form.parts = {std::move(fields)};
    p.form.submit = _("Guardar las preferencias");
    return p;
  }));
}

Response state_form(feature::Site& site, Request& request) { return html::respond(request, state_page(site, request)); }

Response state_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto organization = demand(request.id<OrganizationId>("organization"));
  const auto& f = request.form();
  Input input;
  for (std::size_t i = 0; i < most_choices; ++i) input.choices.push_back(f.get(choice_field(i)));
  input.note = f.get("note");
  return feature::perform_form(
      site, request, stated, list_url(alliance),
      [&](db::Tx& tx, const feature::Act& act) { return state(tx, act, alliance, organization, input); }, state_page);
}

FormPage assign_page(feature::Site& site, Request& request) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(seen_of(tx, request));
    if (!seen.may_assign) return fail(Error::forbidden());
    auto p = page_around(site, tx, request, seen, _("Asignar un comité"));
    p.form.action = assign_url(seen.seen.alliance.id, seen.organization);
    const auto members = committees::members_of_alliance(tx, seen.seen.alliance.id);
    auto free = seen.bodies;
    std::erase_if(free, [&](const committees::Committee& c) {
      const auto in = members.find(c.id);
      return in != members.end() && std::find(in->second.begin(), in->second.end(), seen.organization) != in->second.end();
    });
    html::FieldSet fields;
    fields.fields.push_back({.control = Control::select,
                             .name = "committee",
                             .label = _("Comité"),
                             .value = seen.statement && !seen.statement->choices.empty() ? seen.statement->choices[0].text() : "",
                             .options = body_options(free, request.lang),
                             .first_option = _("Elegir comité")});
    fields.fields.push_back({.control = Control::date,
                             .name = "since",
                             .label = _("Desde"),
                             .value = seen.seen.today.text(),
                             .width = html::Width::date});
    fields.fields.push_back({.control = Control::text_area, .name = "reason", .label = _("Motivo"), .rows = 3});
    p.form.parts = {std::move(fields)};
    p.form.submit = _("Asignar el comité");
    return p;
  }));
}

Response assign_form(feature::Site& site, Request& request) { return html::respond(request, assign_page(site, request)); }

Response assign_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto organization = demand(request.id<OrganizationId>("organization"));
  const auto& f = request.form();
  const AssignmentInput input{f.get("committee"), f.get("since"), f.get("reason")};
  return feature::perform_form(
      site, request, assigned, list_url(alliance),
      [&](db::Tx& tx, const feature::Act& act) { return assign(tx, act, alliance, organization, input); }, assign_page);
}

std::string organization_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId alliance(at.alliance);
  const OrganizationId organization(at.subject);
  const auto seen = preferences::see(tx, auth::actor_of(at.request), alliance, organization);
  if (!seen || (!seen->statement && !seen->may_state) || seen->bodies.empty()) return {};
  views::OrganizationPanel p;
  if (seen->statement)
    for (const auto choice : seen->statement->choices)
      for (const auto& c : seen->bodies)
        if (c.id == choice) p.choices.push_back(c.name.in(at.request.lang));
  if (seen->may_state) p.state = state_url(alliance, organization);
  p.all = list_url(alliance);
  return std::string(html::draw(at.request, p).markup());
}

std::string committee_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId alliance(at.alliance);
  const auto seen = alliances::see(tx, auth::actor_of(at.request), alliance);
  if (!seen || !may(Action::survey, seen->standing)) return {};
  const auto counted = counts(tx, alliance);
  const auto found = counted.find(CommitteeId(at.subject));
  if (found == counted.end()) return {};
  views::CommitteePanel p;
  p.first = found->second.front();
  for (const int n : found->second) p.total += n;
  p.all = list_url(alliance);
  return std::string(html::draw(at.request, p).markup());
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/preferences");
  pages.get("", list);
  pages.form("/{organization}", state_form, state_post);
  pages.form("/{organization}/assign", assign_form, assign_post);
}

void add_panels(feature::Site& site) {
  site.hang("organization", 12, organization_panel);
  site.hang("committee", 8, committee_panel);
}

}  // namespace alianza::preferences
