// Anonymous answers: a ballot is cast with the invitation that it spends, and opened with all others when the survey is over.
#include <boost/json.hpp>

#include "features/surveys/actions_shared.h"
#include "platform/jobs/jobs.h"

namespace alianza::surveys {
namespace {

feature::Act of_nobody() { return feature::Act::system("surveys"); }

/// Among so few people each would be recognised.
Batch destroy(db::Tx& tx, Survey& survey, std::int64_t ballots) {
  store::remove_ballots(tx, survey.id);
  survey.counted_at = tx.now();
  store::update_progress(tx, survey);
  feature::record(tx, of_nobody(), about(survey), "survey.destroy_ballots", audit::Fields().set("ballots", ballots));
  return {ballots, 0};
}

}  // namespace

void count_at_end(db::Tx& tx, const Survey& survey, const Zone& zone) {
  const auto end = survey.state == State::closed ? tx.now() : end_of(survey, zone);
  jobs::enqueue(tx, {.kind = counting_kind,
                     .payload_json = boost::json::serialize(boost::json::object{{"survey", survey.id.text()}, {"round", 0}}),
                     .run_at = end,
                     .agency_id = survey.agency.value(),
                     .alliance_id = survey.alliance.value(),
                     .unique_key = survey.id.text() + std::string(counting_kind)});
}

Result<Ballot> fill(const Sheet& at, const Answers& answers, const auth::Seal& seal) {
  if (!at.survey.is_anonymous()) return fail(Error::not_found());
  TRY(refuse_shut(at));
  auto error = Error::invalid(_("Faltan respuestas o hay algo que corregir."));
  for (auto& [code, why] : missing(at.questionnaire, answers)) error.fields.push_back({code, std::move(why)});
  Answers kept;
  const auto visible = shown(at.questionnaire, answers);
  for (const auto& [code, value] : answers)
    if (visible.contains(code) && !value.empty()) kept.emplace(code, value);
  if (kept.empty() && error.fields.empty()) error.fields.push_back({"", _("No hay ninguna respuesta que enviar.")});
  if (!error.fields.empty()) return fail(std::move(error));
  return Ballot{seal_ballot(seal, at.survey.id, kept)};
}

Done cast(db::Tx& tx, const Sheet& at, const Ballot& ballot) {
  TRY(refuse_shut(at));
  auto recipient = at.recipient;
  recipient.progress = Progress::answered;
  store::update(tx, recipient);
  store::insert_ballot(tx, at.survey, ballot.sealed);
  // Neither whose invitation, nor from which request or account: the trail says that one was cast.
  feature::record(tx, of_nobody(), about(at.survey), "survey.cast", {});
  return {};
}

Result<Batch> count_batch(db::Tx& tx, SurveyId id, const auth::Seal& seal, int limit) {
  auto survey = store::find(tx, id);
  if (!survey || !survey->is_anonymous() || survey->counted_at) return Batch{};
  const auto alliance = alliances::find(tx, survey->alliance);
  if (!alliance) return Batch{};
  const auto zone = zone_of(*alliance);
  if (state_on(*survey, zone.date_of(tx.now())) != State::closed) {
    count_at_end(tx, *survey, zone);
    return Batch{};
  }
  if (survey->state == State::open) survey->closed_at = end_of(*survey, zone), survey->state = State::closed;
  const auto left = store::count_ballots(tx, id);
  const auto counted = static_cast<std::int64_t>(store::sent_responses(tx, id).size());
  if (left + counted < least_ballots) return destroy(tx, *survey, left);
  std::vector<Answers> opened;
  std::vector<BallotId> ids;
  for (const auto& row : store::ballots(tx, id, limit)) {
    auto answers = open_ballot(seal, id, row.sealed);
    if (!answers)
      return fail(
          Error::conflict(_("Las papeletas de la encuesta se sellaron con otra clave. Ponga de nuevo la clave seal.key "
                            "que tenía el servidor y reintente.")));
    opened.push_back(std::move(*answers));
    ids.push_back(row.id);
  }
  store::insert_counted(tx, *survey, std::move(opened), *survey->closed_at);
  store::remove_ballots(tx, ids);
  const auto done = static_cast<std::int64_t>(ids.size());
  if (done == left) {
    survey->counted_at = tx.now();
    feature::record(tx, of_nobody(), about(*survey), "survey.count", audit::Fields().set("answers", counted + done));
  }
  store::update_progress(tx, *survey);
  return Batch{done, left - done};
}

}  // namespace alianza::surveys
