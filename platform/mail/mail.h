#pragma once
// The room of mail: a feature writes a letter into the outbox, inside the transaction of its own act; delivery.h sends it.
//
//   mail::send(tx, {.to = person.email, .subject = TRY(mail::Line::parse(…)), .text = …, .html = …});
//
// What is promised. A letter exists iff the transaction that asked for it was committed, and it is not lost: it is sent, or
// refused by the server for good, or waits. It is never sent a second time by the program: where nobody can know whether the
// server took it, it is `unsure` and a person decides. Every sending of a letter carries the same Message-ID.
#include <vector>

#include "platform/db/db.h"
#include "platform/mail/letter.h"

namespace alianza::mail {

/// Published in the transaction in which a letter became sent, failed, unsure or bounced, or queued again by a person: subject =
/// the letter, payload {"state":"sent"}. Whoever asked for the letter keeps its id and listens.
inline constexpr std::string_view letter_changed = "mail.letter_changed";

/// Wakes the workers after the commit. Impossible without text: some read nothing else.
LetterId send(db::Tx& tx, const Letter& letter);

/// A person wants it sent again: one that failed or is unsure, or is queued and nobody tries any more. Conflict otherwise. Who
/// may is asked by the caller, who also records it.
Done resend(db::Tx& tx, LetterId id);

std::optional<Kept> find(db::Tx& tx, LetterId id);

/// Newest first; the next page begins after the last id of this one.
struct Slice {
  LetterId before{};  // 0: from the newest
  int limit = 50;
};
std::vector<Kept> in_state(db::Tx& tx, State state, Slice slice = {});

struct Counts {
  std::int64_t queued = 0;
  std::int64_t failed = 0;
  std::int64_t unsure = 0;
  std::optional<Instant> oldest_queued;

  static void columns(auto& v, Counts& row) { v(row.queued, row.failed, row.unsure, row.oldest_queued); }
};
Counts counts(db::Tx& tx);
/// The same as gauges of /metrics. `db` outlives the program's answers.
void register_gauges(const db::Database& db);

}  // namespace alianza::mail
