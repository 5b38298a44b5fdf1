#pragma once
// Verbs of surveys. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "features/alliances/actions.h"
#include "features/organizations/listing.h"
#include "features/surveys/answers.h"
#include "features/surveys/ballots.h"
#include "features/surveys/columns.h"
#include "features/surveys/small.h"
#include "features/surveys/surveys.h"
#include "features/surveys/templates.h"
#include "platform/auth/links.h"
#include "platform/feature/act.h"

namespace alianza::surveys {

/// Of the links in the letters (platform/auth/links.h); the subject is the recipient.
inline constexpr std::string_view link_purpose = "survey";

// Reading, for the offices of the agency. Errors of all: not_found, forbidden.

struct SeenSurvey {
  alliances::Seen seen;
  Survey survey;
  State state = State::draft;  // today
  bool may_keep = false;
};
Result<SeenSurvey> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id);
/// As it is asked today, with what is offered from elsewhere. Without asking who.
Questionnaire questionnaire(db::Tx& tx, const Survey& survey);
Offer offer(db::Tx& tx, const Survey& survey, const Questionnaire& questionnaire, Date today);
/// What keeps it from being opened: check() of its questionnaire. Without asking who.
Done ready(db::Tx& tx, const Survey& survey);
std::int64_t count_drafted(db::Tx& tx, const Survey& survey);

struct Listed {
  Survey survey;
  State state = State::draft;
  Rate rate;
};
/// A survey that an organisation of the actor is asked to answer.
struct Asked {
  Survey survey;
  State state = State::open;
  Recipient recipient;
};
struct Listing {
  alliances::Seen seen;
  std::vector<Listed> surveys;  // newest first, at most 200; of the offices
  std::vector<Asked> asked;     // newest first
  bool may_read = false;
  bool may_keep = false;
};
/// Whoever reads the alliance; each what concerns them.
Result<Listing> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance);

/// A part of who was asked, with its own rate.
struct Group {
  std::string code;
  LocalizedText name;
  Rate rate;
};
struct Rates {
  SeenSurvey at;
  Rate whole;
  std::vector<Group> by_type;
  std::vector<Group> by_sector;
  std::vector<Group> by_size;
  std::vector<Group> by_committee;  // one organisation may be in several
};
/// As many statements with ten recipients as with ten thousand. Of an anonymous survey, small groups and what would give them
/// away are hidden: who answered is nobody's business.
Result<Rates> rates(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id);

enum class Which : std::uint8_t { all, silent, answered };
std::string_view to_text(Which which);
bool from_text(std::string_view text, Which& which);
/// After the last row of a page: "01J….molinos".
struct Place {
  std::string folded;
  RecipientId id;
  std::string text() const { return id.text() + "." + folded; }
  static Place parse(std::string_view text);  // the beginning, when it is none
};
Place place_of(const Recipient& recipient);
struct Wanted {
  Which which = Which::all;
  Place after;
  int limit = 50;
};
struct RecipientPage {
  SeenSurvey at;
  std::vector<Recipient> rows;
  bool has_next = false;
};
/// Of an anonymous survey nothing is told that says who answered: no progress, no reminders, no days. Also: invalid (`which`):
/// asked of an anonymous one.
Result<RecipientPage> recipients(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id,
                                 const Wanted& wanted);

/// Raw answers, as they count today. Error of these also: conflict, the survey is anonymous; answers side by side point at who
/// gave them.
struct SentAnswers {
  Recipient recipient;
  std::int64_t version = 0;  // number of the questionnaire's version
  std::int64_t edition = 0;
  std::string receipt;
  Instant sent_at;
  std::string sent_by;
  Answers answers;
};
struct AnswerPage {
  SeenSurvey at;
  Questionnaire questionnaire;                     // all versions as one: united()
  std::map<std::int64_t, Questionnaire> versions;  // of these rows, by number
  Offer offer;
  std::vector<SentAnswers> rows;
  ResponseId last;  // 0: none
  bool has_next = false;
};
Result<AnswerPage> sent_answers(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id, ResponseId after,
                                int limit);
/// The same for files of many responses: the answers as one text (packed.h), `answers` empty; of the recipient, the id and the
/// organisation's name alone.
struct SentPacked {
  SentAnswers head;
  std::string packed;
};
struct PackedPage {
  std::vector<SentPacked> rows;
  ResponseId last;  // 0: none
  bool has_next = false;
};
Result<PackedPage> sent_packed(db::Tx& tx, const auth::MaybeActor& actor, const Survey& survey, ResponseId after, int limit);

/// Of one recipient. Error also: not_found, nothing was sent.
struct SeenAnswers {
  SeenSurvey at;
  Questionnaire questionnaire;
  Offer offer;
  SentAnswers sent;
};
Result<SeenAnswers> sent_by(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id, RecipientId recipient);

// For counting, without asking who: of a survey that was already asked about.

std::optional<Survey> find(db::Tx& tx, AllianceId alliance, SurveyId id);
/// Newest first, at most 200.
std::vector<Survey> of_alliance(db::Tx& tx, AllianceId alliance);
/// Every version that was answered, by its id; the one that is asked today among them. Of an open survey they are the same.
std::map<VersionId, Questionnaire> answered_versions(db::Tx& tx, const Survey& survey,
                                                     const std::vector<SentResponse>& responses);
Rate rate_of(db::Tx& tx, const Survey& survey);
/// Those that sent their answers, in the order of their ids; these ids order what follows.
std::vector<SentResponse> sent_responses(db::Tx& tx, const Survey& survey);
std::vector<SentFrom> sent_from(db::Tx& tx, const Survey& survey);
std::vector<SentFrom> sent_from(db::Tx& tx, const std::vector<ResponseId>& responses);
/// What was answered to one question, by row, option and response: one scan of an index, streamed.
void each_value(db::Tx& tx, const Survey& survey, const std::string& question, const TakeValue& take);
/// The same of one row of a matrix.
void each_value_of_row(db::Tx& tx, const Survey& survey, const std::string& question, const std::string& row,
                       const TakeValue& take);
/// And of one option; `row` is empty but of a matrix.
void each_value_of_option(db::Tx& tx, const Survey& survey, const std::string& question, const std::string& row,
                          const std::string& option, const TakeValue& take);
/// What was written, after that response: at most `limit`.
std::vector<WrittenText> texts(db::Tx& tx, const Survey& survey, const std::string& question, ResponseId after, int limit);
std::int64_t count_written(db::Tx& tx, const Survey& survey, const std::string& question);
/// The days that were answered, from the first to the last.
std::vector<WrittenDay> days(db::Tx& tx, const Survey& survey, const std::string& question);
/// A goal or target that an organisation chose in a question on them, as its answers count today; each once. One query.
struct ChosenGoal {
  OrganizationId organization;
  std::string code;  // "4", "4.7"
};
std::vector<ChosenGoal> chosen_goals(db::Tx& tx, SurveyId id);

// Keeping. Errors of all: not_found, forbidden.

/// Surveys of the agency whose questionnaire can be copied, newest first, at most 100; none for who does not work for the agency.
std::vector<Survey> former_surveys(db::Tx& tx, const alliances::Seen& seen);
/// Questionnaires that the agency keeps, by title; none for who does not work for it.
std::vector<AgencyTemplate> agency_templates(db::Tx& tx, const alliances::Seen& seen);
/// A draft whose first version is the questionnaire of a template, of a former survey, or empty. Also: invalid by field; conflict
/// (`title_es`).
Result<Survey> plan(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input);
/// The same with a questionnaire of one's own: for loaders, and for the designer.
Result<Survey> plan(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input,
                    const Questionnaire& questionnaire);
/// Also: conflict when somebody saved first, or when who answers would change after it opened. A later last day gives the links
/// more time; closed surveys do not change.
Result<Survey> edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, const Input& input);

struct RecipientsInput {
  std::vector<std::string> statuses{"active"};  // active, invited
  organizations::Pairs filter;                  // of the directory: type, sector, org_size
  std::vector<std::string> committees;          // any of them; empty: all organisations
  std::string lang = "es";
  std::optional<OrganizationId> after;  // those up to this one were chosen already
};
struct Chosen {
  int added = 0;
  int known = 0;        // asked by this survey already, or at the address of one that is
  int unreachable = 0;  // no contact with an e-mail
  std::optional<OrganizationId> next;
};
/// Slice by slice, each in a write of its own. Also: conflict (closed), invalid (`statuses`, `lang`, the name of a filter; too
/// many).
Result<Chosen> choose(const db::Database& db, organizations::CountMemory& memory, const feature::Act& act, AllianceId alliance,
                      SurveyId id, const RecipientsInput& input);
Result<Chosen> choose(db::Tx& tx, organizations::CountMemory& memory, const feature::Act& act, AllianceId alliance, SurveyId id,
                      const RecipientsInput& input);
/// All whose letter was not written. Also: conflict.
Done leave_out_unsent(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id);

/// Links serve from now on, a job writes the letters; of an open survey, those to who was chosen since. Also: conflict (nobody is
/// chosen, its days, no address for letters); invalid with the code of each question that check() refuses.
Done open(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, const std::optional<std::string>& origin);
/// For good. Also: conflict.
Done close(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id);
/// Another letter to whoever is silent, by a job. Also: conflict when there is nobody to remind today.
Done remind(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, const std::optional<std::string>& origin);
std::int64_t remindable(db::Tx& tx, const SeenSurvey& at);
/// The link of that recipient ends; what was sent stays. Also: conflict.
Done revoke(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, RecipientId recipient);

// Of the program.

inline constexpr std::string_view sending_kind = "surveys.send";
inline constexpr std::string_view reminding_kind = "surveys.remind";
struct Batch {
  std::int64_t done = 0;
  std::int64_t left = 0;
};
Result<Batch> send_batch(db::Tx& tx, SurveyId id, const std::string& origin, int limit);
/// Opens ballots of an anonymous survey that is over, some at a time, drawn by lot; destroys them unopened when they are fewer
/// than least_ballots. While the survey is open it asks for itself at its end. Error: conflict, the key that sealed them is
/// another.
inline constexpr std::string_view counting_kind = "surveys.count";
Result<Batch> count_batch(db::Tx& tx, SurveyId id, const auth::Seal& seal, int limit);
Result<Batch> remind_batch(db::Tx& tx, SurveyId id, std::int64_t round, const std::string& origin, int limit);
void note_letter(db::Tx& tx, mail::LetterId letter, mail::State state);
void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone);

// Answering: by the link in the letter, of anybody who holds it, or signed in for an organisation that is asked.

/// spent: of an anonymous survey, the invitation was used.
enum class Door : std::uint8_t { open, closed, revoked, spent };
/// Everything that the pages of one respondent show.
struct Sheet {
  Survey survey;
  alliances::Alliance alliance;
  LocalizedText agency;
  Date today;
  Recipient recipient;
  Questionnaire questionnaire;          // without organisations to pick for who is no member
  std::optional<Questionnaire> former;  // in which the draft was written last, when another is in use since
  Offer offer;
  Door door = Door::open;
  ResponseId response;  // 0: nothing was saved yet
  std::int64_t edition = 0;
  std::string receipt;
  std::optional<Instant> sent_at;
  std::string sent_by;
  Answers draft;
  std::map<std::string, std::int64_t> versions;  // of each answer of the draft
  bool has_unsent = false;                       // the draft is another than what was sent
  std::string writer;                            // who opened it: of the link or the account

  /// By which options are put in order: theirs alone.
  std::int64_t seed() const { return recipient.id.value(); }
};
/// Error: not_found.
Result<Sheet> sheet(db::Tx& tx, const auth::Link& link);
/// Errors: not_found; also for who acts for another organisation.
Result<Sheet> sheet(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id, RecipientId recipient);

/// What a form of one section sent. `read`: by code, version and mark of the answer as it was drawn ("3.ab12…").
struct SaveInput {
  Typed typed;
  std::map<std::string, std::string> read;
  std::set<std::string> yields;   // of what crossed: the other's answer stays
  std::set<std::string> crossed;  // was drawn beside another's, which gives way now
  std::string version = {};       // of the questionnaire that was drawn; empty: the one in use
};
std::string read_mark(const Sheet& sheet, const std::string& code);
/// Somebody else wrote meanwhile: both are told, nothing is overwritten.
struct Crossing {
  std::vector<std::string> theirs;  // in words
  std::string by;
  Instant at;
};
struct Saved {
  std::map<std::string, Message> errors;
  std::map<std::string, Crossing> crossings;
  bool has_appeared = false;  // questions of this section that were not shown before
  bool has_moved = false;     // another questionnaire is in use since the form was drawn; what it still asks was kept
};
/// Keeps what could be understood of a section in the draft. Errors: gone (the door is shut), not_found (the section).
Result<Saved> save(db::Tx& tx, const feature::Act& act, const Sheet& at, std::size_t section, const SaveInput& input, Lang lang);
/// The draft is what counts from now on. Errors: gone; invalid with the code of each question that is missing, or `name`.
Done send(db::Tx& tx, const feature::Act& act, const Sheet& at, const std::string& name);

// Answering an anonymous survey (docs/decisions/0120-anonymous-answers.md): all at once, without a draft and for good.

/// What was answered, sealed: to be made outside of a transaction.
struct Ballot {
  std::string sealed;
};
/// Errors: not_found (the survey is not anonymous); gone; invalid with the code of each question that is missing or outside its
/// limits.
Result<Ballot> fill(const Sheet& at, const Answers& answers, const auth::Seal& seal);
/// The invitation is spent and the ballot put into the box, in one transaction that holds nothing else. Errors: gone, also when
/// it was spent meanwhile.
Done cast(db::Tx& tx, const Sheet& at, const Ballot& ballot);

}  // namespace alianza::surveys

#include "features/surveys/actions_design.h"  // what other features may ask of the designer too
