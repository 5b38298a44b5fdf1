// Bringing a database to the schema of this program: under a lock, one transaction a migration, nothing half done.
#include <charconv>
#include <cstdio>
#include <map>
#include <set>

#include "platform/db/connection.h"
#include "platform/db/sql_text.h"
#include "platform/db/sqlite_connection.h"

namespace alianza::db {
namespace {

/// The room's own tables; every database has them.
const Migration kOwn[] = {{"db", 1, "outbox_events", R"(
  CREATE TABLE outbox_events (
    id BIGINT PRIMARY KEY,
    type TEXT NOT NULL,
    subject BIGINT NOT NULL,
    payload TEXT NOT NULL,
    created_at TEXT NOT NULL
  ))"}};

const char* kBook = R"(
  CREATE TABLE IF NOT EXISTS schema_migrations (
    feature TEXT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at TEXT NOT NULL,
    CONSTRAINT schema_migrations_pk PRIMARY KEY (feature, number)
  ))";

struct Applied {
  std::string feature;
  std::int64_t number = 0;
  std::string name;
  std::string checksum;
  static void columns(auto& v, Applied& a) { v(a.feature, a.number, a.name, a.checksum); }
};

using Key = std::pair<std::string, std::int64_t>;

std::string_view text_for(const Migration& m, Engine engine) {
  const char* own = engine == Engine::sqlite ? m.sql_sqlite : m.sql_postgres;
  return own != nullptr ? own : m.sql != nullptr ? m.sql : "";
}

/// FNV-1a of the text without comments: tells an edited migration, no more.
std::string checksum(std::string_view sql) {
  std::uint64_t h = 14695981039346656037ULL;
  for (const auto& statement : split_statements(sql))
    for (const char c : statement + ";") h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(h));
  return text;
}

std::string label(std::string_view feature, std::int64_t number, std::string_view name) {
  char digits[24];
  std::snprintf(digits, sizeof digits, " %04lld ", static_cast<long long>(number));
  return std::string(feature) + digits + std::string(name);
}
std::string label(const Migration& m) { return label(m.feature, m.number, m.name); }

/// What the program knows, the room's own first, numbers rising within a feature.
std::vector<Migration> all_of(std::span<const Migration> migrations) {
  std::vector<Migration> all(std::begin(kOwn), std::end(kOwn));
  all.insert(all.end(), migrations.begin(), migrations.end());
  std::map<std::string, int> last;
  for (const auto& m : all) {
    if (m.number <= last[m.feature]) throw Impossible("impossible: migrations out of order: " + label(m));
    last[m.feature] = m.number;
  }
  return all;
}

/// What is still to be done, or why this database is not for this program.
Result<std::vector<Migration>> pending(const std::vector<Migration>& all, const std::vector<Applied>& applied, Engine engine) {
  std::map<Key, const Applied*> done;
  for (const auto& a : applied) done[{a.feature, a.number}] = &a;
  std::set<Key> known;
  std::vector<Migration> missing;
  for (const auto& m : all) {
    known.insert({m.feature, m.number});
    const auto found = done.find({m.feature, m.number});
    if (found == done.end()) {
      missing.push_back(m);
    } else if (found->second->checksum != checksum(text_for(m, engine))) {
      return fail(Error::conflict(
          _("La migración {1} cambió después de aplicarse a esta base. Use el programa que la aplicó o restaure un respaldo.")
              .arg(label(m))));
    }
  }
  for (const auto& a : applied)
    if (!known.contains({a.feature, a.number}))
      return fail(Error::conflict(
          _("La base es de una versión más nueva del programa: conoce la migración {1}. Instale esa versión o una posterior.")
              .arg(label(a.feature, a.number, a.name))));
  return missing;
}

std::vector<Applied> read_book(Connection& connection, const Shared& shared) {
  Tx tx(connection, shared);
  return tx.all<Applied>("SELECT feature, number, name, checksum FROM schema_migrations ORDER BY feature, number");
}

bool has_book(Connection& connection, const Shared& shared) {
  Tx tx(connection, shared);
  const char* sql =
      connection.engine() == Engine::sqlite
          ? "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'"
          : "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_migrations'";
  return tx.one<std::int64_t>(sql) == 1;
}

/// References must hold when it is done; in between a table may be rebuilt.
void require_references(Connection& connection, const Shared& shared) {
  Tx tx(connection, shared);
  if (connection.engine() == Engine::sqlite && tx.one<std::int64_t>("SELECT count(*) FROM pragma_foreign_key_check") != 0)
    throw Failure(Failure::Kind::foreign_key, "migration");
}

void apply(Connection& connection, const Shared& shared, const Migration& m) {
  connection.begin_write();
  Tx tx(connection, shared);
  if (tx.one<std::int64_t>("SELECT count(*) FROM schema_migrations WHERE feature = :feature AND number = :number",
                           {{"feature", m.feature}, {"number", m.number}}) != 0)
    return connection.rollback();  // another process was faster (SQLite; PostgreSQL made it wait for the lock)
  const std::string sql(text_for(m, connection.engine()));
  const bool is_sqlite = connection.engine() == Engine::sqlite;
  for (const auto& statement : split_statements(sql)) connection.run(is_sqlite ? with_sqlite_types(statement) : statement);
  tx.exec(
      "INSERT INTO schema_migrations (feature, number, name, checksum, applied_at) VALUES (:feature, :number, :name, :checksum, "
      ":at)",
      {{"feature", m.feature}, {"number", m.number}, {"name", m.name}, {"checksum", checksum(sql)}, {"at", tx.now()}});
  require_references(connection, shared);
  connection.commit();
}

Done apply_or_tell(Connection& connection, const Shared& shared, const Migration& m) {
  try {
    apply(connection, shared, m);
    return {};
  } catch (const Failure& failure) {
    connection.rollback();
    if (auto error = error_of(failure, shared); error && failure.kind() != Failure::Kind::unique) return fail(std::move(*error));
    return fail(Error::conflict(_("La migración {1} no se pudo aplicar ({2}); la base quedó como estaba antes de ella.")
                                    .arg(label(m))
                                    .arg(std::string(to_text(failure.kind())) + " " + failure.code())));
  }
}

}  // namespace

Result<MigrationReport> Database::migrate(std::span<const Migration> migrations) const {
  const auto all = all_of(migrations);
  const Shared& shared = impl_->shared;
  MigrationReport report;
  const Done done = impl_->store->alone([&](Connection& connection) -> Done {
    connection.run(kBook);
    const auto applied = read_book(connection, shared);
    const auto missing = TRY(pending(all, applied, connection.engine()));
    report.already = static_cast<int>(applied.size());
    for (const auto& m : missing) {
      TRY(apply_or_tell(connection, shared, m));
      report.applied.push_back(label(m));
    }
    return {};
  });
  if (!done) return fail(done.error());
  return report;
}

Done Database::check_schema(std::span<const Migration> migrations) const {
  const auto all = all_of(migrations);
  const Shared& shared = impl_->shared;
  return impl_->store->alone([&](Connection& connection) -> Done {
    const auto applied = has_book(connection, shared) ? read_book(connection, shared) : std::vector<Applied>{};
    const auto missing = TRY(pending(all, applied, connection.engine()));
    if (missing.empty()) return {};
    return fail(
        Error::conflict(_("A la base le falta la migración {1}. Ejecute «alianza migrate».").arg(label(missing.front()))));
  });
}

}  // namespace alianza::db
