#pragma once
// Verbs of duties. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "features/alliances/actions.h"
#include "features/duties/duties.h"
#include "platform/feature/act.h"

namespace alianza::duties {

using Names = std::map<AccountId, std::string>;

/// Somebody who convenes today: who may own a duty.
struct Convener {
  AccountId account;
  std::string name;
};

struct Board {
  alliances::Seen seen;
  std::vector<Duty> rows;  // the soonest due first
  Names names;             // of the owners
  std::vector<Convener> conveners;
  std::int64_t open = 0;  // of all, whatever the filter
  std::int64_t overdue = 0;
  bool may_keep = false;
};
/// Errors: not_found, forbidden.
Result<Board> board(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, const Filter& filter);

/// What the program itself knows to be owed.
struct Signals {
  std::int64_t silent = 0;  // organisations that got an invitation and did not answer
  std::int64_t overdue_agreements = 0;
  std::int64_t without_agenda = 0;  // meetings of the next fourteen days
};
Result<Signals> signals(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen);

struct SeenDuty {
  alliances::Seen seen;
  Duty duty;
  std::vector<Step> steps;
  Names names;
  std::vector<Convener> conveners;
  bool may_keep = false;
};
/// Errors: not_found, forbidden.
Result<SeenDuty> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, DutyId id);

/// Errors: not_found, forbidden, invalid by field (`owner`: does not convene today).
Result<DutyId> add(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input);
/// Errors: as add(); conflict (closed, or somebody saved first).
Done edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, DutyId id, const Input& input);
/// To done with evidence, to cancelled or open with a reason. Errors: not_found, forbidden, conflict (it is in that state),
/// invalid
/// (`state`, `note`).
Done move(db::Tx& tx, const feature::Act& act, AllianceId alliance, DutyId id, std::string_view state, std::string_view note);

/// Open duties of the actor that are overdue or due within `days`, the soonest first; none for who does not convene.
std::vector<Duty> own(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen, int days);

}  // namespace alianza::duties
