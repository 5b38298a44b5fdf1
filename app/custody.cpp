// Backup, restore, verify, export: what keeps the data safe and provable.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/commands.h"
#include "app/features.h"
#include "app/speech.h"
#include "platform/audit/verify.h"
#include "platform/feature/program.h"
#include "platform/files/verify.h"

namespace alianza::commands {
namespace {

namespace fs = std::filesystem;

int exit_code(const Done& done) {
  if (!done) std::cerr << said(done.error().message) << '\n';
  return done ? 0 : 1;
}

Result<db::Database> open_existing(const config::Config& c) {
  return db::Database::open({.url = c.database.url, .existing = db::Existing::required});
}

/// A new, empty folder: a backup never writes over anything.
Done make_folder(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error)) return fail(Error::invalid(_("{1} ya existe. Elija una carpeta nueva.").arg(folder.string())));
  if (!fs::create_directories(folder, error))
    return fail(Error::invalid(_("No se pudo crear {1}. Revise los permisos.").arg(folder.string())));
  return {};
}

/// The files by their names (platform/files). What is still being written has no row in this copy; what the sweep takes away
/// meanwhile has none either.
Done copy_files(const fs::path& from, const fs::path& to) {
  std::error_code error;
  if (!fs::exists(from, error)) return {};
  const auto no_room = [&] {
    return fail(Error::invalid(_("No se pudo copiar {1}: falta espacio o permiso.").arg(from.string())));
  };
  for (const auto& shelf : fs::directory_iterator(from)) {
    if (shelf.path().filename().string().size() != 2) continue;
    const auto there = to / shelf.path().filename();
    fs::create_directories(there, error);
    if (error) return no_room();
    for (const auto& file : fs::directory_iterator(shelf.path())) {
      fs::copy_file(file.path(), there / file.path().filename(), error);
      if (error && fs::exists(file.path())) return no_room();
    }
  }
  return {};
}

Done do_backup(const config::Config& c, const fs::path& target) {
  const auto db = TRY(open_existing(c));
  TRY(make_folder(target));
  // The database first: a file is written before its row, so every row of this copy finds its file in the later copy of the
  // files.
  TRY(db.backup((target / "database").string()));
  return copy_files(c.files.path, target / "files");
}

Done do_restore(const config::Config& c, const fs::path& source) {
  if (!fs::exists(source / "database"))
    return fail(Error::invalid(_("{1} no es una copia de seguridad: falta el archivo «database».").arg(source.string())));
  std::error_code error;
  if (fs::exists(c.files.path, error) && !fs::is_empty(c.files.path, error))
    return fail(Error::invalid(_("La carpeta de archivos {1} no está vacía. Restaure en un lugar vacío.").arg(c.files.path)));
  if (c.database.url.starts_with("sqlite:")) fs::create_directories(fs::path(c.database.url.substr(7)).parent_path(), error);
  TRY(db::Database::restore((source / "database").string(), {.url = c.database.url}));
  return copy_files(source / "files", c.files.path);
}

std::vector<std::string> lines_of(const std::string& path) {
  std::vector<std::string> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);)
    if (const auto key = trim(line); !key.empty()) out.push_back(key);
  return out;
}

/// The tail that waits: how many and from where to where; each by name only when asked.
void describe_unchained(const audit::AgencyReport& agency, Detail detail) {
  if (agency.unchained.empty()) return;
  std::cout << "  "
            << said(_("Por encadenar: {1}, de la línea {2} a la {3}.")
                        .arg(agency.unchained_count)
                        .arg(id_to_text(agency.unchained.front()))
                        .arg(id_to_text(agency.unchained_last)))
            << '\n';
  if (detail == Detail::brief) return;
  for (const auto id : agency.unchained) std::cout << "    " << said(_("Por encadenar: línea {1}").arg(id_to_text(id))) << '\n';
}

void describe(const audit::Report& report, Detail detail) {
  for (const auto& agency : report.agencies) {
    std::cout << said(_("Bitácora {1}: {2} líneas encadenadas, {3} firmas, {4} por encadenar.")
                          .arg(agency.agency_id == 0 ? std::string("server") : id_to_text(agency.agency_id))
                          .arg(agency.lines)
                          .arg(agency.checkpoints)
                          .arg(agency.unchained_count))
              << '\n';
    describe_unchained(agency, detail);
    for (const auto& flaw : agency.flaws) std::cout << "  " << said(audit::describe(flaw)) << '\n';
  }
}

void describe(const files::Verified& files) {
  std::cout << said(_("Archivos: {1} revisados, {2} MB.").arg(files.files).arg(files.bytes >> 20)) << '\n';
  for (const auto& digest : files.missing) std::cout << "  " << said(_("Falta el archivo {1}.").arg(digest.text())) << '\n';
  for (const auto& digest : files.damaged) std::cout << "  " << said(_("El archivo {1} está dañado.").arg(digest.text())) << '\n';
}

}  // namespace

int backup(const config::Config& c, const std::string& target) {
  const auto done = do_backup(c, target);
  if (done) std::cout << said(_("Copia lista en {1}. Las claves de firma no van en ella: guárdelas aparte.").arg(target)) << '\n';
  return exit_code(done);
}

int restore(const config::Config& c, const std::string& source) {
  const auto done = do_restore(c, source);
  if (done) std::cout << said(_("Copia restaurada. Revísela con «alianza verify».")) << '\n';
  return exit_code(done);
}

int verify(const config::Config& c, const std::string& trusted_keys_file, Detail detail) {
  const auto db = open_existing(c);
  if (!db) return exit_code(fail(db.error()));
  if (const auto sound = db->verify(); !sound) return exit_code(sound);
  const auto report = audit::verify(*db, trusted_keys_file.empty() ? std::vector<std::string>{} : lines_of(trusted_keys_file));
  if (!report) return exit_code(fail(report.error()));
  describe(*report, detail);
  const auto files = files::verify(*db, files::Store(c.files.path));
  if (!files) return exit_code(fail(files.error()));
  describe(*files);
  if (!report->ok()) std::cout << said(_("La bitácora no coincide con lo que se firmó.")) << '\n';
  if (!files->ok()) std::cout << said(_("Hay archivos que faltan o están dañados: recupérelos de una copia.")) << '\n';
  if (!report->ok() || !files->ok()) return 2;
  std::cout << said(_("La base, los archivos y la bitácora están íntegros.")) << '\n';
  return 0;
}

int export_audit(const config::Config& c) {
  const auto db = open_existing(c);
  if (!db) return exit_code(fail(db.error()));
  return exit_code(audit::export_lines(*db, std::cout));
}

}  // namespace alianza::commands
