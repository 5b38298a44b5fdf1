#pragma once
// Writes are idempotent: a form carries a hidden `_key`, an API call the header Idempotency-Key. The same key and the same body
// from the same account on the same route is answered again (status and location), not done again, for 24 hours.
//
// The row is written in the action's own transaction, so that a crash cannot come between the act and its memory:
//
//     auto& key = auth::request_key(request);                        // pages.cpp or api.cpp
//     key.answer(303, "/organizations/{id}");                        // what the same form sent again is answered
//     ...
//     auth::remember(tx, key, organization.id.text());               // actions.cpp, beside the audit line
//
// The repeated answer may differ from the first one: a page that shows a secret once announces a redirect to the list.
// When a page does not call answer(), the gate completes the row after the answer; when an action does not call remember(), the
// gate writes it then: a double click is still caught, only a crash in between is not. Failures (4xx, 5xx) are not remembered:
// the person corrects the form and sends it again with the same key.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/auth/actor.h"
#include "platform/base/result.h"
#include "platform/db/db.h"

namespace alianza::auth {

struct RequestKey {
  AccountId account;
  std::string route;  // method and path
  std::string key;    // empty: the caller sent none, remember() does nothing
  std::string body_hash;
  int status = 303;
  std::string location;  // may hold one {id}
  // Set by remember().
  bool remembered = false;
  std::string location_stored;

  void answer(int with_status, std::string to) {
    status = with_status;
    location = std::move(to);
  }
};

/// What was answered before to the same key.
struct Remembered {
  std::string body_hash;
  int status = 0;
  std::string location;

  static void columns(auto& v, Remembered& row) { v(row.body_hash, row.status, row.location); }
};
std::optional<Remembered> find_remembered(db::Tx& tx, const RequestKey& key);

/// Stores the answer in the action's transaction. Conflict when another process did the same act meanwhile: the whole
/// transaction is given up and the caller is told to look.
Done remember(db::Tx& tx, RequestKey& key, std::string_view id = {});

/// Corrects status and location of a row that is there.
void complete(db::Tx& tx, const RequestKey& key);

/// Deletes keys older than 24 hours, at most `limit` of them; a job calls it. Returns how many.
int forget_old_keys(db::Tx& tx, int limit = 1000);

}  // namespace alianza::auth
