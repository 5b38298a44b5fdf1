#include "platform/db/tx.h"

#include "platform/db/connection.h"

namespace alianza::db {
namespace {

/// Carries an Error through code that cannot return it.
struct Abandoned {
  Error error;
};

}  // namespace

bool Rows::next() {
  try {
    return statement_.next();
  } catch (...) {
    tx_.doom(std::current_exception());
    throw;
  }
}

Rows::~Rows() { tx_.connection_.release(statement_); }
Cells& Rows::cells() { return statement_; }
std::int64_t Rows::affected() const { return statement_.affected(); }

Tx::Tx(Connection& connection, const Shared& shared)
    : connection_(connection), shared_(shared), now_(shared.options.clock->now()) {}

Tx::~Tx() { shared_.statements.fetch_add(executed_, std::memory_order_relaxed); }

Engine Tx::engine() const { return connection_.engine(); }

Memory* Tx::memory() {
  if (!memory_) memory_ = connection_.memory();
  return *memory_;
}

void Tx::doom(std::exception_ptr why) {
  if (!doom_) doom_ = std::move(why);
}

void Tx::refuse_if_doomed() const {
  if (doom_) throw Failure(Failure::Kind::doomed, "doomed");
}

Statement& Tx::begin(Statement& statement, const Params& params, int columns) {
  statement.in_use = true;
  ++executed_;
  try {
    statement.start(params);
    if (columns >= 0 && statement.columns() != columns)
      throw Impossible("impossible: the statement gives " + std::to_string(statement.columns()) + " columns, the type takes " +
                       std::to_string(columns));
  } catch (...) {
    connection_.release(statement);
    throw;
  }
  return statement;
}

Statement& Tx::start(const char* sql, const Params& params, int columns) {
  refuse_if_doomed();
  try {
    return begin(connection_.statement(sql), params, columns);
  } catch (...) {
    doom(std::current_exception());
    throw;
  }
}

Statement& Tx::start_stream(const char* sql, const Params& params, int columns) {
  refuse_if_doomed();
  try {
    return begin(connection_.stream(sql), params, columns);
  } catch (...) {
    doom(std::current_exception());
    throw;
  }
}

std::int64_t Tx::exec(const char* sql, Params params) {
  Rows rows(*this, start(sql, params, -1));
  while (rows.next()) {
  }
  return rows.affected();
}

void Tx::check(const char* sql) {
  refuse_if_doomed();
  try {
    connection_.statement(sql);
  } catch (...) {
    doom(std::current_exception());
    throw;
  }
}

void Tx::publish(const Event& event) {
  exec("INSERT INTO outbox_events (id, type, subject, payload, created_at) VALUES (:id, :type, :subject, :payload, :created_at)",
       {{"id", new_time_sorted_id()},
        {"type", event.type},
        {"subject", event.subject},
        {"payload", event.payload_json},
        {"created_at", now_}});
  const auto found = shared_.listeners.find(event.type);
  if (found == shared_.listeners.end()) return;
  for (const auto& listener : found->second)
    if (Done done = listener(*this, event); !done) abandon(std::move(done).error());
}

void Tx::abandon(Error error) {
  doom(std::make_exception_ptr(Abandoned{error}));
  throw Abandoned{std::move(error)};
}

Outcome Outcome::of(Tx& tx, const detail::Body& body) {
  Outcome out;
  std::exception_ptr thrown;
  try {
    out.kind = body(tx) ? Kind::value : Kind::refused;
  } catch (...) {
    thrown = std::current_exception();
  }
  if (tx.doom_) thrown = tx.doom_;  // the first cause, also when the body swallowed it
  if (!thrown) {
    out.after_commit = std::move(tx.after_commit_);
    return out;
  }
  try {
    std::rethrow_exception(thrown);
  } catch (const Abandoned& a) {
    out.kind = Kind::refused;
    out.error = a.error;
  } catch (const Failure& f) {
    out.kind = Kind::failed;
    out.failure = f;
  } catch (...) {
    out.kind = Kind::thrown;
    out.thrown = thrown;
  }
  return out;
}

}  // namespace alianza::db
