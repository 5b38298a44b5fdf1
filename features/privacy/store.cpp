#include "features/privacy/store.h"

namespace alianza::privacy::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define NOTICE_COLUMNS "SELECT agency_id, version, body_es, body_en, published_at FROM privacy_notices "
#define REQUEST_COLUMNS \
  "SELECT id, agency_id, kind, account_id, asked_by, reason, asked_at, letter_id, rows_gone, rows_kept FROM privacy_requests "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct NoticeRow {
  Notice n;
  static void columns(auto& v, NoticeRow& r) { v(r.n.agency, r.n.version, r.n.body.es, r.n.body.en, r.n.published_at); }
};
struct AcceptanceRow {
  Acceptance a;
  static void columns(auto& v, AcceptanceRow& r) { v(r.a.agency, r.a.version, r.a.account, r.a.email_key, r.a.door, r.a.at); }
};
struct RequestRow {
  Request q;
  static void columns(auto& v, RequestRow& r) {
    auto& q = r.q;
    v(q.id, q.agency, q.kind, q.account, q.asked_by, q.reason, q.asked_at, q.letter, q.gone, q.kept);
  }
};

std::vector<Request> take(std::vector<RequestRow> rows) {
  std::vector<Request> out;
  for (auto& row : rows) out.push_back(std::move(row.q));
  return out;
}

}  // namespace

void insert(db::Tx& tx, const Notice& n, auth::AccountId by) {
  tx.exec(
      "INSERT INTO privacy_notices (id, agency_id, version, body_es, body_en, published_by, published_at) VALUES (:id, :agency, "
      ":version, :es, :en, :by, :at) ON CONFLICT (agency_id, version) DO NOTHING",
      {{"id", Id<struct NoticeTag>::make()},
       {"agency", n.agency},
       {"version", n.version},
       {"es", n.body.es},
       {"en", n.body.en},
       {"by", by},
       {"at", tx.now()}});
}

std::optional<Notice> newest(db::Tx& tx, AgencyId agency) {
  auto row = tx.one<NoticeRow>(NOTICE_COLUMNS "WHERE agency_id = :agency ORDER BY version DESC LIMIT 1", {{"agency", agency}});
  if (!row) return std::nullopt;
  return std::move(row->n);
}

std::vector<Notice> notices(db::Tx& tx, AgencyId agency) {
  std::vector<Notice> out;
  for (auto& row :
       tx.all<NoticeRow>(NOTICE_COLUMNS "WHERE agency_id = :agency ORDER BY version DESC LIMIT 100", {{"agency", agency}}))
    out.push_back(std::move(row.n));
  return out;
}

void accept(db::Tx& tx, const Acceptance& a) {
  tx.exec(
      "INSERT INTO privacy_acceptances (id, agency_id, version, account_id, email_key, door, accepted_at) VALUES (:id, :agency, "
      ":version, :account, :email, :door, :at) ON CONFLICT (agency_id, email_key, version) DO NOTHING",
      {{"id", Id<struct AcceptanceTag>::make()},
       {"agency", a.agency},
       {"version", a.version},
       {"account", a.account},
       {"email", a.email_key},
       {"door", a.door},
       {"at", tx.now()}});
}

bool has_accepted(db::Tx& tx, AgencyId agency, std::int64_t version, const std::string& email_key) {
  return tx
      .one<std::int64_t>(
          "SELECT version FROM privacy_acceptances WHERE agency_id = :agency AND email_key = :email AND version = :version",
          {{"agency", agency}, {"email", email_key}, {"version", version}})
      .has_value();
}

std::vector<Acceptance> acceptances(db::Tx& tx, const std::string& email_key) {
  std::vector<Acceptance> out;
  for (auto& row : tx.all<AcceptanceRow>("SELECT agency_id, version, account_id, email_key, door, accepted_at FROM "
                                         "privacy_acceptances WHERE email_key = :email ORDER BY id",
                                         {{"email", email_key}}))
    out.push_back(std::move(row.a));
  return out;
}

void forget_acceptances(db::Tx& tx, const std::string& email_key, std::int64_t agency) {
  tx.exec("DELETE FROM privacy_acceptances WHERE email_key = :email AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
          {{"email", email_key}, {"every", agency}, {"agency", agency}});
}

void insert(db::Tx& tx, const Request& q) {
  tx.exec(
      "INSERT INTO privacy_requests (id, agency_id, kind, account_id, asked_by, reason, asked_at, letter_id, rows_gone, "
      "rows_kept) "
      "VALUES (:id, :agency, :kind, :account, :by, :reason, :at, :letter, :gone, :kept)",
      {{"id", q.id},
       {"agency", q.agency},
       {"kind", q.kind},
       {"account", q.account},
       {"by", q.asked_by},
       {"reason", q.reason},
       {"at", tx.now()},
       {"letter", q.letter},
       {"gone", q.gone},
       {"kept", q.kept}});
}

std::vector<Request> requests(db::Tx& tx, AgencyId agency, int limit) {
  return take(tx.all<RequestRow>(REQUEST_COLUMNS "WHERE agency_id = :agency ORDER BY id DESC LIMIT :limit",
                                 {{"agency", agency}, {"limit", limit}}));
}

bool is_last_letter(db::Tx& tx, std::int64_t letter) {
  return tx.one<RequestId>("SELECT id FROM privacy_requests WHERE letter_id = :letter AND letter_id <> 0", {{"letter", letter}})
      .has_value();
}

std::vector<Request> requests_about(db::Tx& tx, std::int64_t account) {
  return take(tx.all<RequestRow>(REQUEST_COLUMNS "WHERE account_id = :account OR asked_by = :account ORDER BY id",
                                 {{"account", account}}));
}

void put_reason(db::Tx& tx, RequestId id, const std::string& reason) {
  tx.exec("UPDATE privacy_requests SET reason = :reason WHERE id = :id", {{"reason", reason}, {"id", id}});
}

}  // namespace alianza::privacy::store
