#include "app/commands.h"

#ifdef ALIANZA_MIMALLOC
#include <mimalloc.h>
#endif
#include <sodium.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/features.h"
#include "app/speech.h"
#include "features/accounts/actions.h"
#include "features/demo/demo.h"
#include "platform/audit/verify.h"
#include "platform/auth/accounts.h"
#include "platform/auth/appointments.h"
#include "platform/feature/program.h"
#include "platform/log/log.h"
#include "platform/mail/bounce.h"

namespace alianza::commands {
namespace {

namespace fs = std::filesystem;
using feature::Program;

void say(const Message& m) { std::cout << said(m) << '\n'; }

int explain(const Error& error) {
  std::cerr << said(error.message) << '\n';
  for (const auto& f : error.fields) std::cerr << "  " << f.field << ": " << said(f.message) << '\n';
  return 1;
}

int exit_code(const Done& done) { return done ? 0 : explain(done.error()); }

/// 32 random bytes in a file of mode 0600, made on first use: what CSRF tokens are signed with, what small secrets are sealed
/// with.
Result<std::string> key_in(const config::Config& c, const char* name) {
  const auto path = fs::path(c.files.keys) / name;
  std::string secret(32, '\0');
  std::error_code ignored;
  fs::create_directories(c.files.keys, ignored);
  if (std::ifstream in(path, std::ios::binary); in && in.read(secret.data(), 32)) return secret;
  randombytes_buf(secret.data(), secret.size());
  const auto old = ::umask(0077);
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  ::umask(old);
  if (!out.write(secret.data(), 32))
    return fail(Error::invalid(_("No se pudo escribir la clave en {1}. Revise los permisos de la carpeta.").arg(path.string())));
  return secret;
}

Result<std::unique_ptr<Program>> open(const config::Config& c, db::Existing existing) {
  if (c.database.url.starts_with("sqlite:") && existing == db::Existing::or_create) {
    std::error_code ignored;  // open() says what is wrong with a folder that cannot be made
    fs::create_directories(fs::path(c.database.url.substr(7)).parent_path(), ignored);
  }
  feature::ProgramOptions options;
  options.config = c;
  options.features = features();
  options.existing = existing;
  options.csrf_secret = TRY(key_in(c, "csrf.key"));
  options.seal_key = TRY(key_in(c, "seal.key"));
#ifdef ALIANZA_MIMALLOC
  options.collect_memory = [] { mi_collect(true); };
#endif
  return Program::make(std::move(options));
}

Result<std::unique_ptr<Program>> open_migrated(const config::Config& c) {
  auto program = TRY(open(c, db::Existing::or_create));
  const auto report = TRY(program->db().migrate(program->migrations()));
  for (const auto& step : report.applied) log::info("migrated", {{"step", step}});
  return program;
}

/// One line without echo from a terminal, or as it comes from a pipe.
std::string read_line(const Message& ask) {
  std::string line;
  termios before{};
  const bool terminal = ::isatty(STDIN_FILENO) != 0 && ::tcgetattr(STDIN_FILENO, &before) == 0;
  if (terminal) {
    std::cerr << said(ask) << std::flush;
    auto silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  std::getline(std::cin, line);
  if (terminal) {
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::cerr << '\n';
  }
  return line;
}

/// A person types it twice, because nobody sees what is typed; a pipe brings it once.
Result<std::string> read_password(const Email& email) {
  auto password = read_line(_("Contraseña (al menos 12 caracteres): "));
  TRY(auth::check_password_rules(password, email.text()));
  if (::isatty(STDIN_FILENO) != 0 && read_line(_("Otra vez: ")) != password)
    return fail(Error::invalid(_("Las dos contraseñas no son iguales. Vuelva a intentar.")));
  return password;
}

Done do_create_user(const config::Config& c, const NewUser& user) {
  const auto program = TRY(open_migrated(c));
  const auto email = TRY(Email::parse(user.email));
  const auto password = TRY(read_password(email));
  const auto hash = auth::hash_password(password);
  return program->db().write([&](db::Tx& tx) -> Done {
    const auto account =
        TRY(auth::create_account(tx, {email, user.name.empty() ? email.text() : user.name, Lang::es, hash, false}));
    if (!user.is_operator) return {};
    auth::NewAppointment appointment;
    appointment.account = account.id;
    appointment.role = auth::Role::server_operator;
    appointment.since = Zone().date_of(tx.now());
    appointment.reason = "command line";
    TRY(auth::appoint(tx, appointment));
    return {};
  });
}

Done do_set_password(const config::Config& c, const std::string& address) {
  const auto program = TRY(open(c, db::Existing::required));
  const auto email = TRY(Email::parse(address));
  const auto password = TRY(read_password(email));
  const auto hash = auth::hash_password(password);
  return program->db().write([&](db::Tx& tx) -> Done {
    const auto account = auth::find_account(tx, email);
    if (!account) return fail(Error::invalid(_("Ninguna cuenta tiene ese correo.")));
    return auth::set_password(tx, account->id, hash, false, {});
  });
}

Done do_reset_second_factor(const config::Config& c, const std::string& address, const std::string& reason) {
  const auto program = TRY(open(c, db::Existing::required));
  const auto email = TRY(Email::parse(address));
  return program->db().write([&](db::Tx& tx) -> Done {
    const auto account = auth::find_account(tx, email);
    if (!account) return fail(Error::invalid(_("Ninguna cuenta tiene ese correo.")));
    return accounts::reset_second_factor(tx, feature::Act::system("command line"), account->id, reason);
  });
}

}  // namespace

int serve(const config::Config& c) {
  const auto run = [&]() -> Done {
    const auto program = TRY(open_migrated(c));
    TRY(program->start());
    return program->serve([&](const auto& ports) {
      for (const auto port : ports) log::info("listening", {{"port", port}});
    });
  };
  return exit_code(run());
}

int migrate(const config::Config& c) {
  const auto program = open_migrated(c);
  if (!program) return explain(program.error());
  say(_("La base está al día."));
  return 0;
}

int demo(const config::Config& c, const Demo& options) {
  const auto run = [&]() -> Done {
    const auto program = TRY(open_migrated(c));
    TRY(program->start());
    TRY(demo::load(program->db(), {options.seed, options.organizations, c.files.path},
                   [](const std::string& line) { std::cout << line << std::endl; }));
    TRY(search::rebuild(program->db(), program->site().search, search::Extent::outdated));
    return {};
  };
  return exit_code(run());
}

int rebuild_search(const config::Config& c) {
  const auto run = [&]() -> Done {
    const auto program = TRY(open_migrated(c));
    TRY(program->start());
    const auto done = TRY(search::rebuild(program->db(), program->site().search, search::Extent::all));
    say(_("El índice está al día: {1} documentos, {2} que ya no estaban.").arg(done.documents).arg(done.removed));
    return {};
  };
  return exit_code(run());
}

int take_bounce(const config::Config& c) {
  std::string message(mail::longest_notification + 1, '\0');
  std::cin.read(message.data(), static_cast<std::streamsize>(message.size()));
  message.resize(static_cast<std::size_t>(std::cin.gcount()));
  const auto read = mail::read_bounce(message);
  if (!read) return explain(read.error()), 0;  // the mail server can do nothing about it
  const auto run = [&]() -> Result<mail::LetterId> {
    const auto program = TRY(open(c, db::Existing::required));
    TRY(program->start());  // who asked for the letter is told
    return program->db().write([&](db::Tx& tx) { return mail::bounce(tx, *read); });
  };
  const auto letter = run();
  if (letter) return log::info("letter came back", {{"letter", letter->text()}, {"status", read->status}}), 0;
  explain(letter.error());
  const auto fault = letter.error().fault;
  return fault == Fault::not_found || fault == Fault::conflict ? 0 : 75;
}

int create_user(const config::Config& c, const NewUser& user) {
  const auto done = do_create_user(c, user);
  if (done) say(_("La cuenta está lista."));
  return exit_code(done);
}

int set_password(const config::Config& c, const std::string& email) {
  const auto done = do_set_password(c, email);
  if (done) say(_("La contraseña quedó cambiada y las sesiones abiertas, cerradas."));
  return exit_code(done);
}

int reset_second_factor(const config::Config& c, const std::string& email, const std::string& reason) {
  const auto done = do_reset_second_factor(c, email, reason);
  if (done) say(_("El segundo factor quedó retirado y las sesiones de la persona, cerradas."));
  return exit_code(done);
}

}  // namespace alianza::commands
