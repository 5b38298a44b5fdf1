#pragma once
// Verbs of cadences. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <optional>
#include <string>
#include <vector>

#include "features/cadences/cadences.h"
#include "features/committees/actions.h"
#include "features/meetings/actions.h"
#include "platform/feature/act.h"

namespace alianza::cadences {

inline constexpr std::string_view watching_kind = "cadences.watch";
/// Alerts of one committee that its page tells; older ones are in the API.
inline constexpr int most_alerts = 24;

/// The rule and the alerts of one committee, as its page shows them.
struct Book {
  committees::SeenCommittee at;
  std::optional<Cadence> cadence;
  std::vector<Alert> alerts;  // newest first, at most `most_alerts`
  bool may_set = false;
  bool may_close = false;
};
/// Error: not_found.
Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CommitteeId committee);

/// An empty rule ends the one in force. Errors: not_found, forbidden, invalid (`months`, `since`), conflict (a dissolved
/// committee, nothing to end).
Done set(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, const RuleInput& input);

/// Errors: not_found, forbidden, conflict (closed already), invalid (`closing`, `reason`, `meeting`: not one that this committee
/// held after the period).
Done close(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, AlertId alert,
           const ClosingInput& input);
/// Without asking who, for features and pages that have asked.
std::optional<Alert> find(db::Tx& tx, CommitteeId committee, AlertId alert);
/// Sessions that this committee held after the period, newest first: what can have made it up.
std::vector<meetings::Meeting> later_sessions(db::Tx& tx, const Alert& alert);

/// Raises what is missing and closes what was recorded meanwhile, of one alliance; gives how many it raised. Repeating it does
/// nothing.
Result<int> watch(db::Tx& tx, AllianceId alliance);
std::vector<AllianceId> watched(db::Tx& tx);

/// Open alerts of the committees that the actor looks after: all of them for who convenes, those of their committees for
/// officers.
struct Open {
  std::vector<Alert> alerts;  // oldest first
  std::map<CommitteeId, LocalizedText> names;
};
Open open_for(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen);

/// Rules in force and open alerts of an alliance. Error: not_found.
struct Overview {
  std::vector<Cadence> cadences;
  std::vector<Alert> alerts;
};
Result<Overview> overview(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance);

}  // namespace alianza::cadences
