// Pages of opinions: the list with its alerts, the forms, what a body's page and the first page say.
#include "features/opinions/pages.h"

#include <algorithm>
#include <map>

#include "features/alliances/shell.h"
#include "features/opinions/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/awaited.h"
#include "platform/feature/perform.h"
#include "platform/feature/routes.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::opinions {
namespace {

using feature::demand;
using feature::views::FormPage;
using html::Control;
using html::Need;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice opinion_issued(_("La opinión quedó registrada.").key());
const feature::Notice opinion_withdrawn(_("La opinión se retiró; queda en la lista.").key());
const feature::Notice rule_set(_("El aviso de inactividad quedó guardado.").key());
const feature::Notice dormancy_closed(_("La alerta quedó cerrada.").key());

constexpr std::size_t newest = 3;

struct Place {
  AllianceId alliance;
  CommitteeId committee;
};
Place place(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<CommitteeId>("committee"))};
}
std::string text(Lang lang, const Message& m) { return i18n::text(lang, m); }
Url list_url(const Place& at) { return Url("/alliances/{}/committees/{}/opinions", at.alliance, at.committee); }
Url new_url(const Place& at) { return Url("/alliances/{}/committees/{}/opinions/new", at.alliance, at.committee); }
Url close_url(const Place& at, DormancyId id) {
  return Url("/alliances/{}/committees/{}/dormancy/{}", at.alliance, at.committee, id);
}

/// Titles of the sessions that opinions rest on: one query, however many opinions.
std::map<MeetingId, std::string> titles(db::Tx& tx, const Place& at, Date today, Lang lang) {
  std::map<MeetingId, std::string> out;
  for (const auto& m : sessions(tx, at.alliance, at.committee, today)) out[m.id] = m.title.in(lang);
  return out;
}

views::Row row_of(const Place& at, const Opinion& o, const std::map<MeetingId, std::string>& held, bool may_issue) {
  views::Row row{
      o.number, "opinion-" + std::to_string(o.number), o.on, o.subject, o.text, o.reference, {}, o.withdrawn, o.withdrawn_reason,
      {}};
  if (const auto found = held.find(o.meeting); found != held.end())
    row.session = html::Link{found->second, Url("/alliances/{}/meetings/{}", at.alliance, o.meeting)};
  if (may_issue && !o.withdrawn)
    row.withdraw = Url("/alliances/{}/committees/{}/opinions/{}/withdraw", at.alliance, at.committee, o.id);
  return row;
}

html::Badge badge(const Alert& a) {
  if (!a.closed_at) return {html::Tone::warn, label(Closing::none), "alert-triangle"};
  return {html::Tone::off, label(a.closing), "check"};
}

feature::views::Crumbs crumbs_of(const Request& request, const committees::SeenCommittee& at, const std::string& here) {
  const auto& c = at.committee;
  feature::views::Crumbs out{{{text(request.lang, _("Comités")), Url("/alliances/{}/committees", c.alliance)},
                              {c.name.in(request.lang), Url("/alliances/{}/committees/{}", c.alliance, c.id)}},
                             here};
  const auto title = text(request.lang, _("Opiniones"));
  if (here != title) out.above.push_back({title, list_url({c.alliance, c.id})});
  return out;
}

Response list_page(feature::Site& site, Request& request) {
  const auto at = place(request);
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) -> Result<views::List> {
                         const auto b = TRY(book(tx, auth::actor_of(request), at.alliance, at.committee));
                         views::List p;
                         p.committee = b.at.committee.name.in(request.lang);
                         p.crumbs = crumbs_of(request, b.at, text(request.lang, _("Opiniones")));
                         p.shell = alliances::shell(site, tx, request, b.at.seen, p.crumbs.here, "committees");
                         const auto held = titles(tx, at, b.at.seen.today, request.lang);
                         for (const auto& o : b.opinions) p.rows.push_back(row_of(at, o, held, b.may_issue));
                         p.rule = b.rule ? N_("Se avisa tras {1} mes sin sesión ni opinión.",
                                              "Se avisa tras {1} meses sin sesión ni opinión.", b.rule->months)
                                         : _("No hay aviso de inactividad.");
                         for (const auto& a : b.alerts) {
                           auto& row = p.alerts.emplace_back(views::AlertRow{a.quiet_since, badge(a), a.reason, {}});
                           if (!a.closed_at && b.may_issue) row.close = close_url(at, a.id);
                         }
                         if (b.may_issue) p.issue = new_url(at);
                         if (b.may_set) p.set_rule = Url("/alliances/{}/committees/{}/dormancy", at.alliance, at.committee);
                         return p;
                       })));
}

FormPage page_around(feature::Site& site, db::Tx& tx, Request& request, const Book& b, const Message& title) {
  FormPage p;
  p.title = text(request.lang, title);
  p.shell = alliances::shell(site, tx, request, b.at.seen, p.title, "committees");
  p.crumbs = crumbs_of(request, b.at, p.title);
  p.form.busy = _("Guardando…");
  p.form.cancel = list_url(place(request));
  return p;
}

/// A form that `allowed` opens, filled by `fill`.
template <class Allowed, class Fill>
FormPage form_page(feature::Site& site, Request& request, const Message& title, Allowed&& allowed, Fill&& fill) {
  const auto at = place(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto b = TRY(book(tx, auth::actor_of(request), at.alliance, at.committee));
    if (!allowed(b)) return fail(Error::forbidden());
    auto p = page_around(site, tx, request, b, title);
    TRY(fill(tx, b, p));
    return p;
  }));
}
bool issues(const Book& b) { return b.may_issue; }
bool sets(const Book& b) { return b.may_set; }

/// What a form does, and where it leads.
template <class Perform, class Again>
Response perform_form(feature::Site& site, Request& request, const feature::Notice& notice, Perform&& perform, Again&& again) {
  const auto at = place(request);
  return feature::perform_form(
      site, request, notice, list_url(at), [&](db::Tx& tx, const feature::Act& act) { return perform(tx, act, at); }, again);
}

FormPage new_page(feature::Site& site, Request& request) {
  return form_page(site, request, _("Registrar una opinión"), issues, [&](db::Tx& tx, const Book& b, FormPage& p) -> Done {
    const auto at = place(request);
    p.form.action = new_url(at);
    html::Field session{.control = Control::select,
                        .name = "meeting",
                        .label = _("Sesión en que se acordó"),
                        .first_option = _("Ninguna"),
                        .need = Need::optional};
    for (const auto& m : sessions(tx, at.alliance, at.committee, b.at.seen.today))
      session.options.push_back(
          {m.id.text(), m.title.in(request.lang) + (m.on ? ", " + i18n::short_date(request.lang, *m.on) : std::string())});
    p.form.parts = {{.fields = {{.control = Control::date,
                                 .name = "on",
                                 .label = _("Fecha"),
                                 .value = b.at.seen.today.text(),
                                 .width = html::Width::date,
                                 .most = b.at.seen.today.text()},
                                {.control = Control::text, .name = "subject", .label = _("Asunto")},
                                {.control = Control::text_area, .name = "text", .label = _("Opinión"), .rows = 10},
                                std::move(session),
                                {.control = Control::text,
                                 .name = "reference",
                                 .label = _("Documento o folio"),
                                 .hint = _("Por ejemplo: Minuta 3, acuerdo 3.2."),
                                 .need = Need::optional}}}};
    p.form.submit = _("Registrar la opinión");
    return {};
  });
}
Response new_form(feature::Site& site, Request& request) { return html::respond(request, new_page(site, request)); }
Response new_post(feature::Site& site, Request& request) {
  const auto& f = request.form();
  const Input input{f.get("on"), f.get("subject"), f.get("text"), f.get("reference"), f.get("meeting")};
  return perform_form(
      site, request, opinion_issued,
      [&](db::Tx& tx, const feature::Act& act, const Place& at) { return issue(tx, act, at.alliance, at.committee, input); },
      new_page);
}

FormPage withdraw_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<OpinionId>("opinion"));
  return form_page(site, request, _("Retirar la opinión"), issues, [&](db::Tx&, const Book& b, FormPage& p) -> Done {
    const auto at = place(request);
    const auto found = std::find_if(b.opinions.begin(), b.opinions.end(), [&](const Opinion& o) { return o.id == id; });
    if (found == b.opinions.end()) return fail(Error::not_found());
    p.intro = text(request.lang, _("«{1}» queda en la lista como retirada, con el motivo.").arg(found->subject));
    p.form.action = Url("/alliances/{}/committees/{}/opinions/{}/withdraw", at.alliance, at.committee, id);
    p.form.parts = {{.fields = {{.control = Control::text_area, .name = "reason", .label = _("Motivo"), .rows = 3}}}};
    p.form.submit = _("Retirar la opinión");
    p.form.weight = html::Weight::bad;
    return {};
  });
}
Response withdraw_form(feature::Site& site, Request& request) { return html::respond(request, withdraw_page(site, request)); }
Response withdraw_post(feature::Site& site, Request& request) {
  const auto id = demand(request.id<OpinionId>("opinion"));
  return perform_form(
      site, request, opinion_withdrawn,
      [&](db::Tx& tx, const feature::Act& act, const Place& at) {
        return withdraw(tx, act, at.alliance, at.committee, id, request.form().get("reason"));
      },
      withdraw_page);
}

FormPage rule_page(feature::Site& site, Request& request) {
  return form_page(site, request, _("Aviso de inactividad"), sets, [&](db::Tx&, const Book& b, FormPage& p) -> Done {
    const auto at = place(request);
    p.form.action = Url("/alliances/{}/committees/{}/dormancy", at.alliance, at.committee);
    p.form.parts = {{.fields = {{.control = Control::number,
                                 .name = "months",
                                 .label = _("Avisar tras cuántos meses sin sesión ni opinión"),
                                 .hint = _("0: no hay aviso."),
                                 .value = b.rule ? std::to_string(b.rule->months) : "6",
                                 .width = html::Width::short_,
                                 .least = "0",
                                 .most = "36"}}}};
    p.form.submit = _("Guardar el aviso");
    return {};
  });
}
Response rule_form(feature::Site& site, Request& request) { return html::respond(request, rule_page(site, request)); }
Response rule_post(feature::Site& site, Request& request) {
  return perform_form(
      site, request, rule_set,
      [&](db::Tx& tx, const feature::Act& act, const Place& at) -> Done {
        TRY(set_rule(tx, act, at.alliance, at.committee, request.form().get("months")));
        TRY(watch(tx, at.alliance));  // who is quiet already is told at once
        return {};
      },
      rule_page);
}

FormPage close_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<DormancyId>("dormancy"));
  return form_page(site, request, _("Cerrar la alerta"), issues, [&](db::Tx&, const Book& b, FormPage& p) -> Done {
    const auto found = std::find_if(b.alerts.begin(), b.alerts.end(), [&](const Alert& a) { return a.id == id; });
    if (found == b.alerts.end()) return fail(Error::not_found());
    p.intro = text(request.lang, _("Sin sesión ni opinión desde el {1}.").arg(i18n::full_date(request.lang, found->quiet_since)));
    p.form.action = close_url(place(request), id);
    p.form.parts = {{.fields = {{.control = Control::text_area, .name = "reason", .label = _("Motivo"), .rows = 3}}}};
    p.form.submit = _("Cerrar la alerta");
    return {};
  });
}
Response close_form(feature::Site& site, Request& request) { return html::respond(request, close_page(site, request)); }
Response close_post(feature::Site& site, Request& request) {
  const auto id = demand(request.id<DormancyId>("dormancy"));
  return perform_form(
      site, request, dormancy_closed,
      [&](db::Tx& tx, const feature::Act& act, const Place& at) {
        return close(tx, act, at.alliance, at.committee, id, request.form().get("reason"));
      },
      close_page);
}

/// On councils, and on any body that has given an opinion or has the rule.
std::string opinions_panel(db::Tx& tx, const feature::PanelRequest& request) {
  const Place at{AllianceId(request.alliance), CommitteeId(request.subject)};
  const auto b = book(tx, auth::actor_of(request.request), at.alliance, at.committee);
  if (!b) return {};
  const bool council = b->at.committee.kind == committees::Kind::council && b->at.committee.source.empty();
  if (!council && b->opinions.empty() && !b->rule) return {};
  const auto lang = request.request.lang;
  views::Panel p;
  p.total = static_cast<std::int64_t>(b->opinions.size());
  for (std::size_t i = 0; i < std::min(newest, b->opinions.size()); ++i) p.rows.push_back(row_of(at, b->opinions[i], {}, false));
  for (const auto& a : b->alerts)
    if (!a.closed_at) p.dormant = text(lang, _("Sin sesión ni opinión desde el {1}.").arg(i18n::full_date(lang, a.quiet_since)));
  p.url = list_url(at);
  if (b->may_issue) p.issue = new_url(at);
  return std::string(html::draw(request.request, p).markup());
}

void await_dormant(db::Tx& tx, const feature::AwaitedRequest& at, feature::Awaited& out) {
  const auto actor = auth::actor_of(at.request);
  const auto seen = alliances::see(tx, actor, AllianceId(at.alliance));
  if (!seen) return;
  const auto open = open_for(tx, actor, *seen);
  int told = 0;
  for (const auto& a : open.alerts) {
    if (++told > feature::Awaited::most_rows) {
      ++out.more;
      continue;
    }
    const Place where{a.alliance, a.committee};
    const auto name = open.names.find(a.committee);
    out.rows.push_back(
        {dormant_from(a.quiet_since, a.months),
         {_("{1} no sesiona ni opina desde el {2}")
              .arg(name == open.names.end() ? std::string() : name->second.in(at.request.lang))
              .arg(i18n::short_date(at.request.lang, a.quiet_since)),
          list_url(where)},
         N_("Se avisa tras {1} mes sin sesión ni opinión.", "Se avisa tras {1} meses sin sesión ni opinión.", a.months),
         html::Link{_("Cerrar la alerta"), close_url(where, a.id)}});
  }
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/committees/{committee}/opinions");
  pages.get("", list_page);
  pages.form("/new", new_form, new_post);
  pages.form("/{opinion}/withdraw", withdraw_form, withdraw_post);
  const feature::Routes silence(site, auth::signed_in(), "/alliances/{alliance}/committees/{committee}/dormancy");
  silence.form("", rule_form, rule_post);
  silence.form("/{dormancy}", close_form, close_post);
}

void add_panels(feature::Site& site) {
  site.hang("committee", 18, opinions_panel);
  site.await(16, await_dormant);
}

}  // namespace alianza::opinions
