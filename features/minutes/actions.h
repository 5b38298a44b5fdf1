#pragma once
// Verbs of minutes and agreements. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "features/meetings/actions.h"
#include "features/minutes/minutes.h"
#include "features/organizations/actions.h"
#include "platform/feature/act.h"
#include "platform/search/search.h"

namespace alianza::minutes {

/// A meeting whose minutes the actor may read, and what it may do there.
struct SeenMeeting {
  meetings::SeenMeeting meeting;
  bool may_write = false;
  bool may_comment = false;
  std::vector<OrganizationId> may_assent;  // organisations that attended and that the actor acts for
};
/// Asked with the body the minutes were opened for; with the meeting's own while there are none. Errors: not_found (no such
/// meeting, or its minutes are not for the actor).
Result<SeenMeeting> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, MeetingId id);
/// The newest edition, or the one asked for. Error: not_found.
Result<Minutes> edition(db::Tx& tx, const SeenMeeting& seen, std::optional<int> number = {});
std::optional<Minutes> newest(db::Tx& tx, MeetingId id);
/// Those of an alliance that are in review, the oldest first. Whether the actor may read them, see() says.
std::vector<Minutes> in_review(db::Tx& tx, AllianceId alliance, int limit);

/// Everything the page of one edition shows.
struct Book {
  std::vector<Section> sections;
  std::vector<Comment> comments;
  std::vector<Assent> assents;      // of this round
  std::vector<StateChange> states;  // oldest first
  std::vector<Agreement> agreements;
  std::vector<Minutes> editions;  // newest first, without their texts
};
Book book(db::Tx& tx, const Minutes& minutes);
/// Texts that crossed with another, for who writes and while it is a draft; nothing for anybody else or afterwards.
std::vector<Crossed> crossed(db::Tx& tx, const SeenMeeting& seen, const Minutes& minutes);
/// What the edition says: as approved, or as it stands now.
Record record_of(db::Tx& tx, const SeenMeeting& seen, const Minutes& minutes, Lang lang);

/// Begins the minutes with a section for each item of the agenda. Errors: not_found, forbidden, conflict (there are some, the
/// meeting is cancelled).
Result<Minutes> open(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, Lang lang);
/// A matter that the agenda did not have, before the closing. Errors: not_found, forbidden, conflict (no draft), invalid
/// (`title`).
Result<SectionId> add_section(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, std::string_view title);

/// What became of a text: saved with a new version, or kept beside what somebody else saved meanwhile.
struct Saved {
  Section section;               // as it stands now
  std::optional<Section> typed;  // the text that crossed; kept, not lost
};
/// `version` is the one that was read. Errors: not_found, forbidden, conflict (no draft any more), invalid (`body`, `version`).
Result<Saved> save_section(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, SectionId section,
                           std::string_view body, std::string_view version);

/// One section of a form that holds them all; `read` is read_mark() of the text as it stood in the form.
struct Note {
  SectionId section;
  std::string body;
  std::string version;
  std::string read;
};
/// Tells a text that somebody changed from one that only came back with the form.
std::string read_mark(std::string_view body);
/// Saves every section that was changed, each with the version that was read; what crossed is kept as save_section() does, and
/// the others are saved. Errors: as save_section(), at the fields `body-ID` and `version-ID`.
Result<std::vector<Saved>> save_sections(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id,
                                         const std::vector<Note>& notes);

/// Sends to review, returns to draft (reason), approves: folio, digest, approver and day. Errors: not_found, forbidden, conflict,
/// invalid (`to`, `note`).
Result<Minutes> change_state(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, std::string_view to,
                             std::string_view note);
/// What approval would do today: the folio, which another one may take first, and how many of who attended agree.
struct Approval {
  std::string folio;
  int assents = 0;
  int attending = 0;
};
Approval approval_of(db::Tx& tx, const SeenMeeting& seen, const Minutes& minutes);
/// Errors: not_found, forbidden, conflict (not in review), invalid (`section`, `text`).
Done comment(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, std::string_view section,
             std::string_view text);
/// «De acuerdo» of an organisation that attended. Errors: not_found, forbidden, conflict (not in review), invalid
/// (`organization`).
Done assent(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, std::string_view organization);
/// A new edition of approved minutes, which says what it corrects. Errors: not_found, forbidden, conflict (not approved), invalid
/// (`correction`).
Result<Minutes> correct(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, std::string_view correction);

// ---- Agreements.

/// An agreement that the actor may read, and what it may do with it.
struct SeenAgreement {
  alliances::Seen seen;
  Agreement agreement;
  bool may_write = false;
  bool may_close = false;
  bool is_fixed = false;  // the minutes are approved: text, owner and date stay
};
Result<SeenAgreement> see_agreement(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, AgreementId id);
std::vector<AgreementChange> history(db::Tx& tx, AgreementId id);
/// Errors: not_found, forbidden, conflict (there is no draft), invalid by field.
Result<Agreement> agree(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, const AgreementInput& input);
/// While the minutes are a draft. Errors: not_found, forbidden, conflict (fixed; somebody saved first), invalid by field.
Result<Agreement> edit_agreement(db::Tx& tx, const feature::Act& act, AllianceId alliance, AgreementId id,
                                 const AgreementInput& input);
/// Done with its evidence, cancelled or open again with the reason. Errors: not_found, forbidden, conflict, invalid
/// (`to`, `note`).
Result<Agreement> progress(db::Tx& tx, const feature::Act& act, AllianceId alliance, AgreementId id, std::string_view to,
                           std::string_view note);
/// For loaders: an agreement as it is, of a meeting whose minutes are a draft.
Result<Agreement> agree(db::Tx& tx, const feature::Act& act, const Minutes& minutes, const Agreement& checked);

struct Filter {
  std::optional<Progress> state;
  bool overdue = false;
  std::optional<int> due_in;  // open, not overdue, due within so many days
  std::optional<CommitteeId> committee;
  std::optional<OrganizationId> owner;
  std::string search;
};
inline constexpr int days_of_week = 7;
inline constexpr int soon_days = 30;
/// The filter "due" of addresses: overdue, week, soon. False when it has no meaning.
bool take_due(std::string_view word, Filter& filter);
/// Beyond which row a page begins. "2026-03-31~01H2X7G9ZK4QP", with "<" before it to go back.
struct Cursor {
  enum class Direction { on, back };
  std::string due;
  AgreementId id;
  Direction direction = Direction::on;
  static std::optional<Cursor> parse(std::string_view text);
  std::string text() const;
};
struct Page {
  std::vector<Agreement> rows;  // by due date; those without one last
  std::optional<Cursor> earlier;
  std::optional<Cursor> later;
};
/// The bodies of joint sessions beside that of their agreements (Agreement::committee), by meeting.
std::map<MeetingId, std::vector<CommitteeId>> joined_bodies(db::Tx& tx, const std::vector<MeetingId>& meetings);
/// What the actor may see of an alliance's agreements: all, or those of its bodies and those it answers for.
struct Sight {
  bool everything = false;
  std::vector<CommitteeId> bodies;
  std::vector<OrganizationId> owners;
};
Sight sight_of(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen);
Page list(db::Tx& tx, const alliances::Seen& seen, const Sight& sight, const Filter& filter, const std::optional<Cursor>& cursor,
          int limit);
/// Exact to 10,000; 10,001 means more.
std::int64_t count(db::Tx& tx, const alliances::Seen& seen, const Sight& sight, const Filter& filter);
/// Every agreement of the filter in the list's order, some at a time.
void each(db::Tx& tx, const alliances::Seen& seen, const Sight& sight, const Filter& filter,
          const std::function<void(const Agreement&)>& take);

// ---- Letters. Minutes: to the contact of each organisation that attended and may read them, with a link that opens them without
// an account (actions_copies.h). Agreements: to contacts who have an account and may read what the letter leads to.

/// Published when minutes went to review or were approved by a person: subject = the minutes, payload {"alliance", "meeting"}.
inline constexpr std::string_view minutes_moved = "minutes.moved";
/// To those who attended, and once approved to the owners of agreements that nobody told yet. Gives how many letters.
int tell_minutes(db::Tx& tx, AllianceId alliance, MeetingId meeting, const std::string& origin);
std::vector<AllianceId> with_open_agreements(db::Tx& tx);
/// Of one alliance: three days before the due date and after it, each once; repeating it writes nothing. Gives how many letters.
Result<int> remind(db::Tx& tx, AllianceId alliance, const std::string& origin);

/// What can be found, for the index made anew: approved minutes, agreements.
search::Slice searched_minutes(db::Tx& tx, std::int64_t after, int limit);
search::Slice searched_agreements(db::Tx& tx, std::int64_t after, int limit);

/// Two organisations become one: agreements of `gone` become those of `kept`; unmerge takes it back.
using Merge = organizations::Merging;
void merge(db::Tx& tx, const Merge& merge);
void unmerge(db::Tx& tx, const Merge& merge);

}  // namespace alianza::minutes
