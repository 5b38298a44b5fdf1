// What a person wrote with a statement, and reasons that may name one.
#include "features/preferences/personal.h"

#include "platform/feature/personal.h"

namespace alianza::preferences {
namespace {

using feature::Fate;
using feature::FreeText;
using feature::Subject;

struct Noted {
  std::string note;
  std::string at;
  static void columns(auto& v, Noted& row) { v(row.note, row.at); }
};

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  if (s.account == 0) return;
  for (const auto& row : tx.all<Noted>("SELECT note, stated_at FROM preference_statements WHERE stated_by = :account AND "
                                       "(CAST(:every AS BIGINT) = 0 OR agency_id = :agency) ORDER BY id",
                                       {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}}))
    out.push_back({_("Preferencias de comité que declaró"), {{_("Nota"), row.note}, {_("Fecha"), row.at}}, Fate::nameless});
}

void erase(db::Tx& tx, const Subject& s) {
  const std::vector<db::Param> of{{"every", s.agency}, {"agency", s.agency}};
  const auto notes = tx.all<FreeText>(
      "SELECT id, note FROM preference_statements WHERE note <> '' AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)", of);
  for (const auto& row : feature::redacted(notes, s))
    tx.exec("UPDATE preference_statements SET note = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
  const auto reasons = tx.all<FreeText>(
      "SELECT id, reason FROM preference_assignments WHERE CAST(:every AS BIGINT) = 0 OR agency_id = :agency", of);
  for (const auto& row : feature::redacted(reasons, s))
    tx.exec("UPDATE preference_assignments SET reason = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"preference_statements.note", "preference_assignments.reason"}, .find = {}, .tell = tell, .erase = erase});
}

}  // namespace alianza::preferences
