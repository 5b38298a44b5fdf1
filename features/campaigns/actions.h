#pragma once
// Verbs of campaigns. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "features/alliances/actions.h"
#include "features/campaigns/campaigns.h"
#include "features/organizations/listing.h"
#include "platform/auth/links.h"
#include "platform/feature/act.h"

namespace alianza::campaigns {

/// Of the links in the letters (platform/auth/links.h); the subject is the invitation.
inline constexpr std::string_view link_purpose = "invitation";

// Reading. Errors of all: not_found, forbidden.

struct SeenCampaign {
  alliances::Seen seen;
  Campaign campaign;
  Counts counts;
  bool may_keep = false;
};
Result<SeenCampaign> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CampaignId id);

struct Listed {
  Campaign campaign;
  Counts counts;
};
struct Listing {
  alliances::Seen seen;
  std::vector<Listed> campaigns;  // newest first, at most 200
  bool may_keep = false;
};
Result<Listing> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance);

/// Which invitations of a campaign, and from where on.
struct Wanted {
  std::optional<InvitationState> state;
  bool seen_only = false;      // somebody opened their page
  std::optional<Place> after;  // of the last one of the page before
  Order order = Order::list;
  int limit = 25;
};
struct Page {
  SeenCampaign at;
  std::vector<Invitation> rows;  // who is silent first, then by organisation
  std::int64_t count = 0;
  bool has_next = false;
};
Result<Page> invitations(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CampaignId id, const Wanted& wanted);

/// One invitation with everything that happened to it, oldest first.
struct Step {
  InvitationState state = InvitationState::drafted;
  Instant at;
  std::string by;  // name of the account; empty: the program or who held the link
};
struct SeenInvitation {
  SeenCampaign at;
  Invitation invitation;
  std::vector<Step> steps;
  std::optional<Email> new_address;  // of its contact, since the letter; «Enviar otra vez» goes there
};
Result<SeenInvitation> see_invitation(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CampaignId id,
                                      InvitationId invitation);

/// The letters as the first recipients will get them, with a link that leads nowhere.
struct Preview {
  SeenCampaign at;
  std::vector<std::pair<Invitation, mail::Letter>> letters;  // at most three
};
Result<Preview> preview(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CampaignId id, const std::string& origin);

/// The first day on which somebody silent can be reminded (nothing: nobody is silent, or all were reminded often enough). Without
/// asking who: of a campaign that was seen.
std::optional<Date> reminders_from(db::Tx& tx, const SeenCampaign& at);
/// Its letter asks for an adherence and there is no text of it yet: it cannot be sent.
bool lacks_text(db::Tx& tx, const Campaign& campaign);

// Preparing. Errors of all: not_found, forbidden.

/// Also: invalid by field; conflict (`name`).
Result<Campaign> plan(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input);
/// Also: conflict when somebody saved first, or when letters went out with another text; closed campaigns do not change. A later
/// deadline gives the links that were sent more time.
Result<Campaign> edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id, const Input& input);

struct RecipientsInput {
  std::string how = "filter";           // filter, list
  organizations::Pairs filter;          // of the directory; only organisations that are not active are looked at
  std::string addresses;                // of a list: one e-mail a line, each of a contact in the directory
  std::string lang = "es";              // of their letters
  std::optional<OrganizationId> after;  // of a filter: those up to this one are chosen already
};
struct Chosen {
  int added = 0;
  int known = 0;        // have an invitation in this campaign, or share the address of one
  int unreachable = 0;  // have no contact with an e-mail
  /// Of a filter: organisations after this one have not been looked at. A list is chosen whole.
  std::optional<OrganizationId> next;
};
/// One slice of them, with its audit line. Also: invalid (`how`, `addresses` with the line, `lang` when there is no letter in it;
/// too many).
Result<Chosen> choose(db::Tx& tx, organizations::CountMemory& memory, const feature::Act& act, AllianceId alliance, CampaignId id,
                      const RecipientsInput& input);
/// All of them, slice by slice, each in a write of its own so that nobody else waits long; nothing is written when they are too
/// many. The same errors.
Result<Chosen> choose(const db::Database& db, organizations::CountMemory& memory, const feature::Act& act, AllianceId alliance,
                      CampaignId id, const RecipientsInput& input);
/// Of a campaign whose letter has not left. Also: conflict.
Done leave_out(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id, InvitationId invitation);
/// All whose letter has not been written; how many. Also: conflict (there is none, or the campaign is being sent or closed).
Result<std::int64_t> leave_out_unsent(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id);
/// A campaign of which nothing was sent is gone with its recipients. Also: conflict (letters went out).
Done discard(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id);

// Sending. Errors of all: not_found, forbidden, conflict when its state does not allow it.

/// A job writes the letters. Conflict also when nobody is chosen, when the adherence letter that it asks for has no text, or when
/// `origin` says that letters would lead nowhere.
Done start(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id, const std::optional<std::string>& origin);
/// Letters that are in the outbox leave; no other is written.
Done pause(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id);
/// For good: links say that it is over.
Done close(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id);
/// Another letter to whoever is silent, by a job. Conflict when there is nobody to remind today.
Done remind(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id, const std::optional<std::string>& origin);
/// How many a reminder would reach today.
std::int64_t remindable(db::Tx& tx, const SeenCampaign& at);
/// A letter that failed or is in doubt.
Done resend(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id, InvitationId invitation,
            const std::optional<std::string>& origin);
/// Its links end; the organisation is not invited any more. Also: invalid (`reason`).
Done revoke(db::Tx& tx, const feature::Act& act, AllianceId alliance, CampaignId id, InvitationId invitation,
            std::string_view reason);

// For the jobs (jobs.h), whose payload is {"campaign":"…","round":1}: the program's own acts. `left` 0: there is nothing more to
// do, or it was paused.
inline constexpr std::string_view sending_kind = "campaigns.send";
inline constexpr std::string_view reminding_kind = "campaigns.remind";
struct Batch {
  std::int64_t done = 0;
  std::int64_t left = 0;
};
Result<Batch> send_batch(db::Tx& tx, CampaignId id, const std::string& origin, int limit);
Result<Batch> remind_batch(db::Tx& tx, CampaignId id, std::int64_t round, const std::string& origin, int limit);
/// What became of a letter, for the listener of mail.letter_changed.
void note_letter(db::Tx& tx, mail::LetterId letter, mail::State state);
/// For the listener of adherences::text_published: asks to adhere who accepted when there was no text to sign yet.
Done offer_to_accepted(db::Tx& tx, AllianceId alliance, const std::optional<std::string>& origin);
void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone);

// By the link in the letter, of anybody who holds it.

/// withdrawn: the organisation was taken out of the alliance since the letter.
enum class Door { open, answered, expired, revoked, closed, withdrawn };
/// What the page of a link shows.
struct Opened {
  Invitation invitation;
  Campaign campaign;
  alliances::Alliance alliance;
  LocalizedText agency;
  Date today;
  std::optional<membership::Status> status;  // of the organisation in the alliance; none: it takes no part
  Door door = Door::open;
  std::optional<privacy::Notice> privacy;  // that is still to be read
  bool may_reconsider = false;             // declined, and may still accept by the same link
};
Result<Opened> open(db::Tx& tx, const auth::Link& link);
/// A person opened the page: a hint, written once.
void note_seen(db::Tx& tx, const auth::Link& link);
/// Where an adherence letter is asked for, gives the secret of its link (features/adherences), which also goes out by letter when
/// `origin` says where the server is; nothing while the alliance has no text. Errors: conflict (answered meanwhile), gone (over,
/// revoked, closed, the organisation withdrawn), invalid (`name`, `position`, `notice`, `privacy`).
Result<std::optional<std::string>> accept(db::Tx& tx, const feature::Act& act, const auth::Link& link, const AcceptInput& input,
                                          const std::optional<std::string>& origin);
/// Errors: conflict, gone, invalid (`reason`).
Done decline(db::Tx& tx, const feature::Act& act, const auth::Link& link, std::string_view reason);

/// Who became a contact of an organisation by answering its invitation, the newest first, at most twenty. Without asking who.
struct Answerer {
  Invitation invitation;
  std::string campaign;  // its name
};
std::vector<Answerer> answerers(db::Tx& tx, AllianceId alliance, OrganizationId organization);

}  // namespace alianza::campaigns
