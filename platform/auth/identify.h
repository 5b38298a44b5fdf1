#pragma once
// From a secret to who holds it: the one query, and its memory.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/auth/actor.h"
#include "platform/auth/sessions.h"
#include "platform/db/db.h"

namespace alianza::auth {

struct Identity {
  Actor actor;
  std::int64_t id = 0;  // of the session or token
  Instant last_used;
  Instant ends;  // a session: 14 days after sign-in; a token: its expiry
};

/// Nothing when unknown, expired at now, revoked, or its account is disabled. `today` decides offices of the server.
std::optional<Identity> identify_session(db::Tx& tx, std::string_view secret_hash, Instant now, Date today,
                                         const SessionLimits& limits);
std::optional<Identity> identify_token(db::Tx& tx, std::string_view secret_hash, Instant now, Date today);

/// An identity shared by requests; only `last_used` moves.
struct Known {
  Known(Identity found, std::string binding)
      : identity(std::move(found)), csrf(std::move(binding)), last_used(identity.last_used) {}
  const Identity identity;
  const std::string csrf;  // csrf_binding() of a session's secret; empty for a token
  std::atomic<Instant> last_used;
};

/// Remembers identities for a short while; forgets all of them at a revocation in this process. Thread-safe.
class IdentityMemory {
 public:
  explicit IdentityMemory(std::chrono::milliseconds keep) : keep_(keep) {}
  std::shared_ptr<Known> find(const std::string& secret_hash);
  /// `count`: revocation::count() before the identity was read.
  void keep(const std::string& secret_hash, std::shared_ptr<Known> known, std::uint64_t count);

 private:
  using Monotonic = std::chrono::steady_clock;
  struct Entry {
    std::shared_ptr<Known> known;
    Monotonic::time_point until;
  };
  void forget_revoked();

  std::chrono::milliseconds keep_;
  std::mutex mutex_;
  std::uint64_t count_ = 0;
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace alianza::auth
