#pragma once
// The gate every request passes: finds the actor from the session cookie or the bearer token, and answers a repeated write from
// memory. One object per process. Filters in this order:
//     router.add_filter(gate.actor_filter());
//     router.add_filter(http::csrf_filter(...));
//     router.add_filter(gate.repeat_filter());
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "platform/auth/policy.h"
#include "platform/auth/request_keys.h"
#include "platform/auth/seal.h"
#include "platform/auth/sessions.h"
#include "platform/db/db.h"

namespace alianza::auth {

struct GateOptions {
  SessionLimits limits;
  bool secure_cookie = false;  // behind TLS: the cookie is "__Host-alianza", else "alianza"
  Zone zone;                   // whose civil day it is for offices of the server
  /// Sessions and tokens are kept in memory for this long. In one process a revocation is immediate (the functions of this room
  /// empty the memory); another process notices after at most this time.
  std::chrono::milliseconds cache_for{5000};
  const Clock* clock = &system_clock();
  std::string seal_key;  // 32 bytes; empty: made anew, so nothing that was sealed can be read after a restart
};

class Gate {
 public:
  Gate(const db::Database& db, GateOptions options);
  ~Gate();
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;

  /// Sets the actor (actor_of) and what CSRF tokens are bound to; refuses an unknown token with 401, and says so in
  /// WWW-Authenticate.
  http::Filter actor_filter();
  /// The same key and body again: the first answer again. Another body: 422. While the first still runs: waits, then 409.
  http::Filter repeat_filter();

  const SessionLimits& limits() const;
  /// What small secrets are kept with (seal.h).
  const Seal& seal() const;
  /// What sign-in sends to the browser, and what sign-out does.
  http::Cookie cookie(std::string_view secret) const;
  http::Cookie no_cookie() const;
  /// The secret that came in the cookie; empty when there is none.
  std::string secret_of(const http::Request& request) const;
  /// Waits until last_seen, last_used and late answers are written. For tests; the destructor does it too.
  void flush();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The key of this write; its `key` is empty when the caller sent none.
RequestKey& request_key(http::Request& request);

/// What the actor's CSRF tokens are bound to when this session is the request's: give it to http::csrf_rebind after sign-in.
std::string csrf_binding(std::string_view secret);

}  // namespace alianza::auth
