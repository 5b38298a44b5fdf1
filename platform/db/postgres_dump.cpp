#include "platform/db/postgres_dump.h"

#include <spawn.h>
#include <sys/wait.h>

#include <filesystem>

#include "platform/db/postgres_connection.h"
#include "platform/db/postgres_store.h"
#include "platform/db/postgres_url.h"
#include "platform/db/sync.h"

extern char** environ;

namespace alianza::db {
namespace fs = std::filesystem;
namespace {

/// Runs one of PostgreSQL's programs; the password goes by the environment, where other users do not see it. 127: not installed.
int run_tool(std::vector<std::string> words, const std::string& password) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::string secret = "PGPASSWORD=" + password;
  std::vector<char*> environment;
  for (char** e = environ; *e != nullptr; ++e) environment.push_back(*e);
  if (!password.empty()) environment.push_back(secret.data());
  environment.push_back(nullptr);
  pid_t child = 0;
  if (::posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environment.data()) != 0) return 127;
  int status = 0;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return 127;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

struct Server {
  std::string words;  // "host='…' dbname='…'"
  std::string password;
  std::string schema;
};

Server server_of(const Shared& shared) {
  Server out;
  for (const auto& [key, value] : url_parts(shared.options.url).value_or(std::map<std::string, std::string>{})) {
    if (key == "password") {
      out.password = value;
      continue;
    }
    out.words += key + "='";
    for (const char c : value) out.words += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    out.words += "' ";
  }
  PostgresConnection connection(shared, Patience::maintenance);
  out.schema = connection.text("SELECT current_schema()");
  return out;
}

Error missing_tool(const char* tool) {
  return {Fault::unavailable, _("No se encontró el programa {1}; instale el paquete postgresql-client.").arg(tool), {}};
}

Done away(const Failure& failure, const Shared& shared) {
  if (auto error = error_of(failure, shared)) return fail(std::move(*error));
  throw Failure(failure);
}

}  // namespace

Done dump_postgres(const Shared& shared, const std::string& target) {
  std::error_code error;
  if (fs::exists(target, error)) return fail(Error::invalid(_("Ya existe {1}; no se sobrescribe.").arg(target)));
  try {
    const Server server = server_of(shared);
    const std::string part = target + ".part";
    const int status = run_tool({"pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--schema=" + server.schema,
                                 "--file=" + part, "--dbname=" + server.words},
                                server.password);
    if (status == 127) return fail(missing_tool("pg_dump"));
    if (status != 0 || !sync_to_disk(part) || (fs::rename(part, target, error), error)) {
      fs::remove(part, error);
      return fail({Fault::unavailable, _("No se pudo escribir {1}.").arg(target), {}});
    }
    return {};
  } catch (const Failure& failure) {
    return away(failure, shared);
  }
}

Done restore_postgres(const std::string& backup, const Options& options) {
  std::error_code error;
  if (!fs::exists(backup, error)) return fail(Error::invalid(_("No existe el respaldo {1}.").arg(backup)));
  const Shared shared{.options = options};
  try {
    const Server server = server_of(shared);
    PostgresConnection connection(shared, Patience::maintenance);
    if (connection.text("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()") != "0")
      return fail(Error::conflict(_("La base de destino no está vacía; restaure en una base nueva.")));
    const int status = run_tool({"pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges",
                                 "--schema=" + server.schema, "--dbname=" + server.words, backup},
                                server.password);
    if (status == 127) return fail(missing_tool("pg_restore"));
    if (status != 0) return fail(Error::invalid(_("El respaldo {1} no se pudo restaurar; la base quedó vacía.").arg(backup)));
    return {};
  } catch (const Failure& failure) {
    return away(failure, shared);
  }
}

Done verify_postgres(const Shared& shared) {
  try {
    PostgresConnection connection(shared, Patience::maintenance);
    connection.begin_read();
    Tx tx(connection, shared);
    const auto tables =
        tx.all<std::string>("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1");
    // Every row with all it holds elsewhere; a damaged page or a missing piece stops it.
    for (const auto& table : tables) connection.run("SELECT count(*), sum(length(t::text)) FROM " + table + " AS t");
    return {};
  } catch (const Failure& failure) {
    if (failure.kind() != Failure::Kind::corrupt) return away(failure, shared);
    return fail({Fault::conflict, _("La base de PostgreSQL está dañada. Restaure un respaldo con «alianza restore»."), {}});
  }
}

}  // namespace alianza::db
