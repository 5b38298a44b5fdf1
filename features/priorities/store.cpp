#include "features/priorities/store.h"

namespace alianza::priorities::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define PRIORITY_COLUMNS                                                                                                 \
  "SELECT id, agency_id, alliance_id, framework, edition, node_code, title_es, title_en, theme, goals, weight, reason, " \
  "source, since, until, end_reason, replaced_by FROM priorities "
#define INITIATIVE_COLUMNS \
  "SELECT id, agency_id, alliance_id, title, organization_id, goals, state, source, version FROM initiatives "
#define RECORD_COLUMNS "SELECT committee_id, theme, agreement_id, consensus_id, text, recorded_on, source FROM committee_records "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct PriorityRow {
  Priority p;
  std::int64_t goals = 0;
  static void columns(auto& v, PriorityRow& r) {
    auto& p = r.p;
    v(p.id, p.agency, p.alliance, p.framework, p.edition, p.code, p.title.es, p.title.en, p.theme, r.goals, p.weight, p.reason,
      p.source, p.since, p.until, p.end_reason, p.replaced_by);
  }
  Priority take() {
    p.goals = Goals(goals);
    return std::move(p);
  }
};
struct InitiativeRow {
  Initiative i;
  std::int64_t goals = 0;
  static void columns(auto& v, InitiativeRow& r) {
    auto& i = r.i;
    v(i.id, i.agency, i.alliance, i.title, i.organization, r.goals, i.state, i.source, i.version);
  }
  Initiative take() {
    i.goals = Goals(goals);
    return std::move(i);
  }
};
struct RuleRow {
  Rule r;
  static void columns(auto& v, RuleRow& row) { v(row.r.survey, row.r.least); }
};
struct RecordRow {
  Record r;
  static void columns(auto& v, RecordRow& row) {
    v(row.r.committee, row.r.theme, row.r.agreement, row.r.consensus, row.r.text, row.r.on, row.r.source);
  }
};

}  // namespace

void insert(db::Tx& tx, const Priority& p, auth::AccountId by) {
  tx.exec(
      "INSERT INTO priorities (id, agency_id, alliance_id, framework, edition, node_code, title_es, title_en, theme, goals, "
      "weight, reason, source, since, recorded_by, recorded_at) VALUES (:id, :agency, :alliance, :framework, :edition, :code, "
      ":title_es, :title_en, :theme, :goals, :weight, :reason, :source, :since, :by, :at)",
      {{"id", p.id},
       {"agency", p.agency},
       {"alliance", p.alliance},
       {"framework", p.framework},
       {"edition", p.edition},
       {"code", p.code},
       {"title_es", p.title.es},
       {"title_en", p.title.en},
       {"theme", p.theme},
       {"goals", p.goals.bits()},
       {"weight", p.weight},
       {"reason", p.reason},
       {"source", p.source},
       {"since", p.since},
       {"by", by},
       {"at", tx.now()}});
}

bool end(db::Tx& tx, PriorityId id, const Ending& ending, auth::AccountId by) {
  return tx.exec(
             "UPDATE priorities SET until = :until, end_reason = :reason, replaced_by = :next, ended_by = :by, ended_at = :at "
             "WHERE id = :id AND until IS NULL",
             {{"until", ending.until},
              {"reason", ending.reason},
              {"next", ending.replaced_by},
              {"by", by},
              {"at", tx.now()},
              {"id", id}}) == 1;
}

std::optional<Priority> find(db::Tx& tx, AllianceId alliance, PriorityId id) {
  auto row =
      tx.one<PriorityRow>(PRIORITY_COLUMNS "WHERE id = :id AND alliance_id = :alliance", {{"id", id}, {"alliance", alliance}});
  if (!row) return std::nullopt;
  return row->take();
}

std::vector<Priority> of_alliance(db::Tx& tx, AllianceId alliance) {
  std::vector<Priority> out;
  for (auto& row : tx.all<PriorityRow>(PRIORITY_COLUMNS "WHERE alliance_id = :alliance ORDER BY until IS NOT NULL, until DESC, "
                                                        "weight DESC, framework DESC, node_code, id LIMIT 2000",
                                       {{"alliance", alliance}}))
    out.push_back(row.take());
  return out;
}

void insert(db::Tx& tx, const Initiative& i, auth::AccountId by) {
  tx.exec(
      "INSERT INTO initiatives (id, agency_id, alliance_id, title, organization_id, goals, state, source, recorded_by, "
      "recorded_at, updated_by, updated_at) VALUES (:id, :agency, :alliance, :title, :organization, :goals, :state, :source, "
      ":by, :at, :by, :at)",
      {{"id", i.id},
       {"agency", i.agency},
       {"alliance", i.alliance},
       {"title", i.title},
       {"organization", i.organization},
       {"goals", i.goals.bits()},
       {"state", i.state},
       {"source", i.source},
       {"by", by},
       {"at", tx.now()}});
}

bool update(db::Tx& tx, const Initiative& i, auth::AccountId by) {
  return tx.exec(
             "UPDATE initiatives SET title = :title, organization_id = :organization, goals = :goals, state = :state, source = "
             ":source, version = version + 1, updated_by = :by, updated_at = :at WHERE id = :id AND version = :version",
             {{"title", i.title},
              {"organization", i.organization},
              {"goals", i.goals.bits()},
              {"state", i.state},
              {"source", i.source},
              {"by", by},
              {"at", tx.now()},
              {"id", i.id},
              {"version", i.version}}) == 1;
}

std::optional<Initiative> find(db::Tx& tx, AllianceId alliance, InitiativeId id) {
  auto row = tx.one<InitiativeRow>(INITIATIVE_COLUMNS "WHERE id = :id AND alliance_id = :alliance",
                                   {{"id", id}, {"alliance", alliance}});
  if (!row) return std::nullopt;
  return row->take();
}

std::vector<Initiative> initiatives(db::Tx& tx, AllianceId alliance) {
  std::vector<Initiative> out;
  for (auto& row :
       tx.all<InitiativeRow>(INITIATIVE_COLUMNS "WHERE alliance_id = :alliance ORDER BY id LIMIT 2000", {{"alliance", alliance}}))
    out.push_back(row.take());
  return out;
}

void set_rule(db::Tx& tx, AgencyId agency, AllianceId alliance, const Rule& rule, auth::AccountId by) {
  tx.exec("UPDATE convergence_rules SET ended_at = :at WHERE alliance_id = :alliance AND ended_at IS NULL",
          {{"at", tx.now()}, {"alliance", alliance}});
  tx.exec(
      "INSERT INTO convergence_rules (id, agency_id, alliance_id, survey_id, least, set_by, set_at) VALUES (:id, :agency, "
      ":alliance, :survey, :least, :by, :at)",
      {{"id", Id<struct ConvergenceRuleTag>::make()},
       {"agency", agency},
       {"alliance", alliance},
       {"survey", rule.survey},
       {"least", rule.least},
       {"by", by},
       {"at", tx.now()}});
}

std::optional<Rule> rule_of(db::Tx& tx, AllianceId alliance) {
  auto row = tx.one<RuleRow>("SELECT survey_id, least FROM convergence_rules WHERE alliance_id = :alliance AND ended_at IS NULL",
                             {{"alliance", alliance}});
  if (!row) return std::nullopt;
  return row->r;
}

void insert(db::Tx& tx, const Place& at, const Record& r, auth::AccountId by) {
  tx.exec(
      "INSERT INTO committee_records (committee_id, agency_id, alliance_id, theme, agreement_id, consensus_id, text, "
      "recorded_on, "
      "source, recorded_by, recorded_at) VALUES (:committee, :agency, :alliance, :theme, :agreement, :consensus, :text, :on, "
      ":source, :by, :at)",
      {{"committee", r.committee},
       {"agency", at.agency},
       {"alliance", at.alliance},
       {"theme", r.theme},
       {"agreement", r.agreement},
       {"consensus", r.consensus},
       {"text", r.text},
       {"on", r.on},
       {"source", r.source},
       {"by", by},
       {"at", tx.now()}});
}

std::optional<Record> record_of(db::Tx& tx, CommitteeId committee) {
  auto row = tx.one<RecordRow>(RECORD_COLUMNS "WHERE committee_id = :committee", {{"committee", committee}});
  if (!row) return std::nullopt;
  return std::move(row->r);
}

std::vector<Record> founded_on(db::Tx& tx, AllianceId alliance, const std::vector<results::ConsensusId>& consensuses) {
  std::vector<Record> out;
  for (auto& row : tx.all<RecordRow>(RECORD_COLUMNS
                                     "WHERE alliance_id = :alliance AND consensus_id <> 0 AND consensus_id IN (:ids...) ORDER BY "
                                     "committee_id",
                                     {{"alliance", alliance}, {"ids", db::list(consensuses)}}))
    out.push_back(std::move(row.r));
  return out;
}

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) {
  tx.exec(
      "INSERT INTO initiative_merges (merge_id, agency_id, initiative_id) SELECT CAST(:merge AS BIGINT), agency_id, id FROM "
      "initiatives WHERE organization_id = :gone",
      {{"merge", merge}, {"gone", gone}});
  tx.exec(
      "UPDATE initiatives SET organization_id = :kept WHERE id IN (SELECT initiative_id FROM initiative_merges WHERE merge_id = "
      ":merge)",
      {{"kept", kept}, {"merge", merge}});
}

void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone) {
  tx.exec(
      "UPDATE initiatives SET organization_id = :gone WHERE id IN (SELECT initiative_id FROM initiative_merges WHERE merge_id = "
      ":merge)",
      {{"gone", gone}, {"merge", merge}});
  tx.exec("DELETE FROM initiative_merges WHERE merge_id = :merge", {{"merge", merge}});
}

}  // namespace alianza::priorities::store
