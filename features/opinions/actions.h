#pragma once
// Verbs of opinions and dormancy. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <map>
#include <optional>
#include <vector>

#include "features/committees/actions.h"
#include "features/meetings/actions.h"
#include "features/opinions/opinions.h"
#include "platform/feature/act.h"

namespace alianza::opinions {

inline constexpr std::string_view watching_kind = "opinions.watch";

/// What the pages of a body tell of its opinions and of its silence.
struct Book {
  committees::SeenCommittee at;
  std::vector<Opinion> opinions;  // newest first
  std::optional<Rule> rule;
  std::vector<Alert> alerts;  // newest first
  bool may_issue = false;
  bool may_set = false;
};
/// Error: not_found.
Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CommitteeId committee);
/// Sessions that the body held, newest first: what an opinion may rest on.
std::vector<meetings::Meeting> sessions(db::Tx& tx, AllianceId alliance, CommitteeId committee, Date today);

/// Errors: not_found, forbidden, invalid by field.
Result<Opinion> issue(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, const Input& input);
/// Errors: not_found, forbidden, invalid (`reason`), conflict (withdrawn already).
Done withdraw(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, OpinionId id,
              std::string_view reason);
/// "0" ends it. Errors: not_found, forbidden, invalid (`months`), conflict (nothing to end, a dissolved body).
Done set_rule(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, std::string_view months);
/// Errors: not_found, forbidden, invalid (`reason`), conflict (closed already).
Done close(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, DormancyId id,
           std::string_view reason);

/// Raises what is missing and closes what woke, of one alliance; gives how many it raised. Repeating it does nothing.
Result<int> watch(db::Tx& tx, AllianceId alliance);
std::vector<AllianceId> watched(db::Tx& tx);

/// Open alerts of the bodies that the actor looks after: all for who convenes, those of their bodies for officers.
struct Open {
  std::vector<Alert> alerts;  // oldest first
  std::map<CommitteeId, LocalizedText> names;
};
Open open_for(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen);

}  // namespace alianza::opinions
