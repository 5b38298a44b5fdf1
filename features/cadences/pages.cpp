// Forms of cadences: the rule of a committee, the closing of an alert.
#include "features/cadences/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::cadences {
namespace {

using feature::demand;
using feature::views::FormPage;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice rule_saved(_("La cadencia quedó guardada.").key());
const feature::Notice alert_closed(_("La alerta quedó cerrada.").key());

struct Place {
  AllianceId alliance;
  CommitteeId committee;
};
Place place(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<CommitteeId>("committee"))};
}

FormPage page_of(feature::Site& site, db::Tx& tx, Request& request, const Book& b, const Message& title) {
  const auto& c = b.at.committee;
  FormPage p;
  p.title = text(request, title);
  p.shell = alliances::shell(site, tx, request, b.at.seen, p.title, "committees");
  p.crumbs = {{{text(request, _("Comités")), Url("/alliances/{}/committees", c.alliance)},
               {c.name.in(request.lang), committee_url(c.alliance, c.id)}},
              p.title};
  p.form.busy = _("Guardando…");
  p.form.cancel = committee_url(c.alliance, c.id);
  return p;
}

FormPage rule_page(feature::Site& site, Request& request) {
  const auto at = place(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto b = TRY(book(tx, auth::actor_of(request), at.alliance, at.committee));
    if (!b.may_set) return fail(Error::forbidden());
    auto p = page_of(site, tx, request, b, _("Cadencia de sesiones"));
    html::Field months{.control = html::Control::number,
                       .name = "months",
                       .label = _("Cada cuántos meses sesiona"),
                       .hint = _("1 es cada mes. En blanco, el comité no tiene cadencia y no hay alertas.")};
    months.need = html::Need::optional;
    months.width = html::Width::short_;
    months.least = "1";
    months.most = "12";
    html::Field since{.control = html::Control::date,
                      .name = "since",
                      .label = _("Desde el mes de"),
                      .hint = _("Cuenta el mes completo de esa fecha.")};
    since.need = html::Need::optional;
    since.width = html::Width::date;
    since.value = b.at.seen.today.text();
    if (b.cadence) {
      months.value = std::to_string(b.cadence->months);
      since.value = b.cadence->since.text();
    }
    p.form.parts = {{.fields = {std::move(months), std::move(since)}}};
    p.form.action = Url("/alliances/{}/committees/{}/cadence", at.alliance, at.committee);
    p.form.submit = _("Guardar la cadencia");
    return p;
  }));
}

Response rule_form(feature::Site& site, Request& request) { return html::respond(request, rule_page(site, request)); }

Response rule_post(feature::Site& site, Request& request) {
  const auto at = place(request);
  auto act = feature::act(request);
  const auto back = rule_saved.at(committee_url(at.alliance, at.committee)).in(request.lang);
  act.key->answer(303, back.text());
  const RuleInput input{request.form().get("months"), request.form().get("since")};
  const auto done = site.db.write([&](db::Tx& tx) -> Done {
    TRY(set(tx, act, at.alliance, at.committee, input));
    TRY(watch(tx, at.alliance));  // months that were missed already are told at once
    return {};
  });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return rule_page(site, request); });
}

html::Field session_field(const std::vector<meetings::Meeting>& sessions, Lang lang) {
  html::Field field{.control = html::Control::select,
                    .name = "meeting",
                    .label = _("Sesión que la repuso"),
                    .hint = _("Celebrada después de esos meses.")};
  field.need = html::Need::optional;
  field.first_option = _("Ninguna");
  for (const auto& m : sessions) field.options.push_back({m.id.text(), m.title.in(lang) + ", " + i18n::short_date(lang, *m.on)});
  return field;
}

FormPage close_page(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto id = demand(request.id<AlertId>("alert"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto b = TRY(book(tx, auth::actor_of(request), at.alliance, at.committee));
    if (!b.may_close) return fail(Error::forbidden());
    const auto alert = find(tx, at.committee, id);
    if (!alert) return fail(Error::not_found());
    auto p = page_of(site, tx, request, b, _("Cerrar la alerta"));
    p.intro = text(request,
                   _("{1} no sesionó en {2}.").arg(b.at.committee.name.in(request.lang)).arg(months_text(*alert, request.lang))) +
              " " + text(request, rule_text(alert->months, alert->since, request.lang));
    html::Field closing{.control = html::Control::radios, .name = "closing", .label = _("Cómo se cierra")};
    closing.options = {{"excused", _("Se justifica"), _("Hubo una razón para no sesionar; se escribe abajo.")},
                       {"made_up", _("Se repuso"), _("Con una sesión celebrada después.")}};
    html::Field reason{.control = html::Control::text_area, .name = "reason", .label = _("Motivo"), .rows = 3};
    reason.need = html::Need::optional;
    p.form.parts = {{.fields = {std::move(closing), std::move(reason), session_field(later_sessions(tx, *alert), request.lang)}}};
    p.form.action = close_url(*alert);
    p.form.submit = _("Cerrar la alerta");
    return p;
  }));
}

Response close_form(feature::Site& site, Request& request) { return html::respond(request, close_page(site, request)); }

Response close_post(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto id = demand(request.id<AlertId>("alert"));
  auto act = feature::act(request);
  const auto back = alert_closed.at(committee_url(at.alliance, at.committee)).in(request.lang);
  act.key->answer(303, back.text());
  const auto& f = request.form();
  const ClosingInput input{f.get("closing"), f.get("reason"), f.get("meeting")};
  const auto done = site.db.write([&](db::Tx& tx) { return close(tx, act, at.alliance, at.committee, id, input); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return close_page(site, request); });
}

}  // namespace

std::string months_text(const Alert& a, Lang lang) {
  if (a.months == 1) return i18n::month_year(lang, a.first);
  return text(lang, _("{1} a {2}").arg(i18n::month_year(lang, a.first)).arg(i18n::month_year(lang, a.last)));
}

Message rule_text(int months, Date since, Lang lang) {
  const auto from = i18n::month_year(lang, since);
  return months == 1 ? _("Sesiona cada mes desde {1}.").arg(from)
                     : _("Sesiona cada {1} meses desde {2}.").arg(std::int64_t{months}).arg(from);
}

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/committees/{committee}/cadence");
  pages.form("", rule_form, rule_post);
  pages.form("/alerts/{alert}", close_form, close_post);
}

}  // namespace alianza::cadences
