#pragma once
// What every action needs to know of the call it serves: who acts, in which request, under which idempotency key.
#include <string>
#include <string_view>

#include "platform/audit/audit.h"
#include "platform/auth/actor.h"
#include "platform/auth/request_keys.h"
#include "platform/db/db.h"

namespace alianza::feature {

struct Act {
  auth::MaybeActor actor;  // empty: an anonymous visitor
  std::string request_id;
  auth::RequestKey* key = nullptr;  // null: the caller sent no key, or is not a request

  static Act system(std::string name) { return {auth::Actor::system(std::move(name)), {}, nullptr}; }

  /// The actor of an action that access.cpp has already allowed; an anonymous one here is a bug.
  const auth::Actor& who() const {
    ENSURE(actor);
    return *actor;
  }
};

/// Where and about what an audit line is; ids are raw because the audit knows no feature.
struct About {
  std::int64_t agency = 0;
  std::int64_t alliance = 0;
  const char* kind = "";
  std::int64_t id = 0;
  /// Whose salt hides the personal values, when they are not those of the subject: erasing that person must reach them alone.
  const char* person_kind = "";
  std::int64_t person_id = 0;
};

/// The one audit line of an action, in its transaction. `verb` is "noun.verb".
void record(db::Tx& tx, const Act& act, const About& about, const char* verb, audit::Fields fields);

/// Remembers the answer of this write in its transaction, so that the same form sent twice acts once.
Done remember(db::Tx& tx, const Act& act, std::string_view id = {});

}  // namespace alianza::feature
