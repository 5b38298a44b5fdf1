#include "features/surveys/packed.h"
#include "features/surveys/store.h"
#include "features/surveys/store_values.h"

namespace alianza::surveys::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define RESPONSE_COLUMNS \
  "SELECT id, version_id, draft_version, recipient_id, edition, receipt, started_at, sent_at, sent_by FROM survey_responses "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct EntryRow {
  ResponseId response;
  std::string question;
  Entry entry;
  static void columns(auto& v, EntryRow& r) {
    v(r.response, r.question, r.entry.row, r.entry.option, r.entry.number, r.entry.text);
  }
};

struct MarkRow {
  std::string question;
  Mark mark;
  static void columns(auto& v, MarkRow& r) { v(r.question, r.mark.version, r.mark.written_by, r.mark.written_at); }
};

}  // namespace

void insert_value(db::Tx& tx, const ValueOwner& row, const std::string& question, const Value& value) {
  std::int64_t place = 0;
  for (const auto& entry : value)
    tx.exec(
        "INSERT INTO survey_answers (response_id, edition, question_code, place, agency_id, survey_id, standing, row_code, "
        "option_code, number, text) VALUES (:response, :edition, :question, :place, :agency, :survey, :standing, :row, :option, "
        ":number, :text)",
        {{"response", row.response},
         {"edition", row.edition},
         {"question", question},
         {"place", ++place},
         {"agency", row.survey.agency},
         {"survey", row.survey.id},
         {"standing", row.standing},
         {"row", entry.row},
         {"option", entry.option},
         {"number", entry.number},
         {"text", entry.text}});
}

std::optional<Response> find_response(db::Tx& tx, RecipientId recipient) {
  return tx.one<Response>(RESPONSE_COLUMNS "WHERE recipient_id = :recipient AND recipient_id <> 0", {{"recipient", recipient}});
}

Response begin_response(db::Tx& tx, const Survey& survey, RecipientId recipient) {
  // Two who begin at once begin the same one. The id says nothing of when: answers without a name will need it so.
  tx.exec(
      "INSERT INTO survey_responses (id, agency_id, alliance_id, survey_id, version_id, draft_version, recipient_id, started_at) "
      "VALUES (:id, :agency, :alliance, :survey, :version, :version, :recipient, :at) ON CONFLICT (recipient_id) WHERE "
      "recipient_id <> 0 DO NOTHING",
      {{"id", ResponseId::make_random()},
       {"agency", survey.agency},
       {"alliance", survey.alliance},
       {"survey", survey.id},
       {"version", survey.live},
       {"recipient", recipient},
       {"at", tx.now()}});
  return *find_response(tx, recipient);
}

Answers answers(db::Tx& tx, ResponseId response, std::int64_t edition) {
  Answers out;
  for (auto& row : tx.all<EntryRow>("SELECT response_id, question_code, row_code, option_code, number, text FROM survey_answers "
                                    "WHERE response_id = :response "
                                    "AND edition = :edition ORDER BY question_code, place",
                                    {{"response", response}, {"edition", edition}}))
    out[row.question].push_back(std::move(row.entry));
  return out;
}

void draft_in(db::Tx& tx, ResponseId response, VersionId version) {
  tx.exec("UPDATE survey_responses SET draft_version = :version WHERE id = :id AND draft_version <> :version",
          {{"version", version}, {"id", response}});
}

std::map<std::string, Mark> marks(db::Tx& tx, ResponseId response) {
  std::map<std::string, Mark> out;
  for (auto& row :
       tx.all<MarkRow>("SELECT question_code, version, written_by, written_at FROM survey_marks WHERE response_id = :response",
                       {{"response", response}}))
    out.emplace(std::move(row.question), std::move(row.mark));
  return out;
}

void write_draft(db::Tx& tx, const Survey& survey, ResponseId response, const std::string& question, const Value& value,
                 const Mark& mark) {
  tx.exec("DELETE FROM survey_answers WHERE response_id = :response AND edition = 0 AND question_code = :question",
          {{"response", response}, {"question", question}});
  insert_value(tx, {survey, response, 0, "draft"}, question, value);
  tx.exec(
      "INSERT INTO survey_marks (response_id, question_code, agency_id, version, written_by, written_at) VALUES (:response, "
      ":question, :agency, :version, :by, :at) ON CONFLICT (response_id, question_code) DO UPDATE SET version = "
      "excluded.version, "
      "written_by = excluded.written_by, written_at = excluded.written_at",
      {{"response", response},
       {"question", question},
       {"agency", survey.agency},
       {"version", mark.version},
       {"by", mark.written_by},
       {"at", mark.written_at}});
}

void keep_replaced(db::Tx& tx, const Survey& survey, ResponseId response, const std::string& question, const std::string& text,
                   const Mark& mark) {
  tx.exec(
      "INSERT INTO survey_replaced (id, agency_id, response_id, question_code, text, written_by, written_at) VALUES (:id, "
      ":agency, "
      ":response, :question, :text, :by, :at)",
      {{"id", Id<struct ReplacedTag>::make()},
       {"agency", survey.agency},
       {"response", response},
       {"question", question},
       {"text", text},
       {"by", mark.written_by},
       {"at", mark.written_at}});
}

void send(db::Tx& tx, const Survey& survey, const Response& response, const Answers& answers) {
  tx.exec("UPDATE survey_answers SET standing = 'former' WHERE response_id = :response AND standing = 'current'",
          {{"response", response.id}});
  for (const auto& [question, value] : answers)
    insert_value(tx, {survey, response.id, response.edition, "current"}, question, value);
  tx.exec(
      "INSERT INTO survey_editions (response_id, edition, agency_id, version_id) VALUES (:response, :edition, :agency, :version)",
      {{"response", response.id}, {"edition", response.edition}, {"agency", survey.agency}, {"version", response.version}});
  keep_packed(tx, survey, response.id, response.edition, pack(answers));
  tx.exec(
      "UPDATE survey_responses SET version_id = :version, draft_version = :version, edition = :edition, receipt = :receipt, "
      "sent_at = :sent, sent_by = :by "
      "WHERE id = :id",
      {{"version", response.version},
       {"edition", response.edition},
       {"receipt", response.receipt},
       {"sent", response.sent_at},
       {"by", response.sent_by},
       {"id", response.id}});
}

std::vector<Sent> sent(db::Tx& tx, SurveyId survey, ResponseId after, int limit) {
  std::vector<Sent> out;
  for (auto& row :
       tx.all<Response>(RESPONSE_COLUMNS "WHERE survey_id = :survey AND edition > 0 AND id > :after ORDER BY id LIMIT :limit",
                        {{"survey", survey}, {"after", after}, {"limit", limit}}))
    out.push_back({std::move(row), {}});
  if (out.empty()) return out;
  std::map<ResponseId, Answers*> by_id;
  std::vector<ResponseId> ids;
  for (auto& row : out) {
    by_id.emplace(row.response.id, &row.answers);
    ids.push_back(row.response.id);
  }
  for (auto& row : tx.all<EntryRow>("SELECT response_id, question_code, row_code, option_code, number, text FROM survey_answers "
                                    "WHERE response_id IN (:ids...) "
                                    "AND standing = 'current' ORDER BY response_id, question_code, place",
                                    {{"ids", db::list(ids)}}))
    (*by_id.at(row.response))[row.question].push_back(std::move(row.entry));
  return out;
}

std::vector<Written> written_in(db::Tx& tx, const std::vector<std::int64_t>& organizations) {
  std::vector<OrganizationId> ids;
  for (const auto id : organizations) ids.emplace_back(id);
  return tx.all<Written>(
      "SELECT DISTINCT r.agency_id, r.id, r.organization_id, w.name FROM survey_recipients r JOIN survey_responses s ON "
      "s.recipient_id = r.id JOIN (SELECT id AS response_id, sent_by AS name FROM survey_responses UNION SELECT response_id, "
      "written_by FROM survey_marks UNION SELECT response_id, written_by FROM survey_replaced) w ON w.response_id = s.id WHERE "
      "r.organization_id IN (:organizations...) AND w.name <> ''",
      {{"organizations", db::list(ids)}});
}

void forget_writer(db::Tx& tx, RecipientId recipient, const std::string& name, const std::string& nobody) {
  tx.exec("UPDATE survey_responses SET sent_by = :nobody WHERE recipient_id = :recipient AND sent_by = :name",
          {{"nobody", nobody}, {"recipient", recipient}, {"name", name}});
  tx.exec(
      "UPDATE survey_marks SET written_by = :nobody WHERE written_by = :name AND response_id IN (SELECT id FROM survey_responses "
      "WHERE recipient_id = :recipient)",
      {{"nobody", nobody}, {"recipient", recipient}, {"name", name}});
  tx.exec(
      "UPDATE survey_replaced SET written_by = :nobody WHERE written_by = :name AND response_id IN (SELECT id FROM "
      "survey_responses "
      "WHERE recipient_id = :recipient)",
      {{"nobody", nobody}, {"recipient", recipient}, {"name", name}});
}

void remove_response(db::Tx& tx, RecipientId recipient) {
  const auto found = find_response(tx, recipient);
  if (!found) return;
  tx.exec("DELETE FROM survey_answers WHERE response_id = :id", {{"id", found->id}});
  tx.exec("DELETE FROM survey_marks WHERE response_id = :id", {{"id", found->id}});
  tx.exec("DELETE FROM survey_replaced WHERE response_id = :id", {{"id", found->id}});
  tx.exec("DELETE FROM survey_packed WHERE response_id = :id", {{"id", found->id}});
  tx.exec("DELETE FROM survey_editions WHERE response_id = :id", {{"id", found->id}});
  tx.exec("DELETE FROM survey_responses WHERE id = :id", {{"id", found->id}});
}

std::vector<ChosenCode> chosen_goals(db::Tx& tx, SurveyId survey) {
  return tx.all<ChosenCode>(
      "SELECT DISTINCT r.organization_id, a.option_code FROM survey_answers a JOIN survey_responses s ON s.id = a.response_id "
      "JOIN survey_recipients r ON r.id = s.recipient_id JOIN survey_questions q ON q.version_id = s.version_id AND q.code = "
      "a.question_code WHERE a.survey_id = :survey AND a.standing = 'current' AND q.kind = 'sdg' AND a.option_code <> '' AND "
      "r.organization_id <> 0 ORDER BY r.organization_id, a.option_code",
      {{"survey", survey}});
}

}  // namespace alianza::surveys::store
