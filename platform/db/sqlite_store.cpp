// SQLite behind the contract of Database: one writer shared by groups, readers apart, the file checked before it is trusted.
#include <filesystem>
#include <system_error>

#include "platform/db/group_writer.h"
#include "platform/db/pool.h"
#include "platform/db/sqlite_files.h"

namespace alianza::db {
namespace {

class SqliteStore final : public Store {
 public:
  SqliteStore(const Shared& shared, std::string path, std::unique_ptr<SqliteConnection> writer)
      : shared_(shared),
        path_(std::move(path)),
        connection_(std::move(writer)),
        writer_(shared, *connection_),
        readers_(static_cast<std::size_t>(shared.options.readers), shared.options.wait,
                 [this] { return std::make_unique<SqliteConnection>(shared_, path_, Access::read); }) {}

  ~SqliteStore() override {
    readers_.drop_idle();
    try {
      connection_->run("PRAGMA optimize");
      connection_->run("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const Failure&) {  // the WAL stays and is read at the next start
    }
  }

  Done write(detail::Body body) override { return settle(writer_.write(body), shared_); }

  Done read(detail::Body body) override {
    Outcome outcome;
    try {
      const auto reader = readers_.take();
      reader->begin_read();
      Tx tx(*reader, shared_);
      outcome = Outcome::of(tx, body);
      reader->rollback();
    } catch (const Failure& failure) {
      outcome.kind = Outcome::Kind::failed;
      outcome.failure = failure;
    }
    // To write in a read is a mistake of ours, not a state of the disk.
    if (outcome.failure && outcome.failure->kind() == Failure::Kind::read_only) throw Failure(*outcome.failure);
    return settle(outcome, shared_);
  }

  Done alone(const std::function<Done(Connection&)>& work) override {
    Done done;
    writer_.alone([&](SqliteConnection& connection) {
      connection.run(
          "PRAGMA foreign_keys = OFF");  // a migration may rebuild a table that others refer to; migrate() checks at its end
      try {
        done = work(connection);
      } catch (...) {
        connection.rollback();
        connection.run("PRAGMA foreign_keys = ON");
        throw;
      }
      connection.run("PRAGMA foreign_keys = ON");
    });
    return done;
  }

  Done backup(const std::string& path) override { return backup_sqlite(shared_, path_, path); }
  Done verify() override { return verify_sqlite(shared_, path_); }

  Done checkpoint() override {
    writer_.alone([](SqliteConnection& connection) { connection.run("PRAGMA wal_checkpoint(TRUNCATE)"); });
    return {};
  }

  Done purge() override { return checkpoint(); }

  Done analyze() override {
    writer_.alone([](SqliteConnection& connection) { connection.run("PRAGMA analysis_limit = 1000; ANALYZE"); });
    return {};
  }

  void rest() override {
    writer_.alone([](SqliteConnection& connection) { connection.release_memory(); });
    readers_.each_idle([](Connection& connection) { connection.release_memory(); });
  }

  void sizes(Stats& stats) override {
    std::error_code ignored;
    stats.bytes = static_cast<std::int64_t>(std::filesystem::file_size(path_, ignored));
    const auto wal = std::filesystem::file_size(path_ + "-wal", ignored);
    stats.wal_bytes = ignored ? 0 : static_cast<std::int64_t>(wal);
  }

 private:
  const Shared& shared_;
  const std::string path_;
  std::unique_ptr<SqliteConnection> connection_;
  GroupWriter writer_;
  Pool readers_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite(const Shared& shared) {
  const std::string path = TRY(sqlite_path(shared.options));
  try {
    make_private_file(path);
    auto writer = std::make_unique<SqliteConnection>(shared, path, Access::write);
    if (Done ours = check_ours(*writer, shared.options, path); !ours) return fail(std::move(ours).error());
    return std::make_unique<SqliteStore>(shared, path, std::move(writer));
  } catch (const Failure& failure) {
    return fail(open_error(failure, path));
  }
}

}  // namespace alianza::db
