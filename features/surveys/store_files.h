#pragma once
// SQL of files that were answered.
#include <optional>
#include <string>
#include <vector>

#include "features/surveys/answered_files.h"
#include "platform/db/db.h"

namespace alianza::surveys::store {

void insert(db::Tx& tx, const AnsweredFile& file);
std::optional<AnsweredFile> find_file(db::Tx& tx, AnsweredFileId id);
std::vector<AnsweredFile> files_of(db::Tx& tx, RecipientId recipient);
void remove_file(db::Tx& tx, AnsweredFileId id);
/// It stands in an edition that counts or counted.
bool was_sent(db::Tx& tx, const AnsweredFile& file);
std::vector<SentFile> sent_files(db::Tx& tx, SurveyId survey, const std::string& question, int limit);

}  // namespace alianza::surveys::store
