// The overview of an alliance, who is silent, and what the first page says of both.
#include "features/overview/pages.h"

#include <algorithm>

#include "features/alliances/shell.h"
#include "features/overview/access.h"
#include "features/overview/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::overview {
namespace {

using feature::demand;
using feature::views::FormPage;
using http::Request;
using http::Response;
using http::Url;
using Memory = std::shared_ptr<organizations::CountMemory>;

constexpr int most_silent = 300;
constexpr int silent_on_home = 5;

const feature::Notice target_set(_("La meta de PyMES quedó fijada.").key());

Url page_url(AllianceId id) { return Url("/alliances/{}/overview", id); }
Url silent_url(AllianceId id) { return Url("/alliances/{}/silent", id); }
Url agreements_url(AllianceId id) { return Url("/alliances/{}/agreements", id); }

views::StageRow stage_row(const alliances::StageClock& clock, const alliances::Seen& seen) {
  views::StageRow row{alliances::number(clock.stage), alliances::label(clock.stage), clock.stage == seen.alliance.stage,
                      clock.entered, clock.left};
  if (const auto days = clock.actual_days(seen.today)) row.actual = *days;
  if (clock.target_days) row.target = *clock.target_days;
  row.over = std::max(clock.days_over_target(seen.today).value_or(0), 0);
  return row;
}

views::CommitteeRow committee_row(const CommitteeState& state, AllianceId alliance, std::int64_t target) {
  const auto& c = state.committee;
  views::CommitteeRow row;
  row.url = Url("/alliances/{}/committees/{}", alliance, c.id);
  row.name = c.name;
  row.share = state.share;
  row.percent = state.share.percent();
  row.below = state.share.is_below(target);
  row.months_met = state.months_met;
  row.next_on = state.next_on;
  row.open = state.open;
  row.overdue = state.overdue;
  row.agreements = agreements_url(alliance).with("committee", c.id.text()).with("state", "open");
  return row;
}

views::SilentRow silent_row(const Silence& s, const alliances::Seen& seen) {
  const auto alliance = seen.alliance.id;
  views::SilentRow row;
  row.organization = s.organization_name.empty() ? s.person : s.organization_name;
  if (s.organization) row.organization_url = Url("/alliances/{}/organizations/{}", alliance, s.organization);
  if (!s.organization_name.empty()) row.person = s.person;
  row.what = s.what;
  row.since = s.since;
  row.days = std::max(seen.today - s.since, 0);
  row.reminders = s.reminders;
  if (s.of == Silence::Of::invitation) {
    row.asked = _("Contestar la invitación");
    row.url = Url("/alliances/{}/campaigns/{}/invitations/{}", alliance, id_to_text(s.within_id), id_to_text(s.of_id));
  } else {
    row.asked = _("Cumplir un acuerdo vencido");
    row.url = Url("/alliances/{}/agreements/{}", alliance, id_to_text(s.of_id));
  }
  return row;
}

views::SilentTable silent_table(const std::vector<Silence>& rows, const alliances::Seen& seen) {
  views::SilentTable table;
  for (const auto& row : rows) table.rows.push_back(silent_row(row, seen));
  return table;
}

std::vector<views::CountRow> counts(const Overview& o) {
  const auto id = o.seen.alliance.id;
  const auto status = [&](const char* word) { return Url("/alliances/{}/organizations", id).with("status", word); };
  return {{_("Organizaciones invitadas"), o.participation.invited, status("invited")},
          {_("Organizaciones activas"), o.participation.active, status("active")},
          {_("Organizaciones suspendidas"), o.participation.suspended, status("suspended")},
          {_("Organizaciones retiradas"), o.participation.withdrawn, status("withdrawn")},
          {_("Acuerdos abiertos"), o.commitments.open, agreements_url(id).with("state", "open")},
          {_("Acuerdos vencidos"), o.commitments.overdue, agreements_url(id).with("due", "overdue")},
          {_("Acuerdos cumplidos"), o.commitments.done, agreements_url(id).with("state", "done")}};
}

html::Stats stats(const Overview& o) {
  const auto id = o.seen.alliance.id;
  const auto& p = o.participation;
  const auto& c = o.commitments;
  return {
      _("Lo principal"),
      {{.n = p.active,
        .noun = N_("organización activa", "organizaciones activas", p.active),
        .url = Url("/alliances/{}/organizations", id).with("status", "active")},
       {.n = c.open, .noun = N_("acuerdo abierto", "acuerdos abiertos", c.open), .url = agreements_url(id).with("state", "open")},
       {.n = c.overdue,
        .noun = c.overdue == 1 ? _("acuerdo vencido") : _("acuerdos vencidos"),
        .url = agreements_url(id).with("due", "overdue"),
        .late = true},
       {.n = o.silences, .noun = N_("respuesta pendiente", "respuestas pendientes", o.silences), .url = silent_url(id)}}};
}

Response show(feature::Site& site, Request& request, const Memory& memory) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Overview> {
    const auto o = TRY(overview(tx, *memory, auth::actor_of(request), id));
    views::Overview p{.shell = alliances::shell(site, tx, request, o.seen, text(request, _("Estado de la alianza")), "")};
    p.alliance = o.seen.alliance.name;
    p.today = o.seen.today;
    p.stats = stats(o);
    for (const auto& clock : o.clocks) p.stages.push_back(stage_row(clock, o.seen));
    p.conditions_met = o.conditions.met;
    p.conditions = o.conditions.total;
    p.stage_page = Url("/alliances/{}/stages", id);
    p.participation = counts(o);
    p.target = o.target.percent;
    for (const auto& state : o.committees) {
      p.committees.push_back(committee_row(state, id, o.target.percent));
      p.below += p.committees.back().below ? 1 : 0;
    }
    if (o.may_set_target) p.set_target = Url("/alliances/{}/overview/sme-target", id);
    p.silent = silent_table(o.silent, o.seen);
    p.silences = o.silences;
    p.all_silent = silent_url(id);
    p.origins = Url("/alliances/{}/origins", id);
    return p;
  }));
  return html::respond(request, page);
}

Response silent_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Silent> {
    const auto found = TRY(silent(tx, auth::actor_of(request), id, most_silent));
    const auto title = text(request, _("Quién no ha respondido"));
    views::Silent p{.shell = alliances::shell(site, tx, request, found.seen, title, "")};
    p.crumbs = {{{text(request, _("Estado de la alianza")), page_url(id)}}, title};
    p.table = silent_table(found.rows, found.seen);
    p.all = found.all;
    return p;
  }));
  return html::respond(request, page);
}

FormPage target_page(feature::Site& site, Request& request, const Memory& memory) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto o = TRY(overview(tx, *memory, auth::actor_of(request), id));
    if (!o.may_set_target) return fail(Error::forbidden());
    FormPage page;
    page.title = text(request, _("Meta de PyMES"));
    page.intro =
        text(request, _("Qué parte de los integrantes de cada comité deberían ser micro, pequeñas y medianas empresas."));
    page.shell = alliances::shell(site, tx, request, o.seen, page.title, "");
    page.crumbs = {{{text(request, _("Estado de la alianza")), page_url(id)}}, page.title};
    page.form.action = Url("/alliances/{}/overview/sme-target", id);
    page.form.parts = {{.fields = {{.control = html::Control::number,
                                    .name = "percent",
                                    .label = _("Porcentaje"),
                                    .hint = _("De 0 a 100; 0 o en blanco quita la meta."),
                                    .value = o.target.percent == 0 ? std::string() : std::to_string(o.target.percent),
                                    .need = html::Need::optional,
                                    .width = html::Width::date,
                                    .least = "0",
                                    .most = "100"}}}};
    page.form.submit = _("Fijar la meta");
    page.form.busy = _("Guardando…");
    page.form.cancel = page_url(id);
    return page;
  }));
}

Response target_form(feature::Site& site, Request& request, const Memory& memory) {
  return html::respond(request, target_page(site, request, memory));
}
Response target_post(feature::Site& site, Request& request, const Memory& memory) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  auto act = feature::act(request);
  const auto back = target_set.at(page_url(id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) { return set_target(tx, act, id, request.form().get("percent")); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return target_page(site, request, memory); });
}

// ---- On the first page of the alliance.

std::string own_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId id(at.alliance);
  const auto actor = auth::actor_of(at.request);
  const auto seen = alliances::see(tx, actor, id);
  if (!seen) return {};
  views::OwnPanel panel;
  for (const auto& own : own_committees(tx, actor, *seen)) {
    panel.committees.push_back(committee_row(own.state, id, 0));
    panel.committees.back().officer = own.officer;
  }
  if (panel.committees.empty()) return {};
  return std::string(html::draw(at.request, panel).markup());
}

std::string silent_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId id(at.alliance);
  const auto actor = auth::actor_of(at.request);
  const auto found = silent(tx, actor, id, silent_on_home);
  if (!found) return {};
  std::string out;
  if (found->all > 0 && found->seen.standing.convenes())
    out +=
        html::draw(at.request, views::SilentPanel{silent_table(found->rows, found->seen), found->all, silent_url(id)}).markup();
  out += html::draw(at.request, views::Entrance{page_url(id)}).markup();
  return out;
}

}  // namespace

void add_pages(feature::Site& site) {
  const auto memory = std::make_shared<organizations::CountMemory>();
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}");
  pages.get("/overview", feature::given(show, memory));
  pages.form("/overview/sme-target", feature::given(target_form, memory), feature::given(target_post, memory));
  pages.get("/silent", silent_page);
  add_origin_pages(site);
  site.hang("home", 5, own_panel);
  site.hang("home", 15, silent_panel);
}

}  // namespace alianza::overview
