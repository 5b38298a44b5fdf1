#include "features/surveys/store.h"

namespace alianza::surveys::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define SURVEY_COLUMNS                                                                                                      \
  "SELECT id, agency_id, alliance_id, title_es, title_en, intro_es, intro_en, opens_on, closes_on, answered_by, template, " \
  "state, live_version, design_version, reminders, job_id, opened_at, closed_at, counted_at, version FROM surveys "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct SurveyRow {
  Survey s;
  static void columns(auto& v, SurveyRow& r) {
    auto& s = r.s;
    v(s.id, s.agency, s.alliance, s.title.es, s.title.en, s.intro.es, s.intro.en, s.opens_on, s.closes_on, s.answered_by,
      s.from_template, s.state, s.live, s.design, s.reminders, s.job, s.opened_at, s.closed_at, s.counted_at, s.version);
  }
};

std::optional<Survey> take_survey(std::optional<SurveyRow> row) {
  if (!row) return std::nullopt;
  return std::move(row->s);
}

std::vector<Survey> take_surveys(std::vector<SurveyRow> rows) {
  std::vector<Survey> out;
  for (auto& row : rows) out.push_back(std::move(row.s));
  return out;
}

struct SectionRow {
  Section s;
  static void columns(auto& v, SectionRow& r) { v(r.s.title.es, r.s.title.en, r.s.intro.es, r.s.intro.en); }
};

struct QuestionRow {
  Question q;
  std::int64_t section = 0;
  std::int64_t depth = 0;
  static void columns(auto& v, QuestionRow& r) {
    auto& q = r.q;
    v(q.code, r.section, q.kind, q.text.es, q.text.en, q.hint.es, q.hint.en, q.need, q.least, q.most, q.other, q.order,
      q.currency, r.depth);
  }
};

struct OptionRow {
  std::string question;
  std::string part;
  Choice choice;
  static void columns(auto& v, OptionRow& r) { v(r.question, r.part, r.choice.code, r.choice.label.es, r.choice.label.en); }
};

struct ConditionRow {
  std::string question;
  Condition condition;
  static void columns(auto& v, ConditionRow& r) { v(r.question, r.condition.question, r.condition.test, r.condition.option); }
};

void insert_choices(db::Tx& tx, const Survey& survey, VersionId version, const Question& question, const char* part,
                    const std::vector<Choice>& choices) {
  std::int64_t place = 0;
  for (const auto& choice : choices)
    tx.exec(
        "INSERT INTO survey_options (version_id, question_code, part, code, agency_id, place, label_es, label_en) VALUES "
        "(:version, :question, :part, :code, :agency, :place, :es, :en)",
        {{"version", version},
         {"question", question.code},
         {"part", part},
         {"code", choice.code},
         {"agency", survey.agency},
         {"place", ++place},
         {"es", choice.label.es},
         {"en", choice.label.en}});
}

void insert_question(db::Tx& tx, const Survey& survey, VersionId version, std::int64_t section, std::int64_t place,
                     const Question& q) {
  tx.exec(
      "INSERT INTO survey_questions (version_id, code, agency_id, section_place, place, kind, text_es, text_en, hint_es, "
      "hint_en, "
      "need, least, most, other, option_order, currency, depth) VALUES (:version, :code, :agency, :section, :place, :kind, "
      ":text_es, :text_en, :hint_es, :hint_en, :need, :least, :most, :other, :order, :currency, :depth)",
      {{"version", version},
       {"code", q.code},
       {"agency", survey.agency},
       {"section", section},
       {"place", place},
       {"kind", q.kind},
       {"text_es", q.text.es},
       {"text_en", q.text.en},
       {"hint_es", q.hint.es},
       {"hint_en", q.hint.en},
       {"need", q.need},
       {"least", q.least},
       {"most", q.most},
       {"other", q.other},
       {"order", q.order},
       {"currency", q.currency},
       {"depth", std::int64_t{q.depth}}});
  insert_choices(tx, survey, version, q, "option", q.options);
  insert_choices(tx, survey, version, q, "row", q.rows);
  std::int64_t at = 0;
  for (const auto& condition : q.conditions)
    tx.exec(
        "INSERT INTO survey_conditions (version_id, question_code, place, agency_id, on_question, test, option_code) VALUES "
        "(:version, :question, :place, :agency, :on, :test, :option)",
        {{"version", version},
         {"question", q.code},
         {"place", ++at},
         {"agency", survey.agency},
         {"on", condition.question},
         {"test", condition.test},
         {"option", condition.option}});
}

Questionnaire read_questionnaire(db::Tx& tx, VersionId version) {
  Questionnaire out;
  for (auto& row : tx.all<SectionRow>(
           "SELECT title_es, title_en, intro_es, intro_en FROM survey_sections WHERE version_id = :version ORDER BY place",
           {{"version", version}}))
    out.sections.push_back(std::move(row.s));
  std::map<std::string, std::pair<std::size_t, std::size_t>> at;
  for (auto& row : tx.all<QuestionRow>(
           "SELECT code, section_place, kind, text_es, text_en, hint_es, hint_en, need, least, most, other, option_order, "
           "currency, depth FROM survey_questions WHERE version_id = :version ORDER BY place",
           {{"version", version}})) {
    row.q.depth = static_cast<int>(row.depth);
    const auto section = static_cast<std::size_t>(row.section - 1);
    auto& questions = out.sections.at(section).questions;
    at[row.q.code] = {section, questions.size()};
    questions.push_back(std::move(row.q));
  }
  const auto question = [&](const std::string& code) -> Question& {
    const auto [section, place] = at.at(code);
    return out.sections[section].questions[place];
  };
  for (auto& row : tx.all<OptionRow>(
           "SELECT question_code, part, code, label_es, label_en FROM survey_options WHERE version_id = :version ORDER BY "
           "question_code, part, place",
           {{"version", version}})) {
    auto& q = question(row.question);
    (row.part == "row" ? q.rows : q.options).push_back(std::move(row.choice));
  }
  for (auto& row : tx.all<ConditionRow>(
           "SELECT question_code, on_question, test, option_code FROM survey_conditions WHERE version_id = :version ORDER BY "
           "question_code, place",
           {{"version", version}}))
    question(row.question).conditions.push_back(std::move(row.condition));
  return out;
}

}  // namespace

void insert(db::Tx& tx, const Survey& s, auth::AccountId by) {
  tx.exec(
      "INSERT INTO surveys (id, agency_id, alliance_id, title_es, title_en, title_folded, intro_es, intro_en, opens_on, "
      "closes_on, answered_by, template, state, live_version, created_by, created_at) VALUES (:id, :agency, :alliance, "
      ":title_es, "
      ":title_en, :folded, :intro_es, :intro_en, :opens, :closes, :answered_by, :template, :state, :live, :by, :at)",
      {{"id", s.id},
       {"agency", s.agency},
       {"alliance", s.alliance},
       {"title_es", s.title.es},
       {"title_en", s.title.en},
       {"folded", fold(s.title.es)},
       {"intro_es", s.intro.es},
       {"intro_en", s.intro.en},
       {"opens", s.opens_on},
       {"closes", s.closes_on},
       {"answered_by", s.answered_by},
       {"template", s.from_template},
       {"state", s.state},
       {"live", s.live},
       {"by", by},
       {"at", tx.now()}});
}

bool update(db::Tx& tx, const Survey& s) {
  return tx.exec(
             "UPDATE surveys SET title_es = :title_es, title_en = :title_en, title_folded = :folded, intro_es = :intro_es, "
             "intro_en "
             "= :intro_en, opens_on = :opens, closes_on = :closes, answered_by = :answered_by, version = version + 1 WHERE id = "
             ":id AND version = :version",
             {{"title_es", s.title.es},
              {"title_en", s.title.en},
              {"folded", fold(s.title.es)},
              {"intro_es", s.intro.es},
              {"intro_en", s.intro.en},
              {"opens", s.opens_on},
              {"closes", s.closes_on},
              {"answered_by", s.answered_by},
              {"id", s.id},
              {"version", s.version}}) == 1;
}

void update_progress(db::Tx& tx, const Survey& s) {
  tx.exec(
      "UPDATE surveys SET state = :state, live_version = :live, design_version = :design, reminders = :reminders, job_id = :job, "
      "opened_at = :opened, "
      "closed_at = :closed, counted_at = :counted WHERE id = :id",
      {{"state", s.state},
       {"live", s.live},
       {"design", s.design},
       {"reminders", s.reminders},
       {"job", s.job},
       {"opened", s.opened_at},
       {"closed", s.closed_at},
       {"counted", s.counted_at},
       {"id", s.id}});
}

std::optional<Survey> find(db::Tx& tx, AllianceId alliance, SurveyId id) {
  return take_survey(
      tx.one<SurveyRow>(SURVEY_COLUMNS "WHERE id = :id AND alliance_id = :alliance", {{"id", id}, {"alliance", alliance}}));
}

std::optional<Survey> find(db::Tx& tx, SurveyId id) {
  return take_survey(tx.one<SurveyRow>(SURVEY_COLUMNS "WHERE id = :id", {{"id", id}}));
}

std::optional<SurveyId> find_by_title(db::Tx& tx, AllianceId alliance, const std::string& title_folded) {
  return tx.one<SurveyId>("SELECT id FROM surveys WHERE alliance_id = :alliance AND title_folded = :title",
                          {{"alliance", alliance}, {"title", title_folded}});
}

std::vector<Survey> of_alliance(db::Tx& tx, AllianceId alliance) {
  return take_surveys(
      tx.all<SurveyRow>(SURVEY_COLUMNS "WHERE alliance_id = :alliance ORDER BY id DESC LIMIT 200", {{"alliance", alliance}}));
}

std::vector<Survey> of_agency(db::Tx& tx, AgencyId agency, int limit) {
  return take_surveys(tx.all<SurveyRow>(SURVEY_COLUMNS "WHERE agency_id = :agency ORDER BY id DESC LIMIT :limit",
                                        {{"agency", agency}, {"limit", limit}}));
}

std::vector<Survey> after(db::Tx& tx, std::int64_t id, int limit) {
  return take_surveys(
      tx.all<SurveyRow>(SURVEY_COLUMNS "WHERE id > :after ORDER BY id LIMIT :limit", {{"after", id}, {"limit", limit}}));
}

VersionId insert_version(db::Tx& tx, const Survey& survey, const Questionnaire& form, auth::AccountId by) {
  const auto version = VersionId::make();
  const auto last =
      *tx.one<std::int64_t>("SELECT count(*) FROM survey_versions WHERE survey_id = :survey", {{"survey", survey.id}});
  tx.exec(
      "INSERT INTO survey_versions (id, agency_id, survey_id, number, created_at, created_by) VALUES (:id, :agency, :survey, "
      ":number, :at, :by)",
      {{"id", version}, {"agency", survey.agency}, {"survey", survey.id}, {"number", last + 1}, {"at", tx.now()}, {"by", by}});
  std::int64_t section_place = 0;
  std::int64_t place = 0;
  for (const auto& section : form.sections) {
    tx.exec(
        "INSERT INTO survey_sections (version_id, place, agency_id, title_es, title_en, intro_es, intro_en) VALUES (:version, "
        ":place, :agency, :title_es, :title_en, :intro_es, :intro_en)",
        {{"version", version},
         {"place", ++section_place},
         {"agency", survey.agency},
         {"title_es", section.title.es},
         {"title_en", section.title.en},
         {"intro_es", section.intro.es},
         {"intro_en", section.intro.en}});
    for (const auto& question : section.questions) insert_question(tx, survey, version, section_place, ++place, question);
  }
  return version;
}

Questionnaire questionnaire(db::Tx& tx, VersionId version) {
  return tx.remembered("survey questionnaire", {version.value(), 0, 0, 0}, [&] { return read_questionnaire(tx, version); });
}

std::map<VersionId, std::int64_t> version_numbers(db::Tx& tx, SurveyId survey) {
  std::map<VersionId, std::int64_t> out;
  for (const auto& row : versions(tx, survey)) out.emplace(row.id, row.number);
  return out;
}

void remove_version(db::Tx& tx, VersionId version) {
  tx.exec("DELETE FROM survey_conditions WHERE version_id = :version", {{"version", version}});
  tx.exec("DELETE FROM survey_options WHERE version_id = :version", {{"version", version}});
  tx.exec("DELETE FROM survey_questions WHERE version_id = :version", {{"version", version}});
  tx.exec("DELETE FROM survey_sections WHERE version_id = :version", {{"version", version}});
  tx.exec("DELETE FROM survey_versions WHERE id = :version", {{"version", version}});
}

void mark_used(db::Tx& tx, VersionId version) {
  tx.exec("UPDATE survey_versions SET used_at = :now WHERE id = :version", {{"now", tx.now()}, {"version", version}});
}

std::vector<VersionRow> versions(db::Tx& tx, SurveyId survey) {
  return tx.all<VersionRow>(
      "SELECT id, number, created_at, used_at FROM survey_versions WHERE survey_id = :survey ORDER BY number",
      {{"survey", survey}});
}

std::set<std::string> answered_codes(db::Tx& tx, SurveyId survey) {
  const auto codes =
      tx.all<std::string>("SELECT DISTINCT question_code FROM survey_answers WHERE survey_id = :survey", {{"survey", survey}});
  return {codes.begin(), codes.end()};
}

}  // namespace alianza::surveys::store
