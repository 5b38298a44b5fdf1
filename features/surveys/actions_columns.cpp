// For counting: what other features read of the answers, one question at a time.
#include "features/surveys/actions.h"
#include "features/surveys/store.h"

namespace alianza::surveys {

std::optional<Survey> find(db::Tx& tx, AllianceId alliance, SurveyId id) { return store::find(tx, alliance, id); }
std::vector<Survey> of_alliance(db::Tx& tx, AllianceId alliance) { return store::of_alliance(tx, alliance); }

std::map<VersionId, Questionnaire> answered_versions(db::Tx& tx, const Survey& survey,
                                                     const std::vector<SentResponse>& responses) {
  std::map<VersionId, Questionnaire> out;
  out.emplace(survey.live, store::questionnaire(tx, survey.live));
  for (const auto& response : responses)
    if (!out.contains(response.version)) out.emplace(response.version, store::questionnaire(tx, response.version));
  return out;
}

Rate rate_of(db::Tx& tx, const Survey& survey) {
  Rate out;
  for (const auto& row : store::counted(tx, survey.id)) out.add(row.recipient);
  return out;
}

std::vector<SentResponse> sent_responses(db::Tx& tx, const Survey& survey) {
  if (!survey.is_countable()) return {};
  return store::sent_responses(tx, survey.id);
}
std::vector<SentFrom> sent_from(db::Tx& tx, const Survey& survey) { return store::sent_from(tx, survey.id); }
std::vector<SentFrom> sent_from(db::Tx& tx, const std::vector<ResponseId>& responses) { return store::sent_from(tx, responses); }

void each_value(db::Tx& tx, const Survey& survey, const std::string& question, const TakeValue& take) {
  store::each_value(tx, survey.id, question, take);
}
void each_value_of_row(db::Tx& tx, const Survey& survey, const std::string& question, const std::string& row,
                       const TakeValue& take) {
  store::each_value_of_row(tx, survey.id, question, row, take);
}

void each_value_of_option(db::Tx& tx, const Survey& survey, const std::string& question, const std::string& row,
                          const std::string& option, const TakeValue& take) {
  store::each_value_of_option(tx, survey.id, question, row, option, take);
}

std::vector<WrittenText> texts(db::Tx& tx, const Survey& survey, const std::string& question, ResponseId after, int limit) {
  return store::texts(tx, survey.id, question, after, limit);
}
std::int64_t count_written(db::Tx& tx, const Survey& survey, const std::string& question) {
  return store::count_written(tx, survey.id, question);
}
std::vector<WrittenDay> days(db::Tx& tx, const Survey& survey, const std::string& question) {
  return store::days(tx, survey.id, question);
}

}  // namespace alianza::surveys
