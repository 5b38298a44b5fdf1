#include "features/campaigns/store.h"

namespace alianza::campaigns::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define INVITATION_COLUMNS                                                                                                      \
  "SELECT id, agency_id, alliance_id, campaign_id, organization_id, organization_name, person_id, person_name, position, "      \
  "email, lang, state, letter_id, reminders, round, letter_at, sent_at, seen_at, answered_at, answered_by, answered_position, " \
  "answered_contact, "                                                                                                          \
  "reason, notice_version FROM invitations "
// A filter that is not set is a NULL.
#define INVITATION_WANTED                                                                                                      \
  "campaign_id = :campaign AND (CAST(:state AS TEXT) IS NULL OR state = CAST(:state AS TEXT)) AND (CAST(:seen AS BIGINT) = 0 " \
  "OR "                                                                                                                        \
  "seen_at IS NOT NULL) "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct Row {
  Invitation i;
  static void columns(auto& v, Row& r) {
    auto& i = r.i;
    v(i.id, i.agency, i.alliance, i.campaign, i.organization, i.organization_name, i.person, i.person_name, i.position, i.email,
      i.lang, i.state, i.letter, i.reminders, i.round, i.letter_at, i.sent_at, i.seen_at, i.answered_at, i.answered_by,
      i.answered_position, i.answered_contact, i.reason, i.notice_version);
  }
};

std::vector<Invitation> take(std::vector<Row> rows) {
  std::vector<Invitation> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(std::move(row.i));
  return out;
}

std::optional<Invitation> take(std::optional<Row> row) {
  if (!row) return std::nullopt;
  return std::move(row->i);
}

void keep_step(db::Tx& tx, const Invitation& i, auth::AccountId by) {
  tx.exec(
      "INSERT INTO invitation_steps (id, agency_id, invitation_id, state, at, by_account, letter_id) "
      "VALUES (:id, :agency, :invitation, :state, :at, :by, :letter)",
      {{"id", Id<struct StepTag>::make()},
       {"agency", i.agency},
       {"invitation", i.id},
       {"state", i.state},
       {"at", tx.now()},
       {"by", by},
       {"letter", i.letter}});
}

}  // namespace

bool insert(db::Tx& tx, const Invitation& i) {
  return tx.exec(
             "INSERT INTO invitations (id, agency_id, alliance_id, campaign_id, organization_id, organization_name, "
             "organization_folded, person_id, person_name, position, email, email_folded, lang, state, list_order, created_at) "
             "VALUES (:id, :agency, :alliance, :campaign, :organization, :name, :folded, :person, :person_name, :position, "
             ":email, "
             ":email_folded, :lang, :state, :list_order, :at) ON CONFLICT DO NOTHING",
             {{"id", i.id},
              {"agency", i.agency},
              {"alliance", i.alliance},
              {"campaign", i.campaign},
              {"organization", i.organization},
              {"name", i.organization_name},
              {"folded", fold(i.organization_name)},
              {"person", i.person},
              {"person_name", i.person_name},
              {"position", i.position},
              {"email", i.email},
              {"email_folded", i.email.key()},
              {"lang", i.lang},
              {"state", i.state},
              {"list_order", list_order(i.state)},
              {"at", tx.now()}}) == 1;
}

void remove_drafted(db::Tx& tx, InvitationId id) {
  tx.exec("DELETE FROM invitations WHERE id = :id AND state = 'drafted'", {{"id", id}});
}

std::int64_t remove_all_drafted(db::Tx& tx, CampaignId campaign) {
  return tx.exec("DELETE FROM invitations WHERE campaign_id = :campaign AND state = 'drafted'", {{"campaign", campaign}});
}

void remove(db::Tx& tx, CampaignId campaign) {
  // Those that a merge of organisations revoked have steps, and perhaps a line of the merge.
  tx.exec("DELETE FROM invitation_steps WHERE invitation_id IN (SELECT id FROM invitations WHERE campaign_id = :campaign)",
          {{"campaign", campaign}});
  tx.exec("DELETE FROM campaign_merges WHERE invitation_id IN (SELECT id FROM invitations WHERE campaign_id = :campaign)",
          {{"campaign", campaign}});
  tx.exec("DELETE FROM invitations WHERE campaign_id = :campaign", {{"campaign", campaign}});
  tx.exec("DELETE FROM campaigns WHERE id = :campaign AND state = 'draft'", {{"campaign", campaign}});
}

std::optional<Instant> longest_silent(db::Tx& tx, CampaignId campaign, std::int64_t reminders) {
  return tx.one<Instant>(
      "SELECT letter_at FROM invitations WHERE campaign_id = :campaign AND state = 'sent' AND reminders < :reminders AND "
      "letter_at IS NOT NULL ORDER BY letter_at LIMIT 1",
      {{"campaign", campaign}, {"reminders", reminders}});
}

bool has_address(db::Tx& tx, CampaignId campaign, const std::string& email_folded) {
  return tx
      .one<std::int64_t>("SELECT id FROM invitations WHERE campaign_id = :campaign AND email_folded = :email",
                         {{"campaign", campaign}, {"email", email_folded}})
      .has_value();
}

void readdress(db::Tx& tx, const Invitation& i) {
  tx.exec(
      "UPDATE invitations SET person_name = :person, position = :position, email = :email, email_folded = :key WHERE id = :id",
      {{"person", i.person_name}, {"position", i.position}, {"email", i.email}, {"key", i.email.key()}, {"id", i.id}});
}

void update(db::Tx& tx, const Invitation& i, const Invitation& before, auth::AccountId by) {
  tx.exec(
      "UPDATE invitations SET state = :state, list_order = :list_order, letter_id = :letter, reminders = :reminders, round = "
      ":round, "
      "letter_at = :letter_at, sent_at = :sent_at, seen_at = :seen_at, answered_at = :answered_at, answered_by = :answered_by, "
      "answered_position = :answered_position, answered_contact = :answered_contact, reason = :reason, notice_version = :notice "
      "WHERE id = :id",
      {{"state", i.state},
       {"list_order", list_order(i.state)},
       {"letter", i.letter},
       {"reminders", i.reminders},
       {"round", i.round},
       {"letter_at", i.letter_at},
       {"sent_at", i.sent_at},
       {"seen_at", i.seen_at},
       {"answered_at", i.answered_at},
       {"answered_by", i.answered_by},
       {"answered_position", i.answered_position},
       {"answered_contact", i.answered_contact},
       {"reason", i.reason},
       {"notice", i.notice_version},
       {"id", i.id}});
  if (i.state != before.state || i.letter != before.letter) keep_step(tx, i, by);
}

std::optional<Invitation> find_invitation(db::Tx& tx, CampaignId campaign, InvitationId id) {
  return take(tx.one<Row>(INVITATION_COLUMNS "WHERE id = :id AND campaign_id = :campaign", {{"id", id}, {"campaign", campaign}}));
}

std::optional<Invitation> find_invitation(db::Tx& tx, InvitationId id) {
  return take(tx.one<Row>(INVITATION_COLUMNS "WHERE id = :id", {{"id", id}}));
}

std::optional<Invitation> find_by_letter(db::Tx& tx, mail::LetterId letter) {
  return take(tx.one<Row>(INVITATION_COLUMNS "WHERE letter_id = :letter AND letter_id <> 0", {{"letter", letter}}));
}

std::vector<InvitationId> sent_to(db::Tx& tx, const std::string& email_folded) {
  return tx.all<InvitationId>("SELECT id FROM invitations WHERE email_folded = :email ORDER BY id", {{"email", email_folded}});
}

void forget_person(db::Tx& tx, InvitationId id, const Email& nobody, const std::string& name) {
  tx.exec(
      "UPDATE invitations SET person_name = :name, position = '', email = :email, email_folded = :folded, answered_by = CASE "
      "answered_by WHEN '' THEN '' ELSE :name END, answered_position = '', reason = CASE state WHEN 'declined' THEN '' ELSE "
      "reason "
      "END WHERE id = :id",
      {{"name", name}, {"email", nobody}, {"folded", nobody.key()}, {"id", id}});
}

void forget_reply_to(db::Tx& tx, const std::string& email_key, std::int64_t agency) {
  tx.exec(
      "UPDATE campaigns SET reply_to = NULL WHERE lower(reply_to) = :email AND (CAST(:every AS BIGINT) = 0 OR agency_id = "
      ":agency)",
      {{"email", email_key}, {"every", agency}, {"agency", agency}});
}

std::vector<Invitation> drafted(db::Tx& tx, CampaignId campaign, int limit) {
  return take(tx.all<Row>(INVITATION_COLUMNS
                          "WHERE campaign_id = :campaign AND state = 'drafted' ORDER BY organization_folded, id LIMIT :limit",
                          {{"campaign", campaign}, {"limit", limit}}));
}

std::vector<Invitation> silent(db::Tx& tx, CampaignId campaign, std::int64_t round, int limit) {
  return take(tx.all<Row>(INVITATION_COLUMNS
                          "WHERE campaign_id = :campaign AND state = 'sent' AND round < :round ORDER BY organization_folded, id "
                          "LIMIT :limit",
                          {{"campaign", campaign}, {"round", round}, {"limit", limit}}));
}

std::int64_t count_silent(db::Tx& tx, CampaignId campaign, std::int64_t round) {
  return *tx.one<std::int64_t>(
      "SELECT count(*) FROM invitations WHERE campaign_id = :campaign AND state = 'sent' AND round < :round",
      {{"campaign", campaign}, {"round", round}});
}

std::int64_t count_remindable(db::Tx& tx, CampaignId campaign, const Remindable& wanted) {
  return *tx.one<std::int64_t>(
      "SELECT count(*) FROM invitations WHERE campaign_id = :campaign AND state = 'sent' AND round < :round AND reminders < "
      ":reminders AND letter_at < :before",
      {{"campaign", campaign}, {"round", wanted.round}, {"reminders", wanted.reminders}, {"before", wanted.before}});
}

std::vector<std::string> remindable(db::Tx& tx, CampaignId campaign, const Remindable& wanted) {
  return tx.all<std::string>(
      "SELECT email_folded FROM invitations WHERE campaign_id = :campaign AND state = 'sent' AND round < :round AND reminders < "
      ":reminders AND letter_at < :before",
      {{"campaign", campaign}, {"round", wanted.round}, {"reminders", wanted.reminders}, {"before", wanted.before}});
}

std::set<OrganizationId> organizations(db::Tx& tx, CampaignId campaign) {
  const auto rows =
      tx.all<OrganizationId>("SELECT organization_id FROM invitations WHERE campaign_id = :campaign", {{"campaign", campaign}});
  return {rows.begin(), rows.end()};
}

std::vector<Invitation> unanswered_of(db::Tx& tx, OrganizationId organization) {
  return take(tx.all<Row>(
      INVITATION_COLUMNS "WHERE organization_id = :organization AND state NOT IN ('accepted', 'declined', 'revoked') ORDER BY id",
      {{"organization", organization}}));
}

std::vector<InvitationId> open_ones(db::Tx& tx, CampaignId campaign) {
  return tx.all<InvitationId>(
      "SELECT id FROM invitations WHERE campaign_id = :campaign AND state IN ('queued', 'sent', 'failed', 'unsure', 'bounced')",
      {{"campaign", campaign}});
}

std::vector<Accepted> accepted_to_adhere(db::Tx& tx, AllianceId alliance) {
  std::map<CampaignId, std::optional<Email>> reply_to;
  for (auto& campaign : of_alliance(tx, alliance))
    if (campaign.adherence == Adherence::required) reply_to.emplace(campaign.id, campaign.reply_to);
  std::vector<Accepted> out;
  for (auto& row : tx.all<Row>(INVITATION_COLUMNS "WHERE alliance_id = :alliance AND state = 'accepted' ORDER BY id DESC",
                               {{"alliance", alliance}}))
    if (const auto campaign = reply_to.find(row.i.campaign); campaign != reply_to.end())
      out.push_back({std::move(row.i), campaign->second});
  return out;
}

std::vector<Invitation> page(db::Tx& tx, CampaignId campaign, const Wanted& wanted) {
  if (wanted.order == Order::id)
    return take(tx.all<Row>(INVITATION_COLUMNS "WHERE " INVITATION_WANTED "AND id > :after ORDER BY id LIMIT :limit",
                            {{"campaign", campaign},
                             {"state", wanted.state},
                             {"seen", wanted.seen_only ? 1 : 0},
                             {"after", wanted.after ? wanted.after->id : InvitationId()},
                             {"limit", wanted.limit}}));
  if (!wanted.after)
    return take(tx.all<Row>(
        INVITATION_COLUMNS "WHERE " INVITATION_WANTED "ORDER BY list_order, organization_folded, id LIMIT :limit",
        {{"campaign", campaign}, {"state", wanted.state}, {"seen", wanted.seen_only ? 1 : 0}, {"limit", wanted.limit}}));
  return take(tx.all<Row>(INVITATION_COLUMNS "WHERE " INVITATION_WANTED
                                             "AND (list_order, organization_folded, id) > (:order, :folded, :after) "
                                             "ORDER BY list_order, organization_folded, id LIMIT :limit",
                          {{"campaign", campaign},
                           {"state", wanted.state},
                           {"seen", wanted.seen_only ? 1 : 0},
                           {"order", wanted.after->list_order},
                           {"folded", wanted.after->organization_folded},
                           {"after", wanted.after->id},
                           {"limit", wanted.limit}}));
}

std::int64_t count(db::Tx& tx, CampaignId campaign, const Wanted& wanted) {
  return *tx.one<std::int64_t>("SELECT count(*) FROM invitations WHERE " INVITATION_WANTED,
                               {{"campaign", campaign}, {"state", wanted.state}, {"seen", wanted.seen_only ? 1 : 0}});
}

std::vector<Step> steps(db::Tx& tx, InvitationId id) {
  return tx.all<Step>("SELECT state, at, by_account FROM invitation_steps WHERE invitation_id = :id ORDER BY id", {{"id", id}});
}

std::vector<Invitation> answered_by_new_contacts(db::Tx& tx, AllianceId alliance, OrganizationId organization) {
  return take(tx.all<Row>(INVITATION_COLUMNS
                          "WHERE alliance_id = :alliance AND organization_id = :organization AND answered_contact <> 0 ORDER BY "
                          "answered_at DESC, id DESC LIMIT 20",
                          {{"alliance", alliance}, {"organization", organization}}));
}

}  // namespace alianza::campaigns::store
