#pragma once
// Verbs of installation acts. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <map>
#include <optional>
#include <vector>

#include "features/committees/actions.h"
#include "features/installations/installations.h"
#include "platform/feature/act.h"

namespace alianza::installations {

/// A body, the editions of its act that the actor may read, and what they may do.
struct Seen {
  committees::SeenCommittee at;
  bool reads_all = false;  // the parts too, and what is not published
  bool may_declare = false;
  std::vector<Installation> editions;  // newest first; of others only the published ones
};
/// Error: not_found (no such body; neither the parts nor any published act are for the actor).
Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CommitteeId committee);
/// The newest edition, or the one asked for; nothing of none.
const Installation* edition_of(const Seen& seen, std::optional<int> number);

/// What the act would say on that day, as plan, offices and rules stand now. For whoever reads the parts.
Record draft(db::Tx& tx, const feature::Act& act, const Seen& seen, Date day);

/// Errors: not_found, forbidden, conflict (parts are missing: the sentence names them; somebody declared first; the body is
/// dissolved), invalid by field.
Result<Installation> declare(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, const Input& input);

struct Publication {
  std::string edition;
  std::string published;  // "1" or "0"
};
/// Errors: not_found, forbidden, invalid (`edition`, `published`), conflict (it is so already).
Done set_published(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, const Publication& wanted);

// Without asking who, for public pages and lists.
/// The newest published edition.
std::optional<Installation> published_act(db::Tx& tx, CommitteeId committee);
/// On which day each installed body of the alliance was: one query.
std::map<CommitteeId, Date> installed(db::Tx& tx, AllianceId alliance);

}  // namespace alianza::installations
