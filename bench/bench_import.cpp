// The import of 10,000 organisations, from the file to the directory and back, the round trip of a downloaded directory, and the
// search for duplicates among as many.
//
// Promises (README): under 5 s from the file to the directory, no write over 200 ms; a download of 10,000 in which 12 cells were
// edited changes those 12 and nothing else, and one undo restores them; duplicates of 10,000 in under 2 s with a recall of 0.98
// and a precision of 0.95 on what was planted.
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
#include "platform/documents/csv.h"
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
  imports::ImportId send(std::string_view file) {
    const auto id = imports::upload(app.db(), act, alliance, {"hoja.csv", file, ""});
    ENSURE(id);
    return *id;
  }
  void apply(imports::ImportId id) {
    app.write([&](db::Tx& tx) { return imports::apply(tx, act, alliance, id, {}); });
    run();
  }
  void undo(imports::ImportId id) {
    app.write([&](db::Tx& tx) { return imports::undo(tx, act, alliance, id); });
    run();
  }
  /// The directory as the list's page gives it.
  documents::CsvTable download() {
    auto body = app.client(app.person("director")).get("/alliances/" + alliance.text() + "/organizations.csv").body;
    auto table = documents::read_csv(body);
    ENSURE(table);
    return std::move(*table);
  }
};

bool find_duplicates() {
  const auto planted = organizations::planted::Generator(20261123).make(rows);
  organizations::planted::Score score;
  const double took =
      seconds_of([&] { score = organizations::planted::score(planted, organizations::planted::found(planted.profiles)); });
  std::printf("duplicates among %zu: %.2f s, recall %.3f, precision %.3f\n", rows, took, score.recall, score.precision);
  return took < 2 && score.recall >= 0.98 && score.precision >= 0.95;
}

/// The organisations stay in the directory.
bool import(House& house, imports::ImportId& id) {
  auto different = organizations::planted::Generator(7).make(rows * 10 / 9 + 1).profiles;
  different.resize(rows);  // the twins stand behind
  const auto file = sheet(different);
  const auto before = peak_memory();
  const double sent = seconds_of([&] { id = house.send(file); });
  const double judged = seconds_of([&] { house.run(); });
  const auto counts = house.counts(id);
  const double applied = seconds_of([&] { house.apply(id); });
  const auto longest = house.app.db().stats().longest_write_us;
  const auto memory = peak_memory() - before;
  const double whole = sent + judged + applied;
  std::printf(
      "import of %lld rows: sent %.2f s, judged %.2f s, applied %.2f s, in all %.2f s; longest write %.0f ms; "
      "memory +%ld MB\n",
      static_cast<long long>(counts.all()), sent, judged, applied, whole, static_cast<double>(longest) / 1000, memory / 1024);
  std::printf("  %lld new, %lld with changes, %lld wrong\n", static_cast<long long>(counts.created),
              static_cast<long long>(counts.changed), static_cast<long long>(counts.wrong));
  const double per_10000 = whole * static_cast<double>(rows) / static_cast<double>(counts.all());
  std::printf("  for 10,000 rows: %.2f s\n", per_10000);
  return per_10000 < 5 && longest < 200'000;
}

std::string text_of(const documents::CsvTable& table) {
  documents::TableOptions options;
  for (const auto& head : table.head) options.columns.push_back({head, head});
  auto writer = documents::table_writer(documents::Format::csv, std::move(options));
  for (const auto& row : table.rows) writer->row({row.begin(), row.end()});
  writer->end();
  return writer->take();
}

/// The cells in which two tables of the same rows differ; -1 when they have not the same rows.
long long differing_cells(const documents::CsvTable& a, const documents::CsvTable& b) {
  if (a.head != b.head || a.rows.size() != b.rows.size()) return -1;
  long long out = 0;
  for (std::size_t row = 0; row < a.rows.size(); ++row)
    for (std::size_t i = 0; i < a.head.size(); ++i) out += a.rows[row][i] == b.rows[row][i] ? 0 : 1;
  return out;
}

bool round_trip(House& house) {
  const auto before = house.download();
  auto edited = before;
  const auto column = before.column("Organización");
  ENSURE(column >= 0);
  const auto place = static_cast<std::size_t>(column);
  for (std::size_t i = 0; i < 12; ++i) edited.rows[i * before.rows.size() / 12][place] += " editada " + std::to_string(i);
  const auto id = house.send(text_of(edited));
  house.run();
  const auto counts = house.counts(id);
  house.apply(id);
  const auto applied = differing_cells(house.download(), edited);
  house.undo(id);
  const auto left = differing_cells(house.download(), before);
  std::printf(
      "round trip of %zu rows with 12 cells edited: %lld rows with changes shown, %lld without; applied, %lld cells are not as "
      "in "
      "the sheet; undone, %lld are not as before\n",
      before.rows.size(), static_cast<long long>(counts.changed), static_cast<long long>(counts.unchanged), applied, left);
  return before.rows.size() >= rows * 9 / 10 && counts.changed == 12 &&
         counts.unchanged == static_cast<std::int64_t>(before.rows.size()) - 12 && applied == 0 && left == 0;
}

}  // namespace

int main() {
  const bool duplicates = find_duplicates();
  House house;
  imports::ImportId id;
  const bool imported = import(house, id);
  const bool returned = round_trip(house);
  std::printf("the import undone: %.2f s\n", seconds_of([&] { house.undo(id); }));
  return duplicates && imported && returned ? 0 : 1;
}
