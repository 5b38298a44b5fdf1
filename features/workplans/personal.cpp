// What a person wrote when moving an activity, and free texts that may name one.
#include "features/workplans/personal.h"

#include "platform/feature/personal.h"

namespace alianza::workplans {
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
  for (const auto& row : tx.all<Noted>("SELECT note, recorded_at FROM workplan_moves WHERE recorded_by = :account AND note <> '' "
                                       "AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency) ORDER BY id",
                                       {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}}))
    out.push_back({_("Nota al avance de una actividad"), {{_("Texto"), row.note}, {_("Fecha"), row.at}}, Fate::nameless});
}

void erase(db::Tx& tx, const Subject& s) {
  const std::vector<db::Param> of{{"every", s.agency}, {"agency", s.agency}};
  const auto notes = tx.all<FreeText>(
      "SELECT id, note FROM workplan_moves WHERE note <> '' AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)", of);
  for (const auto& row : feature::redacted(notes, s))
    tx.exec("UPDATE workplan_moves SET note = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
  const auto details = tx.all<FreeText>(
      "SELECT id, detail FROM workplan_activities WHERE detail <> '' AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      of);
  for (const auto& row : feature::redacted(details, s))
    tx.exec("UPDATE workplan_activities SET detail = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"workplan_moves.note", "workplan_activities.detail"}, .find = {}, .tell = tell, .erase = erase});
}

}  // namespace alianza::workplans
