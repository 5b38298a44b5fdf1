#pragma once
// Numbers and chains committed audit lines, one agency at a time, and signs where the chain stands.
// A line committed late with a smaller id is taken when it is seen: the number follows commit, not id.
#include <chrono>
#include <memory>
#include <string>

#include "platform/audit/signing.h"
#include "platform/db/db.h"

namespace alianza::audit {

struct SequencerOptions {
  std::chrono::milliseconds every{500};
  std::chrono::seconds checkpoint_every{60};  // and when it stops
  int batch = 500;                            // lines per transaction, so that no write holds the database for long
};

/// Runs in its own thread between start() and stop(). Several processes may run one: a lease per agency keeps them apart, and the
/// chain stays right even when a lease is lost, because its head moves in the same transaction as its lines.
class Sequencer {
 public:
  Sequencer(const db::Database& db, SigningKey key, SequencerOptions options = {});
  ~Sequencer();
  void start();
  /// Chains what is there, signs a checkpoint, ends the thread.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct Sequenced {
  int lines = 0;
  int checkpoints = 0;
};

/// One round over every agency, now, with a checkpoint wherever the chain moved. For tests and the command line. An agency whose
/// lease another process holds is left to it.
Result<Sequenced> sequence_now(const db::Database& db, const SigningKey& key);

}  // namespace alianza::audit
