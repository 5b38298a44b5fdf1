#include "features/case_files/store.h"

namespace alianza::case_files::store {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define CASE_FILE_COLUMNS                                                                                                     \
  "SELECT id, agency_id, alliance_id, committee_id, state, lang, asked_by, asked_at, as_of, job_id, digest, bytes, entries, " \
  "ready_at, expires_at FROM case_files "

struct Row {
  CaseFile f;
  std::string lang;
  std::string digest;
  template <class V>
  static void columns(V& v, Row& r) {
    auto& f = r.f;
    v(f.id, f.agency, f.alliance, f.committee, f.state, r.lang, f.asked_by, f.asked_at, f.as_of, f.job, r.digest, f.bytes,
      f.entries, f.ready_at, f.expires_at);
  }
};

CaseFile take(Row row) {
  row.f.lang = row.lang == "en" ? Lang::en : Lang::es;
  if (const auto digest = files::Digest::parse(row.digest)) row.f.digest = *digest;
  return std::move(row.f);
}
std::vector<CaseFile> take(std::vector<Row> rows) {
  std::vector<CaseFile> out;
  for (auto& row : rows) out.push_back(take(std::move(row)));
  return out;
}

}  // namespace

void insert(db::Tx& tx, const CaseFile& f) {
  tx.exec(
      "INSERT INTO case_files (id, agency_id, alliance_id, committee_id, state, lang, asked_by, asked_at, as_of, job_id) VALUES "
      "(:id, :agency, :alliance, :committee, :state, :lang, :by, :at, :as_of, :job)",
      {{"id", f.id},
       {"agency", f.agency},
       {"alliance", f.alliance},
       {"committee", f.committee},
       {"state", f.state},
       {"lang", f.lang},
       {"by", f.asked_by},
       {"at", f.asked_at},
       {"as_of", f.as_of},
       {"job", f.job}});
}

void update(db::Tx& tx, const CaseFile& f) {
  tx.exec(
      "UPDATE case_files SET state = :state, job_id = :job, digest = :digest, bytes = :bytes, entries = :entries, ready_at = "
      ":ready, expires_at = :expires WHERE id = :id",
      {{"state", f.state},
       {"job", f.job},
       {"digest", f.digest.text()},
       {"bytes", f.bytes},
       {"entries", f.entries},
       {"ready", f.ready_at},
       {"expires", f.expires_at},
       {"id", f.id}});
}

std::optional<CaseFile> find(db::Tx& tx, CaseFileId id) {
  auto row = tx.one<Row>(CASE_FILE_COLUMNS "WHERE id = :id", {{"id", id}});
  if (!row) return std::nullopt;
  return take(std::move(*row));
}

std::vector<CaseFile> of_account(db::Tx& tx, AllianceId alliance, auth::AccountId account, int limit) {
  return take(tx.all<Row>(CASE_FILE_COLUMNS "WHERE alliance_id = :alliance AND asked_by = :by ORDER BY id DESC LIMIT :limit",
                          {{"alliance", alliance}, {"by", account}, {"limit", limit}}));
}

std::vector<CaseFile> expired(db::Tx& tx, Instant now, int limit) {
  return take(tx.all<Row>(CASE_FILE_COLUMNS "WHERE state = 'ready' AND expires_at < :now ORDER BY expires_at, id LIMIT :limit",
                          {{"now", now}, {"limit", limit}}));
}

}  // namespace alianza::case_files::store
