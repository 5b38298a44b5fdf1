// What counts of one question over all responses: for counting (features/results). Read from the index survey_answers_columns.
#include "features/surveys/store.h"

namespace alianza::surveys::store {
namespace {

struct ValueRow {
  CountedValue v;
  static void columns(auto& to, ValueRow& r) { to(r.v.row, r.v.option, r.v.response, r.v.place, r.v.number); }
};

struct TextRow {
  WrittenText t;
  static void columns(auto& v, TextRow& r) { v(r.t.response, r.t.option, r.t.text); }
};

}  // namespace

std::vector<SentResponse> sent_responses(db::Tx& tx, SurveyId survey) {
  return tx.all<SentResponse>(
      "SELECT id, version_id, recipient_id FROM survey_responses WHERE survey_id = :survey AND edition > 0 ORDER BY id",
      {{"survey", survey}});
}

std::vector<SentFrom> sent_from(db::Tx& tx, SurveyId survey) {
  return tx.all<SentFrom>(
      "SELECT r.id, p.organization_id, p.organization_name, p.organization_type, p.sector, p.size, p.id FROM survey_responses r "
      "JOIN survey_recipients p ON p.id = r.recipient_id WHERE r.survey_id = :survey AND r.edition > 0 ORDER BY r.id",
      {{"survey", survey}});
}

std::vector<SentFrom> sent_from(db::Tx& tx, const std::vector<ResponseId>& responses) {
  if (responses.empty()) return {};
  return tx.all<SentFrom>(
      "SELECT r.id, p.organization_id, p.organization_name, p.organization_type, p.sector, p.size, p.id FROM survey_responses r "
      "JOIN survey_recipients p ON p.id = r.recipient_id WHERE r.id IN (:ids...)",
      {{"ids", db::list(responses)}});
}

void each_value(db::Tx& tx, SurveyId survey, const std::string& question, const TakeValue& take) {
  tx.each<ValueRow>(
      "SELECT row_code, option_code, response_id, place, number FROM survey_answers WHERE survey_id = :survey AND question_code "
      "= "
      ":question AND standing = 'current' ORDER BY row_code, option_code, response_id",
      {{"survey", survey}, {"question", question}}, [&](const ValueRow& r) { take(r.v); });
}

void each_value_of_row(db::Tx& tx, SurveyId survey, const std::string& question, const std::string& row, const TakeValue& take) {
  tx.each<ValueRow>(
      "SELECT row_code, option_code, response_id, place, number FROM survey_answers WHERE survey_id = :survey AND question_code "
      "= "
      ":question AND row_code = :row AND standing = 'current' ORDER BY row_code, option_code, response_id",
      {{"survey", survey}, {"question", question}, {"row", row}}, [&](const ValueRow& r) { take(r.v); });
}

void each_value_of_option(db::Tx& tx, SurveyId survey, const std::string& question, const std::string& row,
                          const std::string& option, const TakeValue& take) {
  tx.each<ValueRow>(
      "SELECT row_code, option_code, response_id, place, number FROM survey_answers WHERE survey_id = :survey AND question_code "
      "= "
      ":question AND row_code = :row AND option_code = :option AND standing = 'current' ORDER BY row_code, option_code, "
      "response_id",
      {{"survey", survey}, {"question", question}, {"row", row}, {"option", option}}, [&](const ValueRow& r) { take(r.v); });
}

std::vector<WrittenText> texts(db::Tx& tx, SurveyId survey, const std::string& question, ResponseId after, int limit) {
  std::vector<WrittenText> out;
  for (auto& row :
       tx.all<TextRow>("SELECT response_id, option_code, text FROM survey_answers WHERE survey_id = :survey AND question_code = "
                       ":question AND "
                       "standing = 'current' AND text <> '' AND response_id > :after ORDER BY response_id LIMIT :limit",
                       {{"survey", survey}, {"question", question}, {"after", after}, {"limit", limit}}))
    out.push_back(std::move(row.t));
  return out;
}

std::vector<WrittenDay> days(db::Tx& tx, SurveyId survey, const std::string& question) {
  return tx.all<WrittenDay>(
      "SELECT text, count(*) FROM survey_answers WHERE survey_id = :survey AND question_code = :question AND standing = "
      "'current' "
      "AND text <> '' GROUP BY text ORDER BY text",
      {{"survey", survey}, {"question", question}});
}

std::int64_t count_written(db::Tx& tx, SurveyId survey, const std::string& question) {
  return *tx.one<std::int64_t>(
      "SELECT count(*) FROM survey_answers WHERE survey_id = :survey AND question_code = :question AND standing = 'current' AND "
      "text <> ''",
      {{"survey", survey}, {"question", question}});
}

}  // namespace alianza::surveys::store
