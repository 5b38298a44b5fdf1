#pragma once
// SQL of campaigns and invitations; only this feature's tables.
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "features/campaigns/campaigns.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::campaigns::store {

void insert(db::Tx& tx, const Campaign& campaign, auth::AccountId by);
/// What its form says. False when the row's version is no longer campaign.version; raises it by one otherwise.
bool update(db::Tx& tx, const Campaign& campaign, auth::AccountId by);
/// State, job, rounds and their moments.
void update_progress(db::Tx& tx, const Campaign& campaign);
std::optional<Campaign> find(db::Tx& tx, AllianceId alliance, CampaignId id);
std::optional<Campaign> find(db::Tx& tx, CampaignId id);
std::optional<CampaignId> find_by_name(db::Tx& tx, AllianceId alliance, const std::string& name_folded);
/// Newest first.
std::vector<Campaign> of_alliance(db::Tx& tx, AllianceId alliance);
std::map<CampaignId, Counts> counts_of_alliance(db::Tx& tx, AllianceId alliance);
Counts counts(db::Tx& tx, CampaignId campaign);

/// False when the campaign has that organisation or that address already.
bool insert(db::Tx& tx, const Invitation& invitation);
void remove_drafted(db::Tx& tx, InvitationId id);
/// How many there were.
std::int64_t remove_all_drafted(db::Tx& tx, CampaignId campaign);
/// A campaign of which nothing was sent, with its recipients.
void remove(db::Tx& tx, CampaignId campaign);
/// An organisation of the campaign is written to there (Email::key).
bool has_address(db::Tx& tx, CampaignId campaign, const std::string& email_folded);
/// Whom it is sent to: name, position and address.
void readdress(db::Tx& tx, const Invitation& invitation);
/// Everything that changes after it was drafted. Keeps a step when the state, or its letter, is another than `before`.
void update(db::Tx& tx, const Invitation& invitation, const Invitation& before, auth::AccountId by);
std::optional<Invitation> find_invitation(db::Tx& tx, CampaignId campaign, InvitationId id);
std::optional<Invitation> find_invitation(db::Tx& tx, InvitationId id);
std::optional<Invitation> find_by_letter(db::Tx& tx, mail::LetterId letter);
std::vector<Invitation> drafted(db::Tx& tx, CampaignId campaign, int limit);
/// Silent ones that no reminder of this round has looked at.
std::vector<Invitation> silent(db::Tx& tx, CampaignId campaign, std::int64_t round, int limit);
std::int64_t count_silent(db::Tx& tx, CampaignId campaign, std::int64_t round);
/// Of them, those with fewer than `reminders` whose last letter was written before that moment.
struct Remindable {
  std::int64_t round = 0;
  std::int64_t reminders = 0;
  Instant before;
};
std::int64_t count_remindable(db::Tx& tx, CampaignId campaign, const Remindable& wanted);
/// The same, as addresses (Email::key).
std::vector<std::string> remindable(db::Tx& tx, CampaignId campaign, const Remindable& wanted);
/// When the last letter was written of the silent one that has waited longest, of those with fewer than so many reminders.
std::optional<Instant> longest_silent(db::Tx& tx, CampaignId campaign, std::int64_t reminders);
/// Those that have an invitation in it, in whatever state.
std::set<OrganizationId> organizations(db::Tx& tx, CampaignId campaign);
/// In whatever campaign: chosen or written to, neither answered nor revoked.
std::vector<Invitation> unanswered_of(db::Tx& tx, OrganizationId organization);
std::vector<InvitationId> open_ones(db::Tx& tx, CampaignId campaign);

/// Who accepted where a letter is asked for, the newest first, with the address that answers of the campaign.
struct Accepted {
  Invitation invitation;
  std::optional<Email> reply_to;
};
std::vector<Accepted> accepted_to_adhere(db::Tx& tx, AllianceId alliance);

/// A page of a list: who is silent first, then by organisation.
struct Wanted {
  std::optional<InvitationState> state;
  bool seen_only = false;  // silent, and somebody opened the page
  std::optional<Place> after;
  Order order = Order::list;
  int limit = 25;
};
std::vector<Invitation> page(db::Tx& tx, CampaignId campaign, const Wanted& wanted);
std::int64_t count(db::Tx& tx, CampaignId campaign, const Wanted& wanted);
struct Step {
  InvitationState state = InvitationState::drafted;
  Instant at;
  std::int64_t by_account = 0;

  static void columns(auto& v, Step& row) { v(row.state, row.at, row.by_account); }
};
std::vector<Step> steps(db::Tx& tx, InvitationId id);

/// Invitations to one address (Email::key), in whatever campaign.
std::vector<InvitationId> sent_to(db::Tx& tx, const std::string& email_folded);
/// Whom it was sent to and who answered, without their name, post, address and words.
void forget_person(db::Tx& tx, InvitationId id, const Email& nobody, const std::string& name);
/// Campaigns of the agency (0: of all) that have answers sent to this address have them sent to nobody in particular.
void forget_reply_to(db::Tx& tx, const std::string& email_key, std::int64_t agency);

/// Invitations of `gone` become those of `kept`, where it has none in the same campaign; unmerge takes it back.
void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone);

/// Whose answer brought a contact, the newest first.
std::vector<Invitation> answered_by_new_contacts(db::Tx& tx, AllianceId alliance, OrganizationId organization);

}  // namespace alianza::campaigns::store
