#pragma once
// Verbs of privacy. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "features/privacy/privacy.h"
#include "platform/feature/act.h"
#include "platform/feature/personal.h"

namespace alianza::privacy {

// ---- The notice.

/// The newest, or the program's own text. Not found when there is no such agency. Public.
Result<Notice> notice_of(db::Tx& tx, AgencyId agency);

struct Book {
  LocalizedText agency;
  std::vector<Notice> notices;    // published ones, newest first
  std::vector<Request> requests;  // that the agency served, newest first
  bool may_publish = false;
  bool may_hand_over = false;
  bool may_erase = false;
  bool may_keep_requests = false;
};
/// Errors: not_found, forbidden.
Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AgencyId agency);
/// Another version. Errors: not_found, forbidden, invalid by field (also when nothing changed).
Result<Notice> publish(db::Tx& tx, const feature::Act& act, AgencyId agency, const NoticeInput& input);

/// For which the person works or in whose alliances they take part.
std::set<AgencyId> agencies_of(db::Tx& tx, const auth::Actor& actor);
/// Agencies for which the person works or in whose alliances they take part, and whose notice they have not accepted as it is
/// now.
std::vector<Notice> pending(db::Tx& tx, const auth::Actor& actor);
/// Errors: not_found; conflict when there is a newer version than the one that was read.
Done accept(db::Tx& tx, const feature::Act& act, AgencyId agency, std::string_view version);

/// For pages behind the link of a letter: the notice that whoever holds it has not accepted yet.
std::optional<Notice> pending_at_link(db::Tx& tx, AgencyId agency, const Email& address);
/// In the answer's own transaction, whose audit line tells it. Nothing to do when it was accepted before. Errors: invalid at
/// field `privacy` (not accepted, or the text changed meanwhile).
Done accept_at_link(db::Tx& tx, AgencyId agency, const Email& address, Door door, const Consent& consent);

// ---- A person's data.

/// Whose data, and by whose wish.
struct Wish {
  AgencyId agency;    // 0: one's own, everywhere
  std::string email;  // of the person, when an agency acts for them
  std::string reason;
};
/// What is kept of a person.
struct Told {
  feature::Subject subject;
  std::vector<feature::PersonalRow> rows;
  std::int64_t count(feature::Fate fate) const;
};
/// One's own data or those that an agency keeps of somebody: what an erasure would do. Errors: not_found, forbidden; invalid at
/// field `email` (nobody known by it).
Result<Told> look(const feature::Site& site, db::Tx& tx, const feature::Act& act, const Wish& wish);
/// The same, to be handed over: leaves its line and its row. Errors: also invalid at `reason` when an agency does it.
Result<Told> hand_over(const feature::Site& site, db::Tx& tx, const feature::Act& act, const Wish& wish);
/// Errors: as hand_over(); conflict while the person operates the server or directs an agency. What is kept, and why, is in the
/// answer, as look() told it; a last letter tells the person.
Result<Told> erase(const feature::Site& site, db::Tx& tx, const feature::Act& act, const Wish& wish);

/// The job that leaves nothing of what was erased in the files of the database.
inline constexpr std::string_view purge_kind = "privacy.purge";
/// The last letter to who was erased has left: its traces go too.
void note_letter(db::Tx& tx, std::int64_t letter);

}  // namespace alianza::privacy
