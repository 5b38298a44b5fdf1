#include "features/cadences/actions.h"

#include <algorithm>
#include <set>

#include "features/cadences/access.h"
#include "features/cadences/store.h"
#include "platform/i18n/i18n.h"

namespace alianza::cadences {
namespace {

constexpr int most_sessions = 12;
constexpr int months_in_sight = most_months_back + 13;  // a period may begin a year before the oldest month

Officer officer_of(const committees::SeenCommittee& s) { return s.officer ? Officer::yes : Officer::no; }

feature::About about(const committees::Committee& c) { return {c.agency.value(), c.alliance.value(), "committee", c.id.value()}; }

/// The months, as first days, in which each committee of the alliance held a session.
std::map<CommitteeId, std::set<Date>> held_months(db::Tx& tx, AllianceId alliance, Date today) {
  std::map<CommitteeId, std::set<Date>> out;
  const date::year_month now{today.ymd().year(), today.ymd().month()};
  for (const auto& [committee, months] : meetings::cadence(tx, alliance, today, months_in_sight))
    for (std::size_t i = 0; i < months.size(); ++i)
      if (months[i]) out[committee].insert(Date((now - date::months(static_cast<int>(months.size() - 1 - i))) / date::day(1)));
  return out;
}

bool is_met(const std::set<Date>& months, Date first, Date last) {
  const auto found = months.lower_bound(first);
  return found != months.end() && *found <= last;
}

Alert alert_of(const Cadence& c, const Period& period, Instant now) {
  Alert a;
  a.id = AlertId::make();
  a.agency = c.agency;
  a.alliance = c.alliance;
  a.committee = c.committee;
  a.first = period.first;
  a.last = period.last;
  a.months = c.months;
  a.since = c.since;
  a.raised_at = now;
  return a;
}

feature::About about(const Alert& a) { return {a.agency.value(), a.alliance.value(), "committee", a.committee.value()}; }

struct Held {
  std::map<CommitteeId, std::set<Date>> months;
  bool met(CommitteeId committee, Date first, Date last) const {
    const auto found = months.find(committee);
    return found != months.end() && is_met(found->second, first, last);
  }
};

/// The session was held after all, only nobody had said so.
void close_recorded(db::Tx& tx, AllianceId id, const Held& held) {
  for (auto alert : store::open_of_alliance(tx, id)) {
    if (!held.met(alert.committee, alert.first, alert.last)) continue;
    alert.closing = Closing::recorded;
    alert.closed_at = tx.now();
    store::close(tx, alert, std::nullopt);
    feature::record(tx, feature::Act::system("cadences"), about(alert), "cadence_alert.close",
                    audit::Fields().set("first", alert.first.text()).set("closing", to_text(alert.closing)));
  }
}

int raise_missing(db::Tx& tx, AllianceId id, Date today, const Held& held) {
  std::set<std::pair<CommitteeId, Date>> known;
  for (const auto& row : store::raised(tx, id)) known.emplace(row.committee, row.first);
  std::map<CommitteeId, std::optional<Date>> dissolved;
  for (const auto& row : committees::of_alliance(tx, id)) dissolved[row.committee.id] = row.committee.dissolved_on;
  // What lies beyond is not judged any more: a rule cannot begin before.
  const date::year_month now{today.ymd().year(), today.ymd().month()};
  const Date oldest((now - date::months(most_months_back)) / date::day(1));
  int raised = 0;
  for (const auto& cadence : store::of_alliance(tx, id))
    for (const auto& period : periods_over(cadence, today, dissolved[cadence.committee])) {
      if (period.first < oldest || known.contains({cadence.committee, period.first}) ||
          held.met(cadence.committee, period.first, period.last))
        continue;
      const auto alert = alert_of(cadence, period, tx.now());
      if (!store::raise(tx, alert)) continue;
      ++raised;
      feature::record(tx, feature::Act::system("cadences"), about(alert), "cadence_alert.raise",
                      audit::Fields().set("first", alert.first.text()).set("last", alert.last.text()));
    }
  return raised;
}

}  // namespace

Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CommitteeId committee) {
  Book b{TRY(committees::see(tx, actor, alliance, committee)), {}, {}, false, false};
  if (!may(Action::read, b.at.seen.standing)) return fail(Error::not_found());
  b.cadence = store::in_force(tx, committee);
  b.alerts = store::of_committee(tx, committee, most_alerts);
  b.may_set = may(Action::set, b.at.seen.standing);
  b.may_close = may(Action::close, b.at.seen.standing, officer_of(b.at));
  return b;
}

Done set(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, const RuleInput& input) {
  const auto at = TRY(committees::see(tx, act.actor, alliance, committee));
  if (!may(Action::set, at.seen.standing)) return fail(Error::forbidden());
  const auto rule = TRY(parse(input, at.seen.today));
  if (rule.months > 0 && at.committee.dissolved_on && *at.committee.dissolved_on <= at.seen.today)
    return fail(Error::conflict(_("El comité está disuelto.")));
  const auto before = store::in_force(tx, committee);
  if (rule.months == 0 && !before) return fail(Error::field("months", _("Escriba cada cuántos meses sesiona, de 1 a 12.")));
  if (before) store::end(tx, committee);
  if (rule.months > 0)
    store::insert(tx, {CadenceId::make(), at.committee.agency, alliance, committee, rule.months, rule.since, tx.now()},
                  act.who().account);
  audit::Fields fields;
  fields.change("months", before ? std::to_string(before->months) : std::string(),
                rule.months > 0 ? std::to_string(rule.months) : std::string());
  fields.change("since", before ? before->since.text() : std::string(), rule.months > 0 ? rule.since.text() : std::string());
  feature::record(tx, act, about(at.committee), "committee.set_cadence", std::move(fields));
  return feature::remember(tx, act, committee.text());
}

std::optional<Alert> find(db::Tx& tx, CommitteeId committee, AlertId alert) { return store::find(tx, committee, alert); }

std::vector<meetings::Meeting> later_sessions(db::Tx& tx, const Alert& a) {
  std::vector<meetings::Meeting> out;
  meetings::Filter filter{.when = meetings::When::all, .committee = a.committee, .state = meetings::State::held};
  const auto alliance = alliances::find(tx, a.alliance);
  const auto today = Zone::parse(alliance ? alliance->zone : std::string()).value_or(Zone()).date_of(tx.now());
  for (auto& row : meetings::list(tx, a.alliance, filter, {}, most_sessions, today).rows)
    if (row.meeting.on && *row.meeting.on > a.last) out.push_back(std::move(row.meeting));
  return out;
}

Done close(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, AlertId id,
           const ClosingInput& input) {
  const auto at = TRY(committees::see(tx, act.actor, alliance, committee));
  if (!may(Action::close, at.seen.standing, officer_of(at))) return fail(Error::forbidden());
  auto found = store::find(tx, committee, id);
  if (!found) return fail(Error::not_found());
  auto& alert = *found;
  if (alert.closed_at) return fail(Error::conflict(_("Esta alerta ya se cerró.")));
  if (!from_text(input.closing, alert.closing) || alert.closing == Closing::none || alert.closing == Closing::recorded)
    return fail(Error::field("closing", _("Elija cómo se cierra.")));
  auto reason = parse_text(input.reason, 500, Lines::many);
  if (!reason) return fail(Error::field("reason", reason.error().message));
  alert.reason = std::move(*reason);
  if (alert.closing == Closing::excused && alert.reason.empty()) return fail(Error::field("reason", _("Escriba el motivo.")));
  if (alert.closing == Closing::made_up) {
    const auto wanted = MeetingId::parse(trim(input.meeting)).value_or(MeetingId());
    const auto sessions = later_sessions(tx, alert);
    if (std::none_of(sessions.begin(), sessions.end(), [&](const meetings::Meeting& m) { return m.id == wanted; }))
      return fail(Error::field("meeting", _("Elija la sesión, ya celebrada, que la repuso.")));
    alert.meeting = wanted;
  }
  alert.closed_by = act.who().name;
  alert.closed_at = tx.now();
  store::close(tx, alert, act.who().account);
  feature::record(tx, act, about(alert), "cadence_alert.close",
                  audit::Fields()
                      .set("first", alert.first.text())
                      .set("closing", to_text(alert.closing))
                      .set("reason", alert.reason)
                      .set("meeting", alert.meeting));
  return feature::remember(tx, act, committee.text());
}

Result<int> watch(db::Tx& tx, AllianceId id) {
  const auto alliance = alliances::find(tx, id);
  if (!alliance) return 0;
  const auto today = Zone::parse(alliance->zone).value_or(Zone()).date_of(tx.now());
  const Held held{held_months(tx, id, today)};
  close_recorded(tx, id, held);
  return raise_missing(tx, id, today, held);
}

std::vector<AllianceId> watched(db::Tx& tx) { return store::alliances(tx); }

Open open_for(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen) {
  Open out;
  const bool all = may(Action::close, seen.standing);
  std::vector<CommitteeId> own;
  if (!all && may(Action::close, seen.standing, Officer::yes)) own = committees::offices_of(tx, actor, seen);
  if (!all && own.empty()) return out;
  out.alerts = store::open_of_alliance(tx, seen.alliance.id);
  if (!all)
    std::erase_if(out.alerts, [&](const Alert& a) { return std::find(own.begin(), own.end(), a.committee) == own.end(); });
  if (!out.alerts.empty())
    for (const auto& row : committees::of_alliance(tx, seen.alliance.id)) out.names.emplace(row.committee.id, row.committee.name);
  return out;
}

Result<Overview> overview(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance) {
  const auto seen = TRY(alliances::see(tx, actor, alliance));
  if (!may(Action::read, seen.standing)) return fail(Error::not_found());
  return Overview{store::of_alliance(tx, alliance), store::open_of_alliance(tx, alliance)};
}

}  // namespace alianza::cadences
