#include "features/minutes/store_evidence.h"

namespace alianza::minutes::store {
namespace {

struct EvidenceRow {
  Evidence e;
  std::string digest;
  static void columns(auto& v, EvidenceRow& r) {
    v(r.e.id, r.e.agreement, r.digest, r.e.bytes, r.e.type, r.e.file_name, r.e.added_at);
  }
};

}  // namespace

std::vector<Evidence> evidence(db::Tx& tx, AgreementId agreement) {
  std::vector<Evidence> out;
  for (auto& row : tx.all<EvidenceRow>("SELECT id, agreement_id, digest, bytes, type, file_name, added_at FROM "
                                       "agreement_evidence WHERE agreement_id = :agreement ORDER BY id",
                                       {{"agreement", agreement}})) {
    const auto digest = files::Digest::parse(row.digest);
    ENSURE(digest);
    row.e.digest = *digest;
    out.push_back(std::move(row.e));
  }
  return out;
}

void insert(db::Tx& tx, AgencyId agency, const Evidence& e, auth::AccountId by) {
  tx.exec(
      "INSERT INTO agreement_evidence (id, agency_id, agreement_id, digest, bytes, type, file_name, added_account, added_at) "
      "VALUES (:id, :agency, :agreement, :digest, :bytes, :type, :name, :by, :at)",
      {{"id", e.id},
       {"agency", agency},
       {"agreement", e.agreement},
       {"digest", e.digest.text()},
       {"bytes", e.bytes},
       {"type", e.type},
       {"name", e.file_name},
       {"by", by},
       {"at", e.added_at}});
}

}  // namespace alianza::minutes::store
