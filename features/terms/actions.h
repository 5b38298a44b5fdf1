#pragma once
// Verbs of the glossary. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <map>
#include <vector>

#include "features/alliances/actions.h"
#include "features/terms/terms.h"
#include "platform/feature/act.h"
#include "platform/search/search.h"

namespace alianza::terms {

struct SeenTerm {
  alliances::Seen seen;
  Term term;
  std::vector<Version> versions;  // the newest first
};
/// Errors: not_found (no such term in that alliance, or the actor may not read it).
Result<SeenTerm> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, TermId id);

// Without asking who: for public pages and for forms of who was already asked.
/// A page by name, beyond `after`.
inline constexpr int page_size = 100;
struct Listing {
  std::vector<Term> rows;
  std::optional<TermId> next;  // `after` of the next page
};
Listing of_alliance(db::Tx& tx, AllianceId alliance, std::optional<TermId> after);
/// What each word meant before, the newest first: one query.
std::map<TermId, std::vector<Version>> former(db::Tx& tx, AllianceId alliance);
/// The terms that forms show: one query.
std::map<Place, Term> in_places(db::Tx& tx, AllianceId alliance);

/// Whether an id is that of a meeting of the alliance. Meetings stand above the glossary: they say it when the program starts,
/// and without them none is.
using KnowsMeeting = bool (*)(db::Tx& tx, AllianceId alliance, MeetingId meeting);
void know_meetings(KnowsMeeting knows);

/// Errors: not_found, forbidden, invalid by field, conflict (`name_es`: there is one; `place`: another term stands there).
Result<Term> define(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input);
/// Another version; the former stay. Errors: as define(); conflict when somebody agreed first (input.version is old).
Result<Term> redefine(db::Tx& tx, const feature::Act& act, AllianceId alliance, TermId id, const Input& input);

/// What can be found of the glossary, for the index made anew.
search::Slice searched(db::Tx& tx, std::int64_t after, int limit);

}  // namespace alianza::terms
