#pragma once
// Verbs of registrations. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/meetings/actions.h"
#include "features/organizations/actions.h"
#include "features/registrations/registrations.h"
#include "platform/auth/links.h"
#include "platform/feature/act.h"

namespace alianza::registrations {

inline constexpr std::string_view link_purpose = "registration";
inline constexpr std::string_view sending_kind = "registrations.send";

/// One organisation that the meeting expects, or that replied.
struct Line {
  OrganizationId organization;
  std::string name;
  std::optional<Registration> registration;
  bool reachable = false;  // the directory knows an address to write to
  Reply reply() const { return registration ? registration->reply : Reply::silent; }
};
struct Book {
  meetings::SeenMeeting at;
  std::vector<Line> lines;  // by name
  std::vector<Convocation> convocations;
  Tally tally;
  std::int64_t unwritten = 0;    // who would get a letter: expected, reachable, not written to
  std::int64_t silent = 0;       // who would get a reminder
  std::int64_t unreachable = 0;  // expected, without an address
};
/// Errors: not_found, forbidden.
Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, MeetingId meeting);
bool may_keep(const meetings::SeenMeeting& seen);

struct ConvocationInput {
  std::string audience = "unwritten";
  std::string message;
};
/// Asks the job to write the letters. `origin`: where the server is. Errors: not_found, forbidden, invalid (`audience`,
/// `message`), conflict (cancelled or over, nobody to write to, a sending that goes on, no address for the links).
Result<Convocation> convene(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId meeting,
                            const ConvocationInput& input, const std::optional<std::string>& origin);
/// Of the job: the next letters of a sending, at most `limit`.
struct Batch {
  std::int64_t done = 0;
  std::int64_t left = 0;
};
Result<Batch> send_batch(db::Tx& tx, ConvocationId id, const std::string& origin, int limit);
void note_letter(db::Tx& tx, mail::LetterId letter, mail::State state);

/// The organisations for which the actor may reply: those it acts for that are expected; of who keeps the meeting, all.
std::vector<Line> own_lines(db::Tx& tx, const meetings::SeenMeeting& seen);
/// Errors: not_found, forbidden, invalid (`organization`: not expected; `reply`, `persons`, `note`), conflict (cancelled, over).
Result<Registration> reply(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId meeting,
                           OrganizationId organization, const ReplyInput& input);
/// Of these meetings, those that wrote to an organisation of the actor, which has not replied.
std::vector<Registration> silent_of(db::Tx& tx, const std::vector<OrganizationId>& organizations,
                                    const std::vector<MeetingId>& meetings);

/// What the page of a link shows.
struct Opened {
  Registration registration;
  meetings::Meeting meeting;
  std::vector<meetings::AgendaItem> agenda;
  alliances::Alliance alliance;
  LocalizedText agency;
  std::string organization;
  auth::LinkState door = auth::LinkState::open;
  std::optional<Message> over;  // there is nothing to reply to any more
};
Result<Opened> open(db::Tx& tx, const auth::Link& link);
/// Uses the links of that organisation and meeting up. Errors: conflict (replied meanwhile), gone (cancelled, over, revoked),
/// invalid by field.
Done reply(db::Tx& tx, const feature::Act& act, const auth::Link& link, const ReplyInput& input);

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone);

}  // namespace alianza::registrations
