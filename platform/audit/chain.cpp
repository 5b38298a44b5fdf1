#include "platform/audit/chain.h"

#include "platform/audit/digest.h"

namespace alianza::audit {

std::string chain_hash(std::string_view previous, std::int64_t seq, const Entry& entry) {
  Netstrings bytes;
  bytes.add("alianza-audit-line-1").add(previous).add(seq).add(entry.agency_id).add(entry.id).add(entry.alliance_id);
  bytes.add(entry.actor).add(entry.at).add(entry.verb).add(entry.subject_kind).add(entry.subject_id);
  bytes.add(entry.request_id).add(entry.fields);
  return sha256_hex(bytes.bytes());
}

std::string checkpoint_bytes(const Checkpoint& checkpoint) {
  Netstrings bytes;
  bytes.add("alianza-audit-checkpoint-1").add(checkpoint.agency_id).add(checkpoint.seq).add(checkpoint.hash);
  bytes.add(checkpoint.at).add(checkpoint.key_id);
  return bytes.bytes();
}

std::vector<std::int64_t> agencies(db::Tx& tx) {
  return tx.all<std::int64_t>(
      "SELECT agency_id FROM audit_chains UNION SELECT agency_id FROM audit_lines UNION "
      "SELECT agency_id FROM audit_checkpoints ORDER BY agency_id");
}

void each_link(db::Tx& tx, std::int64_t agency, const std::function<void(const Link&)>& visit) {
  tx.each<Link>(
      "SELECT id, agency_id, alliance_id, actor, at, verb, subject_kind, subject_id, request_id, fields, seq, hash "
      "FROM audit_lines WHERE agency_id = :agency AND seq IS NOT NULL ORDER BY seq",
      {{"agency", agency}}, visit);
  tx.each<Link>(
      "SELECT id, agency_id, alliance_id, actor, at, verb, subject_kind, subject_id, request_id, fields, seq, hash "
      "FROM audit_lines WHERE agency_id = :agency AND seq IS NULL ORDER BY id",
      {{"agency", agency}}, visit);
}

std::vector<Checkpoint> checkpoints_of(db::Tx& tx, std::int64_t agency) {
  return tx.all<Checkpoint>(
      "SELECT agency_id, seq, hash, at, key_id, signature FROM audit_checkpoints WHERE agency_id = :agency ORDER BY seq",
      {{"agency", agency}});
}

}  // namespace alianza::audit
