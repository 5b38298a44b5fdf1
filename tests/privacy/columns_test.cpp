// Every column that looks personal is some source's, or stands here with a reason.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "app/features.h"
#include "platform/test/test_app.h"

namespace alianza::privacy {
namespace {

struct Column {
  std::string table;
  std::string name;
  static void columns(auto& v, Column& row) { v(row.table, row.name); }
};

std::vector<Column> columns_of(test::TestApp& app) {
  return app.read([](db::Tx& tx) -> Result<std::vector<Column>> {
    if (tx.engine() == db::Engine::sqlite)
      return tx.all<Column>("SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'");
    return tx.all<Column>(
        "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_schema = "
        "CAST(current_schema() AS TEXT)");
  });
}

bool looks_personal(const std::string& name) {
  static const std::regex words(
      "(^|_)(email|mail|person|persons|name|names|address|phone|holder|signer|position|agent|person_id|account_id|answered_by|"
      "replied_by|closed_by|written_by|written_to|reply_to|author|reporter|network|cells|undo|reason|note|body|text|subject|"
      "canonical|document|search|heads|content)(_|$)|_key$|_folded$|"
      "_words$");
  return std::regex_search(name, words);
}

/// Columns of these tables speak of things: bodies, acts, texts for everybody, or numbers.
const std::map<std::string, std::string>& tables_of_things() {
  static const std::map<std::string, std::string> list{
      {"adherence_texts", "the text of an alliance's letter"},
      {"agencies", "an institution"},
      {"agency_units", "units of an institution"},
      {"agenda_items", "titles of an agenda"},
      {"alliance_events", "facts that were published with their source"},
      {"alliances", "alliances"},
      {"attendance_merges", "numbers"},
      {"audit_chains", "which server numbers the lines"},
      {"audit_keys", "public keys"},
      {"audit_lines", "personal values are salted hashes; free texts there are acts (architecture.md, Audit)"},
      {"breakout_groups", "groups of a meeting, but for reporter and result, which are declared"},
      {"bulletin_editions", "what is told to the public"},
      {"committees", "bodies"},
      {"condition_fulfilments", "evidence of a stage, but for recorded_by_name, which is declared"},
      {"cycles", "cycles"},
      {"result_themes", "goals and subjects of committees to be made"},
      {"schema_migrations", "steps of the schema"},
      {"event_figures", "figures"},
      {"findings", "findings of the record"},
      {"framework_editions", "editions of published plans"},
      {"framework_load_rows", "rows of a published plan, until they are loaded or discarded"},
      {"framework_loads", "files of published plans"},
      {"framework_nodes", "goals, targets and indicators"},
      {"frameworks", "published plans"},
      {"funnel_rows", "figures"},
      {"import_layouts", "heads of sheets"},
      {"meetings", "meetings"},
      {"organization_aliases", "names of organisations"},
      {"organization_contributions", "what an organisation gives"},
      {"organization_duplicates", "pairs of organisations, but for decided_by_name, which is declared"},
      {"organization_keys", "signs by which organisations are compared"},
      {"organization_merges", "merges of organisations, but for the names, which are declared"},
      {"organization_participations", "a copy of participation"},
      {"organization_sdgs", "goals of an organisation"},
      {"organization_statements", "interests of an organisation"},
      {"organization_words", "names of organisations"},
      {"organizations", "organisations"},
      {"outbox_events", "ids and words, no personal values (tx.h)"},
      {"participations", "why an organisation takes part"},
      {"portal_notes", "notes of the record"},
      {"portal_texts", "texts of the portal"},
      {"privacy_notices", "the notice itself"},
      {"reported_counts", "figures"},
      {"search_documents", "copies of acts and titles; redacted with their agreement"},
      {"search_words", "the same"},
      {"stage_conditions", "conditions of a stage"},
      {"survey_conditions", "when a question is shown"},
      {"survey_options", "options of a question"},
      {"survey_questions", "questions"},
      {"survey_sections", "titles of a questionnaire"},
      {"survey_templates", "titles of questionnaires that an agency keeps to begin surveys with"},
      {"survey_versions", "versions of a questionnaire"},
      {"surveys", "title, introduction and days of a survey"},
      {"xlsforms", "questionnaires that wait to become a survey; they ask, nobody answers in them"},
      {"stage_moves", "moves of a stage, but for recorded_by_name, which is declared"},
  };
  return list;
}

const std::map<std::string, std::string>& exceptions() {
  static const std::map<std::string, std::string> list{
      {"accounts.password_hash", "declared"},
      {"access_tokens.account_id", "a number; the row is deleted"},
      {"second_factors.account_id", "a number; the row is deleted"},
      {"recovery_codes.account_id", "a number; the row is deleted"},
      {"sessions.account_id", "a number; the row is deleted"},
      {"appointments.account_id", "a number that says nothing once the account is erased"},
      {"audit_salts.subject_id", "a number"},
      {"audit_salts.subject_kind", "a word"},
      {"auth_links.subject_id", "a number"},
      {"adherences.organization_name", "an organisation"},
      {"adherences.text_version", "a number"},
      {"campaigns.name", "a campaign"},
      {"campaigns.name_folded", "a campaign"},
      {"campaigns.subject_es", "the letter of a campaign, before it is filled"},
      {"campaigns.subject_en", "the letter of a campaign, before it is filled"},
      {"campaigns.body_es", "the letter of a campaign, before it is filled"},
      {"campaigns.body_en", "the letter of a campaign, before it is filled"},
      {"invitations.organization_name", "an organisation"},
      {"survey_recipients.organization_name", "an organisation"},
      {"survey_recipients.organization_folded", "an organisation"},
      {"survey_recipients.person_id", "a number that leads to an empty person"},
      {"invitations.organization_folded", "an organisation"},
      {"mail_letters.from_name", "the institution that writes"},
      {"invitations.person_id", "a number that leads to an empty person"},
      {"affiliations.person_id", "a number that leads to an empty person"},
      {"committee_members.reason", "why an organisation left"},
      {"applications.organization_name", "an organisation"},
      {"bulletins.withdrawn_reason", "an act that was told to the public"},
      {"experiences.withdrawn_reason", "why the experience of an organisation is not told any more"},
      {"terms.name_folded", "a word of the glossary"},
      {"term_versions.name_es", "a word of the glossary"},
      {"term_versions.name_en", "a word of the glossary"},
      {"document_versions.document_id", "a number"},
      {"file_uses.subject_id", "a number"},
      {"import_rows.name", "an organisation"},
      {"import_rows.name_folded", "an organisation"},
      {"imports.file_name", "a file"},
      {"import_pieces.content", "the file until it was read; then it is dropped, at the latest by imports.forget"},
      {"jobs.account_id", "a number that says nothing once the account is erased"},
      {"jobs.unique_key", "ids (job.h)"},
      {"jobs.result_text", "words for who asked, no personal values (job.h)"},
      {"minutes_copies.person_id", "a number that leads to an empty person"},
      {"minutes_comments.written_by", "a number that says nothing once the account is erased"},
      {"minutes_texts.written_by", "a number that says nothing once the account is erased"},
      {"meeting_states.reason", "why a meeting was moved"},
      {"minutes.folio", "a folio"},
      {"minutes_sections.title", "a title"},
      {"organization_contribution_steps.note", "evidence of a contribution"},
      {"privacy_acceptances.account_id", "a number; the row is deleted"},
      {"request_keys.body_hash", "a hash; kept a day"},
      {"request_keys.account_id", "a number; the row is deleted"},
      {"request_keys.request_key", "random"},
  };
  return list;
}

TEST(Columns, that_look_personal_are_declared_or_excused) {
  test::TestApp app(features());
  std::set<std::string> declared;
  for (const auto& source : app.site().personal) declared.insert(source.columns.begin(), source.columns.end());
  std::set<std::string> there;
  for (const auto& column : columns_of(app)) {
    const auto name = column.table + "." + column.name;
    there.insert(name);
    if (!looks_personal(column.name) || declared.contains(name) || exceptions().contains(name)) continue;
    if (tables_of_things().contains(column.table) || column.table.starts_with("search_words_") ||
        column.table.starts_with("sqlite_"))
      continue;
    ADD_FAILURE() << name << " looks personal: say in its feature's personal.cpp what becomes of it, or here why it is not";
  }
  for (const auto& name : declared) EXPECT_TRUE(there.contains(name)) << name << " is declared, and no column";
  for (const auto& [name, why] : exceptions()) EXPECT_TRUE(there.contains(name)) << name << " is excused, and no column";
}

}  // namespace
}  // namespace alianza::privacy
