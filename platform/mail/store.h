#pragma once
// Inside the room: the statements of delivery. Whoever sends a letter has it by its job and attempt; what it writes counts only
// while nobody else has begun.
#include "platform/db/db.h"
#include "platform/jobs/job.h"
#include "platform/mail/rules.h"

namespace alianza::mail::store {

struct Holder {
  jobs::JobId job;
  std::int64_t attempt = 0;
};

/// From queued to sending; the domain completes its Message-ID the first time.
void begin(db::Tx& tx, LetterId id, Holder holder, std::string_view domain);
/// From sending to unsure: whoever had it died with it.
void give_up(db::Tx& tx, LetterId id);
/// What became of it, from whoever had it last. What is known for sure also replaces a doubt that somebody noted meanwhile.
void settle(db::Tx& tx, LetterId id, Holder holder, Outcome outcome, const Reply& reply);

/// Empties subject and texts of letters that were sent, or given up, before; at most `limit`. Tells how many.
std::int64_t empty_old(db::Tx& tx, Instant sent_before, Instant given_up_before, std::int64_t limit);
std::vector<LetterId> ids_to(db::Tx& tx, const std::string& key, std::int64_t agency_id);
/// Name, address and text. One that waits is deleted; one in somebody's hands is forgotten when its sending ends.
void forget(db::Tx& tx, LetterId id);
/// Of letters to whomever.
void forget_reply_to(db::Tx& tx, const std::string& key, std::int64_t agency_id);

}  // namespace alianza::mail::store
