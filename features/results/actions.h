#pragma once
// Verbs of result books. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/meetings/actions.h"
#include "features/results/book.h"
#include "features/results/cross.h"
#include "features/results/results.h"
#include "features/surveys/actions.h"
#include "platform/feature/act.h"

namespace alianza::results {

/// A book and who reads it.
struct SeenBook {
  alliances::Seen seen;
  surveys::Survey survey;
  surveys::State state = surveys::State::open;
  Audience audience = Audience::offices;  // of the book
  Audience reader = Audience::members;    // members see no small figures, texts and cross tables
  bool may_keep = false;

  /// Small figures are hidden from this reader; those of an anonymous survey from everybody.
  bool hides_small() const { return reader == Audience::members || survey.is_anonymous(); }
  bool may_cross() const { return !hides_small(); }
};
/// Error of this and of all that follow: not_found; also of a survey that was never opened and, for members, of a book that is
/// not published to them or whose survey is open again.
Result<SeenBook> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId survey);

/// Counted anew from the answers that count today.
struct Book {
  SeenBook at;
  std::int64_t responses = 0;
  surveys::Rate rate;
  std::vector<TableSection> sections;  // questions that are asked; a section without any is left out
  std::vector<Note> notes;             // those that this reader sees
  std::vector<Consensus> consensuses;  // newest edition first
  LocalizedText agreed_in;             // the meeting of the newest; empty: none
};
Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId survey);

/// Its notes, and every edition of its consensus (the newest first), as the book tells them; nothing is counted.
Result<std::vector<Note>> notes(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId survey);
Result<std::vector<Consensus>> editions(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId survey);

// For the offices. Error also: forbidden.

/// A cross table with what can be crossed. Error also: conflict, the survey is anonymous: two tables would tell by difference.
/// Without rows or columns there is no table yet. Also: invalid by field (`rows`, `columns`, `filters`): no such variable or
/// part.
struct Crossing {
  SeenBook at;
  std::vector<Variable> variables;
  CrossInput input;
  std::optional<CrossTable> table;
  const Variable* rows() const { return find(variables, input.rows); }
  const Variable* columns() const { return find(variables, input.columns); }
};
Result<Crossing> cross(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId survey, const CrossInput& input);

/// What was written to a question, «Otra» too, in the order of responses; of an anonymous survey in that of the alphabet, without
/// response or organisation, and nothing when fewer than least_cell wrote.
struct TextRow {
  ResponseId response;
  std::string organization;
  surveys::RecipientId recipient;
  bool is_other = false;
  std::string text;
};
struct TextsInput {
  std::string question;
  std::string words;  // all of them, accents and case apart
  ResponseId after;
  int limit = 25;
};
/// Also: invalid (`question`): it is not asked or takes no text.
struct Texts {
  SeenBook at;
  Question question;
  std::vector<TextRow> rows;
  std::optional<ResponseId> next;  // of an anonymous survey a place in the alphabet
  bool is_hidden = false;          // too few wrote
};
Result<Texts> texts(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId survey, const TextsInput& input);

/// Two surveys side by side, where they ask the same (same code, same kind): only options that both have.
struct ComparedLine {
  Line here;
  Line there;
};
struct ComparedTable {
  Question question;
  std::optional<std::int64_t> answered_here;  // nothing: it is not told (Table::hides_answered)
  std::optional<std::int64_t> answered_there;
  std::vector<ComparedLine> lines;
  std::optional<Numbers> numbers_here;  // only when both have some
  std::optional<Numbers> numbers_there;
  std::int64_t left_out = 0;  // options that only one of them has
};
struct Comparison {
  SeenBook at;
  std::vector<surveys::Survey> others;  // that were opened, of the same template first
  std::optional<surveys::Survey> with;
  std::vector<ComparedTable> tables;
};
/// `with`: 0 gives the choice alone. Also: not_found of that survey.
Result<Comparison> compare(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId survey, SurveyId with);

// Keeping: director and secretariat. Errors of all: not_found, forbidden.

/// Also: invalid (`audience`); conflict: to the members only when the survey is closed, lest what one answers be seen to change
/// it.
Done set_audience(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId survey, std::string_view audience);
/// Also: invalid by field.
Result<Note> write(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId survey, const NoteInput& input);
Result<Note> find_note(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId survey, NoteId id);
/// Also: conflict when somebody saved first.
Result<Note> change(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId survey, NoteId id, const NoteInput& input);
Done remove(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId survey, NoteId id);
/// The first edition, or a correction of the one that was read. Also: invalid by field; conflict when another edition was
/// recorded meanwhile.
Result<Consensus> record(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId survey, const ConsensusInput& input);
/// Sessions that were held, newest first: where a consensus may have been reached.
std::vector<meetings::Meeting> sessions(db::Tx& tx, const SeenBook& at);

// For other features, without asking who: of an alliance that was already asked about.

/// What holds of one survey: its newest edition; nothing when none was recorded.
std::optional<Consensus> consensus(db::Tx& tx, SurveyId survey);
/// One edition, whether it holds or not.
std::optional<Consensus> find_consensus(db::Tx& tx, ConsensusId id);
/// Every edition of one survey, the newest first.
std::vector<Consensus> all_editions(db::Tx& tx, SurveyId survey);
/// What holds in an alliance, one of each survey, the newest first.
std::vector<Consensus> consensuses(db::Tx& tx, AllianceId alliance);
/// Published when an edition is recorded; the subject is the consensus.
inline constexpr std::string_view consensus_recorded = "consensus.recorded";

/// Surveys of the alliance whose book its members read today, newest first.
std::vector<surveys::Survey> open_books(db::Tx& tx, const alliances::Seen& seen);

}  // namespace alianza::results
