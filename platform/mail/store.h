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

}  // namespace alianza::mail::store
