#pragma once
// Verbs of letters. Each runs inside the caller's transaction; who may is asked here.
#include <optional>
#include <vector>

#include "platform/auth/links.h"
#include "platform/feature/act.h"
#include "platform/mail/mail.h"

namespace alianza::letters {

struct Overview {
  mail::Counts counts;
  std::vector<mail::Kept> rows;  // newest first
};
/// Error: forbidden.
Result<Overview> overview(db::Tx& tx, const auth::MaybeActor& actor, mail::State state, mail::Slice slice);
/// Errors: forbidden, not_found, conflict.
Done resend(db::Tx& tx, const feature::Act& act, mail::LetterId id);

/// A letter to oneself, to see whether mail arrives. Error: forbidden (also for access keys).
Done send_test(db::Tx& tx, const feature::Act& act);

/// By the link in a letter, of whoever holds it. Errors: gone when it was taken back.
enum class Wish { no_more, again };
Done set_subscription(db::Tx& tx, const feature::Act& act, const auth::Link& link, Wish wish);

/// Of a demonstration, without asking who. Newest first.
std::vector<mail::Kept> mailbox(db::Tx& tx, mail::Slice slice);
Result<mail::Kept> read(db::Tx& tx, mail::LetterId id);

}  // namespace alianza::letters
