// What other pages say of minutes and agreements: a meeting's and a committee's.
#include "features/minutes/pages_shared.h"

namespace alianza::minutes {
namespace {

using http::Url;

constexpr int most_rows = 6;

std::string meeting_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId alliance(at.alliance);
  const MeetingId id(at.subject);
  const auto seen = minutes::see(tx, auth::actor_of(at.request), alliance, id);
  if (!seen) return {};
  views::MeetingPanel p;
  const auto& meeting = seen->meeting.meeting;
  if (const auto m = newest(tx, id)) {
    p.url = minutes_url(alliance, id);
    p.state = badge(m->state);
    p.folio = m->folio;
    const auto rows = book(tx, *m).agreements;
    const auto names = names_for(tx, alliance, rows, at.request.lang);
    for (const auto& a : rows) p.agreements.push_back(row_view(a, names, seen->meeting.seen.today, at.request.lang));
  } else if (seen->may_write && meeting.state != meetings::State::cancelled) {
    p.open = html::ButtonForm{.action = minutes_url(alliance, id), .words = _("Comenzar la minuta")};
    p.open->icon = "pencil";
  } else if (!meeting.source.empty()) {
    return {};  // what comes from a source has the source's word, and no minutes of ours
  }
  return std::string(html::draw(at.request, p).markup());
}

/// Overdue first, then what is due in the coming days.
std::string committee_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId id(at.alliance);
  const CommitteeId committee(at.subject);
  const auto seen = alliances::see(tx, auth::actor_of(at.request), id);
  if (!seen) return {};
  const auto sight = sight_of(tx, auth::actor_of(at.request), *seen);
  if (!sight.everything && std::find(sight.bodies.begin(), sight.bodies.end(), committee) == sight.bodies.end()) return {};
  Filter late{.overdue = true, .committee = committee};
  Filter soon{.due_in = soon_days, .committee = committee};
  auto rows = list(tx, *seen, sight, late, {}, most_rows).rows;
  const auto coming = list(tx, *seen, sight, soon, {}, most_rows).rows;
  rows.insert(rows.end(), coming.begin(), coming.end());
  views::DuePanel p;
  const auto narrowed = [&](Url url) { return std::move(url).with("committee", committee.text()); };
  p.overdue = count(tx, *seen, sight, late);
  p.overdue_url = narrowed(list_url(id).with("due", "overdue"));
  p.all = narrowed(list_url(id));
  const auto names = names_for(tx, id, rows, at.request.lang);
  for (const auto& a : rows) p.rows.push_back(row_view(a, names, seen->today, at.request.lang));
  return std::string(html::draw(at.request.lang, p).markup());
}

}  // namespace

void add_panels(feature::Site& site) {
  site.hang("meeting", 10, meeting_panel);
  site.hang("committee", 20, committee_panel);
}

}  // namespace alianza::minutes
