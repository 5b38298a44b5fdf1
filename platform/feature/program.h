#pragma once
// The program put together: database, gate, router, features. app/main.cpp serves it; tests ask its router without sockets.
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "platform/audit/signing.h"
#include "platform/feature/feature.h"

namespace alianza::feature {

struct ProgramOptions {
  config::Config config;
  const Clock* clock = &system_clock();
  std::vector<const Feature*> features;  // lower ones first
  db::Existing existing = db::Existing::or_create;
  std::string csrf_secret;  // at least 32 bytes; empty: made anew, so forms do not survive a restart
  std::string seal_key;     // 32 bytes (platform/auth/seal.h); empty: made anew, so second factors do not survive a restart
  std::function<void()> collect_memory;  // the allocator's way of giving back what threads that ended had freed; may be empty
};

class Program {
 public:
  /// Opens the database and registers what features bring. Does not migrate and serves nothing yet.
  static Result<std::unique_ptr<Program>> make(ProgramOptions options);
  ~Program();

  db::Database& db();
  const config::Config& config() const;
  /// Every migration, the platform's first, then the features' in their order.
  const std::vector<db::Migration>& migrations() const;
  /// Wires filters, routes, listeners and panels. Error: what keeps the program from starting (a route without a policy…).
  Done start();
  /// After start().
  http::Router& router();
  Site& site();
  /// Serves until SIGTERM or SIGINT, with the sequencer of the audit and the workers of the jobs beside it. `on_ready` is called
  /// with the ports.
  Done serve(const std::function<void(const std::vector<std::uint16_t>&)>& on_ready);

 private:
  Program() = default;
  struct State;
  std::unique_ptr<State> state_;
};

/// The folder's signing key (config.files.keys), made on first use.
Result<audit::SigningKey> signing_key(const config::Config& config);

}  // namespace alianza::feature
