#pragma once
// Inside the room: SQLite's one writer, shared. Whoever comes while nobody writes leads: runs its own body and those of the
// callers who have queued up meanwhile, each in its savepoint, commits once (one fsync) and only then lets them go. A caller
// alone pays nothing for it.
#include <condition_variable>
#include <deque>
#include <mutex>

#include "platform/db/sqlite_connection.h"

namespace alianza::db {

class GroupWriter {
 public:
  GroupWriter(const Shared& shared, SqliteConnection& connection) : shared_(shared), connection_(connection) {}
  Outcome write(const detail::Body& body);
  /// Alone with the connection, no transaction open.
  void alone(const std::function<void(SqliteConnection&)>& work);

 private:
  struct Ticket;
  using Group = std::vector<Ticket*>;

  void wait_for_turn(Ticket& mine);
  void hand_over(const Group& group);
  Ticket* next_ticket();
  Group lead();
  void run_group(Group& group);
  void run_one(Ticket& ticket);
  void commit_group(Group& group);
  void one_by_one(const Group& group);
  static void fail_group(Group& group, const Failure& failure);

  const Shared& shared_;
  SqliteConnection& connection_;
  std::mutex mutex_;
  std::deque<Ticket*> queue_;
  bool led_ = false;
};

}  // namespace alianza::db
