#include "features/preferences/store.h"

namespace alianza::preferences::store {
namespace {

struct StatementRow {
  Statement s;
  static void columns(auto& v, StatementRow& r) { v(r.s.id, r.s.organization, r.s.note, r.s.at); }
};
struct ChoiceRow {
  StatementId statement;
  CommitteeId committee;
  static void columns(auto& v, ChoiceRow& r) { v(r.statement, r.committee); }
};
struct AssignmentRow {
  Assignment a;
  static void columns(auto& v, AssignmentRow& r) { v(r.a.organization, r.a.committee, r.a.since, r.a.reason); }
};

}  // namespace

void insert(db::Tx& tx, AgencyId agency, AllianceId alliance, const Statement& s, auth::AccountId by) {
  tx.exec(
      "UPDATE preference_statements SET replaced_at = :at WHERE alliance_id = :alliance AND organization_id = :organization AND "
      "replaced_at IS NULL",
      {{"at", tx.now()}, {"alliance", alliance}, {"organization", s.organization}});
  tx.exec(
      "INSERT INTO preference_statements (id, agency_id, alliance_id, organization_id, note, stated_by, stated_at) VALUES (:id, "
      ":agency, :alliance, :organization, :note, :by, :at)",
      {{"id", s.id},
       {"agency", agency},
       {"alliance", alliance},
       {"organization", s.organization},
       {"note", s.note},
       {"by", by},
       {"at", tx.now()}});
  int place = 0;
  for (const auto committee : s.choices)
    tx.exec(
        "INSERT INTO preference_choices (statement_id, agency_id, place, committee_id) VALUES (:statement, :agency, :place, "
        ":committee)",
        {{"statement", s.id}, {"agency", agency}, {"place", ++place}, {"committee", committee}});
}

std::vector<Statement> of_alliance(db::Tx& tx, AllianceId alliance) {
  std::vector<Statement> out;
  std::map<StatementId, std::size_t> place;
  for (auto& row :
       tx.all<StatementRow>("SELECT id, organization_id, note, stated_at FROM preference_statements WHERE alliance_id = "
                            ":alliance AND replaced_at IS NULL ORDER BY id LIMIT 10000",
                            {{"alliance", alliance}})) {
    place[row.s.id] = out.size();
    out.push_back(std::move(row.s));
  }
  for (const auto& row :
       tx.all<ChoiceRow>("SELECT c.statement_id, c.committee_id FROM preference_choices c JOIN preference_statements s ON s.id = "
                         "c.statement_id WHERE s.alliance_id = :alliance AND s.replaced_at IS NULL ORDER BY c.statement_id, "
                         "c.place LIMIT 50000",
                         {{"alliance", alliance}}))
    if (const auto found = place.find(row.statement); found != place.end()) out[found->second].choices.push_back(row.committee);
  return out;
}

std::optional<Statement> of_organization(db::Tx& tx, AllianceId alliance, OrganizationId organization) {
  auto row = tx.one<StatementRow>(
      "SELECT id, organization_id, note, stated_at FROM preference_statements WHERE alliance_id = :alliance AND organization_id "
      "= "
      ":organization AND replaced_at IS NULL",
      {{"alliance", alliance}, {"organization", organization}});
  if (!row) return std::nullopt;
  row->s.choices = tx.all<CommitteeId>("SELECT committee_id FROM preference_choices WHERE statement_id = :id ORDER BY place",
                                       {{"id", row->s.id}});
  return std::move(row->s);
}

void insert(db::Tx& tx, AgencyId agency, AllianceId alliance, const Assignment& a, auth::AccountId by) {
  tx.exec(
      "INSERT INTO preference_assignments (id, agency_id, alliance_id, organization_id, committee_id, since, reason, "
      "assigned_by, "
      "assigned_at) VALUES (:id, :agency, :alliance, :organization, :committee, :since, :reason, :by, :at)",
      {{"id", Id<struct PreferenceAssignmentTag>::make()},
       {"agency", agency},
       {"alliance", alliance},
       {"organization", a.organization},
       {"committee", a.committee},
       {"since", a.since},
       {"reason", a.reason},
       {"by", by},
       {"at", tx.now()}});
}

std::vector<Assignment> assignments(db::Tx& tx, AllianceId alliance) {
  std::vector<Assignment> out;
  for (auto& row : tx.all<AssignmentRow>("SELECT organization_id, committee_id, since, reason FROM preference_assignments WHERE "
                                         "alliance_id = :alliance ORDER BY id LIMIT 20000",
                                         {{"alliance", alliance}}))
    out.push_back(std::move(row.a));
  return out;
}

void merge(db::Tx& tx, const Merging& m) {
  tx.exec(
      "INSERT INTO preference_merges (merge_id, agency_id, row_kind, row_id, did) SELECT CAST(:merge AS BIGINT), g.agency_id, "
      "'statement', g.id, CASE WHEN g.replaced_at IS NULL AND EXISTS (SELECT 1 FROM preference_statements k WHERE k.alliance_id "
      "= "
      "g.alliance_id AND k.organization_id = :kept AND k.replaced_at IS NULL) THEN 'ended' ELSE 'moved' END FROM "
      "preference_statements g WHERE g.organization_id = :gone",
      {{"merge", m.id}, {"kept", m.kept}, {"gone", m.gone}});
  tx.exec(
      "INSERT INTO preference_merges (merge_id, agency_id, row_kind, row_id, did) SELECT CAST(:merge AS BIGINT), agency_id, "
      "'assignment', id, 'moved' FROM preference_assignments WHERE organization_id = :gone",
      {{"merge", m.id}, {"gone", m.gone}});
  tx.exec(
      "UPDATE preference_statements SET replaced_at = :at WHERE id IN (SELECT row_id FROM preference_merges WHERE merge_id = "
      ":merge AND row_kind = 'statement' AND did = 'ended')",
      {{"at", tx.now()}, {"merge", m.id}});
  tx.exec(
      "UPDATE preference_statements SET organization_id = :kept WHERE id IN (SELECT row_id FROM preference_merges WHERE merge_id "
      "= :merge AND row_kind = 'statement')",
      {{"kept", m.kept}, {"merge", m.id}});
  tx.exec(
      "UPDATE preference_assignments SET organization_id = :kept WHERE id IN (SELECT row_id FROM preference_merges WHERE "
      "merge_id "
      "= :merge AND row_kind = 'assignment')",
      {{"kept", m.kept}, {"merge", m.id}});
}

void unmerge(db::Tx& tx, const Merging& m) {
  tx.exec(
      "UPDATE preference_assignments SET organization_id = :gone WHERE id IN (SELECT row_id FROM preference_merges WHERE "
      "merge_id "
      "= :merge AND row_kind = 'assignment')",
      {{"gone", m.gone}, {"merge", m.id}});
  tx.exec(
      "UPDATE preference_statements SET organization_id = :gone WHERE id IN (SELECT row_id FROM preference_merges WHERE merge_id "
      "= :merge AND row_kind = 'statement')",
      {{"gone", m.gone}, {"merge", m.id}});
  tx.exec(
      "UPDATE preference_statements SET replaced_at = NULL WHERE id IN (SELECT row_id FROM preference_merges WHERE merge_id = "
      ":merge AND row_kind = 'statement' AND did = 'ended')",
      {{"merge", m.id}});
  tx.exec("DELETE FROM preference_merges WHERE merge_id = :merge", {{"merge", m.id}});
}

}  // namespace alianza::preferences::store
