// Who came to a meeting, who recorded it, and whose calendar reads it.
#include "features/meetings/personal.h"

#include "platform/audit/audit.h"
#include "platform/feature/personal.h"

namespace alianza::meetings {
namespace {

using feature::Fate;
using feature::Subject;

struct Came {
  std::int64_t id = 0;
  std::int64_t organization = 0;
  std::string person;
  std::string title;
  std::optional<Date> on;
  static void columns(auto& v, Came& row) { v(row.id, row.organization, row.person, row.title, row.on); }
};

/// Also rows that were taken back.
std::vector<Came> attendances_of(db::Tx& tx, const Subject& s) {
  std::vector<Came> out;
  for (const auto organization : s.organizations)
    for (auto& row : tx.all<Came>("SELECT a.id, a.organization_id, a.person, m.title_es, m.held_on FROM attendances a JOIN "
                                  "meetings m ON m.id = a.meeting_id WHERE a.organization_id = :organization AND a.person <> '' "
                                  "AND (CAST(:every AS BIGINT) = 0 OR a.agency_id = :agency) ORDER BY a.id",
                                  {{"organization", organization}, {"every", s.agency}, {"agency", s.agency}}))
      if (s.has_name(row.person, organization)) out.push_back(std::move(row));
  return out;
}

struct Told {
  std::int64_t id = 0;
  std::string reporter;
  std::string result;
  bool is_theirs(const Subject& s) const { return s.names.contains(fold(reporter)); }
  static void columns(auto& v, Told& row) { v(row.id, row.reporter, row.result); }
};

/// Groups whose result the person told, or that name them.
std::vector<Told> groups_of(db::Tx& tx, const Subject& s) {
  std::vector<Told> out;
  tx.each<Told>(
      "SELECT id, reporter, result FROM breakout_groups WHERE reporter <> '' AND (CAST(:every AS BIGINT) = 0 OR agency_id = "
      ":agency)",
      {{"every", s.agency}, {"agency", s.agency}}, [&](const Told& row) {
        if (row.is_theirs(s) || feature::redacted(row.reporter + row.result, s) != row.reporter + row.result) out.push_back(row);
      });
  return out;
}

std::int64_t changes_by(db::Tx& tx, const Subject& s) {
  return tx
      .one<std::int64_t>(
          "SELECT count(*) FROM meeting_states WHERE recorded_by = :account AND (CAST(:every AS BIGINT) = 0 OR agency_id = "
          ":agency)",
          {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}})
      .value_or(0);
}

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  for (const auto& row : attendances_of(tx, s))
    out.push_back({_("Asistencia a una reunión"),
                   {{_("Reunión"), row.title}, {_("Fecha"), row.on ? row.on->text() : std::string()}, {_("Nombre"), row.person}},
                   Fate::nameless});
  for (const auto& row : groups_of(tx, s))
    out.push_back({_("Resultado de una mesa"), {{_("Nombre"), row.reporter}, {_("Texto"), row.result}}, Fate::nameless});
  if (s.account == 0) return;
  if (const auto count = changes_by(tx, s); count > 0)
    out.push_back({_("Cambios de reuniones a su nombre"), {{_("Cuántos"), std::to_string(count)}}, Fate::nameless});
  for (const auto& since : tx.all<std::string>("SELECT created_at FROM calendar_feeds WHERE account_id = :account AND "
                                               "(CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
                                               {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}}))
    out.push_back({_("Calendario privado"), {{_("Desde"), since}}});
}

void erase(db::Tx& tx, const Subject& s) {
  for (const auto& row : attendances_of(tx, s)) {
    // Of an organisation each name stands once in a meeting: the number keeps two who were erased apart.
    tx.exec("UPDATE attendances SET person = :name, person_folded = :folded WHERE id = :id",
            {{"name", feature::erased_name}, {"folded", id_to_text(row.id)}, {"id", row.id}});
    audit::erase_salt(tx, "attendance", row.id);
  }
  for (const auto& row : groups_of(tx, s)) {
    tx.exec("UPDATE breakout_groups SET reporter = :reporter, result = :result WHERE id = :id",
            {{"reporter", row.is_theirs(s) ? std::string(feature::erased_name) : feature::redacted(row.reporter, s)},
             {"result", feature::redacted(row.result, s)},
             {"id", row.id}});
    audit::erase_salt(tx, "breakout_group", row.id);
  }
  if (s.account == 0) return;
  tx.exec(
      "UPDATE meeting_states SET recorded_by_name = :name WHERE recorded_by = :account AND (CAST(:every AS BIGINT) = 0 OR "
      "agency_id "
      "= :agency)",
      {{"name", feature::erased_name}, {"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
  tx.exec("DELETE FROM calendar_feeds WHERE account_id = :account AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
          {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back({.columns = {"attendances.person", "attendances.person_folded", "breakout_groups.reporter",
                                       "breakout_groups.result", "meeting_states.recorded_by_name", "calendar_feeds.account_id"},
                           .find = {},
                           .tell = tell,
                           .erase = erase});
}

}  // namespace alianza::meetings
