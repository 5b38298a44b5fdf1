// What was sent as one text a response (packed.h).
#include "features/surveys/store.h"

namespace alianza::surveys::store {

void keep_packed(db::Tx& tx, const Survey& survey, ResponseId response, std::int64_t edition, const std::string& packed) {
  tx.exec(
      "INSERT INTO survey_packed (response_id, agency_id, edition, answers) VALUES (:response, :agency, :edition, :packed) ON "
      "CONFLICT (response_id) DO UPDATE SET edition = excluded.edition, answers = excluded.answers",
      {{"response", response}, {"agency", survey.agency}, {"edition", edition}, {"packed", packed}});
}

std::vector<SentPacked> sent_packed(db::Tx& tx, SurveyId survey, ResponseId after, int limit) {
  // One statement led by the responses: with a list of recipients beside it, an engine that last counted them when they were few
  // reads them all for each piece of a file.
  return tx.all<SentPacked>(
      "SELECT r.id, r.version_id, r.draft_version, r.recipient_id, r.edition, r.receipt, r.started_at, r.sent_at, r.sent_by, "
      "p.organization_name, s.answers FROM survey_responses r LEFT JOIN survey_recipients p ON p.id = r.recipient_id LEFT JOIN "
      "survey_packed s ON s.response_id = r.id AND s.edition = r.edition WHERE r.survey_id = :survey AND r.edition > 0 AND r.id "
      "> :after ORDER BY r.id LIMIT :limit",
      {{"survey", survey}, {"after", after}, {"limit", limit}}, static_cast<std::size_t>(limit));
}

}  // namespace alianza::surveys::store
