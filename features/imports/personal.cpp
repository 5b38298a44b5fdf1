// Sheets that were uploaded and are not forgotten yet: their rows name contacts.
#include "features/imports/personal.h"

#include "platform/feature/personal.h"

namespace alianza::imports {
namespace {

using feature::Fate;
using feature::Subject;

struct Cells {
  std::int64_t import_id = 0;
  std::int64_t number = 0;
  std::string cells;
  std::string notes;
  std::string undo;
  static void columns(auto& v, Cells& row) { v(row.import_id, row.number, row.cells, row.notes, row.undo); }
};

/// Rows that name the person, already without the name.
std::vector<std::pair<Cells, Cells>> naming(db::Tx& tx, const Subject& s) {
  std::vector<std::pair<Cells, Cells>> out;
  tx.each<Cells>(
      "SELECT import_id, number, cells, notes, undo FROM import_rows WHERE (cells <> '[]' OR undo <> '') AND "
      "(CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      {{"every", s.agency}, {"agency", s.agency}}, [&](const Cells& row) {
        Cells clean{row.import_id, row.number, feature::redacted(row.cells, s), feature::redacted(row.notes, s),
                    feature::redacted(row.undo, s)};
        if (clean.cells != row.cells || clean.notes != row.notes || clean.undo != row.undo)
          out.emplace_back(row, std::move(clean));
      });
  return out;
}

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  for (const auto& [row, clean] : naming(tx, s))
    out.push_back({_("Fila de una hoja importada"), {{_("Contenido"), row.cells}}, Fate::nameless});
}

void erase(db::Tx& tx, const Subject& s) {
  for (const auto& [row, clean] : naming(tx, s))
    tx.exec("UPDATE import_rows SET cells = :cells, notes = :notes, undo = :undo WHERE import_id = :import AND number = :number",
            {{"cells", clean.cells},
             {"notes", clean.notes},
             {"undo", clean.undo},
             {"import", clean.import_id},
             {"number", clean.number}});
  // A sheet without heads has its first row there.
  const auto heads = tx.all<feature::FreeText>(
      "SELECT id, heads FROM imports WHERE heads <> '[]' AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      {{"every", s.agency}, {"agency", s.agency}});
  for (const auto& row : feature::redacted(heads, s))
    tx.exec("UPDATE imports SET heads = :heads WHERE id = :id", {{"heads", row.text}, {"id", row.id}});
  if (s.account != 0)
    tx.exec(
        "UPDATE imports SET created_by_name = :name WHERE created_by = :account AND (CAST(:every AS BIGINT) = 0 OR agency_id = "
        ":agency)",
        {{"name", feature::erased_name}, {"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"import_rows.cells", "import_rows.notes", "import_rows.undo", "imports.heads", "imports.created_by_name"},
       .find = {},
       .tell = tell,
       .erase = erase});
}

}  // namespace alianza::imports
