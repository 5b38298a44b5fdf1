#pragma once
// Links in letters: who holds one may do one task, without an account. 256 random bits in the address, their hash in the table.
//
// To open one changes nothing, as often as mail scanners like: a page with a button does. It is bound to a purpose (which page),
// a subject (which invitation) and a person; forwarded it still says for whom it is and opens nothing else. It serves until it is
// answered, revoked or over; afterwards its page says what was answered, and when. A subject may have several (a reminder brings
// another, since the first one's secret is not known any more): they are answered and revoked together.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/text.h"
#include "platform/base/time.h"
#include "platform/db/db.h"

namespace alianza::auth {

using LinkId = Id<struct LinkTag>;

enum class LinkState : std::uint8_t { open, answered, expired, revoked };

struct Link {
  LinkId id;
  std::int64_t agency_id = 0;
  std::string purpose;
  std::int64_t subject_id = 0;
  Email address;
  std::string name;
  Instant created_at;
  Instant expires_at;  // from this moment on it does not serve
  std::optional<Instant> revoked_at;
  std::optional<Instant> answered_at;
  std::string answer;  // a word of the purpose: "accepted"

  /// What was answered stays answered, also when its time is over.
  LinkState state(Instant now) const;

  static void columns(auto& v, Link& row) {
    v(row.id, row.agency_id, row.purpose, row.subject_id, row.address, row.name, row.created_at, row.expires_at, row.revoked_at,
      row.answered_at, row.answer);
  }
};

struct NewLink {
  std::int64_t agency_id = 0;
  std::string_view purpose;
  std::int64_t subject_id = 0;
  Email address;
  std::string name{};
  Instant expires_at;
};

/// Gives the secret, 43 characters for an address, which nobody can read again.
std::string issue_link(db::Tx& tx, const NewLink& wanted);

/// The link of that secret, in whatever state. What was never given out, was cut or belongs to another purpose is answered alike
/// (not_found, with what to do next) and counted against the network it came from: too_many as for sign_in, of a count apart.
Result<Link> find_link(const db::Database& db, std::string_view purpose, std::string_view secret,
                       std::string_view client_address);

/// Inside the act itself, after find_link(): that it still serves. Conflict when it was answered meanwhile, gone when its time is
/// over or it was revoked.
Done hold_link(db::Tx& tx, const Link& link);
/// Every link of the subject that was open: what was answered, a word of the purpose.
void answer_links(db::Tx& tx, std::string_view purpose, std::int64_t subject_id, std::string_view answer);
void revoke_links(db::Tx& tx, std::string_view purpose, std::int64_t subject_id);
/// Another end for every link of these subjects that was neither answered nor revoked. `subjects`: some thousands at most.
void move_expiry(db::Tx& tx, std::string_view purpose, const std::vector<std::int64_t>& subjects, Instant expires_at);

}  // namespace alianza::auth
