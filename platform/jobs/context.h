#pragma once
// What a handler is given: its job, and how it tells how far it is and that it is done.
//
//   Done print(jobs::Context& context) {
//     for (const auto& page : pages) {
//       TRY(context.go_on());
//       … context.progress(++n, pages.size());
//     }
//     return context.db().write([&](db::Tx& tx) -> Done {
//       const auto file = files::keep(tx, …);
//       context.finish(tx, {.id = file.value()});
//       return {};
//     });
//   }
#include <cstdint>
#include <string_view>

#include "platform/base/result.h"
#include "platform/db/db.h"
#include "platform/jobs/job.h"

namespace alianza::jobs {

struct Running;  // running.h

class Context {
 public:
  Context(db::Database db, Running& running) : db_(std::move(db)), running_(running) {}

  /// As it was taken; job().saved_json is what an earlier attempt saved.
  const Job& job() const;
  const db::Database& db() const { return db_; }

  /// Fails when the handler should end now: somebody cancelled it, the server stops, its time is over, its lease was lost. What
  /// becomes of the job is decided by the room, so the handler passes the failure on.
  Done go_on() const;

  /// How far it is. Costs nothing: kept in memory, written about four times a second. May be called inside a write.
  void progress(std::int64_t done, std::int64_t total);
  /// What it is doing now: a message without arguments.
  void phase(const Message& message);

  /// In a transaction of the handler: this much is done for good, and the next attempt finds `saved_json`. For work in slices,
  /// each exactly once. Ends the transaction, with its slice, when the job is not this worker's any more.
  void save(db::Tx& tx, std::string_view saved_json);
  /// In the transaction of the job's effects: it is done, exactly once. Ends the transaction, with its effects, when the job is
  /// not this worker's any more. A handler that returns a value without it is at-least-once.
  void finish(db::Tx& tx, const Product& product = {});
  /// What came out, for a handler that does not call finish().
  void product(Product product);

 private:
  db::Database db_;
  Running& running_;
};

}  // namespace alianza::jobs
