// PostgreSQL behind the contract of Database: serializable writes that are repeated when they cross, snapshots for reads.
#include "platform/db/postgres_store.h"

#include <random>
#include <thread>

#include "platform/db/pool.h"
#include "platform/db/postgres_connection.h"
#include "platform/db/postgres_dump.h"
#include "platform/db/postgres_url.h"

namespace alianza::db {
namespace {

constexpr int kCrossings = 15;  // repetitions of one body before its caller is told that the database is busy

/// Longer and longer, and never the same for two that crossed: 1 ms to 64 ms.
void back_off(int attempt) {
  thread_local std::minstd_rand random{std::random_device{}()};
  const int most = 1000 << std::min(attempt, 6);
  std::this_thread::sleep_for(std::chrono::microseconds(std::uniform_int_distribution(most / 2, most)(random)));
}

/// What has been tried with one body.
struct Tries {
  int crossings = 0;
  bool id_taken = false;
  bool lost = false;

  bool again(const Outcome& outcome) {
    if (outcome.kind != Outcome::Kind::failed) return false;
    switch (outcome.failure->kind()) {
      case Failure::Kind::serialization:
        if (crossings >= kCrossings) return false;
        back_off(crossings++);
        return true;
      case Failure::Kind::unique: return outcome.failure->primary_key() && !std::exchange(id_taken, true);
      case Failure::Kind::lost: return !std::exchange(lost, true);
      default: return false;
    }
  }
};

class PostgresStore final : public Store {
 public:
  PostgresStore(const Shared& shared, std::unique_ptr<PostgresConnection> first)
      : shared_(shared),
        readers_(static_cast<std::size_t>(shared.options.readers), shared.options.wait, [this] { return connect(); }),
        writers_(static_cast<std::size_t>(shared.options.writers), shared.options.wait, [this] { return connect(); }) {
    readers_.add(std::move(first));
  }

  Done write(detail::Body body) override {
    return repeat(writers_, [&](Connection& connection) {
      connection.begin_write();
      Outcome outcome = of(connection, body);
      if (outcome.kind != Outcome::Kind::value) return outcome;
      connection.commit();
      shared_.commits.fetch_add(1, std::memory_order_relaxed);
      return outcome;
    });
  }

  Done read(detail::Body body) override {
    return repeat(readers_, [&](Connection& connection) {
      connection.begin_read();
      Outcome outcome = of(connection, body);
      // To write in a read is a mistake of ours, not a state of the server.
      if (outcome.failure && outcome.failure->kind() == Failure::Kind::read_only) {
        outcome.kind = Outcome::Kind::thrown;
        outcome.thrown = std::make_exception_ptr(Failure(*outcome.failure));
      }
      return outcome;
    });
  }

  Done alone(const std::function<Done(Connection&)>& work) override {
    try {
      PostgresConnection connection(shared_, Patience::maintenance);
      connection.run("SELECT pg_advisory_lock(1095519834, hashtext(current_schema()))");  // gone with the connection
      return work(connection);
    } catch (const Failure& failure) {
      if (auto error = error_of(failure, shared_)) return fail(std::move(*error));
      throw;
    }
  }

  Done backup(const std::string& path) override { return dump_postgres(shared_, path); }
  Done verify() override { return verify_postgres(shared_); }
  Done checkpoint() override { return {}; }

  Done purge() override {
    return alone([](Connection& connection) -> Done {
      connection.run("VACUUM");
      return {};
    });
  }

  Done analyze() override {
    return alone([](Connection& connection) -> Done {
      connection.run("ANALYZE");
      return {};
    });
  }

  void sizes(Stats& stats) override {
    auto size = [&](Tx& tx) {
      stats.bytes = tx.one<std::int64_t>("SELECT pg_database_size(current_database())").value_or(0);
      return true;
    };
    static_cast<void>(read(detail::Body(size)));
  }

 private:
  std::unique_ptr<Connection> connect() const { return std::make_unique<PostgresConnection>(shared_, Patience::serving); }

  Outcome of(Connection& connection, const detail::Body& body) const {
    Tx tx(connection, shared_);
    return Outcome::of(tx, body);
  }

  template <class F>
  Done repeat(Pool& pool, F&& once) {
    Tries tries;
    for (;;) {
      const Outcome outcome = attempt(pool, once);
      if (!tries.again(outcome)) return settle(outcome, shared_);
      shared_.repeats.fetch_add(1, std::memory_order_relaxed);
    }
  }

  template <class F>
  Outcome attempt(Pool& pool, F&& once) {
    Outcome outcome;
    try {
      auto connection = pool.take();
      try {
        outcome = once(*connection);
      } catch (const Failure& failure) {  // of BEGIN or COMMIT; the body's own are in its outcome
        outcome.kind = Outcome::Kind::failed;
        outcome.failure = failure;
      }
      connection->rollback();
      if (outcome.failure) outcome.failure = connection->explain(*outcome.failure);
      if (!connection->alive()) {
        connection.drop();
        pool.drop_idle();  // they went with the same server
      }
    } catch (const Failure& failure) {  // no connection
      outcome.kind = Outcome::Kind::failed;
      outcome.failure = failure;
    }
    return outcome;
  }

  const Shared& shared_;
  Pool readers_;
  Pool writers_;
};

Done check_ours(PostgresConnection& connection) {
  if (connection.text("SHOW server_encoding") != "UTF8")
    return fail(Error::invalid(_("La base de PostgreSQL debe crearse con codificación UTF8.")));
  const auto collation = connection.text("SELECT datcollate FROM pg_database WHERE datname = current_database()");
  if (collation != "C" && collation != "POSIX" && !collation.starts_with("C."))
    return fail(Error::invalid(_("La base de PostgreSQL ordena los textos según {1}; créela con «createdb --template=template0 "
                                 "--encoding=UTF8 --locale=C.UTF-8».")
                                   .arg(collation)));
  if (connection.text("SELECT current_schema()").empty())
    return fail(Error::invalid(_("El esquema que indica la dirección de PostgreSQL no existe.")));
  const auto book = connection.text(
      "SELECT count(*) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = 'schema_migrations'"
      " AND column_name IN ('feature', 'number', 'checksum')");
  const auto tables = connection.text("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()");
  if (book != "3" && tables != "0")
    return fail(Error::invalid(_("La base de PostgreSQL tiene tablas de otro programa. Indique otra base.")));
  return {};
}

}  // namespace

Result<std::unique_ptr<Store>> open_postgres(const Shared& shared) {
  if (const auto parts = url_parts(shared.options.url); !parts) return fail(parts.error());
  try {
    auto connection = std::make_unique<PostgresConnection>(shared, Patience::serving);
    TRY(check_ours(*connection));
    return std::make_unique<PostgresStore>(shared, std::move(connection));
  } catch (const Failure&) {
    return fail({Fault::unavailable,
                 _("PostgreSQL no aceptó la conexión ({1}). Compruebe que funciona, el usuario y su contraseña.")
                     .arg(shown_url(shared.options.url)),
                 {}});
  }
}

}  // namespace alianza::db
