#pragma once
// What the actions of committees share.
#include "features/committees/access.h"
#include "features/committees/actions.h"

namespace alianza::committees {

inline feature::About about(const Committee& c) { return {c.agency.value(), c.alliance.value(), "committee", c.id.value()}; }

inline Officer officer(const SeenCommittee& s) { return s.officer ? Officer::yes : Officer::no; }

inline Result<SeenCommittee> seen_for(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId id, Action action) {
  auto seen = TRY(see(tx, act.actor, alliance, id));
  if (!may(action, seen.seen.standing, officer(seen))) return fail(Error::forbidden());
  return seen;
}

}  // namespace alianza::committees
