// The designer's verbs: a questionnaire is stored whole, put into use, discarded.
#include "features/surveys/actions_design.h"

#include <algorithm>

#include "features/surveys/actions_shared.h"

namespace alianza::surveys::design {
namespace {

Result<SeenSurvey> seen_to_design(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, VersionId expected) {
  auto at = TRY(seen_to_keep(tx, act, alliance, id));
  if (at.state == State::closed) return fail(Error::conflict(_("La encuesta está cerrada.")));
  if (designed(at.survey) != expected)
    return fail(Error::conflict(_("Alguien guardó antes. Revise lo que cambió y guarde de nuevo.")));
  return at;
}

/// As each question was asked last, by code.
std::map<std::string, Question> known_questions(db::Tx& tx, const Survey& survey) {
  std::map<std::string, Question> out;
  for (const auto& row : store::versions(tx, survey.id))
    if (row.used_at)
      for (const auto* question : store::questionnaire(tx, row.id).questions()) out.insert_or_assign(question->code, *question);
  return out;
}

void add_faults(Error& into, const Done& done) {
  if (done) return;
  into.fields.insert(into.fields.end(), done.error().fields.begin(), done.error().fields.end());
}

bool asks_something(const Questionnaire& form) {
  const auto all = form.questions();
  return std::any_of(all.begin(), all.end(), [](const Question* q) { return q->is_asked(); });
}

/// Everything that keeps it from being stored.
Done refuse_faults(db::Tx& tx, const Survey& survey, const Questionnaire& form) {
  auto error = Error::invalid(_("El cuestionario tiene errores y no se guardó."));
  add_faults(error, check(form));
  if (!asks_something(form))
    std::erase_if(error.fields, [&](const FieldError& f) { return f.field.empty() && form.sections.size() <= most_sections; });
  if (survey.state == State::open)
    add_faults(error, keeps_meaning(known_questions(tx, survey), store::answered_codes(tx, survey.id), form));
  if (!error.fields.empty()) return fail(std::move(error));
  return {};
}

}  // namespace

Result<Designed> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id) {
  Designed out{TRY(surveys::see(tx, actor, alliance, id)), {}, {}, false, false};
  out.version = designed(out.at.survey);
  out.questionnaire = store::questionnaire(tx, out.version);
  out.is_beside = out.version != out.at.survey.live;
  out.may_design = out.at.may_keep && out.at.state != State::closed;
  return out;
}

Result<VersionId> replace(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, VersionId expected,
                          const Questionnaire& form) {
  auto at = TRY(seen_to_design(tx, act, alliance, id, expected));
  auto& survey = at.survey;
  TRY(refuse_faults(tx, survey, form));
  const auto changes = differences(store::questionnaire(tx, expected), form, Lang::es).size();
  if (survey.state == State::draft || survey.design) store::remove_version(tx, expected);
  const auto made = store::insert_version(tx, survey, form, act.who().account);
  (survey.state == State::draft ? survey.live : survey.design) = made;
  store::update_progress(tx, survey);
  feature::record(tx, act, about(survey), "survey.design",
                  audit::Fields().set("changes", static_cast<std::int64_t>(changes)).set("version", made));
  TRY(feature::remember(tx, act, id.text()));
  return made;
}

Done put_into_use(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, VersionId expected) {
  auto at = TRY(seen_to_design(tx, act, alliance, id, expected));
  auto& survey = at.survey;
  if (!survey.design) return fail(Error::conflict(_("No hay cambios que poner en uso.")));
  const auto form = store::questionnaire(tx, survey.design);
  TRY(check(form));
  TRY(refuse_faults(tx, survey, form));
  survey.live = std::exchange(survey.design, VersionId());
  store::mark_used(tx, survey.live);
  store::update_progress(tx, survey);
  feature::record(tx, act, about(survey), "survey.renew", audit::Fields().set("version", survey.live));
  return feature::remember(tx, act, id.text());
}

Done discard(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, VersionId expected) {
  auto at = TRY(seen_to_design(tx, act, alliance, id, expected));
  auto& survey = at.survey;
  if (!survey.design) return fail(Error::conflict(_("No hay cambios que desechar.")));
  store::remove_version(tx, std::exchange(survey.design, VersionId()));
  store::update_progress(tx, survey);
  feature::record(tx, act, about(survey), "survey.undesign", {});
  return feature::remember(tx, act, id.text());
}

Result<std::vector<Version>> versions(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id, Lang lang) {
  const auto at = TRY(surveys::see(tx, actor, alliance, id));
  std::vector<Version> out;
  Questionnaire before;
  for (const auto& row : store::versions(tx, id)) {
    auto form = store::questionnaire(tx, row.id);
    out.push_back({row.id, row.number, row.created_at, row.used_at, row.id == at.survey.live,
                   out.empty() ? std::vector<Difference>() : differences(before, form, lang)});
    before = std::move(form);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

Questionnaire all_versions(db::Tx& tx, const Survey& survey) {
  std::vector<Questionnaire> used;
  for (const auto& row : store::versions(tx, survey.id))
    if (row.used_at || row.id == survey.live) used.push_back(store::questionnaire(tx, row.id));
  return united(used);
}

}  // namespace alianza::surveys::design
