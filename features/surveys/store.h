#pragma once
// SQL of surveys, their questionnaires, recipients and answers; only this feature's tables.
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "features/surveys/answers.h"
#include "features/surveys/columns.h"
#include "features/surveys/surveys.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"
#include "platform/search/search.h"

namespace alianza::surveys::store {

void insert(db::Tx& tx, const Survey& survey, auth::AccountId by);
/// What its form says. False when the row's version is no longer survey.version; raises it by one otherwise.
bool update(db::Tx& tx, const Survey& survey);
/// State, job, rounds and their moments.
void update_progress(db::Tx& tx, const Survey& survey);
std::optional<Survey> find(db::Tx& tx, AllianceId alliance, SurveyId id);
std::optional<Survey> find(db::Tx& tx, SurveyId id);
std::optional<SurveyId> find_by_title(db::Tx& tx, AllianceId alliance, const std::string& title_folded);
/// Newest first, at most 200.
std::vector<Survey> of_alliance(db::Tx& tx, AllianceId alliance);
/// Of all alliances of an agency, newest first.
std::vector<Survey> of_agency(db::Tx& tx, AgencyId agency, int limit);
/// After that id, in its order: for the index of the search.
std::vector<Survey> after(db::Tx& tx, std::int64_t id, int limit);

/// Another version of the questionnaire; its number follows the last one.
VersionId insert_version(db::Tx& tx, const Survey& survey, const Questionnaire& questionnaire, auth::AccountId by);
/// Four queries, remembered: a version is never rewritten.
Questionnaire questionnaire(db::Tx& tx, VersionId version);
std::map<VersionId, std::int64_t> version_numbers(db::Tx& tx, SurveyId survey);
/// One that nobody answered in.
void remove_version(db::Tx& tx, VersionId version);
void insert(db::Tx& tx, const AgencyTemplate& kept, auth::AccountId by);
/// By title.
std::vector<AgencyTemplate> templates_of(db::Tx& tx, AgencyId agency);
void remove_template(db::Tx& tx, AgencyTemplateId id);
bool is_template(db::Tx& tx, VersionId version);
/// From now on answers are given in it.
void mark_used(db::Tx& tx, VersionId version);
struct VersionRow {
  VersionId id;
  std::int64_t number = 0;
  Instant created_at;
  std::optional<Instant> used_at;

  static void columns(auto& v, VersionRow& r) { v(r.id, r.number, r.created_at, r.used_at); }
};
/// In the order of their numbers.
std::vector<VersionRow> versions(db::Tx& tx, SurveyId survey);
/// Codes of questions with an answer, in a draft or sent, of any version.
std::set<std::string> answered_codes(db::Tx& tx, SurveyId survey);

/// False when the survey asks that address already.
bool insert(db::Tx& tx, const Recipient& recipient);
void update(db::Tx& tx, const Recipient& recipient);
void remove_drafted(db::Tx& tx, SurveyId survey);
std::optional<Recipient> find_recipient(db::Tx& tx, SurveyId survey, RecipientId id);
std::optional<Recipient> find_recipient(db::Tx& tx, RecipientId id);
std::optional<Recipient> find_by_letter(db::Tx& tx, mail::LetterId letter);
std::vector<OrganizationId> organizations(db::Tx& tx, SurveyId survey);
std::vector<RecipientId> unrevoked(db::Tx& tx, SurveyId survey);
std::vector<Recipient> drafted(db::Tx& tx, SurveyId survey, int limit);
/// Asked and not answered, that no reminder of this round has looked at.
std::vector<Recipient> silent(db::Tx& tx, SurveyId survey, std::int64_t round, int limit);
std::int64_t count_drafted(db::Tx& tx, SurveyId survey);
std::int64_t count_silent(db::Tx& tx, SurveyId survey, std::int64_t round);
/// Of them, those with fewer reminders than that whose last letter was written before that moment.
std::vector<std::string> remindable(db::Tx& tx, SurveyId survey, std::int64_t reminders, Instant before);
/// Those of these organisations that got a letter, over the surveys of an alliance that were opened: of surveys that one answers
/// for an organisation all, of those that each person answers that of this address. None of anonymous ones.
std::vector<Recipient> asked(db::Tx& tx, AllianceId alliance, const std::vector<OrganizationId>& organizations,
                             const std::string& address);
std::vector<Recipient> sent_to(db::Tx& tx, const std::string& email_folded);
void forget_person(db::Tx& tx, RecipientId id, const Email& nobody, const std::string& name);

/// What the response rate counts: every recipient of one survey, or of all of an alliance.
struct Counted {
  SurveyId survey;
  Recipient recipient;  // organisation, type, sector, size, letter, progress
};
std::vector<Counted> counted(db::Tx& tx, SurveyId survey);
std::map<SurveyId, Rate> rates_of_alliance(db::Tx& tx, AllianceId alliance);

struct WantedRecipients {
  enum class Which : std::uint8_t { all, silent, answered } which = Which::all;
  std::string after_folded;  // of the last row of the page before
  RecipientId after;
  int limit = 50;
};
std::vector<Recipient> recipients(db::Tx& tx, SurveyId survey, const WantedRecipients& wanted);

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone);

// Answers.

/// What counts of the questions on goals, by organisation.
struct ChosenCode {
  OrganizationId organization;
  std::string code;

  static void columns(auto& v, ChosenCode& row) { v(row.organization, row.code); }
};
std::vector<ChosenCode> chosen_goals(db::Tx& tx, SurveyId survey);

struct Response {
  ResponseId id;
  VersionId version;        // of what was sent
  VersionId draft_version;  // in which the draft was written last; 0: the same
  RecipientId recipient;
  std::int64_t edition = 0;  // 0: never sent
  std::string receipt;
  Instant started_at;
  std::optional<Instant> sent_at;
  std::string sent_by;

  VersionId of_draft() const { return draft_version ? draft_version : version; }

  static void columns(auto& v, Response& r) {
    v(r.id, r.version, r.draft_version, r.recipient, r.edition, r.receipt, r.started_at, r.sent_at, r.sent_by);
  }
};
std::optional<Response> find_response(db::Tx& tx, RecipientId recipient);
/// The response of that recipient: made now when there is none yet.
Response begin_response(db::Tx& tx, const Survey& survey, RecipientId recipient);
/// `edition`: 0 of the draft.
Answers answers(db::Tx& tx, ResponseId response, std::int64_t edition);
/// The draft is written in that version from now on.
void draft_in(db::Tx& tx, ResponseId response, VersionId version);

struct Mark {
  std::int64_t version = 0;
  std::string written_by;
  Instant written_at;
};
std::map<std::string, Mark> marks(db::Tx& tx, ResponseId response);
/// The answer of a question in the draft, with who wrote it.
void write_draft(db::Tx& tx, const Survey& survey, ResponseId response, const std::string& question, const Value& value,
                 const Mark& mark);
/// What stood there and gives way.
void keep_replaced(db::Tx& tx, const Survey& survey, ResponseId response, const std::string& question, const std::string& text,
                   const Mark& mark);
/// These answers are what counts from now on; what counted before is kept as former.
void send(db::Tx& tx, const Survey& survey, const Response& response, const Answers& answers);

/// What counts, of responses after that id, in the order of ids.
struct Sent {
  Response response;
  Answers answers;
};
std::vector<Sent> sent(db::Tx& tx, SurveyId survey, ResponseId after, int limit);
/// The same for files: what was sent as one text (packed.h); nothing of a response that has none.
struct SentPacked {
  Response response;
  std::optional<std::string> organization;  // its name; nothing of an anonymous one
  std::optional<std::string> packed;
  static void columns(auto& v, SentPacked& r) { v(r.response, r.organization, r.packed); }
};
std::vector<SentPacked> sent_packed(db::Tx& tx, SurveyId survey, ResponseId after, int limit);
/// The text of the edition that counts.
void keep_packed(db::Tx& tx, const Survey& survey, ResponseId response, std::int64_t edition, const std::string& packed);
std::map<RecipientId, Recipient> recipients_of(db::Tx& tx, const std::vector<RecipientId>& ids);

// Ballots of anonymous surveys: sealed, with nothing that names who cast them.

void insert_ballot(db::Tx& tx, const Survey& survey, const std::string& sealed);
struct BallotRow {
  BallotId id;
  std::string sealed;
  static void columns(auto& v, BallotRow& r) { v(r.id, r.sealed); }
};
/// In the order of their ids, which are random.
std::vector<BallotRow> ballots(db::Tx& tx, SurveyId survey, int limit);
std::int64_t count_ballots(db::Tx& tx, SurveyId survey);
void remove_ballots(db::Tx& tx, const std::vector<BallotId>& ids);
void remove_ballots(db::Tx& tx, SurveyId survey);
/// Opened ballots become responses of nobody with new random ids, in the order of these ids: order in the table says nothing
/// more. `at`: the same moment for all.
void insert_counted(db::Tx& tx, const Survey& survey, std::vector<Answers> opened, Instant at);

// For counting (columns.h); only what counts.

/// In the order of their ids.
std::vector<SentResponse> sent_responses(db::Tx& tx, SurveyId survey);
std::vector<SentFrom> sent_from(db::Tx& tx, SurveyId survey);
std::vector<SentFrom> sent_from(db::Tx& tx, const std::vector<ResponseId>& responses);
/// By row, option and response; streamed.
void each_value(db::Tx& tx, SurveyId survey, const std::string& question, const TakeValue& take);
void each_value_of_row(db::Tx& tx, SurveyId survey, const std::string& question, const std::string& row, const TakeValue& take);
void each_value_of_option(db::Tx& tx, SurveyId survey, const std::string& question, const std::string& row,
                          const std::string& option, const TakeValue& take);
/// Of responses after that id, in the order of ids.
std::vector<WrittenText> texts(db::Tx& tx, SurveyId survey, const std::string& question, ResponseId after, int limit);
std::int64_t count_written(db::Tx& tx, SurveyId survey, const std::string& question);
std::vector<WrittenDay> days(db::Tx& tx, SurveyId survey, const std::string& question);

/// Names of who wrote drafts, what gave way in them, and sent answers, at the recipients of these organisations.
struct Written {
  std::int64_t agency = 0;
  RecipientId recipient;
  OrganizationId organization;
  std::string name;

  static void columns(auto& v, Written& row) { v(row.agency, row.recipient, row.organization, row.name); }
};
std::vector<Written> written_in(db::Tx& tx, const std::vector<std::int64_t>& organizations);
/// That name at that recipient becomes another.
void forget_writer(db::Tx& tx, RecipientId recipient, const std::string& name, const std::string& nobody);
/// What was answered and is the person's own goes: the response with all of its rows.
void remove_response(db::Tx& tx, RecipientId recipient);

}  // namespace alianza::surveys::store
