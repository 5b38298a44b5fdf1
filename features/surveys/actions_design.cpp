// The designer's verbs: a questionnaire is stored whole, put into use, discarded.
#include "features/surveys/actions_design.h"

#include <algorithm>

#include "features/surveys/actions_shared.h"
#include "platform/base/typed.h"

namespace alianza::surveys::design {
namespace {

/// In which version somebody answered would tell when: of an anonymous survey there is one.
Done refuse_asked(const Survey& survey) {
  if (!survey.is_anonymous() || survey.state == State::draft) return {};
  return fail(Error::conflict(_("La encuesta es anónima: una vez abierta, su cuestionario no cambia.")));
}

Result<SeenSurvey> seen_to_design(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, VersionId expected) {
  auto at = TRY(seen_to_keep(tx, act, alliance, id));
  if (at.state == State::closed) return fail(Error::conflict(_("La encuesta está cerrada.")));
  TRY(refuse_asked(at.survey));
  if (designed(at.survey) != expected)
    return fail(Error::conflict(_("Alguien guardó antes. Revise lo que cambió y guarde de nuevo.")));
  return at;
}

/// As each question was asked last, by code.
std::map<std::string, Question> known_questions(db::Tx& tx, const Survey& survey) {
  std::map<std::string, Question> out;
  for (const auto& row : store::versions(tx, survey.id)) {
    if (!row.used_at) continue;
    const auto form = store::questionnaire(tx, row.id);
    for (const auto* question : form.questions()) out.insert_or_assign(question->code, *question);
  }
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
Error faults_of(db::Tx& tx, const Survey& survey, const Questionnaire& form) {
  auto error = Error::invalid(_("El cuestionario tiene errores y no se guardó."));
  add_faults(error, check(form));
  if (survey.is_anonymous()) add_faults(error, check_anonymous(form));
  if (!asks_something(form))
    std::erase_if(error.fields, [&](const FieldError& f) { return f.field.empty() && form.sections.size() <= most_sections; });
  if (survey.state == State::open)
    add_faults(error, keeps_meaning(known_questions(tx, survey), store::answered_codes(tx, survey.id), form));
  return error;
}

/// Those that were there before are no news.
void leave_known(Error& error, const Error& before) {
  const auto is_same = [](const FieldError& a, const FieldError& b) {
    return a.field == b.field && std::string_view(a.message.key()) == b.message.key() && a.message.args() == b.message.args();
  };
  std::erase_if(error.fields, [&](const FieldError& now) {
    return std::any_of(before.fields.begin(), before.fields.end(), [&](const FieldError& was) { return is_same(was, now); });
  });
}

/// Nobody answered in it; a template of the agency stays.
void remove_designed(db::Tx& tx, VersionId version) {
  if (!store::is_template(tx, version)) store::remove_version(tx, version);
}

Error template_taken() {
  auto error = Error::field("title_es", _("La institución ya tiene una plantilla con ese título."));
  error.fault = Fault::conflict;
  return error;
}

Result<VersionId> store_design(db::Tx& tx, const feature::Act& act, Survey& survey, const Questionnaire& form) {
  const auto former = designed(survey);
  const auto changes = differences(store::questionnaire(tx, former), form, Lang::es).size();
  if (survey.state == State::draft || survey.design) remove_designed(tx, former);
  const auto made = store::insert_version(tx, survey, form, act.who().account);
  (survey.state == State::draft ? survey.live : survey.design) = made;
  store::update_progress(tx, survey);
  feature::record(tx, act, about(survey), "survey.design",
                  audit::Fields().set("changes", static_cast<std::int64_t>(changes)).set("version", made));
  TRY(feature::remember(tx, act, survey.id.text()));
  return made;
}

Result<VersionId> apply(db::Tx& tx, const feature::Act& act, Survey& survey, const Edit& edit) {
  const auto before = store::questionnaire(tx, designed(survey));
  auto after = before;
  TRY(edit(after));
  auto error = faults_of(tx, survey, after);
  leave_known(error, faults_of(tx, survey, before));
  if (!error.fields.empty()) return fail(std::move(error));
  return store_design(tx, act, survey, after);
}

}  // namespace

Result<Designed> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id) {
  Designed out{TRY(surveys::see(tx, actor, alliance, id)), {}, {}, false, false};
  out.version = designed(out.at.survey);
  out.questionnaire = store::questionnaire(tx, out.version);
  out.is_beside = out.version != out.at.survey.live;
  out.may_design = out.at.may_keep && out.at.state != State::closed && refuse_asked(out.at.survey).has_value();
  return out;
}

Result<Designed> see_to_design(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id) {
  auto found = TRY(design::see(tx, act.actor, alliance, id));
  if (!found.at.may_keep) return fail(Error::forbidden());
  TRY(refuse_asked(found.at.survey));
  if (!found.may_design) return fail(Error::conflict(_("La encuesta está cerrada.")));
  return found;
}

Result<VersionId> replace(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, VersionId expected,
                          const Questionnaire& form) {
  auto at = TRY(seen_to_design(tx, act, alliance, id, expected));
  auto& survey = at.survey;
  if (auto error = faults_of(tx, survey, form); !error.fields.empty()) return fail(std::move(error));
  return store_design(tx, act, survey, form);
}

Result<VersionId> change(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, VersionId expected,
                         const Edit& edit) {
  auto at = TRY(seen_to_design(tx, act, alliance, id, expected));
  return apply(tx, act, at.survey, edit);
}

Result<SavedQuestion> save_question(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id,
                                    const QuestionSave& save) {
  auto expected = save.expected;
  const auto seen = TRY(design::see(tx, act.actor, alliance, id));
  const auto* stands = seen.questionnaire.find(save.former);
  if (expected != seen.version && stands != nullptr && mark(*stands) == save.mark) expected = seen.version;
  auto at = TRY(seen_to_design(tx, act, alliance, id, expected));
  if (!save.former.empty() && stands == nullptr) return fail(Error::not_found());
  std::set<std::string> taken;
  for (const auto* question : seen.questionnaire.questions())
    if (question->code != save.former) taken.insert(question->code);
  auto question = TRY(parse(save.input, taken));
  const auto section = whole_number<std::size_t>(save.input.section).value_or(0);
  if (section == 0 || section > seen.questionnaire.sections.size())
    return fail(Error::field("section", _("Elija entre las opciones que se muestran.")));
  const auto code = question.code;
  const auto version = TRY(apply(tx, act, at.survey, [&](Questionnaire& form) {
    return put_question(form, save.former, std::move(question), section - 1);
  }));
  return SavedQuestion{version, code};
}

Done put_into_use(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, VersionId expected) {
  auto at = TRY(seen_to_design(tx, act, alliance, id, expected));
  auto& survey = at.survey;
  if (!survey.design) return fail(Error::conflict(_("No hay cambios que poner en uso.")));
  const auto form = store::questionnaire(tx, survey.design);
  TRY(check(form));
  if (auto error = faults_of(tx, survey, form); !error.fields.empty()) return fail(std::move(error));
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
  remove_designed(tx, std::exchange(survey.design, VersionId()));
  store::update_progress(tx, survey);
  feature::record(tx, act, about(survey), "survey.undesign", {});
  return feature::remember(tx, act, id.text());
}

Result<std::vector<AgencyTemplate>> templates(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id) {
  const auto at = TRY(surveys::see(tx, actor, alliance, id));
  if (!at.may_keep) return fail(Error::forbidden());
  return agency_templates(tx, at.seen);
}

Result<AgencyTemplate> keep_template(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id,
                                     const std::string& title_es, const std::string& title_en) {
  const auto at = TRY(seen_to_keep(tx, act, alliance, id));
  AgencyTemplate kept{AgencyTemplateId::make(), at.survey.agency, designed(at.survey), {}};
  auto error = Error::invalid(_("Revise los datos marcados."));
  take(error, "title_es", parse_text(title_es, most_title), kept.title.es);
  take(error, "title_en", parse_text(title_en, most_title), kept.title.en);
  if (kept.title.es.empty() && error.fields.empty())
    error.fields.push_back({"title_es", _("Escriba el título de la plantilla.")});
  if (!error.fields.empty()) return fail(std::move(error));
  const auto others = store::templates_of(tx, kept.agency);
  if (others.size() >= most_agency_templates)
    return fail(Error::conflict(
        _("La institución ya tiene {1} plantillas; quite alguna.").arg(static_cast<std::int64_t>(most_agency_templates))));
  for (const auto& other : others)
    if (fold(other.title.es) == fold(kept.title.es)) return fail(template_taken());
  store::insert(tx, kept, act.who().account);
  feature::record(tx, act, about(at.survey), "survey.keep_template",
                  audit::Fields().set("template", kept.id).set("title_es", kept.title.es).set("title_en", kept.title.en));
  TRY(feature::remember(tx, act, id.text()));
  return kept;
}

Done remove_template(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, const std::string& which) {
  const auto at = TRY(seen_to_keep(tx, act, alliance, id));
  for (const auto& kept : store::templates_of(tx, at.survey.agency)) {
    if (kept.id.text() != which) continue;
    store::remove_template(tx, kept.id);
    feature::record(tx, act, about(at.survey), "survey.remove_template",
                    audit::Fields().set("template", kept.id).set("title_es", kept.title.es));
    return feature::remember(tx, act, id.text());
  }
  return fail(Error::not_found());
}

Result<std::vector<Version>> versions(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id, Lang lang) {
  const auto at = TRY(surveys::see(tx, actor, alliance, id));
  std::vector<Version> out;
  Questionnaire before;
  for (const auto& row : store::versions(tx, id)) {
    if (!row.used_at && row.id != designed(at.survey)) continue;  // kept as a template alone
    auto form = store::questionnaire(tx, row.id);
    out.push_back({row.id, row.number, row.created_at, row.used_at, row.id == at.survey.live,
                   out.empty() ? std::vector<Difference>() : differences(before, form, lang)});
    before = std::move(form);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

std::map<std::int64_t, Questionnaire> used_versions(db::Tx& tx, const Survey& survey) {
  std::map<std::int64_t, Questionnaire> used;
  for (const auto& row : store::versions(tx, survey.id))
    if (row.used_at || row.id == survey.live) used.emplace(row.number, store::questionnaire(tx, row.id));
  return used;
}

Questionnaire all_versions(db::Tx& tx, const Survey& survey) {
  std::vector<Questionnaire> used;
  for (auto& [number, questionnaire] : used_versions(tx, survey)) used.push_back(std::move(questionnaire));
  return united(used);
}

}  // namespace alianza::surveys::design
