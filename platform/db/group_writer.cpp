#include "platform/db/group_writer.h"

namespace alianza::db {
namespace {

constexpr std::size_t kGroup = 64;
constexpr std::chrono::milliseconds kGroupTime{20};

using Steady = std::chrono::steady_clock;

void raise_to(std::atomic<std::int64_t>& most, std::int64_t value) {
  auto seen = most.load(std::memory_order_relaxed);
  while (seen < value && !most.compare_exchange_weak(seen, value, std::memory_order_relaxed)) {
  }
}

}  // namespace

struct GroupWriter::Ticket {
  enum class State { waiting, leads, done };
  const detail::Body* body = nullptr;  // null: only wants the connection
  Outcome outcome;
  State state = State::waiting;
  std::condition_variable woken;
};

Outcome GroupWriter::write(const detail::Body& body) {
  Ticket mine;
  mine.body = &body;
  wait_for_turn(mine);
  if (mine.state == Ticket::State::leads) hand_over(lead());
  return std::move(mine.outcome);
}

void GroupWriter::alone(const std::function<void(SqliteConnection&)>& work) {
  Ticket mine;
  wait_for_turn(mine);
  next_ticket();  // takes itself from the queue
  try {
    work(connection_);
  } catch (...) {
    connection_.rollback();
    hand_over({});
    throw;
  }
  hand_over({});
}

/// Returns when this caller is to lead, or when another one has run its body and committed.
void GroupWriter::wait_for_turn(Ticket& mine) {
  std::unique_lock lock(mutex_);
  queue_.push_back(&mine);
  if (!led_) {
    led_ = true;
    mine.state = Ticket::State::leads;
    return;
  }
  mine.woken.wait(lock, [&] { return mine.state != Ticket::State::waiting; });
}

/// Lets the group go and gives the lead to the first who waits. Under the lock: a ticket lives no longer than its caller sleeps.
void GroupWriter::hand_over(const Group& group) {
  const std::lock_guard lock(mutex_);
  for (Ticket* t : group) {
    if (t->state == Ticket::State::leads) continue;  // the leader itself
    t->state = Ticket::State::done;
    t->woken.notify_one();
  }
  if (queue_.empty()) {
    led_ = false;
    return;
  }
  queue_.front()->state = Ticket::State::leads;
  queue_.front()->woken.notify_one();
}

GroupWriter::Ticket* GroupWriter::next_ticket() {
  const std::lock_guard lock(mutex_);
  if (queue_.empty()) return nullptr;
  Ticket* t = queue_.front();
  queue_.pop_front();
  return t;
}

GroupWriter::Group GroupWriter::lead() {
  Group group;
  try {
    connection_.begin_write();
  } catch (const Failure& failure) {  // another process holds the file, or the disk is gone
    group.push_back(next_ticket());
    group.front()->outcome.kind = Outcome::Kind::value;  // did not run: it must hear why
    fail_group(group, failure);
    return group;
  }
  run_group(group);
  commit_group(group);
  return group;
}

void GroupWriter::run_group(Group& group) {
  const auto start = Steady::now();
  do {
    Ticket* t = nullptr;
    {
      const std::lock_guard lock(mutex_);
      if (queue_.empty() || (!group.empty() && queue_.front()->body == nullptr)) break;
      t = queue_.front();
      queue_.pop_front();
    }
    group.push_back(t);
    run_one(*t);
  } while (group.size() < kGroup && Steady::now() - start < kGroupTime && connection_.in_transaction());
}

void GroupWriter::run_one(Ticket& ticket) {
  const auto start = Steady::now();
  for (int attempt = 0;; ++attempt) {
    try {
      connection_.savepoint();
      Tx tx(connection_, shared_);
      ticket.outcome = Outcome::of(tx, *ticket.body);
      if (ticket.outcome.kind == Outcome::Kind::value) connection_.keep();
    } catch (const Failure& failure) {
      ticket.outcome = {};
      ticket.outcome.kind = Outcome::Kind::failed;
      ticket.outcome.failure = failure;
    }
    if (ticket.outcome.kind == Outcome::Kind::value) break;
    connection_.undo();
    const auto& failure = ticket.outcome.failure;
    const bool id_taken = failure && failure->kind() == Failure::Kind::unique && failure->primary_key();
    if (!id_taken || attempt > 0 || !connection_.in_transaction()) break;
    shared_.repeats.fetch_add(1, std::memory_order_relaxed);
  }
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - start);
  raise_to(shared_.longest_write_us, took.count());
}

void GroupWriter::commit_group(Group& group) {
  bool wrote = false;
  for (const Ticket* t : group) wrote = wrote || t->outcome.kind == Outcome::Kind::value;
  if (!connection_.in_transaction()) {  // disk full or I/O error: SQLite has taken everything back
    for (const Ticket* t : group)
      if (t->outcome.failure) return fail_group(group, Failure(*t->outcome.failure));
    return fail_group(group, Failure(Failure::Kind::other, "rolled back"));
  }
  if (!wrote) return connection_.rollback();
  try {
    connection_.commit();
    shared_.commits.fetch_add(1, std::memory_order_relaxed);
  } catch (const Failure& failure) {
    connection_.rollback();
    if (failure.kind() == Failure::Kind::foreign_key && group.size() > 1) return one_by_one(group);
    // An I/O error of the last fsync leaves open what the disk kept.
    fail_group(group, failure.kind() == Failure::Kind::other ? Failure(Failure::Kind::unsure, failure.code()) : failure);
  }
}

/// A deferred constraint of one of them refused the commit of all: each again in a transaction of its own.
void GroupWriter::one_by_one(const Group& group) {
  for (Ticket* t : group) {
    if (t->outcome.kind != Outcome::Kind::value) continue;
    shared_.repeats.fetch_add(1, std::memory_order_relaxed);
    Group alone{t};
    try {
      connection_.begin_write();
    } catch (const Failure& failure) {
      fail_group(alone, failure);
      continue;
    }
    run_one(*t);
    commit_group(alone);
  }
}

/// Nothing of the group was kept: those who had a value must not be told so.
void GroupWriter::fail_group(Group& group, const Failure& failure) {
  for (Ticket* t : group) {
    if (t->outcome.kind != Outcome::Kind::value) continue;
    t->outcome = {};
    t->outcome.kind = Outcome::Kind::failed;
    t->outcome.failure = failure;
  }
}

}  // namespace alianza::db
