// Free texts of duties, in which somebody may be named.
#include "features/duties/personal.h"

#include "platform/feature/personal.h"

namespace alianza::duties {
namespace {

using feature::Fate;
using feature::Subject;

struct Owned {
  std::string what;
  Date due;
  static void columns(auto& v, Owned& row) { v(row.what, row.due); }
};

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  if (s.account == 0) return;
  for (const auto& row : tx.all<Owned>("SELECT what, due_on FROM duties WHERE owner_account = :account AND (CAST(:every AS "
                                       "BIGINT) = 0 OR agency_id = :agency) ORDER BY id",
                                       {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}}))
    out.push_back({_("Tarea de la institución de la que responde"),
                   {{_("Qué hay que hacer"), row.what}, {_("Fecha límite"), row.due.text()}},
                   Fate::nameless});
}

void erase(db::Tx& tx, const Subject& s) {
  const auto what =
      tx.all<feature::FreeText>("SELECT id, what FROM duties WHERE CAST(:every AS BIGINT) = 0 OR agency_id = :agency",
                                {{"every", s.agency}, {"agency", s.agency}});
  for (const auto& row : feature::redacted(what, s))
    tx.exec("UPDATE duties SET what = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
  const auto details = tx.all<feature::FreeText>(
      "SELECT id, detail FROM duties WHERE detail <> '' AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      {{"every", s.agency}, {"agency", s.agency}});
  for (const auto& row : feature::redacted(details, s))
    tx.exec("UPDATE duties SET detail = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
  const auto notes = tx.all<feature::FreeText>(
      "SELECT id, note FROM duty_steps WHERE note <> '' AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      {{"every", s.agency}, {"agency", s.agency}});
  for (const auto& row : feature::redacted(notes, s))
    tx.exec("UPDATE duty_steps SET note = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"duties.what", "duties.detail", "duty_steps.note"}, .find = {}, .tell = tell, .erase = erase});
}

}  // namespace alianza::duties
