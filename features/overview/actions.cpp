#include "features/overview/actions.h"

#include <algorithm>
#include <map>
#include <set>

#include "features/campaigns/actions.h"
#include "features/committees/actions.h"
#include "features/meetings/actions.h"
#include "features/membership/actions.h"
#include "features/minutes/actions.h"
#include "features/organizations/actions.h"
#include "features/overview/access.h"
#include "features/overview/store.h"

namespace alianza::overview {
namespace {

using membership::Status;

constexpr int rows_a_look = 500;
constexpr int months = 12;

/// Sizes of those that take part or are invited: what committees are made of.
using Sizes = std::map<OrganizationId, organizations::Size>;
Result<Sizes> sizes_of(db::Tx& tx, organizations::CountMemory& memory, const auth::MaybeActor& actor, AllianceId alliance) {
  organizations::ListRequest wanted;
  wanted.alliance = alliance;
  wanted.filter.statuses = {Status::invited, Status::active, Status::suspended};
  wanted.limit = rows_a_look;
  Sizes out;
  for (;;) {
    const auto rows = TRY(organizations::rows_after(tx, memory, actor, wanted));
    for (const auto& row : rows) out.emplace(row.id, row.size);
    if (rows.size() < rows_a_look) return out;
    wanted.after = rows.back().id;
  }
}

SmeShare share_of(const std::vector<OrganizationId>& members, const Sizes& sizes) {
  SmeShare share;
  share.members = static_cast<std::int64_t>(members.size());
  for (const auto id : members) {
    const auto found = sizes.find(id);
    if (found == sizes.end() || found->second == organizations::Size::unknown)
      ++share.unknown;
    else if (organizations::is_sme(found->second))
      ++share.smes;
  }
  return share;
}

bool is_in_force(const committees::Committee& c, Date today) {
  return c.kind == committees::Kind::committee && (!c.dissolved_on || *c.dissolved_on > today);
}

/// Open agreements by committee; 0: of the whole alliance.
struct Load {
  std::int64_t open = 0;
  std::int64_t overdue = 0;
};
std::map<CommitteeId, Load> loads(db::Tx& tx, const alliances::Seen& seen, const minutes::Sight& sight) {
  std::map<CommitteeId, Load> out;
  std::vector<minutes::Agreement> open;
  std::set<meetings::MeetingId> met;
  minutes::each(tx, seen, sight, {.state = minutes::Progress::open}, [&](const minutes::Agreement& a) {
    open.push_back(a);
    met.insert(a.meeting);
  });
  // Of a joint session each body follows every agreement.
  const auto joined = minutes::joined_bodies(tx, {met.begin(), met.end()});
  for (const auto& a : open) {
    std::vector<CommitteeId> bodies{a.committee};
    if (const auto others = joined.find(a.meeting); others != joined.end())
      bodies.insert(bodies.end(), others->second.begin(), others->second.end());
    for (const auto body : bodies) {
      auto& load = out[body];
      ++load.open;
      load.overdue += minutes::is_overdue(a, seen.today) ? 1 : 0;
    }
  }
  return out;
}

std::vector<CommitteeState> states(db::Tx& tx, const alliances::Seen& seen, const Sizes& sizes, const minutes::Sight& sight) {
  const auto id = seen.alliance.id;
  const auto members = committees::members_of_alliance(tx, id);
  const auto met = meetings::cadence(tx, id, seen.today, months);
  const auto next = meetings::next_of_committees(tx, id, seen.today);
  const auto open = loads(tx, seen, sight);
  std::vector<CommitteeState> out;
  for (const auto& listed : committees::of_alliance(tx, id)) {
    if (!is_in_force(listed.committee, seen.today)) continue;
    CommitteeState state;
    state.committee = listed.committee;
    const auto c = listed.committee.id;
    if (const auto found = members.find(c); found != members.end()) state.share = share_of(found->second, sizes);
    if (const auto found = met.find(c); found != met.end())
      state.months_met = static_cast<int>(std::count(found->second.begin(), found->second.end(), true));
    if (const auto found = next.find(c); found != next.end()) state.next_on = found->second.on;
    if (const auto found = open.find(c); found != open.end()) {
      state.open = found->second.open;
      state.overdue = found->second.overdue;
    }
    out.push_back(std::move(state));
  }
  return out;
}

Participation participation(db::Tx& tx, AllianceId alliance, Date today) {
  const auto count = [&](Status status) {
    return static_cast<std::int64_t>(membership::with_status_on(tx, alliance, status, today).size());
  };
  return {count(Status::invited), count(Status::active), count(Status::suspended), count(Status::withdrawn)};
}

/// Who got the letter of a campaign that is not over and did not answer.
Done add_invitations(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen, int most, Silent& out) {
  const auto zone = Zone::parse(seen.alliance.zone).value_or(Zone());
  for (const auto& [campaign, counts] : TRY(campaigns::list(tx, actor, seen.alliance.id)).campaigns) {
    if (campaign.state == campaigns::State::closed || counts.silent == 0) continue;
    out.all += counts.silent;
    const campaigns::Wanted wanted{.state = campaigns::InvitationState::sent, .limit = most};
    for (const auto& i : TRY(campaigns::invitations(tx, actor, seen.alliance.id, campaign.id, wanted)).rows)
      out.rows.push_back({.of = Silence::Of::invitation,
                          .organization = i.organization,
                          .organization_name = i.organization_name,
                          .person = i.person_name,
                          .what = campaign.name,
                          .of_id = i.id.value(),
                          .within_id = campaign.id.value(),
                          .since = zone.date_of(i.letter_at.value_or(tx.now())),
                          .reminders = i.reminders});
  }
  return {};
}

void add_agreements(db::Tx& tx, const alliances::Seen& seen, int most, Silent& out) {
  const minutes::Sight everything{.everything = true};
  const minutes::Filter overdue{.overdue = true};
  out.all += minutes::count(tx, seen, everything, overdue);
  const auto rows = minutes::list(tx, seen, everything, overdue, {}, most).rows;
  std::vector<OrganizationId> ids;
  for (const auto& a : rows) ids.push_back(a.organization);
  const auto names = organizations::names(tx, ids);
  for (const auto& a : rows) {
    const auto name = names.find(a.organization);
    out.rows.push_back({.of = Silence::Of::agreement,
                        .organization = a.organization,
                        .organization_name = name == names.end() ? std::string() : name->second.name,
                        .person = a.person,
                        .what = a.text,
                        .of_id = a.id.value(),
                        .since = a.due.value_or(seen.today)});
  }
}

Result<Silent> silent_of(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen, int most) {
  Silent out{.seen = seen};
  TRY(add_invitations(tx, actor, seen, most, out));
  add_agreements(tx, seen, most, out);
  put_in_order(out.rows);
  if (out.rows.size() > static_cast<std::size_t>(most)) out.rows.resize(static_cast<std::size_t>(most));
  return out;
}

Commitments commitments(db::Tx& tx, const alliances::Seen& seen) {
  const minutes::Sight everything{.everything = true};
  return {minutes::count(tx, seen, everything, {.state = minutes::Progress::open}),
          minutes::count(tx, seen, everything, {.overdue = true}),
          minutes::count(tx, seen, everything, {.state = minutes::Progress::done})};
}

}  // namespace

Result<Overview> overview(db::Tx& tx, organizations::CountMemory& memory, const auth::MaybeActor& actor, AllianceId alliance) {
  Overview out{.seen = TRY(alliances::see(tx, actor, alliance))};
  if (!may(Action::read, out.seen.standing)) return fail(Error::forbidden());
  const auto book = alliances::stage_book(tx, out.seen.alliance.cycle);
  out.clocks = book.clocks;
  out.conditions = alliances::progress(book.conditions, out.seen.alliance.stage);
  out.participation = participation(tx, alliance, out.seen.today);
  out.commitments = commitments(tx, out.seen);
  out.committees = states(tx, out.seen, TRY(sizes_of(tx, memory, actor, alliance)), {.everything = true});
  out.target = store::target(tx, alliance);
  auto silent = TRY(silent_of(tx, actor, out.seen, silent_shown));
  out.silent = std::move(silent.rows);
  out.silences = silent.all;
  out.may_set_target = may(Action::set_target, out.seen.standing);
  return out;
}

Result<Silent> silent(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, int most) {
  const auto seen = TRY(alliances::see(tx, actor, alliance));
  if (!may(Action::read, seen.standing)) return fail(Error::forbidden());
  return silent_of(tx, actor, seen, most);
}

Result<Origins> origins(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, const OriginFilter& filter) {
  Origins out{.seen = TRY(alliances::see(tx, actor, alliance))};
  if (!may(Action::read, out.seen.standing)) return fail(Error::forbidden());
  out.chosen = organizations::partners(tx, alliance);
  out.table = origin_rows(out.chosen);
  std::erase_if(out.chosen, [&](const organizations::Partner& p) {
    return (filter.origin && p.origin != *filter.origin) || (filter.type && p.type != *filter.type);
  });
  return out;
}

std::vector<OwnCommittee> own_committees(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen) {
  const auto offices = committees::offices_of(tx, actor, seen);
  std::set<CommitteeId> own(offices.begin(), offices.end());
  if (!seen.standing.seats.empty())
    for (const auto& [committee, members] : committees::members_of_alliance(tx, seen.alliance.id))
      for (const auto& seat : seen.standing.seats)
        if (std::find(members.begin(), members.end(), seat.organization) != members.end()) own.insert(committee);
  std::vector<OwnCommittee> out;
  if (own.empty()) return out;
  for (auto& state : states(tx, seen, {}, minutes::sight_of(tx, actor, seen))) {
    const auto id = state.committee.id;
    if (own.contains(id)) out.push_back({std::move(state), std::find(offices.begin(), offices.end(), id) != offices.end()});
  }
  return out;
}

Done set_target(db::Tx& tx, const feature::Act& act, AllianceId alliance, std::string_view percent) {
  const auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may(Action::set_target, seen.standing)) return fail(Error::forbidden());
  const auto value = TRY(parse_percent(percent));
  const auto before = store::target(tx, alliance);
  store::set_target(tx, seen.alliance.agency, alliance, value, act.who());
  feature::record(tx, act, {seen.alliance.agency.value(), alliance.value(), "alliance", alliance.value()},
                  "overview.set_sme_target", audit::Fields().change("percent", before.percent, value));
  return feature::remember(tx, act, alliance.text());
}

}  // namespace alianza::overview
