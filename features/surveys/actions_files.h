#pragma once
// Questions that are answered with a file: it is kept as it comes (platform/files), and stands in the draft as any other answer.
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "features/surveys/actions.h"
#include "features/surveys/answered_files.h"
#include "platform/files/store.h"

namespace alianza::surveys {

struct AnswerUpload {
  std::string_view bytes;
  std::string_view file_name;
  std::string_view media_type;
  std::string read;  // read_mark() of the answer as its form was drawn
};
/// The respondent's answers, in a transaction of their own; in a write the link is held.
using ReadSheet = std::function<Result<Sheet>(db::Tx&)>;

/// The question, when its file is asked of them as their answers stand, whether or not the door is still open. Error: not_found
/// (no such question, not one for a file, its condition does not hold, or the survey is anonymous).
Result<Question> file_question(const Sheet& at, const std::string& question);
/// The file becomes the answer of the draft; one that was there gives way, and its content goes unless it was sent. Errors:
/// not_found (as file_question()), gone, conflict (somebody else changed the answer
/// since the form was drawn), and those of files::recognise at `file`.
Done attach(const db::Database& db, const files::Store& store, const feature::Act& act, const ReadSheet& hold,
            const std::string& question, const AnswerUpload& upload);
/// The draft has no file any more. Errors: as attach().
Done detach(db::Tx& tx, const feature::Act& act, const Sheet& at, const std::string& question, const std::string& read);
/// The file that the respondent's answers hold. Errors: not_found.
Result<AnsweredFile> file_of(db::Tx& tx, const Sheet& at, const std::string& question);

// For the offices. Errors: not_found, forbidden.

Result<AnsweredFile> find_file(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId survey,
                               AnsweredFileId id);
struct SentFiles {
  SeenSurvey at;
  Question question;
  std::vector<SentFile> rows;
};
inline constexpr int most_sent_files = 2000;
/// Also: invalid (`question`): it asks for no file. At most most_sent_files.
Result<SentFiles> sent_files(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId survey,
                             const std::string& question);

/// Of whoever's answers are erased: the sweep takes their contents.
void release_files(db::Tx& tx, RecipientId recipient);

}  // namespace alianza::surveys
