#include "platform/db/sqlite_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "platform/db/sync.h"

namespace alianza::db {
namespace fs = std::filesystem;

Result<std::string> sqlite_path(const Options& options) {
  std::string text = options.url.substr(options.url.find(':') + 1);
  if (text.empty() || text == ":memory:" || text.find_first_of("\"\n\r") != std::string::npos)
    return fail(Error::invalid(_("La dirección de la base debe nombrar un archivo, por ejemplo sqlite:var/alianza.db.")));
  std::error_code error;
  const fs::path path = fs::absolute(text, error).lexically_normal();
  if (fs::is_directory(path, error))
    return fail(Error::invalid(_("La base {1} es una carpeta; se espera un archivo.").arg(path.string())));
  if (!fs::exists(path.parent_path(), error))
    return fail(Error::invalid(_("La carpeta {1} de la base no existe.").arg(path.parent_path().string())));
  if (options.existing == Existing::required && !fs::exists(path, error))
    return fail(Error::invalid(_("La base {1} no existe.").arg(path.string())));
  return path.string();
}

void make_private_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0) ::close(fd);  // it was there, or cannot be: SQLite tells which
}

Error open_error(const Failure& failure, const std::string& path) {
  using K = Failure::Kind;
  const auto why = [&] {
    switch (failure.kind()) {
      case K::corrupt:
        return _("El archivo {1} no es una base de datos o está dañado. Restaure un respaldo con «alianza restore».");
      case K::read_only: return _("El archivo {1} no se puede abrir o escribir. Revise sus permisos y los de su carpeta.");
      case K::busy: return _("Otro programa tiene ocupada la base {1}. Ciérrelo y vuelva a intentar.");
      case K::full: return _("No queda espacio en el disco de la base {1}.");
      default:
        return _("La base {1} no se pudo abrir. Compruebe el disco y, si sigue así, restaure un respaldo con «alianza restore».");
    }
  }();
  return {Fault::unavailable, Message(why).arg(path), {}};
}

Done check_ours(SqliteConnection& connection, const Options& options, const std::string& path) {
  const auto id = connection.integer("SELECT application_id FROM pragma_application_id");
  const auto things = connection.integer("SELECT count(*) FROM sqlite_schema");
  if (id != kApplicationId && (id != 0 || things != 0))
    return fail(Error::invalid(_("El archivo {1} es una base de otro programa. Indique otra ruta.").arg(path)));
  if (options.check == Check::quick && connection.text("SELECT quick_check FROM pragma_quick_check(1)") != "ok")
    return fail(open_error(Failure(Failure::Kind::corrupt, "quick_check"), path));
  connection.run("PRAGMA journal_mode = WAL");
  if (id == 0) connection.run("PRAGMA application_id = " + std::to_string(kApplicationId));
  return {};
}

Done verify_sqlite(const Shared& shared, const std::string& path) {
  try {
    SqliteConnection reader(shared, path, Access::read);
    if (reader.text("SELECT integrity_check FROM pragma_integrity_check(1)") != "ok")
      return fail({Fault::conflict,
                   _("La estructura de la base {1} está dañada. Restaure un respaldo con «alianza restore».").arg(path),
                   {}});
    const auto dangling = reader.text("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1");
    if (!dangling.empty())
      return fail({Fault::conflict, _("En la tabla {1} hay referencias a registros que no existen.").arg(dangling), {}});
    return {};
  } catch (const Failure& failure) {
    return fail(open_error(failure, path));
  }
}

namespace {

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

/// Under a name of its own until it is whole: nobody takes half a copy for a backup.
Done copy_into(SqliteConnection& from, const std::string& target) {
  std::error_code error;
  if (fs::exists(target, error)) return fail(Error::invalid(_("Ya existe {1}; no se sobrescribe.").arg(target)));
  const std::string part = target + ".part";
  fs::remove(part, error);
  make_private_file(part);
  from.run("VACUUM INTO " + quoted(part));
  if (!sync_to_disk(part) || (fs::rename(part, target, error), error)) {
    fs::remove(part, error);
    return fail({Fault::unavailable, _("No se pudo escribir {1}.").arg(target), {}});
  }
  sync_to_disk(fs::absolute(target, error).parent_path());
  return {};
}

Done copy_file(const Shared& shared, const std::string& path, const std::string& target) {
  try {
    SqliteConnection reader(shared, path, Access::read);
    return copy_into(reader, target);
  } catch (const Failure& failure) {
    std::error_code ignored;
    fs::remove(target + ".part", ignored);
    if (failure.kind() == Failure::Kind::full || failure.kind() == Failure::Kind::read_only)
      return fail({Fault::unavailable, _("No se pudo escribir {1}.").arg(target), {}});
    return fail(open_error(failure, path));
  }
}

Done require_backup_of_ours(const Shared& shared, const std::string& path) {
  try {
    SqliteConnection reader(shared, path, Access::read);
    if (reader.integer("SELECT application_id FROM pragma_application_id") == kApplicationId) return {};
    return fail(Error::invalid(_("El archivo {1} no es un respaldo de Alianza.").arg(path)));
  } catch (const Failure& failure) {
    return fail(open_error(failure, path));
  }
}

}  // namespace

Done backup_sqlite(const Shared& shared, const std::string& path, const std::string& target) {
  return copy_file(shared, path, target);
}

Done restore_sqlite(const std::string& backup, const Options& options) {
  Options source = options;
  source.url = "sqlite:" + backup;
  source.existing = Existing::required;
  const std::string from = TRY(sqlite_path(source));
  const std::string to = TRY(sqlite_path(options));
  const Shared shared{.options = source};
  TRY(require_backup_of_ours(shared, from));
  if (Done whole = verify_sqlite(shared, from); !whole) return whole;
  return copy_file(shared, from, to);
}

}  // namespace alianza::db
