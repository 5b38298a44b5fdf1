#pragma once
// Words and rules of campaigns and invitations (features/campaigns/README.md). No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/membership/membership.h"
#include "features/privacy/privacy.h"
#include "platform/base/text.h"
#include "platform/base/time.h"
#include "platform/jobs/job.h"
#include "platform/mail/letter.h"

namespace alianza::campaigns {

using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using membership::PersonId;
using CampaignId = Id<struct CampaignTag>;
using InvitationId = Id<struct InvitationTag>;

/// draft: nothing left yet. sending: a job writes letters. paused: it stopped when asked to. sent: every letter is in the outbox.
/// closed: nobody can answer any more.
enum class State { draft, sending, paused, sent, closed };
std::string_view to_text(State state);
bool from_text(std::string_view text, State& state);
Message label(State state);

/// What makes an organisation that accepted an active one: its signed adherence letter, or its acceptance alone.
enum class Adherence { required, not_required };
std::string_view to_text(Adherence adherence);
bool from_text(std::string_view text, Adherence& adherence);
Message label(Adherence adherence);

/// drafted: chosen. queued: its letter waits in the outbox. sent, failed, unsure, bounced: what became of the letter. accepted,
/// declined: answered. revoked: taken back before it was answered.
enum class InvitationState { drafted, queued, sent, failed, unsure, bounced, accepted, declined, revoked };
std::string_view to_text(InvitationState state);
bool from_text(std::string_view text, InvitationState& state);
Message label(InvitationState state);

struct Campaign {
  CampaignId id;
  AgencyId agency;
  AllianceId alliance;
  std::string name;  // for the secretariat
  LocalizedText subject;
  LocalizedText body;  // with fields in braces (wording.h)
  Date deadline;       // the last day for an answer, at the alliance
  Adherence adherence = Adherence::required;
  std::optional<Email> reply_to;
  State state = State::draft;
  std::int64_t reminders = 0;  // rounds that were asked for
  jobs::JobId job;             // that sends or sent last; 0: none yet
  std::optional<Instant> sent_at;
  std::optional<Instant> closed_at;
  std::int64_t version = 1;
};

struct Invitation {
  InvitationId id;
  AgencyId agency;
  AllianceId alliance;
  CampaignId campaign;
  OrganizationId organization;
  std::string organization_name;  // as the letter says it
  PersonId person;
  std::string person_name;
  std::string position;
  Email email;
  Lang lang = Lang::es;
  InvitationState state = InvitationState::drafted;
  mail::LetterId letter;             // the last one; 0: none yet
  std::int64_t reminders = 0;        // letters after the first
  std::int64_t round = 0;            // the last round of reminders that looked at it
  std::optional<Instant> letter_at;  // when the last letter was queued
  std::optional<Instant> sent_at;    // when a mail server took the last one
  std::optional<Instant> seen_at;    // somebody opened the page: a hint
  std::optional<Instant> answered_at;
  std::string answered_by;  // name, as the person wrote it
  std::string answered_position;
  membership::AffiliationId answered_contact;  // the contact that who answered became; 0: was one already, or nobody
  std::string reason;                          // of declining or revoking; what the mail server said when the letter came back
  std::int64_t notice_version = 0;             // of the notice that was accepted; 0: none
};

/// Null when a campaign may go from one state to the other, else the sentence that says why not.
std::optional<Message> refuses(State from, State to);
/// Text and adherence are what was sent: they change only before.
bool may_reword(State state);
/// Whose letters may still be chosen.
bool may_choose(State state);

bool is_answered(InvitationState state);
/// Whoever holds the link may answer: also one whose letter is in doubt.
bool may_answer(InvitationState state);
/// A mail server took the letter and nobody has answered.
bool is_silent(InvitationState state);
/// Sent again by a person's decision.
bool may_resend(InvitationState state);
/// Sent to another address of its contact: what came back does not go to the same one again.
bool may_readdress(InvitationState state);
bool may_revoke(InvitationState state);
/// What an invitation becomes when its letter does; nothing when it does not depend on the letter any more.
std::optional<InvitationState> after_letter(InvitationState now, mail::State letter);
/// In lists: who is silent first, then what needs a person, then what waits, then what is done.
int list_order(InvitationState state);

/// Where a row stood in a list when it was read: what comes after it, although its state has changed meanwhile.
struct Place {
  int list_order = 0;
  std::string organization_folded;
  InvitationId id;

  /// For addresses: "0.01J….molinos".
  std::string text() const;
  static std::optional<Place> parse(std::string_view text);
};
Place place_of(const Invitation& invitation);
/// id: of what is read whole, in pieces, while rows change.
enum class Order { list, id };

inline constexpr int most_recipients = 10'000;  // of a campaign
inline constexpr int most_reminders = 3;
inline constexpr int days_between_letters = 3;
/// Silent, not reminded too often, and three days after the last letter.
bool may_remind(const Invitation& invitation, const Zone& zone, Date today);
/// The same of the last letter alone: it was written before this moment.
Instant remindable_before(const Zone& zone, Date today);

/// The neutral space: what is accepted with the invitation. A changed text is another version.
inline constexpr std::int64_t notice_version = 1;
std::vector<Message> notice();

/// How many invitations of a campaign are where.
struct Counts {
  std::int64_t all = 0;
  std::int64_t drafted = 0;
  std::int64_t queued = 0;
  std::int64_t silent = 0;
  std::int64_t failed = 0;
  std::int64_t unsure = 0;
  std::int64_t bounced = 0;
  std::int64_t accepted = 0;
  std::int64_t declined = 0;
  std::int64_t revoked = 0;
  std::int64_t taken = 0;  // letters that a mail server took at least once
  std::int64_t seen = 0;   // the page was opened, or it was answered
  std::int64_t answered() const { return accepted + declined; }

  static void columns(auto& v, Counts& row) {
    v(row.all, row.drafted, row.queued, row.silent, row.failed, row.unsure, row.bounced, row.accepted, row.declined, row.revoked,
      row.taken, row.seen);
  }
};

struct Input {
  std::string name;
  std::string subject_es;
  std::string subject_en;
  std::string body_es;
  std::string body_en;
  std::string deadline;
  std::string adherence = "required";
  std::string reply_to;
  std::string version;
};
/// The checked campaign without ids, or every field that is wrong. `today`: no deadline lies before it.
Result<Campaign> parse(const Input& input, Date today);
Input as_input(const Campaign& campaign);
/// A letter to begin with.
Input first_input();

/// What an answer from the page of the link says.
struct AcceptInput {
  std::string name;
  std::string position;
  std::string notice;        // not empty: accepted
  privacy::Consent privacy;  // of the privacy notice, when it is asked for
};

}  // namespace alianza::campaigns
