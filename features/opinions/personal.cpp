// Free texts of opinions and alerts that may name a person, and who closed an alert.
#include "features/opinions/personal.h"

#include "platform/feature/personal.h"

namespace alianza::opinions {
namespace {

using feature::Fate;
using feature::FreeText;
using feature::Subject;

struct Closed {
  std::string reason;
  std::string at;
  static void columns(auto& v, Closed& row) { v(row.reason, row.at); }
};

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  if (s.account == 0) return;
  for (const auto& row :
       tx.all<Closed>("SELECT reason, closed_at FROM dormancy_alerts WHERE closed_account = :account AND closed_at "
                      "IS NOT NULL AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency) ORDER BY id",
                      {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}}))
    out.push_back({_("Aviso de inactividad que cerró"), {{_("Motivo"), row.reason}, {_("Fecha"), row.at}}, Fate::nameless});
}

void erase(db::Tx& tx, const Subject& s) {
  const std::vector<db::Param> of{{"every", s.agency}, {"agency", s.agency}};
  const auto mend = [&](const std::vector<FreeText>& rows, auto&& write) {
    for (const auto& row : feature::redacted(rows, s)) write(row);
  };
  mend(
      tx.all<FreeText>("SELECT id, reason FROM dormancy_alerts WHERE reason <> '' AND (CAST(:every AS BIGINT) = 0 OR agency_id = "
                       ":agency)",
                       of),
      [&](const FreeText& row) {
        tx.exec("UPDATE dormancy_alerts SET reason = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
      });
  mend(tx.all<FreeText>(
           "SELECT id, withdrawn_reason FROM opinions WHERE withdrawn_reason <> '' AND (CAST(:every AS BIGINT) = 0 OR "
           "agency_id = :agency)",
           of),
       [&](const FreeText& row) {
         tx.exec("UPDATE opinions SET withdrawn_reason = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
       });
  mend(tx.all<FreeText>("SELECT id, text FROM opinions WHERE CAST(:every AS BIGINT) = 0 OR agency_id = :agency", of),
       [&](const FreeText& row) {
         tx.exec("UPDATE opinions SET text = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
       });
  mend(tx.all<FreeText>("SELECT id, subject FROM opinions WHERE CAST(:every AS BIGINT) = 0 OR agency_id = :agency", of),
       [&](const FreeText& row) {
         tx.exec("UPDATE opinions SET subject = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
       });
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back({.columns = {"dormancy_alerts.reason", "dormancy_alerts.closed_account", "opinions.withdrawn_reason",
                                       "opinions.text", "opinions.subject"},
                           .find = {},
                           .tell = tell,
                           .erase = erase});
}

}  // namespace alianza::opinions
