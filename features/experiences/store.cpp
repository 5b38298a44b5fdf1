#include "features/experiences/store.h"

#include <limits>

#include "platform/base/typed.h"

namespace alianza::experiences::store {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define EXPERIENCE_COLUMNS                                                                                                    \
  "SELECT id, agency_id, alliance_id, organization_id, committee_id, sector, sdgs, title_es, title_en, problem_es, "          \
  "problem_en, done_es, done_en, result_es, result_en, figure, qualifier, noun_es, noun_en, source, lessons_es, lessons_en, " \
  "confidentiality, state, withdrawn_reason, version, changed_at FROM experiences "

struct Row {
  Experience e;
  std::string sdgs;
  template <class V>
  static void columns(V& v, Row& r) {
    auto& e = r.e;
    v(e.id, e.agency, e.alliance, e.organization, e.committee, e.sector, r.sdgs, e.title.es, e.title.en, e.problem.es,
      e.problem.en, e.done.es, e.done.en, e.result.es, e.result.en, e.value, e.qualifier, e.noun.es, e.noun.en, e.source,
      e.lessons.es, e.lessons.en, e.confidentiality, e.state, e.withdrawn_reason, e.version, e.changed_at);
  }
};

std::string joined(const std::vector<int>& goals) {
  std::string out;
  for (const int goal : goals) out += (out.empty() ? "" : ",") + std::to_string(goal);
  return out;
}

Experience take(Row row) {
  std::string_view rest = row.sdgs;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(','), rest.size());
    if (const auto goal = whole_number(rest.substr(0, end))) row.e.sdgs.push_back(*goal);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::move(row.e);
}

std::vector<Experience> take(std::vector<Row> rows) {
  std::vector<Experience> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(take(std::move(row)));
  return out;
}

/// What a new row and a changed one write alike; they look into what they are given, which outlives the statement.
std::vector<db::Param> common_params(const Experience& e, const std::string& sdgs, const Instant& now) {
  return {{"id", e.id},
          {"organization", e.organization},
          {"committee", e.committee},
          {"sector", e.sector},
          {"sdgs", sdgs},
          {"title_es", e.title.es},
          {"title_en", e.title.en},
          {"problem_es", e.problem.es},
          {"problem_en", e.problem.en},
          {"done_es", e.done.es},
          {"done_en", e.done.en},
          {"result_es", e.result.es},
          {"result_en", e.result.en},
          {"figure", e.value},
          {"qualifier", e.qualifier},
          {"noun_es", e.noun.es},
          {"noun_en", e.noun.en},
          {"source", e.source},
          {"lessons_es", e.lessons.es},
          {"lessons_en", e.lessons.en},
          {"confidentiality", e.confidentiality},
          {"now", now}};
}

}  // namespace

void insert(db::Tx& tx, const Experience& e, auth::AccountId by) {
  const auto sdgs = joined(e.sdgs);
  auto params = common_params(e, sdgs, tx.now());
  params.insert(params.end(), {{"agency", e.agency}, {"alliance", e.alliance}, {"state", e.state}, {"by", by}});
  tx.exec(
      "INSERT INTO experiences (id, agency_id, alliance_id, organization_id, committee_id, sector, sdgs, title_es, title_en, "
      "problem_es, problem_en, done_es, done_en, result_es, result_en, figure, qualifier, noun_es, noun_en, source, lessons_es, "
      "lessons_en, confidentiality, state, proposed_by, proposed_at, changed_at) VALUES (:id, :agency, :alliance, :organization, "
      ":committee, :sector, :sdgs, :title_es, :title_en, :problem_es, :problem_en, :done_es, :done_en, :result_es, :result_en, "
      ":figure, :qualifier, :noun_es, :noun_en, :source, :lessons_es, :lessons_en, :confidentiality, :state, :by, :now, :now)",
      params);
}

bool update(db::Tx& tx, const Experience& e) {
  const auto sdgs = joined(e.sdgs);
  auto params = common_params(e, sdgs, tx.now());
  params.push_back({"version", e.version});
  return tx.exec(
             "UPDATE experiences SET organization_id = :organization, committee_id = :committee, sector = :sector, sdgs = :sdgs, "
             "title_es = :title_es, title_en = :title_en, problem_es = :problem_es, problem_en = :problem_en, done_es = "
             ":done_es, done_en = :done_en, result_es = :result_es, result_en = :result_en, figure = :figure, qualifier = "
             ":qualifier, noun_es = :noun_es, noun_en = :noun_en, source = :source, lessons_es = :lessons_es, lessons_en = "
             ":lessons_en, confidentiality = :confidentiality, changed_at = :now, version = version + 1 WHERE id = :id AND "
             "version = :version",
             params) == 1;
}

void set_state(db::Tx& tx, const Experience& e, auth::AccountId by) {
  tx.exec(
      "UPDATE experiences SET state = :state, withdrawn_reason = :reason, decided_by = :by, changed_at = :now, version = version "
      "+ 1 WHERE id = :id",
      {{"state", e.state}, {"reason", e.withdrawn_reason}, {"by", by}, {"now", tx.now()}, {"id", e.id}});
}

std::optional<Experience> find(db::Tx& tx, AllianceId alliance, ExperienceId id) {
  auto row = tx.one<Row>(EXPERIENCE_COLUMNS "WHERE id = :id AND alliance_id = :alliance", {{"id", id}, {"alliance", alliance}});
  if (!row) return std::nullopt;
  return take(std::move(*row));
}

std::vector<Experience> of_alliance(db::Tx& tx, AllianceId alliance, std::optional<ExperienceId> before, int limit) {
  return take(tx.all<Row>(EXPERIENCE_COLUMNS "WHERE alliance_id = :alliance AND id < :before ORDER BY id DESC LIMIT :limit",
                          {{"alliance", alliance},
                           {"before", before ? before->value() : std::numeric_limits<std::int64_t>::max()},
                           {"limit", limit}}));
}

std::vector<Experience> of_ids(db::Tx& tx, AllianceId alliance, const std::vector<ExperienceId>& ids) {
  if (ids.empty()) return {};
  return take(tx.all<Row>(EXPERIENCE_COLUMNS "WHERE alliance_id = :alliance AND id IN (:ids...)",
                          {{"alliance", alliance}, {"ids", db::list(ids)}}));
}

std::vector<Experience> after(db::Tx& tx, ExperienceId after, int limit) {
  return take(tx.all<Row>(EXPERIENCE_COLUMNS "WHERE id > :after ORDER BY id LIMIT :limit", {{"after", after}, {"limit", limit}}));
}

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) {
  tx.exec(
      "INSERT INTO experience_merges (merge_id, experience_id, agency_id) SELECT :merge, id, agency_id FROM experiences WHERE "
      "organization_id = :gone",
      {{"merge", merge}, {"gone", gone}});
  tx.exec("UPDATE experiences SET organization_id = :kept WHERE organization_id = :gone", {{"kept", kept}, {"gone", gone}});
}

void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone) {
  tx.exec(
      "UPDATE experiences SET organization_id = :gone WHERE id IN (SELECT experience_id FROM experience_merges WHERE merge_id = "
      ":merge)",
      {{"gone", gone}, {"merge", merge}});
  tx.exec("DELETE FROM experience_merges WHERE merge_id = :merge", {{"merge", merge}});
}

}  // namespace alianza::experiences::store
