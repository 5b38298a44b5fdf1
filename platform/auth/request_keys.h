#pragma once
// Writes are idempotent: a form carries a hidden `_key`, an API call the header Idempotency-Key. The same key and the same body
// from the same account on the same route is answered again (status and location), not done again, for 24 hours.
//
// The row is written in the action's own transaction, so that a crash cannot come between the act and its memory:
//
//     auto& key = auth::request_key(request);                        // pages.cpp or api.cpp
//     key.answer(303, "/organizations/{id}");                        // where success leads
//     ...
//     auth::remember(tx, key, organization.id.text());               // actions.cpp, beside the audit line
//
// When an action does not call remember(), the gate writes the row after the answer: a double click is still caught, only a crash
// in between is not. Failures (4xx, 5xx) are not remembered: the person corrects the form and sends it again with the same key.
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/auth/actor.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/db/db.h"

namespace alianza::auth {

struct RequestKey {
  AccountId account;
  std::string route;  // method and path
  std::string key;    // empty: the caller sent none, remember() does nothing
  std::string body_hash;
  Instant now;
  int status = 303;
  std::string location;  // may hold one {id}
  bool remembered = false;

  void answer(int with_status, std::string to) {
    status = with_status;
    location = std::move(to);
  }
};

/// Stores the answer in the action's transaction. Conflict when another process did the same act meanwhile: the whole
/// transaction is given up and the caller is told to look.
Done remember(db::Tx& tx, RequestKey& key, std::string_view id = {});

/// Deletes keys older than 24 hours, at most `limit` of them; a job calls it. Returns how many.
int forget_old_keys(db::Tx& tx, Instant now, int limit = 1000);

}  // namespace alianza::auth
