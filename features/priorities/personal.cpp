// Free texts of priorities, initiatives and founding records that may name a person.
#include "features/priorities/personal.h"

#include "platform/feature/personal.h"

namespace alianza::priorities {
namespace {

using feature::FreeText;
using feature::Subject;

/// A text of the institution is nobody's row: what names the person is taken out of it.
void tell(db::Tx&, const Subject&, std::vector<feature::PersonalRow>&) {}

void erase(db::Tx& tx, const Subject& s) {
  const std::vector<db::Param> of{{"every", s.agency}, {"agency", s.agency}};
  const auto mend = [&](const std::vector<FreeText>& rows, auto&& write) {
    for (const auto& row : feature::redacted(rows, s)) write(row);
  };
  mend(tx.all<FreeText>("SELECT id, reason FROM priorities WHERE CAST(:every AS BIGINT) = 0 OR agency_id = :agency", of),
       [&](const FreeText& row) {
         tx.exec("UPDATE priorities SET reason = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
       });
  mend(tx.all<FreeText>(
           "SELECT id, end_reason FROM priorities WHERE end_reason <> '' AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
           of),
       [&](const FreeText& row) {
         tx.exec("UPDATE priorities SET end_reason = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
       });
  mend(tx.all<FreeText>(
           "SELECT committee_id, text FROM committee_records WHERE CAST(:every AS BIGINT) = 0 OR agency_id = :agency", of),
       [&](const FreeText& row) {
         tx.exec("UPDATE committee_records SET text = :text WHERE committee_id = :id", {{"text", row.text}, {"id", row.id}});
       });
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back({.columns = {"priorities.reason", "priorities.end_reason", "committee_records.text"},
                           .find = {},
                           .tell = tell,
                           .erase = erase});
}

}  // namespace alianza::priorities
