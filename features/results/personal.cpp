// Free texts of notes and consensuses that may name a person.
#include "features/results/personal.h"

#include "platform/feature/personal.h"

namespace alianza::results {
namespace {

using feature::FreeText;
using feature::Subject;

/// Notes and consensuses are the alliance's words, not a person's data; a name in them is found when it is to be erased.
void tell(db::Tx&, const Subject&, std::vector<feature::PersonalRow>&) {}

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
  site.personal.push_back({.columns = {"result_notes.text", "result_consensuses.text", "result_consensuses.correction"},
                           .find = {},
                           .tell = tell,
                           .erase = erase});
}

}  // namespace alianza::results
