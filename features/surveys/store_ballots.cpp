#include <algorithm>

#include "features/surveys/store.h"
#include "features/surveys/store_values.h"

namespace alianza::surveys::store {

void insert_ballot(db::Tx& tx, const Survey& survey, const std::string& sealed) {
  tx.exec("INSERT INTO survey_ballots (id, agency_id, survey_id, sealed) VALUES (:id, :agency, :survey, :sealed)",
          {{"id", BallotId::make_random()}, {"agency", survey.agency}, {"survey", survey.id}, {"sealed", sealed}});
}

std::vector<BallotRow> ballots(db::Tx& tx, SurveyId survey, int limit) {
  return tx.all<BallotRow>("SELECT id, sealed FROM survey_ballots WHERE survey_id = :survey ORDER BY id LIMIT :limit",
                           {{"survey", survey}, {"limit", limit}});
}

std::int64_t count_ballots(db::Tx& tx, SurveyId survey) {
  return *tx.one<std::int64_t>("SELECT count(*) FROM survey_ballots WHERE survey_id = :survey", {{"survey", survey}});
}

void remove_ballots(db::Tx& tx, const std::vector<BallotId>& ids) {
  if (!ids.empty()) tx.exec("DELETE FROM survey_ballots WHERE id IN (:ids...)", {{"ids", db::list(ids)}});
}

void remove_ballots(db::Tx& tx, SurveyId survey) {
  tx.exec("DELETE FROM survey_ballots WHERE survey_id = :survey", {{"survey", survey}});
}

void insert_counted(db::Tx& tx, const Survey& survey, std::vector<Answers> opened, Instant at) {
  std::vector<ResponseId> ids;
  for (std::size_t i = 0; i < opened.size(); ++i) ids.push_back(ResponseId::make_random());
  std::sort(ids.begin(), ids.end());
  // Which content gets which place is drawn by the ballots' own ids; these new ones have nothing to do with them.
  for (std::size_t i = opened.size(); i > 1; --i) std::swap(opened[i - 1], opened[static_cast<std::size_t>(new_random_id()) % i]);
  for (std::size_t i = 0; i < opened.size(); ++i) {
    tx.exec(
        "INSERT INTO survey_responses (id, agency_id, alliance_id, survey_id, version_id, draft_version, recipient_id, edition, "
        "started_at, sent_at) VALUES (:id, :agency, :alliance, :survey, :version, :version, 0, 1, :at, :at)",
        {{"id", ids[i]},
         {"agency", survey.agency},
         {"alliance", survey.alliance},
         {"survey", survey.id},
         {"version", survey.live},
         {"at", at}});
    for (const auto& [question, value] : opened[i]) insert_value(tx, {survey, ids[i], 1, "current"}, question, value);
  }
}

}  // namespace alianza::surveys::store
