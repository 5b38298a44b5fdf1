// Who held the offices of a body and when nobody did, the end of an appointment, and what awaits who appoints.
#include <algorithm>
#include <set>

#include "features/alliances/shell.h"
#include "features/committees/access.h"
#include "features/committees/actions.h"
#include "features/committees/pages.h"
#include "features/organizations/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/awaited.h"
#include "platform/feature/routes.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::committees {
namespace {

using feature::demand;
using feature::views::ConfirmPage;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice office_ended(_("El nombramiento terminó; el cargo queda vacante hasta el siguiente.").key());

Url succession_url(AllianceId alliance, CommitteeId id) { return Url("/alliances/{}/committees/{}/appointments", alliance, id); }
Url appoint_url(AllianceId alliance, CommitteeId id) { return Url("/alliances/{}/committees/{}/appointments/new", alliance, id); }

std::vector<Appointment> of_office(std::vector<Appointment> rows, Office office) {
  std::erase_if(rows, [&](const Appointment& a) { return a.office != office; });
  return rows;
}

/// A mark on each day an appointment begins, a hollow one where a vacancy does.
html::TimePlot plot_of(const std::vector<views::SuccessionPage::Row>& rows, const Message& title, Date today, Lang lang,
                       std::string id) {
  html::TimePlot plot{.id = std::move(id), .first = today, .last = today};
  plot.title = title;
  std::string told;
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    plot.first = std::min(plot.first, row->since);
    plot.last = std::max(plot.last, row->since);
    const auto words = i18n::text(lang, row->name.empty() ? _("{1}: nadie").arg(i18n::short_date(lang, row->since))
                                                          : _("{1}: {2}").arg(i18n::short_date(lang, row->since)).arg(row->name));
    plot.marks.push_back({row->since, !row->name.empty(), words});
    told += (told.empty() ? "" : "; ") + words;
  }
  plot.description = told;
  return plot;
}

views::SuccessionPage::Office office_view(const std::vector<Appointment>& all, Office office, const SeenCommittee& seen,
                                          const std::map<OrganizationId, organizations::Name>& names, Lang lang) {
  const auto rows = of_office(all, office);
  const auto& c = seen.committee;
  views::SuccessionPage::Office view{label(office), {}, {}};
  for (const auto& a : rows) {
    const auto name = names.find(a.organization);
    auto& row = view.rows.emplace_back();
    row.name = a.holder;
    if (name != names.end()) row.organization = name->second.name;
    row.since = a.since;
    row.until = a.until;
    row.document = a.document;
    row.end_reason = a.end_reason;
    if (!a.until && may(Action::appoint, seen.seen.standing))
      row.end = Url("/alliances/{}/committees/{}/appointments/{}/end", c.alliance, c.id, a.id);
  }
  for (const auto& v : vacancies(rows, seen.seen.today)) {
    auto& row = view.rows.emplace_back();
    row.since = v.from;
    row.until = v.to;
  }
  std::sort(view.rows.begin(), view.rows.end(), [](const auto& a, const auto& b) { return a.since > b.since; });
  view.plot = plot_of(view.rows, view.title, seen.seen.today, lang, std::string(to_text(office)));
  return view;
}

Response history(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) -> Result<views::SuccessionPage> {
                         const auto seen = TRY(see(tx, auth::actor_of(request), alliance, id));
                         const auto rows = book(tx, id).appointments;
                         std::set<OrganizationId> ids;
                         for (const auto& a : rows)
                           if (a.organization) ids.insert(a.organization);
                         const auto names = organizations::names(tx, {ids.begin(), ids.end()});
                         views::SuccessionPage p;
                         p.committee = seen.committee.name.in(request.lang);
                         p.crumbs = {{{i18n::text(request.lang, _("Comités")), Url("/alliances/{}/committees", alliance)},
                                      {p.committee, Url("/alliances/{}/committees/{}", alliance, id)}},
                                     i18n::text(request.lang, _("Cargos"))};
                         p.shell = alliances::shell(site, tx, request, seen.seen, p.crumbs.here, "committees");
                         for (const auto office : {Office::president, Office::secretary})
                           p.offices.push_back(office_view(rows, office, seen, names, request.lang));
                         if (may(Action::appoint, seen.seen.standing)) p.appoint = appoint_url(alliance, id);
                         return p;
                       })));
}

ConfirmPage end_office_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  const auto tenure = demand(request.id<CommitteeAppointmentId>("tenure"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<ConfirmPage> {
    const auto seen = TRY(see(tx, auth::actor_of(request), alliance, id));
    if (!may(Action::appoint, seen.seen.standing)) return fail(Error::forbidden());
    const auto rows = book(tx, id).appointments;
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const Appointment& a) { return a.id == tenure; });
    if (row == rows.end()) return fail(Error::not_found());
    const auto name = seen.committee.name.in(request.lang);
    ConfirmPage page;
    page.title = i18n::text(request.lang, _("¿Terminar el nombramiento de {1}?").arg(row->holder));
    page.consequences = {i18n::text(
        request.lang, _("Desde ese día nadie ocupa el cargo hasta que se registre otro nombramiento. Si ya se sabe quién sigue, "
                        "registre ese nombramiento: termina este el día que empieza."))};
    page.shell = alliances::shell(site, tx, request, seen.seen, page.title, "committees");
    page.crumbs = {{{i18n::text(request.lang, _("Comités")), Url("/alliances/{}/committees", alliance)},
                    {name, Url("/alliances/{}/committees/{}", alliance, id)},
                    {i18n::text(request.lang, _("Cargos")), succession_url(alliance, id)}},
                   i18n::text(request.lang, _("Terminar el nombramiento"))};
    page.form.action = Url("/alliances/{}/committees/{}/appointments/{}/end", alliance, id, tenure);
    page.form.parts = {{.fields = {{.control = html::Control::date,
                                    .name = "until",
                                    .label = _("Primer día sin el cargo"),
                                    .value = seen.seen.today.text(),
                                    .width = html::Width::date},
                                   {.control = html::Control::text_area,
                                    .name = "reason",
                                    .label = _("Motivo y a quién pasan sus tareas"),
                                    .rows = 3}}}};
    page.form.submit = _("Terminar el nombramiento");
    page.form.busy = _("Guardando…");
    page.form.cancel = succession_url(alliance, id);
    page.form.cancel_words = _("Conservar");
    page.form.weight = html::Weight::bad;
    return page;
  }));
}

Response end_office_form(feature::Site& site, Request& request) { return html::respond(request, end_office_page(site, request)); }

Response end_office_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  const auto tenure = demand(request.id<CommitteeAppointmentId>("tenure"));
  auto act = feature::act(request);
  const auto back = office_ended.at(succession_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto& f = request.form();
  const auto done =
      site.db.write([&](db::Tx& tx) { return vacate(tx, act, alliance, id, tenure, f.get("until"), f.get("reason")); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return end_office_page(site, request); });
}

void await_offices(db::Tx& tx, const feature::AwaitedRequest& at, feature::Awaited& out) {
  const AllianceId alliance(at.alliance);
  const auto seen = alliances::see(tx, auth::actor_of(at.request), alliance);
  if (!seen || !may(Action::appoint, seen->standing)) return;
  int told = 0;
  for (const auto& v : vacant_offices(tx, alliance, at.today)) {
    if (++told > feature::Awaited::most_rows) {
      ++out.more;
      continue;
    }
    const auto name = v.name.in(at.request.lang);
    out.rows.push_back({v.since,
                        {(v.office == Office::president ? _("{1} no tiene presidencia") : _("{1} no tiene secretaría")).arg(name),
                         succession_url(alliance, v.committee)},
                        _("Desde el {1}").arg(i18n::short_date(at.request.lang, v.since)),
                        html::Link{_("Registrar nombramiento"), appoint_url(alliance, v.committee)}});
  }
}

}  // namespace

void add_succession_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/committees/{committee}/appointments");
  pages.get("", history);
  pages.form("/{tenure}/end", end_office_form, end_office_post);
  site.await(13, await_offices);
}

}  // namespace alianza::committees
