#include "platform/db/db.h"

#include "platform/db/connection.h"
#include "platform/db/postgres_store.h"
#include "platform/db/postgres_url.h"
#include "platform/db/sqlite_files.h"

namespace alianza::db {
namespace {

bool is_sqlite(const std::string& url) { return url.starts_with("sqlite:"); }

bool is_postgres(const std::string& url) {
  return url.starts_with("postgresql://") || url.starts_with("postgres://") || url.find('=') != std::string::npos;
}

/// One call of write() or read() at a time in a thread: inside another it would wait for itself, or see another moment.
class Turn {
 public:
  explicit Turn(const void* database) : outer_(inside_) {
    for (const Turn* t = outer_; t != nullptr; t = t->outer_)
      if (t->database_ == database) throw Impossible("impossible: write() or read() inside write() or read(); pass the Tx on");
    database_ = database;
    inside_ = this;
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() { inside_ = outer_; }

 private:
  static thread_local const Turn* inside_;
  const Turn* outer_;
  const void* database_ = nullptr;
};
thread_local const Turn* Turn::inside_ = nullptr;

}  // namespace

Database::Database(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}

Result<Database> Database::open(Options options) {
  auto impl = std::make_shared<Impl>();
  impl->shared.options = std::move(options);
  const auto& url = impl->shared.options.url;
  if (is_sqlite(url)) {
    impl->store = TRY(open_sqlite(impl->shared));
  } else if (is_postgres(url)) {
    impl->store = TRY(open_postgres(impl->shared));
  } else {
    return fail(Error::invalid(_("La dirección de la base debe comenzar con sqlite: o postgresql://.")));
  }
  return Database(std::move(impl));
}

Engine Database::engine() const { return is_sqlite(impl_->shared.options.url) ? Engine::sqlite : Engine::postgres; }

Done Database::run_write(detail::Body body) const {
  const Turn turn(impl_.get());
  impl_->shared.writes.fetch_add(1, std::memory_order_relaxed);
  return impl_->store->write(body);
}

Done Database::run_read(detail::Body body) const {
  const Turn turn(impl_.get());
  impl_->shared.reads.fetch_add(1, std::memory_order_relaxed);
  return impl_->store->read(body);
}

void Database::on(std::string event_type, Listener listener) const {
  impl_->shared.listeners[std::move(event_type)].push_back(std::move(listener));
}

void Database::unique_rules(std::vector<UniqueRule> rules) const {
  auto& all = impl_->shared.options.unique_rules;
  std::move(rules.begin(), rules.end(), std::back_inserter(all));
}

void Database::on_prepare(std::function<void(std::string_view sql)> observer) const {
  impl_->shared.observer = std::move(observer);
}

Done Database::backup(const std::string& path) const { return impl_->store->backup(path); }
Done Database::verify() const { return impl_->store->verify(); }
Done Database::checkpoint() const { return impl_->store->checkpoint(); }
Done Database::purge() const { return impl_->store->purge(); }
void Database::rest() const { impl_->store->rest(); }
Done Database::analyze() const { return impl_->store->analyze(); }

Done Database::restore(const std::string& backup_path, const Options& options) {
  if (is_sqlite(options.url)) return restore_sqlite(backup_path, options);
  return restore_postgres(backup_path, options);
}

Stats Database::stats() const {
  const auto& shared = impl_->shared;
  Stats stats;
  stats.reads = shared.reads;
  stats.writes = shared.writes;
  stats.statements = shared.statements;
  stats.commits = shared.commits;
  stats.repeats = shared.repeats;
  stats.longest_write_us = shared.longest_write_us;
  impl_->store->sizes(stats);
  return stats;
}

std::string Database::url() const {
  const auto& url = impl_->shared.options.url;
  return is_sqlite(url) ? url : shown_url(url);
}

Done Database::ready() const {
  const auto one = read([](Tx& tx) -> Result<bool> { return tx.one<std::int64_t>("SELECT CAST(1 AS BIGINT)").has_value(); });
  if (!one) return fail(one.error());
  return {};
}

}  // namespace alianza::db
