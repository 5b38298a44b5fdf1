#include "features/opinions/actions.h"

#include <algorithm>

#include "features/opinions/access.h"
#include "features/opinions/store.h"

namespace alianza::opinions {
namespace {

constexpr int most_opinions = 500;
constexpr int most_alerts = 24;
constexpr int most_sessions = 24;

Officer officer_of(const committees::SeenCommittee& s) { return s.officer ? Officer::yes : Officer::no; }
feature::About about(const committees::Committee& c) { return {c.agency.value(), c.alliance.value(), "committee", c.id.value()}; }
feature::About about(const Alert& a) { return {a.agency.value(), a.alliance.value(), "committee", a.committee.value()}; }

Result<committees::SeenCommittee> seen_for(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee,
                                           Action action) {
  auto at = TRY(committees::see(tx, act.actor, alliance, committee));
  if (!may(action, at.seen.standing, officer_of(at))) return fail(Error::forbidden());
  return at;
}

Result<std::string> reason_of(std::string_view typed, Message missing) {
  auto reason = parse_text(typed, 500, Lines::many);
  if (!reason) return fail(Error::field("reason", reason.error().message));
  if (reason->empty()) return fail(Error::field("reason", std::move(missing)));
  return std::move(*reason);
}

/// The newest session, opinion or founding; of a body that never did anything, the day its first rule was set.
Date last_sign(db::Tx& tx, const Rule& rule, const committees::Committee& c, Date today) {
  std::optional<Date> last;
  const auto take = [&](std::optional<Date> sign) {
    if (sign && *sign <= today && (!last || *last < *sign)) last = sign;
  };
  take(c.founded_on);
  take(store::last_opinion(tx, c.id));
  for (const auto& m : sessions(tx, c.alliance, c.id, today)) take(m.on);
  return last.value_or(rule.since);
}

void close_awake(db::Tx& tx, Alert alert) {
  alert.closing = Closing::awake;
  alert.closed_at = tx.now();
  store::close(tx, alert, std::nullopt);
  feature::record(tx, feature::Act::system("opinions"), about(alert), "dormancy.close",
                  audit::Fields().set("quiet_since", alert.quiet_since).set("closing", to_text(alert.closing)));
}

bool raise_dormant(db::Tx& tx, const Rule& rule, Date last) {
  Alert alert{DormancyId::make(), rule.agency, rule.alliance, rule.committee, last, rule.months, tx.now(), {}, {}, {}};
  if (!store::raise(tx, alert)) return false;
  feature::record(tx, feature::Act::system("opinions"), about(alert), "dormancy.raise",
                  audit::Fields().set("quiet_since", last).set("months", rule.months));
  return true;
}

}  // namespace

Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CommitteeId committee) {
  Book b{TRY(committees::see(tx, actor, alliance, committee)), {}, {}, {}, false, false};
  const auto& standing = b.at.seen.standing;
  if (!may(Action::read, standing)) return fail(Error::not_found());
  b.opinions = store::of_committee(tx, committee, most_opinions);
  b.rule = store::rule_of(tx, committee);
  b.alerts = store::alerts_of(tx, committee, most_alerts);
  b.may_issue = may(Action::issue, standing, officer_of(b.at));
  b.may_set = may(Action::set_rule, standing);
  return b;
}

std::vector<meetings::Meeting> sessions(db::Tx& tx, AllianceId alliance, CommitteeId committee, Date today) {
  std::vector<meetings::Meeting> out;
  const meetings::Filter filter{.when = meetings::When::all, .committee = committee, .state = meetings::State::held};
  for (auto& row : meetings::list(tx, alliance, filter, {}, most_sessions, today).rows) out.push_back(std::move(row.meeting));
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.on > b.on; });
  return out;
}

Result<Opinion> issue(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, const Input& input) {
  const auto at = TRY(seen_for(tx, act, alliance, committee, Action::issue));
  auto opinion = TRY(parse(input, at.seen.today));
  if (opinion.meeting) {
    const auto held = sessions(tx, alliance, committee, at.seen.today);
    if (std::none_of(held.begin(), held.end(), [&](const meetings::Meeting& m) { return m.id == opinion.meeting; }))
      return fail(Error::field("meeting", _("Elija una sesión celebrada.")));
  }
  opinion.id = OpinionId::make();
  opinion.agency = at.committee.agency;
  opinion.alliance = alliance;
  opinion.committee = committee;
  opinion.number = store::next_number(tx, committee);
  store::insert(tx, opinion, act.who().account);
  feature::record(tx, act, about(at.committee), "opinion.issue",
                  audit::Fields()
                      .set("number", opinion.number)
                      .set("on", opinion.on)
                      .set("subject", opinion.subject)
                      .set("meeting", opinion.meeting)
                      .set("reference", opinion.reference));
  TRY(feature::remember(tx, act, opinion.id.text()));
  return opinion;
}

Done withdraw(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, OpinionId id,
              std::string_view reason) {
  const auto at = TRY(seen_for(tx, act, alliance, committee, Action::issue));
  const auto opinion = store::find(tx, committee, id);
  if (!opinion) return fail(Error::not_found());
  const auto why = TRY(reason_of(reason, _("Escriba por qué se retira.")));
  if (!store::withdraw(tx, id, why, act.who().account)) return fail(Error::conflict(_("Esa opinión ya se había retirado.")));
  feature::record(tx, act, about(at.committee), "opinion.withdraw",
                  audit::Fields().set("number", opinion->number).set("reason", why));
  return feature::remember(tx, act, id.text());
}

Done set_rule(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, std::string_view months) {
  const auto at = TRY(seen_for(tx, act, alliance, committee, Action::set_rule));
  const auto wanted = TRY(parse_months(months));
  const auto before = store::rule_of(tx, committee);
  if (wanted == 0 && !before) return fail(Error::conflict(_("No hay aviso que quitar.")));
  if (wanted > 0 && at.committee.dissolved_on && *at.committee.dissolved_on <= at.seen.today)
    return fail(Error::conflict(_("El comité está disuelto.")));
  store::set_rule(tx, {at.committee.agency, alliance, committee, wanted, at.seen.today}, act.who().account);
  feature::record(tx, act, about(at.committee), "dormancy.set_rule",
                  audit::Fields().change("months", before ? before->months : 0, wanted));
  return feature::remember(tx, act, committee.text());
}

Done close(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, DormancyId id,
           std::string_view reason) {
  const auto at = TRY(seen_for(tx, act, alliance, committee, Action::issue));
  auto alert = store::find_alert(tx, committee, id);
  if (!alert) return fail(Error::not_found());
  if (alert->closed_at) return fail(Error::conflict(_("Esta alerta ya se cerró.")));
  alert->reason = TRY(reason_of(reason, _("Escriba el motivo.")));
  alert->closing = Closing::excused;
  alert->closed_at = tx.now();
  store::close(tx, *alert, act.who().account);
  feature::record(tx, act, about(at.committee), "dormancy.close",
                  audit::Fields()
                      .set("quiet_since", alert->quiet_since)
                      .set("closing", to_text(alert->closing))
                      .set("reason", alert->reason));
  return feature::remember(tx, act, committee.text());
}

Result<int> watch(db::Tx& tx, AllianceId id) {
  const auto alliance = alliances::find(tx, id);
  if (!alliance) return 0;
  const auto today = Zone::parse(alliance->zone).value_or(Zone()).date_of(tx.now());
  std::map<CommitteeId, committees::Committee> bodies;
  for (auto& row : committees::of_alliance(tx, id)) bodies.emplace(row.committee.id, std::move(row.committee));
  auto open = store::open_alerts(tx, id);
  int raised = 0;
  for (const auto& rule : store::rules(tx, id)) {
    const auto body = bodies.find(rule.committee);
    if (body == bodies.end() || (body->second.dissolved_on && *body->second.dissolved_on <= today)) continue;
    const auto last = last_sign(tx, rule, body->second, today);
    for (const auto& alert : open)
      if (alert.committee == rule.committee && alert.quiet_since < last) close_awake(tx, alert);
    if (dormant_from(last, rule.months) <= today && raise_dormant(tx, rule, last)) ++raised;
  }
  return raised;
}

std::vector<AllianceId> watched(db::Tx& tx) { return store::alliances(tx); }

Open open_for(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen) {
  Open out;
  const bool all = may(Action::issue, seen.standing);
  std::vector<CommitteeId> own;
  if (!all && may(Action::issue, seen.standing, Officer::yes)) own = committees::offices_of(tx, actor, seen);
  if (!all && own.empty()) return out;
  out.alerts = store::open_alerts(tx, seen.alliance.id);
  if (!all)
    std::erase_if(out.alerts, [&](const Alert& a) { return std::find(own.begin(), own.end(), a.committee) == own.end(); });
  if (!out.alerts.empty())
    for (const auto& row : committees::of_alliance(tx, seen.alliance.id)) out.names.emplace(row.committee.id, row.committee.name);
  return out;
}

}  // namespace alianza::opinions
