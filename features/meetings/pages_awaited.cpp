// What meetings ask of a person on the first page of the alliance: today's sessions, those of which nobody has said whether they
// were held, committees without a date.
#include <algorithm>

#include "features/committees/actions.h"
#include "features/meetings/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/awaited.h"

namespace alianza::meetings {
namespace {

using http::Url;

constexpr int days_back = 60;  // an older meeting without its record is history, not a task
constexpr int days_of_week = 7;

/// Whose meetings concern the person, and which ones they keep.
struct Concern {
  bool everything = false;
  MayConvene keeps;
  std::set<CommitteeId> committees;

  bool has(const Meeting& m) const {
    const auto bodies = bodies_of(m);
    return everything || bodies.empty() ||
           std::any_of(bodies.begin(), bodies.end(), [&](CommitteeId id) { return committees.contains(id); });
  }
  bool keeps_record_of(const Meeting& m) const {
    const auto bodies = bodies_of(m);
    return keeps.alliance || std::any_of(bodies.begin(), bodies.end(), [&](CommitteeId id) {
             return std::find(keeps.committees.begin(), keeps.committees.end(), id) != keeps.committees.end();
           });
  }
};

Concern concern_of(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen) {
  Concern c;
  c.everything = seen.standing.works_for_agency();
  c.keeps = may_convene(tx, actor, seen);
  c.committees.insert(c.keeps.committees.begin(), c.keeps.committees.end());
  if (c.everything || seen.standing.seats.empty()) return c;
  for (const auto& [committee, members] : committees::members_of_alliance(tx, seen.alliance.id))
    for (const auto& seat : seen.standing.seats)
      if (std::find(members.begin(), members.end(), seat.organization) != members.end()) c.committees.insert(committee);
  return c;
}

Url door(const Meeting& m) { return Url("/alliances/{}/meetings/{}/attendance", m.alliance, m.id); }

std::string whose(const Meeting& m, const std::map<CommitteeId, std::string>& names, Lang lang) {
  auto words = bodies_text(m, names, lang);
  if (words.empty()) words = text(lang, _("Toda la alianza"));
  if (!m.venue.empty()) words += " · " + m.venue.in(lang);
  return words;
}

void add_coming(db::Tx& tx, const feature::AwaitedRequest& at, const Concern& concern,
                const std::map<CommitteeId, std::string>& names, feature::Awaited& out) {
  const AllianceId alliance(at.alliance);
  const auto lang = at.request.lang;
  std::int64_t in_the_week = 0;
  constexpr int looked_at = 40;
  for (const auto& row : list(tx, alliance, {When::upcoming, {}, {}, State::scheduled}, {}, looked_at, at.today).rows) {
    const auto& m = row.meeting;
    if (!m.on || !is_exact(m.precision) || *m.on - at.today >= days_of_week || !concern.has(m)) continue;
    ++in_the_week;
    if (*m.on != at.today) continue;  // the others stand among the next meetings
    html::DueRow due{*m.on, {m.title, meeting_url(alliance, m.id)}, whose(m, names, lang), {}};
    if (m.starts) due.why = clock_text(*m.starts) + " · " + whose(m, names, lang);
    if (concern.keeps_record_of(m)) due.act = {_("Registrar asistencia"), door(m)};
    out.rows.push_back(std::move(due));
  }
  out.figures.push_back(
      {in_the_week, in_the_week == 1 ? _("reunión en siete días") : _("reuniones en siete días"), list_url(alliance)});
}

void add_without_record(db::Tx& tx, const feature::AwaitedRequest& at, const Concern& concern,
                        const std::map<CommitteeId, std::string>& names, feature::Awaited& out) {
  const AllianceId alliance(at.alliance);
  for (const auto& row :
       list(tx, alliance, {When::past, {}, {}, State::scheduled}, {}, feature::Awaited::most_rows, at.today).rows) {
    const auto& m = row.meeting;
    if (!m.on || !is_exact(m.precision) || at.today - *m.on > days_back || !concern.keeps_record_of(m)) continue;
    html::DueRow due{*m.on, {m.title, meeting_url(alliance, m.id)}, {}, html::Link{_("Registrar asistencia"), door(m)}};
    due.why = text(at.request.lang, _("Falta decir si se celebró y quién asistió")) + " · " + whose(m, names, at.request.lang);
    out.rows.push_back(std::move(due));
  }
}

void add_committees_without_date(db::Tx& tx, const feature::AwaitedRequest& at, feature::Awaited& out) {
  const AllianceId alliance(at.alliance);
  const auto next = next_of_committees(tx, alliance, at.today);
  std::int64_t without = 0;
  std::int64_t all = 0;
  for (const auto& listed : committees::of_alliance(tx, alliance)) {
    const auto& c = listed.committee;
    if (c.kind != committees::Kind::committee || (c.dissolved_on && *c.dissolved_on <= at.today)) continue;
    ++all;
    without += next.contains(c.id) ? 0 : 1;
  }
  if (all == 0) return;
  out.figures.push_back({without, without == 1 ? _("comité sin próxima sesión") : _("comités sin próxima sesión"),
                         Url("/alliances/{}/committees", alliance), i18n::Qualifier::exact, true});
}

void await_meetings(db::Tx& tx, const feature::AwaitedRequest& at, feature::Awaited& out) {
  const AllianceId alliance(at.alliance);
  const auto actor = auth::actor_of(at.request);
  const auto seen = alliances::see(tx, actor, alliance);
  if (!seen) return;
  const auto concern = concern_of(tx, actor, *seen);
  const auto names = committee_names(tx, alliance, at.request.lang);
  add_coming(tx, at, concern, names, out);
  if (concern.keeps.any()) add_without_record(tx, at, concern, names, out);
  if (concern.keeps.alliance) add_committees_without_date(tx, at, out);
}

}  // namespace

void add_awaited(feature::Site& site) { site.await(20, await_meetings); }

}  // namespace alianza::meetings
