// The import of 10,000 organisations, from the file to the directory and back, and the search for duplicates among as many.
//
// Promises (README): under 5 s from the file to the directory, no write over 200 ms; duplicates of 10,000 in under 2 s with a
// recall of 0.98 and a precision of 0.95 on what was planted.
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/feature.h"
#include "features/imports/actions.h"
#include "features/imports/feature.h"
#include "features/membership/feature.h"
#include "features/organizations/feature.h"
#include "features/organizations/tests/planted.h"
#include "platform/jobs/workers.h"
#include "platform/test/test_app.h"

using namespace alianza;

namespace {

constexpr std::size_t rows = 10'000;

double seconds_of(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Kilobytes that the process ever held.
long peak_memory() {
  long out = 0;
  if (auto* status = std::fopen("/proc/self/status", "r")) {
    char line[256];
    while (std::fgets(line, sizeof line, status) != nullptr)
      if (std::sscanf(line, "VmHWM: %ld kB", &out) == 1) break;
    std::fclose(status);
  }
  return out;
}

std::string sheet(const std::vector<organizations::Profile>& profiles) {
  std::string out = "Nombre;Tipo;Entidad federativa;Sector;Tamaño;Sitio web;ODS prioritarios\r\n";
  for (std::size_t i = 0; i < profiles.size(); ++i)
    out += "\"" + profiles[i].name + "\";Empresa;Jalisco;22;Micro;" + profiles[i].website + ";" + std::to_string(i % 17 + 1) +
           "\r\n";
  return out;
}

struct House {
  test::TestApp app{
      {&membership::manifest, &agencies::manifest, &alliances::manifest, &organizations::manifest, &imports::manifest}};
  membership::AllianceId alliance;
  feature::Act act;
  House() {
    const agencies::Input input{"muestra", "Agencia", "Agency", "Muestra", "MX", "America/Mexico_City",
                                "#4a3c8c", "#2c2260", "#ece8f7"};
    const auto by = app.act(app.server_operator());
    const auto agency = app.write([&](db::Tx& tx) { return agencies::create(tx, by, input); }).id;
    app.appoint(app.person("director"), auth::Scope::agency(agency.value()), auth::Role::director);
    act = app.act(app.person("director"));
    alliances::Input made;
    made.slug = "muestra";
    made.name_es = "Alianza";
    made.starts_on = "2026-01-01";
    alliance = app.write([&](db::Tx& tx) { return alliances::create(tx, act, agency, made); }).id;
  }
  void run() { ENSURE(jobs::run_due(app.db(), app.site().jobs)); }
  imports::Counts counts(imports::ImportId id) {
    return app.read([&](db::Tx& tx) { return imports::see(tx, act.actor, alliance, id); }).counts;
  }
};

}  // namespace

int main() {
  const auto planted = organizations::planted::Generator(20261123).make(rows);
  organizations::planted::Score score;
  const double duplicates =
      seconds_of([&] { score = organizations::planted::score(planted, organizations::planted::found(planted.profiles)); });
  std::printf("duplicates among %zu: %.2f s, recall %.3f, precision %.3f\n", rows, duplicates, score.recall, score.precision);

  House house;
  auto different = organizations::planted::Generator(7).make(rows * 10 / 9 + 1).profiles;
  different.resize(rows);  // the twins stand behind
  const auto file = sheet(different);
  const auto before = peak_memory();
  Result<imports::ImportId> id = fail(Error::not_found());
  const double sent = seconds_of([&] {
    id = imports::upload(house.app.db(), house.act, house.alliance, {"hoja.csv", file, ""});
  });
  ENSURE(id);
  const double judged = seconds_of([&] { house.run(); });
  const auto counts = house.counts(*id);
  house.app.write([&](db::Tx& tx) { return imports::apply(tx, house.act, house.alliance, *id, {}); });
  const double applied = seconds_of([&] { house.run(); });
  const auto longest = house.app.db().stats().longest_write_us;
  const auto after = peak_memory();
  const auto done = house.counts(*id).applied;
  house.app.write([&](db::Tx& tx) { return imports::undo(tx, house.act, house.alliance, *id); });
  const double undone = seconds_of([&] { house.run(); });
  const double whole = sent + judged + applied;
  std::printf(
      "import of %lld rows: sent %.2f s, judged %.2f s, applied %.2f s, in all %.2f s; undone %.2f s; longest write %.0f ms; "
      "memory +%ld MB\n",
      static_cast<long long>(counts.all()), sent, judged, applied, whole, undone, static_cast<double>(longest) / 1000,
      (after - before) / 1024);
  std::printf("  %lld new, %lld with changes, %lld wrong; %lld applied\n", static_cast<long long>(counts.created),
              static_cast<long long>(counts.changed), static_cast<long long>(counts.wrong), static_cast<long long>(done));
  const double per_10000 = whole * static_cast<double>(rows) / static_cast<double>(counts.all());
  std::printf("  for 10,000 rows: %.2f s\n", per_10000);
  const bool held = duplicates < 2 && score.recall >= 0.98 && score.precision >= 0.95 && per_10000 < 5 && longest < 200'000;
  return held ? 0 : 1;
}
