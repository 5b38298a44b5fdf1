#pragma once
// Files that were answered, as they are kept. No SQL, no HTTP.
#include <cstdint>
#include <string>

#include "features/surveys/surveys.h"
#include "platform/files/digest.h"
#include "platform/files/type.h"

namespace alianza::surveys {

using AnsweredFileId = Id<struct AnsweredFileTag>;

struct AnsweredFile {
  AnsweredFileId id;
  AgencyId agency;
  SurveyId survey;
  RecipientId recipient;
  std::string question;
  files::Digest digest;
  std::int64_t bytes = 0;
  files::Type type = files::Type::pdf;
  std::string file_name;
  Instant added_at;
};

/// What counts of one question, by organisation.
struct SentFile {
  std::string organization;
  std::string id;
  std::string digest;
  std::int64_t bytes = 0;
  std::string file_name;
  static void columns(auto& v, SentFile& r) { v(r.organization, r.id, r.digest, r.bytes, r.file_name); }
};

}  // namespace alianza::surveys
