#include "features/surveys/store.h"

namespace alianza::surveys::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define RECIPIENT_COLUMNS                                                                                               \
  "SELECT id, agency_id, alliance_id, survey_id, organization_id, organization_name, organization_type, sector, size, " \
  "person_id, person_name, email, lang, letter, letter_id, letter_at, reminders, round, progress FROM survey_recipients "
// Asked, can answer, has not: Recipient::is_silent.
#define RECIPIENT_SILENT "progress <> 'answered' AND letter NOT IN ('drafted', 'revoked') "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct RecipientRow {
  Recipient r;
  static void columns(auto& v, RecipientRow& row) {
    auto& r = row.r;
    v(r.id, r.agency, r.alliance, r.survey, r.organization, r.organization_name, r.organization_type, r.sector, r.size, r.person,
      r.person_name, r.email, r.lang, r.letter, r.letter_id, r.letter_at, r.reminders, r.round, r.progress);
  }
};

std::vector<Recipient> take_recipients(std::vector<RecipientRow> rows) {
  std::vector<Recipient> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(std::move(row.r));
  return out;
}

std::optional<Recipient> take_recipient(std::optional<RecipientRow> row) {
  if (!row) return std::nullopt;
  return std::move(row->r);
}

struct CountedRow {
  Counted c;
  static void columns(auto& v, CountedRow& row) {
    auto& r = row.c.recipient;
    v(row.c.survey, r.organization, r.organization_type, r.sector, r.size, r.letter, r.progress);
  }
};

struct RateRow {
  SurveyId survey;
  Letter letter = Letter::drafted;
  Progress progress = Progress::silent;
  std::int64_t count = 0;
  static void columns(auto& v, RateRow& r) { v(r.survey, r.letter, r.progress, r.count); }
};

}  // namespace

bool insert(db::Tx& tx, const Recipient& r) {
  return tx.exec(
             "INSERT INTO survey_recipients (id, agency_id, alliance_id, survey_id, organization_id, organization_name, "
             "organization_folded, organization_type, sector, size, person_id, person_name, email, email_folded, lang, letter, "
             "created_at) VALUES (:id, :agency, :alliance, :survey, :organization, :name, :folded, :type, :sector, :size, "
             ":person, "
             ":person_name, :email, :email_folded, :lang, :letter, :at) ON CONFLICT (survey_id, email_folded) DO NOTHING",
             {{"id", r.id},
              {"agency", r.agency},
              {"alliance", r.alliance},
              {"survey", r.survey},
              {"organization", r.organization},
              {"name", r.organization_name},
              {"folded", fold(r.organization_name)},
              {"type", r.organization_type},
              {"sector", r.sector},
              {"size", r.size},
              {"person", r.person},
              {"person_name", r.person_name},
              {"email", r.email},
              {"email_folded", r.email.key()},
              {"lang", r.lang},
              {"letter", r.letter},
              {"at", tx.now()}}) == 1;
}

void update(db::Tx& tx, const Recipient& r) {
  tx.exec(
      "UPDATE survey_recipients SET letter = :letter, letter_id = :letter_id, letter_at = :letter_at, reminders = :reminders, "
      "round "
      "= :round, progress = :progress WHERE id = :id",
      {{"letter", r.letter},
       {"letter_id", r.letter_id},
       {"letter_at", r.letter_at},
       {"reminders", r.reminders},
       {"round", r.round},
       {"progress", r.progress},
       {"id", r.id}});
}

void remove_drafted(db::Tx& tx, SurveyId survey) {
  tx.exec("DELETE FROM survey_recipients WHERE survey_id = :survey AND letter = 'drafted' AND progress = 'silent'",
          {{"survey", survey}});
}

std::optional<Recipient> find_recipient(db::Tx& tx, SurveyId survey, RecipientId id) {
  return take_recipient(
      tx.one<RecipientRow>(RECIPIENT_COLUMNS "WHERE id = :id AND survey_id = :survey", {{"id", id}, {"survey", survey}}));
}

std::optional<Recipient> find_recipient(db::Tx& tx, RecipientId id) {
  return take_recipient(tx.one<RecipientRow>(RECIPIENT_COLUMNS "WHERE id = :id", {{"id", id}}));
}

std::optional<Recipient> find_by_letter(db::Tx& tx, mail::LetterId letter) {
  return take_recipient(
      tx.one<RecipientRow>(RECIPIENT_COLUMNS "WHERE letter_id = :letter AND letter_id <> 0", {{"letter", letter}}));
}

std::vector<OrganizationId> organizations(db::Tx& tx, SurveyId survey) {
  return tx.all<OrganizationId>("SELECT DISTINCT organization_id FROM survey_recipients WHERE survey_id = :survey",
                                {{"survey", survey}});
}

std::vector<RecipientId> unrevoked(db::Tx& tx, SurveyId survey) {
  return tx.all<RecipientId>("SELECT id FROM survey_recipients WHERE survey_id = :survey AND letter <> 'revoked'",
                             {{"survey", survey}});
}

std::vector<Recipient> drafted(db::Tx& tx, SurveyId survey, int limit) {
  return take_recipients(tx.all<RecipientRow>(RECIPIENT_COLUMNS
                                              "WHERE survey_id = :survey AND letter = 'drafted' ORDER BY organization_folded, id "
                                              "LIMIT :limit",
                                              {{"survey", survey}, {"limit", limit}}));
}

std::vector<Recipient> silent(db::Tx& tx, SurveyId survey, std::int64_t round, int limit) {
  return take_recipients(tx.all<RecipientRow>(RECIPIENT_COLUMNS
                                              "WHERE survey_id = :survey AND " RECIPIENT_SILENT
                                              "AND round < :round ORDER BY organization_folded, id LIMIT :limit",
                                              {{"survey", survey}, {"round", round}, {"limit", limit}}));
}

std::int64_t count_drafted(db::Tx& tx, SurveyId survey) {
  return *tx.one<std::int64_t>("SELECT count(*) FROM survey_recipients WHERE survey_id = :survey AND letter = 'drafted'",
                               {{"survey", survey}});
}

std::int64_t count_silent(db::Tx& tx, SurveyId survey, std::int64_t round) {
  return *tx.one<std::int64_t>("SELECT count(*) FROM survey_recipients WHERE survey_id = :survey AND " RECIPIENT_SILENT
                               "AND round < :round",
                               {{"survey", survey}, {"round", round}});
}

std::vector<std::string> remindable(db::Tx& tx, SurveyId survey, std::int64_t reminders, Instant before) {
  return tx.all<std::string>("SELECT email_folded FROM survey_recipients WHERE survey_id = :survey AND " RECIPIENT_SILENT
                             "AND letter IN ('sent', 'queued') AND reminders < :reminders AND letter_at < :before",
                             {{"survey", survey}, {"reminders", reminders}, {"before", before}});
}

std::vector<Recipient> asked(db::Tx& tx, AllianceId alliance, const std::vector<OrganizationId>& organizations,
                             const std::string& address) {
  return take_recipients(tx.all<RecipientRow>(
      RECIPIENT_COLUMNS
      "WHERE organization_id IN (:organizations...) AND letter NOT IN ('drafted', 'revoked') AND survey_id IN (SELECT id FROM "
      "surveys WHERE alliance_id = :alliance AND state <> 'draft' AND (answered_by = 'organization' OR (answered_by = 'person' "
      "AND "
      "email_folded = :address))) ORDER BY id",
      {{"organizations", db::list(organizations)}, {"alliance", alliance}, {"address", address}}));
}

std::vector<Recipient> sent_to(db::Tx& tx, const std::string& email_folded) {
  return take_recipients(
      tx.all<RecipientRow>(RECIPIENT_COLUMNS "WHERE email_folded = :email ORDER BY id", {{"email", email_folded}}));
}

void forget_person(db::Tx& tx, RecipientId id, const Email& nobody, const std::string& name) {
  tx.exec("UPDATE survey_recipients SET person_name = :name, email = :email, email_folded = :folded WHERE id = :id",
          {{"name", name}, {"email", nobody}, {"folded", nobody.key()}, {"id", id}});
}

std::vector<Counted> counted(db::Tx& tx, SurveyId survey) {
  std::vector<Counted> out;
  for (auto& row : tx.all<CountedRow>(
           "SELECT survey_id, organization_id, organization_type, sector, size, letter, progress FROM survey_recipients WHERE "
           "survey_id = :survey",
           {{"survey", survey}}))
    out.push_back(std::move(row.c));
  return out;
}

std::map<SurveyId, Rate> rates_of_alliance(db::Tx& tx, AllianceId alliance) {
  std::map<SurveyId, Rate> out;
  for (const auto& row : tx.all<RateRow>(
           "SELECT survey_id, letter, progress, count(*) FROM survey_recipients WHERE survey_id IN (SELECT id FROM surveys WHERE "
           "alliance_id = :alliance) GROUP BY survey_id, letter, progress",
           {{"alliance", alliance}})) {
    Recipient one;
    one.letter = row.letter;
    one.progress = row.progress;
    Rate part;
    part.add(one);
    auto& rate = out[row.survey];
    rate.asked += part.asked * row.count;
    rate.started += part.started * row.count;
    rate.answered += part.answered * row.count;
  }
  return out;
}

std::vector<Recipient> recipients(db::Tx& tx, SurveyId survey, const WantedRecipients& wanted) {
  using Which = WantedRecipients::Which;
  const std::initializer_list<db::Param> params{
      {"survey", survey}, {"folded", wanted.after_folded}, {"after", wanted.after}, {"limit", wanted.limit}};
  switch (wanted.which) {
    case Which::all: break;
    case Which::silent:
      return take_recipients(tx.all<RecipientRow>(
          RECIPIENT_COLUMNS "WHERE survey_id = :survey AND " RECIPIENT_SILENT
                            "AND (organization_folded, id) > (:folded, :after) ORDER BY organization_folded, id LIMIT :limit",
          params));
    case Which::answered:
      return take_recipients(tx.all<RecipientRow>(
          RECIPIENT_COLUMNS
          "WHERE survey_id = :survey AND progress = 'answered' AND (organization_folded, id) > (:folded, :after) "
          "ORDER BY organization_folded, id LIMIT :limit",
          params));
  }
  return take_recipients(tx.all<RecipientRow>(
      RECIPIENT_COLUMNS
      "WHERE survey_id = :survey AND (organization_folded, id) > (:folded, :after) ORDER BY organization_folded, id LIMIT :limit",
      params));
}

std::map<RecipientId, Recipient> recipients_of(db::Tx& tx, const std::vector<RecipientId>& ids) {
  std::map<RecipientId, Recipient> out;
  if (ids.empty()) return out;
  for (auto& row : tx.all<RecipientRow>(RECIPIENT_COLUMNS "WHERE id IN (:ids...)", {{"ids", db::list(ids)}}))
    out.emplace(row.r.id, std::move(row.r));
  return out;
}

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) {
  tx.exec(
      "INSERT INTO survey_merges (merge_id, agency_id, recipient_id) SELECT CAST(:merge AS BIGINT), r.agency_id, r.id FROM "
      "survey_recipients r WHERE r.organization_id = :gone AND (NOT EXISTS (SELECT 1 FROM survey_recipients k WHERE k.survey_id "
      "= "
      "r.survey_id AND k.organization_id = :kept) OR EXISTS (SELECT 1 FROM surveys s WHERE s.id = r.survey_id AND s.answered_by "
      "= "
      "'person'))",
      {{"merge", merge}, {"gone", gone}, {"kept", kept}});
  tx.exec(
      "UPDATE survey_recipients SET organization_id = :kept WHERE id IN (SELECT recipient_id FROM survey_merges WHERE merge_id = "
      ":merge)",
      {{"kept", kept}, {"merge", merge}});
}

void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone) {
  tx.exec(
      "UPDATE survey_recipients SET organization_id = :gone WHERE id IN (SELECT recipient_id FROM survey_merges WHERE merge_id = "
      ":merge)",
      {{"gone", gone}, {"merge", merge}});
  tx.exec("DELETE FROM survey_merges WHERE merge_id = :merge", {{"merge", merge}});
}

}  // namespace alianza::surveys::store
