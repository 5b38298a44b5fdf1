// Free texts of notes and consensuses that may name a person.
#include "features/results/personal.h"

#include "platform/feature/personal.h"

namespace alianza::results {
namespace {

using feature::FreeText;
using feature::Subject;

struct WrittenNote {
  std::string text;
  std::string at;
  static void columns(auto& v, WrittenNote& row) { v(row.text, row.at); }
};

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  if (s.account == 0) return;
  for (const auto& row :
       tx.all<WrittenNote>("SELECT text, written_at FROM result_notes WHERE written_by = :account AND (CAST(:every "
                           "AS BIGINT) = 0 OR agency_id = :agency) ORDER BY id",
                           {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}}))
    out.push_back(
        {_("Nota sobre resultados que escribió"), {{_("Texto"), row.text}, {_("Fecha"), row.at}}, feature::Fate::nameless});
}

void erase(db::Tx& tx, const Subject& s) {
  const std::vector<db::Param> of{{"every", s.agency}, {"agency", s.agency}};
  for (const auto& row : feature::redacted(
           tx.all<FreeText>("SELECT id, text FROM result_notes WHERE CAST(:every AS BIGINT) = 0 OR agency_id = :agency", of), s))
    tx.exec("UPDATE result_notes SET text = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
  for (const auto& row : feature::redacted(
           tx.all<FreeText>("SELECT id, text FROM result_consensuses WHERE CAST(:every AS BIGINT) = 0 OR agency_id = :agency",
                            of),
           s))
    tx.exec("UPDATE result_consensuses SET text = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
  for (const auto& row : feature::redacted(
           tx.all<FreeText>(
               "SELECT id, correction FROM result_consensuses WHERE CAST(:every AS BIGINT) = 0 OR agency_id = :agency", of),
           s))
    tx.exec("UPDATE result_consensuses SET correction = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"result_notes.text", "result_notes.written_by", "result_consensuses.text", "result_consensuses.correction"},
       .find = {},
       .tell = tell,
       .erase = erase});
}

}  // namespace alianza::results
