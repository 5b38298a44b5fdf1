// Merge of two organisations, and its undoing: whole sets at a time, remembered row by row in committee_merges.
#include "features/committees/store.h"

namespace alianza::committees::store {
namespace {

void remember(db::Tx& tx, const Merging& m) {
  // A membership in force ends when the organisation that stays is a member already; every other row moves.
  tx.exec(
      "INSERT INTO committee_merges (merge_id, agency_id, row_kind, row_id, did) "
      "SELECT CAST(:merge AS BIGINT), m.agency_id, 'member', m.id, "
      "CASE WHEN m.until IS NULL AND EXISTS (SELECT 1 FROM committee_members k WHERE k.committee_id = m.committee_id "
      "AND k.organization_id = :kept AND k.until IS NULL) THEN 'ended' ELSE 'moved' END "
      "FROM committee_members m WHERE m.organization_id = :gone",
      {{"merge", m.id}, {"kept", m.kept}, {"gone", m.gone}});
  tx.exec(
      "INSERT INTO committee_merges (merge_id, agency_id, row_kind, row_id, did) "
      "SELECT CAST(:merge AS BIGINT), a.agency_id, 'appointment', a.id, 'moved' FROM committee_appointments a "
      "WHERE a.organization_id = :gone",
      {{"merge", m.id}, {"gone", m.gone}});
}

}  // namespace

void merge(db::Tx& tx, const Merging& m, Date today, const std::string& reason) {
  remember(tx, m);
  tx.exec(
      "UPDATE committee_members SET organization_id = :kept WHERE id IN "
      "(SELECT row_id FROM committee_merges WHERE merge_id = :merge AND row_kind = 'member' AND did = 'moved')",
      {{"kept", m.kept}, {"merge", m.id}});
  // A membership that begins later ends on its own first day.
  tx.exec(
      "UPDATE committee_members SET until = CASE WHEN since > :today THEN since ELSE :today END, reason = :reason, ended_at = "
      ":at WHERE id IN "
      "(SELECT row_id FROM committee_merges WHERE merge_id = :merge AND row_kind = 'member' AND did = 'ended')",
      {{"today", today}, {"reason", reason}, {"at", tx.now()}, {"merge", m.id}});
  tx.exec(
      "UPDATE committee_appointments SET organization_id = :kept WHERE id IN "
      "(SELECT row_id FROM committee_merges WHERE merge_id = :merge AND row_kind = 'appointment')",
      {{"kept", m.kept}, {"merge", m.id}});
}

void unmerge(db::Tx& tx, const Merging& m) {
  tx.exec(
      "UPDATE committee_members SET organization_id = :gone WHERE id IN "
      "(SELECT row_id FROM committee_merges WHERE merge_id = :merge AND row_kind = 'member' AND did = 'moved')",
      {{"gone", m.gone}, {"merge", m.id}});
  tx.exec(
      "UPDATE committee_members SET until = NULL, reason = '', ended_at = NULL WHERE id IN "
      "(SELECT row_id FROM committee_merges WHERE merge_id = :merge AND row_kind = 'member' AND did = 'ended')",
      {{"merge", m.id}});
  tx.exec(
      "UPDATE committee_appointments SET organization_id = :gone WHERE id IN "
      "(SELECT row_id FROM committee_merges WHERE merge_id = :merge AND row_kind = 'appointment')",
      {{"gone", m.gone}, {"merge", m.id}});
  tx.exec("DELETE FROM committee_merges WHERE merge_id = :merge", {{"merge", m.id}});
}

}  // namespace alianza::committees::store
