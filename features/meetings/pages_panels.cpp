// What other pages say of meetings: a committee's, an organisation's, the first page of the alliance.
#include "features/committees/actions.h"
#include "features/meetings/pages_shared.h"
#include "platform/auth/policy.h"

namespace alianza::meetings {
namespace {

using http::Url;

constexpr int months_shown = 12;
constexpr int meetings_on_home = 6;
constexpr int sessions_on_committee = 5;

Date today_at(db::Tx& tx, const alliances::Alliance& a) { return Zone::parse(a.zone).value_or(Zone()).date_of(tx.now()); }

/// Where «Convocar» leads, for who may: nothing for others.
std::optional<Url> schedule_url(db::Tx& tx, const feature::PanelRequest& at, CommitteeId committee) {
  const AllianceId id(at.alliance);
  const auto seen = alliances::see(tx, auth::actor_of(at.request), id);
  if (!seen) return std::nullopt;
  const auto may = may_convene(tx, auth::actor_of(at.request), *seen);
  const bool own = std::find(may.committees.begin(), may.committees.end(), committee) != may.committees.end();
  if (!may.alliance && !(committee ? own : may.any())) return std::nullopt;
  auto url = Url("/alliances/{}/meetings/new", id);
  return committee ? std::move(url).with("committee", committee.text()) : url;
}

views::Row session_view(const Listed& listed, const std::map<CommitteeId, std::string>& others, Lang lang) {
  auto row = row_view(listed, others, lang);
  if (!row.committee.empty()) row.committee = text(lang, _("Sesión conjunta con {1}").arg(row.committee));
  return row;
}

std::string committee_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId id(at.alliance);
  const CommitteeId committee(at.subject);
  const auto alliance = alliances::find(tx, id);
  if (!alliance) return {};
  const auto today = today_at(tx, *alliance);
  const auto lang = at.request.lang;
  views::CommitteePanel p;
  // Its own name goes without saying; a joint session says who else.
  auto others = committee_names(tx, id, lang);
  others.erase(committee);
  for (const auto& row : list(tx, id, {When::upcoming, committee}, {}, sessions_on_committee, today).rows)
    p.upcoming.push_back(session_view(row, others, lang));
  for (const auto& row : list(tx, id, {When::past, committee}, {}, sessions_on_committee, today).rows)
    p.past.push_back(session_view(row, others, lang));
  p.all = (p.upcoming.empty() ? Url("/alliances/{}/meetings/past", id) : list_url(id)).with("committee", committee.text());
  p.calendar = Url("/alliances/{}/calendar", id);
  p.schedule = schedule_url(tx, at, committee);
  return std::string(html::draw(lang, p).markup());
}

std::string moment_words(const Meeting& m, Lang lang) {
  const auto when = moment(m, lang);
  return m.starts ? when.text + ", " + clock_text(*m.starts) : when.text;
}

/// The list of committees shows every one of the alliance, so nothing is left out by their ids.
feature::Pieces next_sessions(db::Tx& tx, const feature::PanelsRequest& at) {
  const AllianceId id(at.alliance);
  const auto alliance = alliances::find(tx, id);
  if (!alliance) return {};
  feature::Pieces out;
  const auto lang = at.request.lang;
  for (const auto& [committee, m] : next_of_committees(tx, id, today_at(tx, *alliance)))
    out[committee.value()] = html::draw(lang, views::NextSession{meeting_url(id, m.id), moment_words(m, lang)}).markup();
  return out;
}

std::string organization_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId id(at.alliance);
  const auto alliance = alliances::find(tx, id);
  if (!alliance) return {};
  const auto lang = at.request.lang;
  const OrganizationId organization(at.subject);
  const auto today = today_at(tx, *alliance);
  const auto names = committee_names(tx, id, lang);
  std::set<CommitteeId> own;
  for (const auto& m : committees::memberships_of(tx, organization)) own.insert(m.committee);
  views::OrganizationPanel p;
  for (const auto& [committee, share] : shares(tx, id, organization, today.plus_days(-365), today)) {
    // Of committees it never belonged to only what it came to, as a guest.
    if (committee && !own.contains(committee) && share.attended == 0) continue;
    views::OrganizationPanel::Share row{text(lang, _("Reuniones de la alianza")), share.held, share.attended, list_url(id)};
    if (const auto name = names.find(committee); name != names.end()) {
      row.what = name->second;
      row.url = Url("/alliances/{}/committees/{}", id, committee);
    }
    p.shares.push_back(std::move(row));
  }
  return std::string(html::draw(lang, p).markup());
}

std::string short_weekday(Lang lang, Date day) {
  constexpr const char* es[] = {"dom", "lun", "mar", "mié", "jue", "vie", "sáb"};
  constexpr const char* en[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  return lang == Lang::es ? es[day.weekday()] : en[day.weekday()];
}

std::string home_meetings(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId id(at.alliance);
  const auto alliance = alliances::find(tx, id);
  if (!alliance) return {};
  const auto lang = at.request.lang;
  const auto today = today_at(tx, *alliance);
  const auto names = committee_names(tx, id, lang);
  views::HomeMeetings p;
  for (const auto& row : list(tx, id, {When::upcoming, {}, {}, State::scheduled}, {}, meetings_on_home, today).rows) {
    const auto day = row.meeting.on.value_or(today);
    if (p.days.empty() || p.days.back().date != day) p.days.push_back({day, day == today, short_weekday(lang, day), {}});
    p.days.back().rows.push_back(row_view(row, names, lang));
  }
  p.all = p.days.empty() ? Url("/alliances/{}/meetings/past", id) : list_url(id);
  p.calendar = Url("/alliances/{}/calendar", id);
  p.schedule = schedule_url(tx, at, {});
  return std::string(html::draw(lang, p).markup());
}

std::string home_committees(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId id(at.alliance);
  const auto alliance = alliances::find(tx, id);
  if (!alliance) return {};
  const auto today = today_at(tx, *alliance);
  const auto months = cadence(tx, id, today, months_shown);
  const auto next = next_of_committees(tx, id, today);
  views::HomeCommittees p;
  p.all = Url("/alliances/{}/committees", id);
  for (const auto& listed : committees::of_alliance(tx, id)) {
    const auto& c = listed.committee;
    if (c.kind == committees::Kind::council || (c.dissolved_on && *c.dissolved_on <= today)) continue;
    views::CommitteeCadence row{Url("/alliances/{}/committees/{}", id, c.id), c.sdg, c.name, listed.members, {}, {}, {}};
    const auto held = months.find(c.id);
    row.months = held == months.end() ? std::vector<bool>(months_shown, false) : held->second;
    if (const auto found = next.find(c.id); found != next.end()) {
      row.next = moment_words(found->second, at.request.lang);
      row.next_url = meeting_url(id, found->second.id);
    }
    p.rows.push_back(std::move(row));
  }
  if (p.rows.empty()) return {};
  return std::string(html::draw(at.request.lang, p).markup());
}

/// Beside the condition that the launch plenary was held: the first plenary that was.
std::string launched(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId id(at.alliance);
  const auto alliance = alliances::find(tx, id);
  if (!alliance) return {};
  Filter filter;
  filter.kind = Kind::plenary;
  filter.state = State::held;
  std::optional<Listed> first;
  each(tx, id, filter, today_at(tx, *alliance), [&](const Listed& row) {
    if (row.meeting.on && (!first || *row.meeting.on < *first->meeting.on)) first = row;
  });
  if (!first) return {};
  const auto title = first->meeting.title.in(at.request.lang);
  return alliances::fact(at,
                         first->turnout.organizations == 0
                             ? _("Se celebró «{1}».").arg(title)
                             : N_("Se celebró «{2}», con {1} organización.", "Se celebró «{2}», con {1} organizaciones.",
                                  first->turnout.organizations)
                                   .arg(first->turnout.organizations)
                                   .arg(title),
                         *first->meeting.on);
}

}  // namespace

void add_panels(feature::Site& site) {
  site.hang("home", 10, home_meetings);
  site.hang("home", 20, home_committees);
  site.hang("committee", 10, committee_panel);
  site.hang_in_rows("committee_next", 10, next_sessions);
  site.hang("organization", 20, organization_panel);
  site.hang("condition_launched", 10, launched);
}

}  // namespace alianza::meetings
