#include "features/applications/store.h"

#include <limits>

namespace alianza::applications::store {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define APPLICATION_COLUMNS                                                                                                   \
  "SELECT id, agency_id, alliance_id, state, organization_name, organization_type, person_name, position, email, why, lang, " \
  "organization_id, proposer_id, proposer_account, created_at, confirmed_at, decided_at, decided_by_name, reason FROM "       \
  "applications "

struct Row {
  Application a;
  std::string email;  // emptied some time after the decision
  static void columns(auto& v, Row& r) {
    auto& a = r.a;
    v(a.id, a.agency, a.alliance, a.state, a.organization_name, a.type, a.person_name, a.position, r.email, a.why, a.lang,
      a.organization, a.proposer, a.proposer_account, a.created_at, a.confirmed_at, a.decided_at, a.decided_by, a.reason);
  }
};

Application take(Row row) {
  if (auto email = Email::parse(row.email)) row.a.email = std::move(*email);
  return std::move(row.a);
}

std::vector<Application> take(std::vector<Row> rows) {
  std::vector<Application> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(take(std::move(row)));
  return out;
}

}  // namespace

void insert(db::Tx& tx, const Application& a, const std::string& network) {
  tx.exec(
      "INSERT INTO applications (id, agency_id, alliance_id, state, organization_name, organization_type, person_name, position, "
      "email, email_folded, why, lang, network, created_at, confirmed_at, proposer_id, proposer_account) VALUES (:id, :agency, "
      ":alliance, :state, :organization, :type, "
      ":name, "
      ":position, :email, :folded, :why, :lang, :network, :at, :confirmed, :proposer, :account)",
      {{"id", a.id},
       {"agency", a.agency},
       {"alliance", a.alliance},
       {"state", a.state},
       {"organization", a.organization_name},
       {"type", a.type},
       {"name", a.person_name},
       {"position", a.position},
       {"email", a.email},
       {"folded", a.email.key()},
       {"why", a.why},
       {"lang", a.lang},
       {"network", network},
       {"at", a.created_at},
       {"confirmed", a.confirmed_at},
       {"proposer", a.proposer},
       {"account", a.proposer_account}});
}

void update(db::Tx& tx, const Application& a, auth::AccountId by) {
  tx.exec(
      "UPDATE applications SET state = :state, organization_id = :organization, confirmed_at = :confirmed, decided_at = "
      ":decided, "
      "decided_by = :by, decided_by_name = :by_name, reason = :reason WHERE id = :id",
      {{"state", a.state},
       {"organization", a.organization},
       {"confirmed", a.confirmed_at},
       {"decided", a.decided_at},
       {"by", by},
       {"by_name", a.decided_by},
       {"reason", a.reason},
       {"id", a.id}});
}

std::optional<Application> find(db::Tx& tx, ApplicationId id) {
  auto row = tx.one<Row>(APPLICATION_COLUMNS "WHERE id = :id", {{"id", id}});
  if (!row) return std::nullopt;
  return take(std::move(*row));
}

std::vector<Application> page(db::Tx& tx, AllianceId alliance, State state, ApplicationId before, int limit) {
  const auto end = before ? before.value() : std::numeric_limits<std::int64_t>::max();
  return take(tx.all<Row>(APPLICATION_COLUMNS
                          "WHERE alliance_id = :alliance AND state = :state AND id < :before ORDER BY id DESC LIMIT :limit",
                          {{"alliance", alliance}, {"state", state}, {"before", end}, {"limit", limit}}));
}

std::vector<Application> oldest(db::Tx& tx, AllianceId alliance, State state, int limit) {
  return take(tx.all<Row>(APPLICATION_COLUMNS "WHERE alliance_id = :alliance AND state = :state ORDER BY id LIMIT :limit",
                          {{"alliance", alliance}, {"state", state}, {"limit", limit}}));
}

std::vector<Application> proposed(db::Tx& tx, AllianceId alliance, int limit) {
  return take(tx.all<Row>(APPLICATION_COLUMNS
                          "WHERE alliance_id = :alliance AND proposer_id <> 0 AND state <> 'unconfirmed' ORDER BY id DESC LIMIT "
                          ":limit",
                          {{"alliance", alliance}, {"limit", limit}}));
}

std::int64_t open_of_proposer(db::Tx& tx, AllianceId alliance, OrganizationId proposer) {
  return *tx.one<std::int64_t>(
      "SELECT count(*) FROM applications WHERE alliance_id = :alliance AND proposer_id = :proposer AND state = 'pending'",
      {{"alliance", alliance}, {"proposer", proposer}});
}

std::int64_t count(db::Tx& tx, AllianceId alliance, State state) {
  return *tx.one<std::int64_t>("SELECT count(*) FROM applications WHERE alliance_id = :alliance AND state = :state",
                               {{"alliance", alliance}, {"state", state}});
}

std::int64_t since_of_network(db::Tx& tx, const std::string& network, Instant since) {
  return *tx.one<std::int64_t>(
      "SELECT count(*) FROM applications WHERE network = :network AND network <> '' AND created_at > "
      ":since",
      {{"network", network}, {"since", since}});
}

std::int64_t since_of_alliance(db::Tx& tx, AllianceId alliance, Instant since) {
  return *tx.one<std::int64_t>("SELECT count(*) FROM applications WHERE alliance_id = :alliance AND created_at > :since",
                               {{"alliance", alliance}, {"since", since}});
}

bool has_open(db::Tx& tx, AllianceId alliance, const Email& email) {
  return *tx.one<std::int64_t>(
             "SELECT count(*) FROM applications WHERE alliance_id = :alliance AND email_folded = :email AND "
             "state IN ('unconfirmed', 'pending')",
             {{"alliance", alliance}, {"email", email.key()}}) > 0;
}

std::int64_t forget_unconfirmed(db::Tx& tx, Instant before, int limit) {
  return tx.exec(
      "DELETE FROM applications WHERE id IN (SELECT id FROM applications WHERE state = 'unconfirmed' AND created_at < :before "
      "ORDER BY id LIMIT :limit)",
      {{"before", before}, {"limit", limit}});
}

std::int64_t forget_networks(db::Tx& tx, Instant before, int limit) {
  return tx.exec(
      "UPDATE applications SET network = '' WHERE id IN (SELECT id FROM applications WHERE network <> '' AND created_at < "
      ":before ORDER BY id LIMIT :limit)",
      {{"before", before}, {"limit", limit}});
}

std::int64_t forget_persons(db::Tx& tx, Instant before, int limit) {
  return tx.exec(
      "UPDATE applications SET person_name = '', position = '', email = '', email_folded = '', why = '' WHERE id IN (SELECT id "
      "FROM applications WHERE decided_at < :before AND email <> '' ORDER BY id LIMIT :limit)",
      {{"before", before}, {"limit", limit}});
}

}  // namespace alianza::applications::store
