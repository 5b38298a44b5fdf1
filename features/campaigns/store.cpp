#include "features/campaigns/store.h"

namespace alianza::campaigns::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define CAMPAIGN_COLUMNS                                                                                                      \
  "SELECT id, agency_id, alliance_id, name, subject_es, subject_en, body_es, body_en, deadline, adherence, reply_to, state, " \
  "reminders, job_id, sent_at, closed_at, version FROM campaigns "
#define INVITATION_COUNTS                                                                                                        \
  "count(*), count(*) FILTER (WHERE state = 'drafted'), count(*) FILTER (WHERE state = 'queued'), "                              \
  "count(*) FILTER (WHERE state = 'sent'), count(*) FILTER (WHERE state = 'failed'), count(*) FILTER (WHERE state = 'unsure'), " \
  "count(*) FILTER (WHERE state = 'bounced'), count(*) FILTER (WHERE state = 'accepted'), "                                      \
  "count(*) FILTER (WHERE state = 'declined'), count(*) FILTER (WHERE state = 'revoked'), "                                      \
  "count(*) FILTER (WHERE sent_at IS NOT NULL OR answered_at IS NOT NULL), "                                                     \
  "count(*) FILTER (WHERE seen_at IS NOT NULL OR answered_at IS NOT NULL) "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct Row {
  Campaign c;
  static void columns(auto& v, Row& r) {
    auto& c = r.c;
    v(c.id, c.agency, c.alliance, c.name, c.subject.es, c.subject.en, c.body.es, c.body.en, c.deadline, c.adherence, c.reply_to,
      c.state, c.reminders, c.job, c.sent_at, c.closed_at, c.version);
  }
};

struct CountRow {
  CampaignId campaign;
  Counts counts;
  static void columns(auto& v, CountRow& r) { v(r.campaign, r.counts); }
};

std::optional<Campaign> take(std::optional<Row> row) {
  if (!row) return std::nullopt;
  return std::move(row->c);
}

}  // namespace

void insert(db::Tx& tx, const Campaign& c, auth::AccountId by) {
  tx.exec(
      "INSERT INTO campaigns (id, agency_id, alliance_id, name, name_folded, subject_es, subject_en, body_es, body_en, deadline, "
      "adherence, reply_to, state, created_by, created_at, updated_by, updated_at) VALUES (:id, :agency, :alliance, :name, "
      ":folded, :subject_es, :subject_en, :body_es, :body_en, :deadline, :adherence, :reply_to, :state, :by, :at, :by, :at)",
      {{"id", c.id},
       {"agency", c.agency},
       {"alliance", c.alliance},
       {"name", c.name},
       {"folded", fold(c.name)},
       {"subject_es", c.subject.es},
       {"subject_en", c.subject.en},
       {"body_es", c.body.es},
       {"body_en", c.body.en},
       {"deadline", c.deadline},
       {"adherence", c.adherence},
       {"reply_to", c.reply_to},
       {"state", c.state},
       {"by", by},
       {"at", tx.now()}});
}

bool update(db::Tx& tx, const Campaign& c, auth::AccountId by) {
  return tx.exec(
             "UPDATE campaigns SET name = :name, name_folded = :folded, subject_es = :subject_es, subject_en = :subject_en, "
             "body_es = :body_es, body_en = :body_en, deadline = :deadline, adherence = :adherence, reply_to = :reply_to, "
             "version = "
             "version + 1, updated_by = :by, updated_at = :at WHERE id = :id AND version = :version",
             {{"name", c.name},
              {"folded", fold(c.name)},
              {"subject_es", c.subject.es},
              {"subject_en", c.subject.en},
              {"body_es", c.body.es},
              {"body_en", c.body.en},
              {"deadline", c.deadline},
              {"adherence", c.adherence},
              {"reply_to", c.reply_to},
              {"by", by},
              {"at", tx.now()},
              {"id", c.id},
              {"version", c.version}}) == 1;
}

void update_progress(db::Tx& tx, const Campaign& c) {
  tx.exec(
      "UPDATE campaigns SET state = :state, reminders = :reminders, job_id = :job, sent_at = :sent, closed_at = :closed "
      "WHERE id = :id",
      {{"state", c.state},
       {"reminders", c.reminders},
       {"job", c.job},
       {"sent", c.sent_at},
       {"closed", c.closed_at},
       {"id", c.id}});
}

std::optional<Campaign> find(db::Tx& tx, AllianceId alliance, CampaignId id) {
  return take(tx.one<Row>(CAMPAIGN_COLUMNS "WHERE id = :id AND alliance_id = :alliance", {{"id", id}, {"alliance", alliance}}));
}

std::optional<Campaign> find(db::Tx& tx, CampaignId id) {
  return take(tx.one<Row>(CAMPAIGN_COLUMNS "WHERE id = :id", {{"id", id}}));
}

std::optional<CampaignId> find_by_name(db::Tx& tx, AllianceId alliance, const std::string& name_folded) {
  return tx.one<CampaignId>("SELECT id FROM campaigns WHERE alliance_id = :alliance AND name_folded = :name",
                            {{"alliance", alliance}, {"name", name_folded}});
}

std::vector<Campaign> of_alliance(db::Tx& tx, AllianceId alliance) {
  std::vector<Campaign> out;
  for (auto& row :
       tx.all<Row>(CAMPAIGN_COLUMNS "WHERE alliance_id = :alliance ORDER BY id DESC LIMIT 200", {{"alliance", alliance}}))
    out.push_back(std::move(row.c));
  return out;
}

std::map<CampaignId, Counts> counts_of_alliance(db::Tx& tx, AllianceId alliance) {
  std::map<CampaignId, Counts> out;
  for (const auto& row : tx.all<CountRow>("SELECT campaign_id, " INVITATION_COUNTS
                                          "FROM invitations WHERE campaign_id IN (SELECT id FROM campaigns WHERE alliance_id = "
                                          ":alliance) GROUP BY campaign_id",
                                          {{"alliance", alliance}}))
    out.emplace(row.campaign, row.counts);
  return out;
}

Counts counts(db::Tx& tx, CampaignId campaign) {
  return *tx.one<Counts>("SELECT " INVITATION_COUNTS "FROM invitations WHERE campaign_id = :campaign", {{"campaign", campaign}});
}

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) {
  tx.exec(
      "INSERT INTO campaign_merges (merge_id, agency_id, invitation_id) SELECT CAST(:merge AS BIGINT), i.agency_id, i.id "
      "FROM invitations i WHERE i.organization_id = :gone AND NOT EXISTS (SELECT 1 FROM invitations k WHERE k.campaign_id = "
      "i.campaign_id AND k.organization_id = :kept)",
      {{"merge", merge}, {"gone", gone}, {"kept", kept}});
  tx.exec(
      "UPDATE invitations SET organization_id = :kept WHERE id IN (SELECT invitation_id FROM campaign_merges WHERE merge_id = "
      ":merge)",
      {{"kept", kept}, {"merge", merge}});
}

void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone) {
  tx.exec(
      "UPDATE invitations SET organization_id = :gone WHERE id IN (SELECT invitation_id FROM campaign_merges WHERE merge_id = "
      ":merge)",
      {{"gone", gone}, {"merge", merge}});
  tx.exec("DELETE FROM campaign_merges WHERE merge_id = :merge", {{"merge", merge}});
}

}  // namespace alianza::campaigns::store
