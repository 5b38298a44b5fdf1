// alianza import: a sheet of organisations from the command line, by the same stages as by the pages.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "app/commands.h"
#include "app/features.h"
#include "features/imports/actions_straight.h"
#include "platform/auth/accounts.h"
#include "platform/feature/program.h"
#include "platform/i18n/i18n.h"

namespace alianza::commands {
namespace {

std::string spanish(const Message& m) { return i18n::text(Lang::es, m); }

int explain(const Error& error) {
  std::cerr << spanish(error.message) << '\n';
  for (const auto& f : error.fields) std::cerr << "  " << f.field << ": " << spanish(f.message) << '\n';
  return 1;
}

Result<std::string> contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  if (!in || !(bytes << in.rdbuf())) return fail(Error::invalid(_("No se pudo leer {1}.").arg(path)));
  return std::move(bytes).str();
}

/// In whose name: somebody who convenes. Whether they may is asked by each stage.
Result<auth::Actor> actor_of(db::Tx& tx, const std::string& address) {
  const auto email = TRY(Email::parse(address));
  const auto account = auth::find_account(tx, email);
  if (!account || !account->active()) return fail(Error::invalid(_("Ninguna cuenta tiene ese correo.")));
  auth::Actor actor;
  actor.account = account->id;
  actor.name = account->name;
  actor.lang = account->lang;
  return actor;
}

/// By its short name in addresses, or by its id; the only one when nothing is said.
Result<imports::AllianceId> alliance_of(db::Tx& tx, const auth::Actor& actor, const std::string& typed) {
  const auto visible = alliances::visible(tx, actor);
  if (typed.empty() && visible.size() == 1) return visible.front().id;
  for (const auto& a : visible)
    if (a.slug == typed || a.id.text() == typed) return a.id;
  return fail(Error::invalid(_("Diga la alianza con --alliance: su nombre corto en la dirección, o su identificador.")));
}

void print(const imports::Straight& done) {
  for (const auto& t : done.told) {
    std::cout << spanish(_("Fila {1}").arg(t.row));
    if (!t.column.empty()) std::cout << ", " << t.column;
    std::cout << (t.weight == imports::Told::Weight::warning ? " (" + spanish(_("por completar")) + ")" : "") << ": " << t.text
              << '\n';
  }
  const auto& n = done.counts;
  std::cout << spanish(_("Filas: {1}. Nuevas: {2}. Con cambios: {3}. Sin cambios: {4}. Con errores: {5}.")
                           .arg(n.all())
                           .arg(n.created)
                           .arg(n.changed)
                           .arg(n.unchanged)
                           .arg(n.wrong))
            << '\n';
  if (done.import.state == imports::State::applied)
    std::cout << spanish(_("Se aplicaron {1} filas; {2} fallaron.").arg(n.applied).arg(n.failed)) << '\n';
  else if (n.waiting > 0)
    std::cout << spanish(_("No se cambió nada. Para aplicar las filas correctas, repita la orden con --apply.")) << '\n';
}

Result<imports::Straight> run(const config::Config& c, const Import& options) {
  feature::ProgramOptions wanted;
  wanted.config = c;
  wanted.features = features();
  wanted.existing = db::Existing::required;
  const auto program = TRY(feature::Program::make(std::move(wanted)));
  const auto bytes = TRY(contents(options.path));
  struct Who {
    auth::Actor actor;
    imports::AllianceId alliance;
  };
  const auto who = TRY(program->db().read([&](db::Tx& tx) -> Result<Who> {
    auto actor = TRY(actor_of(tx, options.by));
    const auto alliance = TRY(alliance_of(tx, actor, options.alliance));
    return Who{std::move(actor), alliance};
  }));
  const feature::Act act{who.actor, "command line", nullptr};
  return imports::run_straight(program->db(), act, who.alliance,
                               {std::filesystem::path(options.path).filename().string(), bytes, options.sheet},
                               options.apply ? imports::Until::applied : imports::Until::judged);
}

}  // namespace

int import_organizations(const config::Config& config, const Import& options) {
  const auto done = run(config, options);
  if (!done) return explain(done.error());
  print(*done);
  return done->counts.wrong + done->counts.failed > 0 ? 2 : 0;
}

}  // namespace alianza::commands
