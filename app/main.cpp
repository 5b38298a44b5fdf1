// The command line. It reads arguments and configuration, and calls one command.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <iterator>

#include "app/commands.h"
#include "app/speech.h"
#include "platform/documents/child.h"
#include "platform/documents/workbook_child.h"
#include "platform/log/log.h"

namespace alianza {
namespace {

/// Options that every command shares.
struct Common {
  std::string config_path;
  std::string database;
  std::string listen;
  bool demo = false;
};

/// Configuration file, environment, then what the command line says; every problem is told at once.
std::optional<config::Config> load(const Common& common) {
  auto environment = config::process_environment();
  if (!common.database.empty()) environment["ALIANZA_DATABASE_URL"] = common.database;
  if (!common.listen.empty()) environment["ALIANZA_SERVER_LISTEN"] = common.listen;
  auto loaded = config::load(common.config_path, environment);
  for (const auto& problem : loaded.problems) std::cerr << problem.where << ": " << said(problem.message) << '\n';
  if (!loaded.problems.empty()) return std::nullopt;
  loaded.config.demo = loaded.config.demo || common.demo;
  return std::move(loaded.config);
}

void configure_log(const config::Config& c) {
  const auto level = c.log.level == "debug"     ? log::Level::debug
                     : c.log.level == "warning" ? log::Level::warning
                     : c.log.level == "error"   ? log::Level::error
                                                : log::Level::info;
  log::configure(level, c.log.format == "json" ? log::Format::json : log::Format::logfmt);
}

/// Adds a subcommand that gets the loaded configuration.
CLI::App* add(CLI::App& parent, const char* name, const Message& help, Common& common, int& exit_code,
              std::function<int(const config::Config&)> run) {
  auto* command = parent.add_subcommand(name, said(help));
  command->add_option("--config", common.config_path, said(_("Archivo de configuración")));
  command->add_option("--database", common.database, said(_("sqlite:ruta o postgresql://… (antes que el archivo)")));
  command->callback([&common, &exit_code, run = std::move(run)] {
    const auto config = load(common);
    if (!config) {
      exit_code = 2;
      return;
    }
    configure_log(*config);
    exit_code = run(*config);
  });
  return command;
}

/// The folder, or where it will be made.
bool can_write_to(std::filesystem::path folder) {
  while (!folder.empty() && !std::filesystem::exists(folder)) folder = folder.parent_path();
  return ::access(folder.empty() ? "." : folder.c_str(), W_OK) == 0;
}

int check_config(const config::Config& config) {
  if (!can_write_to(config.files.path))
    std::cout << said(_("Este usuario no puede escribir en la carpeta de archivos {1}.").arg(config.files.path)) << '\n';
  // Papers are made by programs beside ours: without them everything else works.
  for (const auto* program : {"weasyprint", "pandoc"})
    if (!documents::has_program(program))
      std::cout << said(_("Falta el programa {1}: sin él no se preparan documentos en PDF o DOCX.").arg(program)) << '\n';
  if (!documents::has_program("pdftotext"))
    std::cout << said(_("Falta el programa {1}: sin él la búsqueda no encuentra el texto de los PDF.").arg("pdftotext")) << '\n';
  if (!documents::has_program("cbc"))
    std::cout << said(_("Falta el programa {1}: sin él no se calculan escenarios de comités.").arg("cbc")) << '\n';
  std::cout << said(_("La configuración está bien.")) << '\n';
  return 0;
}

/// Everything the program can be asked to do.
struct Arguments {
  Common common;
  commands::Demo demo;
  commands::NewUser user;
  commands::Import import;
  std::string reason;
  std::string path;
  std::string keys;
  commands::Detail detail = commands::Detail::brief;
};

void add_commands(CLI::App& app, Arguments& a, int& code) {
  auto* serve = add(app, "serve", _("Sirve las páginas y la API"), a.common, code, commands::serve);
  serve->add_option("--listen", a.common.listen, said(_("Dirección y puerto, por ejemplo 127.0.0.1:8080")));
  serve->add_flag("--demo", a.common.demo, said(_("Muestra las cuentas de la demostración en la página de entrada")));
  add(app, "migrate", _("Pone la base al día"), a.common, code, commands::migrate);
  auto* demo = add(app, "demo", _("Carga la demostración si falta"), a.common, code,
                   [&a](const auto& c) { return commands::demo(c, a.demo); });
  demo->add_option("--organizations", a.demo.organizations, said(_("Organizaciones de la alianza sintética")))
      ->check(CLI::Range(12, 2'000'000));
  demo->add_option("--seed", a.demo.seed, said(_("Semilla: la misma da los mismos datos")));
  auto* user = app.add_subcommand("user", said(_("Cuentas")));
  user->require_subcommand(1);
  auto* create = add(*user, "create", _("Crea una cuenta"), a.common, code,
                     [&a](const auto& c) { return commands::create_user(c, a.user); });
  create->add_option("--email", a.user.email, said(_("Correo")))->required();
  create->add_option("--name", a.user.name, said(_("Nombre")));
  create->add_flag("--operator", a.user.is_operator, said(_("Opera el servidor: crea instituciones y cuentas")));
  auto* password = add(*user, "password", _("Cambia la contraseña de una cuenta"), a.common, code,
                       [&a](const auto& c) { return commands::set_password(c, a.user.email); });
  password->add_option("email", a.user.email, said(_("Correo")))->required();
  auto* factor = add(*user, "reset-second-factor", _("Retira el segundo factor de quien perdió su teléfono"), a.common, code,
                     [&a](const auto& c) { return commands::reset_second_factor(c, a.user.email, a.reason); });
  factor->add_option("email", a.user.email, said(_("Correo")))->required();
  factor->add_option("--reason", a.reason, said(_("Motivo; queda en la bitácora")))->required();
  auto* import = add(app, "import", _("Revisa una hoja de organizaciones y dice sus errores por fila y columna"), a.common, code,
                     [&a](const auto& c) { return commands::import_organizations(c, a.import); });
  import->add_option("file", a.import.path, said(_("Hoja en CSV, XLSX u ODS")))->required()->check(CLI::ExistingFile);
  import->add_option("--by", a.import.by, said(_("Correo de quien importa: dirige la institución o está en el secretariado")))
      ->required();
  import->add_option("--alliance", a.import.alliance, said(_("Nombre corto de la alianza en la dirección, o su identificador")));
  import->add_option("--sheet", a.import.sheet, said(_("Nombre de la hoja, si el archivo tiene varias")));
  import->add_flag("--apply", a.import.apply, said(_("Aplica las filas correctas; sin esto no se cambia nada")));
  auto* backup = add(app, "backup", _("Copia de seguridad, también mientras se sirve"), a.common, code,
                     [&a](const auto& c) { return commands::backup(c, a.path); });
  backup->add_option("target", a.path, said(_("Carpeta nueva")))->required();
  auto* restore = add(app, "restore", _("Restaura una copia en un lugar vacío"), a.common, code,
                      [&a](const auto& c) { return commands::restore(c, a.path); });
  restore->add_option("source", a.path, said(_("Carpeta de la copia")))->required();
  auto* verify = add(app, "verify", _("Revisa la base y la cadena de la bitácora"), a.common, code,
                     [&a](const auto& c) { return commands::verify(c, a.keys, a.detail); });
  verify->add_option("--trusted-keys", a.keys, said(_("Archivo con las claves públicas en que se confía, una por línea")));
  verify->add_flag_callback(
      "--verbose", [&a] { a.detail = commands::Detail::verbose; }, said(_("Nombra cada línea por encadenar (a lo más 100)")));
  auto* search = app.add_subcommand("search", said(_("Lo que se encuentra por sus palabras")));
  search->require_subcommand(1);
  add(*search, "rebuild", _("Rehace el índice, también mientras se sirve"), a.common, code, commands::rebuild_search);
  auto* mail = app.add_subcommand("mail", said(_("Correo")));
  mail->require_subcommand(1);
  add(*mail, "bounce", _("Lee de la entrada un aviso de que una carta no llegó (RFC 3464)"), a.common, code,
      commands::take_bounce);
  auto* out = app.add_subcommand("export", said(_("Saca datos")));
  out->require_subcommand(1);
  add(*out, "audit", _("La bitácora completa, como líneas JSON"), a.common, code, commands::export_audit);
  auto* config = app.add_subcommand("config", said(_("Configuración")));
  config->require_subcommand(1);
  add(*config, "check", _("Dice todo lo que esté mal en la configuración"), a.common, code, check_config);
  config->add_subcommand("example", said(_("Escribe el ejemplo documentado")))->callback([] {
    std::cout << config::example(said);
  });
}

int run(int argc, char** argv) {
  CLI::App app(said(_("Alianza: software libre para alianzas público-privadas")), "alianza");
  speak(app);
  app.set_version_flag("--version", ALIANZA_VERSION, said(_("Muestra la versión")));
  app.require_subcommand(1);
  Arguments arguments;
  int code = 0;
  add_commands(app, arguments, code);
  head_commands(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return explain_call(app, error);
  }
  return code;
}

}  // namespace
}  // namespace alianza

int main(int argc, char** argv) {
  using alianza::documents::child_word;
  // Not a command for people: the program started by itself to take a sheet apart (docs/decisions/0060).
  if (argc > 2 && argv[1] == child_word) return alianza::documents::serve_workbook({std::next(argv, 2), std::next(argv, argc)});
  try {
    return alianza::run(argc, argv);
  } catch (const std::exception&) {
    std::cerr << alianza::log::describe_current_exception() << '\n';
    return 1;
  }
}
