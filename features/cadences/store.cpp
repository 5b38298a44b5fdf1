#include "features/cadences/store.h"

namespace alianza::cadences::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define CADENCE_COLUMNS "SELECT id, agency_id, alliance_id, committee_id, months, since, set_at FROM cadences "
#define ALERT_COLUMNS                                                                                                 \
  "SELECT id, agency_id, alliance_id, committee_id, first_day, last_day, months, since, raised_at, closing, reason, " \
  "meeting_id, "                                                                                                      \
  "closed_by, closed_at FROM cadence_alerts "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct CadenceRow {
  Cadence c;
  static void columns(auto& v, CadenceRow& r) {
    v(r.c.id, r.c.agency, r.c.alliance, r.c.committee, r.c.months, r.c.since, r.c.set_at);
  }
};
struct AlertRow {
  Alert a;
  static void columns(auto& v, AlertRow& r) {
    auto& a = r.a;
    v(a.id, a.agency, a.alliance, a.committee, a.first, a.last, a.months, a.since, a.raised_at, a.closing, a.reason, a.meeting,
      a.closed_by, a.closed_at);
  }
};
struct RaisedRow {
  Raised r;
  static void columns(auto& v, RaisedRow& row) { v(row.r.committee, row.r.first); }
};

std::vector<Alert> take(std::vector<AlertRow> rows) {
  std::vector<Alert> out;
  for (auto& row : rows) out.push_back(std::move(row.a));
  return out;
}

}  // namespace

void insert(db::Tx& tx, const Cadence& c, auth::AccountId by) {
  tx.exec(
      "INSERT INTO cadences (id, agency_id, alliance_id, committee_id, months, since, set_by, set_at) "
      "VALUES (:id, :agency, :alliance, :committee, :months, :since, :by, :at)",
      {{"id", c.id},
       {"agency", c.agency},
       {"alliance", c.alliance},
       {"committee", c.committee},
       {"months", c.months},
       {"since", c.since},
       {"by", by},
       {"at", c.set_at}});
}

bool end(db::Tx& tx, CommitteeId committee) {
  return tx.exec("UPDATE cadences SET ended_at = :at WHERE committee_id = :committee AND ended_at IS NULL",
                 {{"at", tx.now()}, {"committee", committee}}) == 1;
}

std::optional<Cadence> in_force(db::Tx& tx, CommitteeId committee) {
  auto row =
      tx.one<CadenceRow>(CADENCE_COLUMNS "WHERE committee_id = :committee AND ended_at IS NULL", {{"committee", committee}});
  if (!row) return std::nullopt;
  return row->c;
}

std::vector<Cadence> of_alliance(db::Tx& tx, AllianceId alliance) {
  std::vector<Cadence> out;
  for (auto& row :
       tx.all<CadenceRow>(CADENCE_COLUMNS "WHERE alliance_id = :alliance AND ended_at IS NULL ORDER BY committee_id LIMIT 2000",
                          {{"alliance", alliance}}))
    out.push_back(row.c);
  return out;
}

std::vector<AllianceId> alliances(db::Tx& tx) {
  return tx.all<AllianceId>(
      "SELECT alliance_id FROM cadences WHERE ended_at IS NULL UNION SELECT alliance_id FROM cadence_alerts WHERE closed_at IS "
      "NULL "
      "ORDER BY 1");
}

bool raise(db::Tx& tx, const Alert& a) {
  return tx.exec(
             "INSERT INTO cadence_alerts (id, agency_id, alliance_id, committee_id, first_day, last_day, months, since, "
             "raised_at) "
             "VALUES (:id, :agency, :alliance, :committee, :first, :last, :months, :since, :at) "
             "ON CONFLICT (committee_id, first_day) DO NOTHING",
             {{"id", a.id},
              {"agency", a.agency},
              {"alliance", a.alliance},
              {"committee", a.committee},
              {"first", a.first},
              {"last", a.last},
              {"months", a.months},
              {"since", a.since},
              {"at", a.raised_at}}) == 1;
}

void close(db::Tx& tx, const Alert& a, std::optional<auth::AccountId> by) {
  tx.exec(
      "UPDATE cadence_alerts SET closing = :closing, reason = :reason, meeting_id = :meeting, closed_by = :by, closed_account = "
      ":account, closed_at = :at WHERE id = :id AND closed_at IS NULL",
      {{"closing", a.closing},
       {"reason", a.reason},
       {"meeting", a.meeting},
       {"by", a.closed_by},
       {"account", by},
       {"at", a.closed_at},
       {"id", a.id}});
}

std::optional<Alert> find(db::Tx& tx, CommitteeId committee, AlertId id) {
  auto row =
      tx.one<AlertRow>(ALERT_COLUMNS "WHERE id = :id AND committee_id = :committee", {{"id", id}, {"committee", committee}});
  if (!row) return std::nullopt;
  return std::move(row->a);
}

std::vector<Alert> open_of_alliance(db::Tx& tx, AllianceId alliance) {
  return take(tx.all<AlertRow>(ALERT_COLUMNS
                               "WHERE alliance_id = :alliance AND closed_at IS NULL ORDER BY first_day, committee_id LIMIT 2000",
                               {{"alliance", alliance}}));
}

std::vector<Alert> of_committee(db::Tx& tx, CommitteeId committee, int limit) {
  return take(tx.all<AlertRow>(ALERT_COLUMNS "WHERE committee_id = :committee ORDER BY first_day DESC LIMIT :limit",
                               {{"committee", committee}, {"limit", limit}}));
}

std::vector<Raised> raised(db::Tx& tx, AllianceId alliance) {
  std::vector<Raised> out;
  for (const auto& row : tx.all<RaisedRow>("SELECT committee_id, first_day FROM cadence_alerts WHERE alliance_id = :alliance",
                                           {{"alliance", alliance}}))
    out.push_back(row.r);
  return out;
}

}  // namespace alianza::cadences::store
