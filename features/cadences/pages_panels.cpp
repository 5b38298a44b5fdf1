// What a committee's page says of its cadence, and which alerts await somebody on the first page of the alliance.
#include "features/cadences/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/awaited.h"

namespace alianza::cadences {
namespace {

html::Badge badge(const Alert& a) {
  if (!a.closed_at) return {html::Tone::warn, label(Closing::none), "alert-triangle"};
  return {html::Tone::off, label(a.closing), "check"};
}

views::Panel::Row row_of(db::Tx& tx, const Alert& a, const Book& b, Lang lang) {
  views::Panel::Row row;
  row.months = months_text(a, lang);
  row.state = badge(a);
  row.why = rule_text(a.months, a.since, lang);
  row.reason = a.reason;
  if (a.closed_at) {
    const auto day = i18n::short_date(lang, Zone::parse(b.at.seen.alliance.zone).value_or(Zone()).date_of(*a.closed_at));
    row.closed = a.closed_by.empty() ? day : a.closed_by + ", " + day;
  } else if (b.may_close) {
    row.close = close_url(a);
  }
  if (a.meeting)
    if (const auto m = meetings::find(tx, a.alliance, a.meeting))
      row.session = html::Link{m->title, http::Url("/alliances/{}/meetings/{}", a.alliance, a.meeting)};
  return row;
}

std::string committee_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId alliance(at.alliance);
  const CommitteeId committee(at.subject);
  const auto b = book(tx, auth::actor_of(at.request), alliance, committee);
  if (!b || (!b->cadence && b->alerts.empty() && !b->may_set)) return {};
  if (!b->cadence && b->alerts.empty() && b->at.committee.dissolved_on) return {};
  views::Panel p;
  if (b->cadence) p.rule = rule_text(b->cadence->months, b->cadence->since, at.request.lang);
  for (const auto& a : b->alerts) p.rows.push_back(row_of(tx, a, *b, at.request.lang));
  if (b->may_set) p.edit = http::Url("/alliances/{}/committees/{}/cadence", alliance, committee);
  return std::string(html::draw(at.request, p).markup());
}

void await_alerts(db::Tx& tx, const feature::AwaitedRequest& at, feature::Awaited& out) {
  const auto seen = alliances::see(tx, auth::actor_of(at.request), AllianceId(at.alliance));
  if (!seen) return;
  const auto open = open_for(tx, auth::actor_of(at.request), *seen);
  for (const auto& a : open.alerts) {
    if (static_cast<int>(out.rows.size()) >= feature::Awaited::most_rows + feature::Awaited::most_rows) {
      ++out.more;
      continue;
    }
    const auto name = open.names.find(a.committee);
    const auto words = name == open.names.end() ? LocalizedText{} : name->second;
    const auto lang = at.request.lang;
    out.rows.push_back({a.last.plus_days(1),
                        {_("{1} no sesionó en {2}").arg(words.in(lang)).arg(months_text(a, lang)),
                         committee_url(a.alliance, a.committee).fragment("cadence")},
                        rule_text(a.months, a.since, lang),
                        html::Link{_("Cerrar la alerta"), close_url(a)}});
  }
}

}  // namespace

void add_panels(feature::Site& site) {
  site.hang("committee", 15, committee_panel);
  site.await(12, await_alerts);
}

}  // namespace alianza::cadences
