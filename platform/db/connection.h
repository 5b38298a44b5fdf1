#pragma once
// Inside the room: what the two engines have in common. Nothing outside platform/db includes this.
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>

#include "platform/db/shared.h"
#include "platform/db/tx.h"

namespace alianza::db {

/// A prepared statement; one execution at a time.
class Statement : public Cells {
 public:
  /// Binds and runs up to the first row. On failure it is finished already.
  virtual void start(const Params& params) = 0;
  virtual bool next() = 0;
  virtual void finish() noexcept = 0;
  virtual int columns() const = 0;
  virtual std::int64_t affected() const = 0;

  bool in_use = false;
  bool cached = false;
  std::string sql;
};

/// Which parameter fills which placeholder. Every placeholder has its parameter, none is left over.
class Slots {
 public:
  explicit Slots(std::vector<std::string> names);
  std::size_t size() const { return names_.size(); }
  /// Calls f(slot, value) for each placeholder; refuses text that is not clean.
  template <class F>
  void fill(const Params& params, F&& f) const {
    std::size_t used = 0;
    for (std::size_t i = 0; i < names_.size(); ++i) f(i, find(params, i, used));
    refuse_leftovers(params.size(), used);
  }

 private:
  const Value& find(const Params& params, std::size_t slot, std::size_t& used) const;
  void refuse_leftovers(std::size_t given, std::size_t used) const;
  std::vector<std::string> names_;
  std::vector<bool> first_;  // the first placeholder of that name
};

class Connection {
 public:
  explicit Connection(const Shared& shared) : shared_(shared) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  virtual Engine engine() const = 0;
  virtual void begin_read() = 0;
  virtual void begin_write() = 0;
  /// Throws unsure when the answer leaves a doubt.
  virtual void commit() = 0;
  virtual void rollback() noexcept = 0;
  /// Can it be used again?
  virtual bool alive() = 0;
  /// What this connection remembers of the state of the database that its transaction sees; null: nothing.
  virtual Memory* memory() { return nullptr; }
  /// Gives back the pages kept for whoever asks next.
  virtual void release_memory() {}
  /// Fills in what can only be asked after the rollback: the columns of a unique key.
  virtual Failure explain(const Failure& failure) { return failure; }

  /// The cached statement of this text, or a fresh one while that one is running.
  Statement& statement(const char* sql);
  /// A statement whose rows come in portions.
  virtual Statement& stream(const char* sql) { return statement(sql); }
  void release(Statement& statement) noexcept;
  /// Runs a statement that gives nothing back, without keeping it.
  virtual void run(const std::string& sql) = 0;

 protected:
  virtual std::unique_ptr<Statement> prepare(const std::string& sql) = 0;
  void forget_statements();
  const Shared& shared_;

 private:
  using Place = std::list<std::unique_ptr<Statement>>::iterator;
  Statement& remember(const char* sql, std::unique_ptr<Statement> statement);
  void remember_address(const char* sql, Place place);
  void make_room();

  // Most recently used first. Found by the literal's address, which the text then confirms; else by text.
  std::list<std::unique_ptr<Statement>> statements_;
  std::unordered_map<const void*, Place> by_address_;
  std::unordered_map<std::string_view, Place> by_text_;
  std::list<std::unique_ptr<Statement>> fresh_;
};

/// How a body ended.
struct Outcome {
  enum class Kind { value, refused, failed, thrown } kind = Kind::refused;
  std::exception_ptr thrown;                        // thrown: goes on to the caller as it is
  std::optional<Failure> failure;                   // failed
  std::optional<Error> error;                       // refused by abandon(); a body's own Error stays in the body's result
  std::vector<std::function<void()>> after_commit;  // value: what the body asked to run then

  static Outcome of(Tx& tx, const detail::Body& body);
};

/// What the caller of write() or read() gets; throws surprises.
Done settle(const Outcome& outcome, const Shared& shared);
/// The Error that an expected failure becomes, or nothing for a surprise.
std::optional<Error> error_of(const Failure& failure, const Shared& shared);

}  // namespace alianza::db
