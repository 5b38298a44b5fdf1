#pragma once
// The gate every request passes: finds the actor from the session cookie or the bearer token, and answers a repeated write from
// memory. One object per process, built once and given to the server's before and after hooks.
#include <memory>
#include <string>

#include "platform/auth/policy.h"
#include "platform/auth/request_keys.h"
#include "platform/auth/sessions.h"
#include "platform/db/db.h"

namespace alianza::auth {

struct GateOptions {
  SessionLimits limits;
  bool secure_cookie = false;  // true behind TLS: the cookie is "__Host-alianza", Secure; else "alianza"
  /// Sessions and tokens are remembered in memory for this long. In one process a revocation is immediate (the functions of this
  /// room tell the cache); another process notices after at most this time.
  std::chrono::seconds cache_for{5};
  const Clock* clock = &system_clock();
};

class Gate {
 public:
  Gate(db::Database& db, GateOptions options);
  ~Gate();

  /// Sets the actor (actor_of). Returns an answer when the request ends here: an invalid token (401), a repeated key, or the same
  /// key with another body (422).
  std::optional<http::Response> before(http::Request& request);
  /// Remembers the answer of a write that did not remember itself.
  void after(http::Request& request, http::Response& response);

  /// Set-Cookie values.
  std::string cookie(std::string_view secret) const;
  std::string clear_cookie() const;
  /// The secret in the request's cookie; empty when there is none.
  std::string secret_of(const http::Request& request) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The key of this write; its `key` is empty when the caller sent none.
RequestKey& request_key(http::Request& request);

}  // namespace alianza::auth
