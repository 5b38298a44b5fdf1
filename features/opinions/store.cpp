#include "features/opinions/store.h"

namespace alianza::opinions::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define OPINION_COLUMNS                                                                                                       \
  "SELECT id, agency_id, alliance_id, committee_id, number, given_on, subject, text, reference, meeting_id, withdrawn_at IS " \
  "NOT NULL, withdrawn_reason FROM opinions "
#define RULE_COLUMNS                                                                                               \
  "SELECT r.agency_id, r.alliance_id, r.committee_id, r.months, (SELECT min(f.since) FROM dormancy_rules f WHERE " \
  "f.committee_id = "                                                                                              \
  "r.committee_id) FROM dormancy_rules r "
#define ALERT_COLUMNS                                                                                                 \
  "SELECT id, agency_id, alliance_id, committee_id, quiet_since, months, raised_at, closing, reason, closed_at FROM " \
  "dormancy_alerts "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct OpinionRow {
  Opinion o;
  static void columns(auto& v, OpinionRow& r) {
    auto& o = r.o;
    v(o.id, o.agency, o.alliance, o.committee, o.number, o.on, o.subject, o.text, o.reference, o.meeting, o.withdrawn,
      o.withdrawn_reason);
  }
};
struct RuleRow {
  Rule r;
  static void columns(auto& v, RuleRow& row) { v(row.r.agency, row.r.alliance, row.r.committee, row.r.months, row.r.since); }
};
struct AlertRow {
  Alert a;
  static void columns(auto& v, AlertRow& r) {
    auto& a = r.a;
    v(a.id, a.agency, a.alliance, a.committee, a.quiet_since, a.months, a.raised_at, a.closing, a.reason, a.closed_at);
  }
};

std::vector<Alert> take(std::vector<AlertRow> rows) {
  std::vector<Alert> out;
  for (auto& row : rows) out.push_back(std::move(row.a));
  return out;
}

}  // namespace

void insert(db::Tx& tx, const Opinion& o, auth::AccountId by) {
  tx.exec(
      "INSERT INTO opinions (id, agency_id, alliance_id, committee_id, number, given_on, subject, text, reference, meeting_id, "
      "recorded_by, recorded_at) VALUES (:id, :agency, :alliance, :committee, :number, :on, :subject, :text, :reference, "
      ":meeting, :by, :at)",
      {{"id", o.id},
       {"agency", o.agency},
       {"alliance", o.alliance},
       {"committee", o.committee},
       {"number", o.number},
       {"on", o.on},
       {"subject", o.subject},
       {"text", o.text},
       {"reference", o.reference},
       {"meeting", o.meeting},
       {"by", by},
       {"at", tx.now()}});
}

bool withdraw(db::Tx& tx, OpinionId id, const std::string& reason, auth::AccountId by) {
  return tx.exec(
             "UPDATE opinions SET withdrawn_reason = :reason, withdrawn_by = :by, withdrawn_at = :at WHERE id = :id AND "
             "withdrawn_at IS NULL",
             {{"reason", reason}, {"by", by}, {"at", tx.now()}, {"id", id}}) == 1;
}

std::vector<Opinion> of_committee(db::Tx& tx, CommitteeId committee, int limit) {
  std::vector<Opinion> out;
  for (auto& row : tx.all<OpinionRow>(OPINION_COLUMNS "WHERE committee_id = :committee ORDER BY number DESC LIMIT :limit",
                                      {{"committee", committee}, {"limit", limit}}))
    out.push_back(std::move(row.o));
  return out;
}

std::optional<Opinion> find(db::Tx& tx, CommitteeId committee, OpinionId id) {
  auto row =
      tx.one<OpinionRow>(OPINION_COLUMNS "WHERE id = :id AND committee_id = :committee", {{"id", id}, {"committee", committee}});
  if (!row) return std::nullopt;
  return std::move(row->o);
}

int next_number(db::Tx& tx, CommitteeId committee) {
  return 1 +
         tx.one<int>("SELECT COALESCE(max(number), 0) FROM opinions WHERE committee_id = :committee", {{"committee", committee}})
             .value_or(0);
}

std::optional<Date> last_opinion(db::Tx& tx, CommitteeId committee) {
  return tx.one<Date>(
      "SELECT given_on FROM opinions WHERE committee_id = :committee AND withdrawn_at IS NULL ORDER BY given_on DESC LIMIT 1",
      {{"committee", committee}});
}

void set_rule(db::Tx& tx, const Rule& r, auth::AccountId by) {
  tx.exec("UPDATE dormancy_rules SET ended_at = :at WHERE committee_id = :committee AND ended_at IS NULL",
          {{"at", tx.now()}, {"committee", r.committee}});
  if (r.months == 0) return;
  tx.exec(
      "INSERT INTO dormancy_rules (id, agency_id, alliance_id, committee_id, months, since, set_by, set_at) VALUES (:id, "
      ":agency, "
      ":alliance, :committee, :months, :since, :by, :at)",
      {{"id", Id<struct DormancyRuleTag>::make()},
       {"agency", r.agency},
       {"alliance", r.alliance},
       {"committee", r.committee},
       {"months", r.months},
       {"since", r.since},
       {"by", by},
       {"at", tx.now()}});
}

std::optional<Rule> rule_of(db::Tx& tx, CommitteeId committee) {
  auto row = tx.one<RuleRow>(RULE_COLUMNS "WHERE r.committee_id = :committee AND r.ended_at IS NULL", {{"committee", committee}});
  if (!row) return std::nullopt;
  return row->r;
}

std::vector<Rule> rules(db::Tx& tx, AllianceId alliance) {
  std::vector<Rule> out;
  for (const auto& row :
       tx.all<RuleRow>(RULE_COLUMNS "WHERE r.alliance_id = :alliance AND r.ended_at IS NULL ORDER BY r.committee_id LIMIT 2000",
                       {{"alliance", alliance}}))
    out.push_back(row.r);
  return out;
}

std::vector<AllianceId> alliances(db::Tx& tx) {
  return tx.all<AllianceId>(
      "SELECT alliance_id FROM dormancy_rules WHERE ended_at IS NULL UNION SELECT alliance_id FROM dormancy_alerts WHERE "
      "closed_at "
      "IS NULL ORDER BY 1");
}

bool raise(db::Tx& tx, const Alert& a) {
  return tx.exec(
             "INSERT INTO dormancy_alerts (id, agency_id, alliance_id, committee_id, quiet_since, months, raised_at) VALUES "
             "(:id, "
             ":agency, :alliance, :committee, :since, :months, :at) ON CONFLICT (committee_id, quiet_since) DO NOTHING",
             {{"id", a.id},
              {"agency", a.agency},
              {"alliance", a.alliance},
              {"committee", a.committee},
              {"since", a.quiet_since},
              {"months", a.months},
              {"at", a.raised_at}}) == 1;
}

void close(db::Tx& tx, const Alert& a, std::optional<auth::AccountId> by) {
  tx.exec(
      "UPDATE dormancy_alerts SET closing = :closing, reason = :reason, closed_account = :account, closed_at = :at WHERE id = "
      ":id "
      "AND closed_at IS NULL",
      {{"closing", a.closing}, {"reason", a.reason}, {"account", by}, {"at", a.closed_at}, {"id", a.id}});
}

std::optional<Alert> find_alert(db::Tx& tx, CommitteeId committee, DormancyId id) {
  auto row =
      tx.one<AlertRow>(ALERT_COLUMNS "WHERE id = :id AND committee_id = :committee", {{"id", id}, {"committee", committee}});
  if (!row) return std::nullopt;
  return std::move(row->a);
}

std::vector<Alert> open_alerts(db::Tx& tx, AllianceId alliance) {
  return take(tx.all<AlertRow>(
      ALERT_COLUMNS "WHERE alliance_id = :alliance AND closed_at IS NULL ORDER BY quiet_since, committee_id LIMIT 2000",
      {{"alliance", alliance}}));
}

std::vector<Alert> alerts_of(db::Tx& tx, CommitteeId committee, int limit) {
  return take(tx.all<AlertRow>(ALERT_COLUMNS "WHERE committee_id = :committee ORDER BY quiet_since DESC LIMIT :limit",
                               {{"committee", committee}, {"limit", limit}}));
}

}  // namespace alianza::opinions::store
