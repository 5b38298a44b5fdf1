#include "features/surveys/store_files.h"

namespace alianza::surveys::store {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): two queries read the same columns; SQL texts must be literals.
#define FILE_COLUMNS \
  "SELECT id, agency_id, survey_id, recipient_id, question_code, digest, bytes, type, file_name, added_at FROM survey_files "

struct FileRow {
  AnsweredFile f;
  std::string digest;
  static void columns(auto& v, FileRow& r) {
    auto& f = r.f;
    v(f.id, f.agency, f.survey, f.recipient, f.question, r.digest, f.bytes, f.type, f.file_name, f.added_at);
  }
  AnsweredFile take() {
    const auto parsed = files::Digest::parse(digest);
    ENSURE(parsed);
    f.digest = *parsed;
    return std::move(f);
  }
};

}  // namespace

void insert(db::Tx& tx, const AnsweredFile& f) {
  tx.exec(
      "INSERT INTO survey_files (id, agency_id, survey_id, recipient_id, question_code, digest, bytes, type, file_name, "
      "added_at) "
      "VALUES (:id, :agency, :survey, :recipient, :question, :digest, :bytes, :type, :name, :at)",
      {{"id", f.id},
       {"agency", f.agency},
       {"survey", f.survey},
       {"recipient", f.recipient},
       {"question", f.question},
       {"digest", f.digest.text()},
       {"bytes", f.bytes},
       {"type", f.type},
       {"name", f.file_name},
       {"at", f.added_at}});
}

std::optional<AnsweredFile> find_file(db::Tx& tx, AnsweredFileId id) {
  auto row = tx.one<FileRow>(FILE_COLUMNS "WHERE id = :id", {{"id", id}});
  if (!row) return std::nullopt;
  return row->take();
}

std::vector<AnsweredFile> files_of(db::Tx& tx, RecipientId recipient) {
  std::vector<AnsweredFile> out;
  for (auto& row : tx.all<FileRow>(FILE_COLUMNS "WHERE recipient_id = :recipient ORDER BY id", {{"recipient", recipient}}))
    out.push_back(row.take());
  return out;
}

void remove_file(db::Tx& tx, AnsweredFileId id) { tx.exec("DELETE FROM survey_files WHERE id = :id", {{"id", id}}); }

bool was_sent(db::Tx& tx, const AnsweredFile& f) {
  const auto id = f.id.text();
  return *tx.one<std::int64_t>(
             "SELECT count(*) FROM survey_answers a JOIN survey_responses r ON r.id = a.response_id WHERE r.recipient_id = "
             ":recipient AND a.question_code = :question AND a.option_code = :id AND a.standing <> 'draft'",
             {{"recipient", f.recipient}, {"question", f.question}, {"id", id}}) > 0;
}

std::vector<SentFile> sent_files(db::Tx& tx, SurveyId survey, const std::string& question, int limit) {
  return tx.all<SentFile>(
      "SELECT r.organization_name, a.option_code, a.row_code, a.number, a.text FROM survey_answers a JOIN survey_responses s ON "
      "s.id = a.response_id JOIN survey_recipients r ON r.id = s.recipient_id WHERE a.survey_id = :survey AND a.question_code = "
      ":question AND a.standing = 'current' AND a.option_code <> '' ORDER BY r.organization_folded, a.response_id LIMIT :limit",
      {{"survey", survey}, {"question", question}, {"limit", limit}});
}

}  // namespace alianza::surveys::store
