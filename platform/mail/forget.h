#pragma once
// What a letter said is not kept for ever: a link in it may still open something, and it is somebody's mail.
#include <chrono>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "platform/jobs/kinds.h"
#include "platform/mail/mail.h"

namespace alianza::mail {

struct Retention {
  std::chrono::hours sent{30 * 24};      // sent, bounced
  std::chrono::hours given_up{90 * 24};  // failed or unsure, and nobody had it sent again
};

/// "mail.forget": every day at 03:50 in Mexico City. Empties subject and texts of old letters; that one was sent, to whom and
/// what the server said stays.
jobs::Kind forgetting(Retention retention = {});

/// Letters to one of these addresses (Email::key), of this agency or (0) of all, oldest first.
std::vector<Kept> letters_to(db::Tx& tx, const std::set<std::string>& keys, std::int64_t agency_id);
/// The same, forgotten at once with name and address: what waits is not sent any more; what is being sent is forgotten when its
/// sending ends. Letters to others are not answered to these addresses any more.
void forget_letters_to(db::Tx& tx, const std::set<std::string>& keys, std::int64_t agency_id);

}  // namespace alianza::mail
