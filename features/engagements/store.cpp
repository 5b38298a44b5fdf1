#include "features/engagements/store.h"

namespace alianza::engagements::store {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define ENGAGEMENT_COLUMNS                                                                                               \
  "SELECT id, agency_id, alliance_id, kind, title_es, title_en, about_es, about_en, starts_on, ends_on, places, state, " \
  "result_es, result_en, cancelled_for, ended_on, version FROM engagements "

struct Row {
  Engagement e;
  static void columns(auto& v, Row& r) {
    auto& e = r.e;
    v(e.id, e.agency, e.alliance, e.kind, e.title.es, e.title.en, e.about.es, e.about.en, e.starts, e.ends, e.places, e.state,
      e.result.es, e.result.en, e.cancelled_for, e.ended, e.version);
  }
};
struct JoinRow {
  Join j;
  static void columns(auto& v, JoinRow& r) {
    v(r.j.id, r.j.engagement, r.j.organization, r.j.people, r.j.note, r.j.joined, r.j.left);
  }
};

template <class Rows, class Part>
auto parts_of(Rows rows, Part part) {
  std::vector<std::remove_reference_t<decltype(rows.front().*part)>> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(std::move(row.*part));
  return out;
}

}  // namespace

void insert(db::Tx& tx, const Engagement& e, auth::AccountId by) {
  tx.exec(
      "INSERT INTO engagements (id, agency_id, alliance_id, kind, title_es, title_en, about_es, about_en, starts_on, ends_on, "
      "places, state, opened_account, changed_at) VALUES (:id, :agency, :alliance, :kind, :title_es, :title_en, :about_es, "
      ":about_en, :starts, :ends, :places, :state, :by, :now)",
      {{"id", e.id},
       {"agency", e.agency},
       {"alliance", e.alliance},
       {"kind", e.kind},
       {"title_es", e.title.es},
       {"title_en", e.title.en},
       {"about_es", e.about.es},
       {"about_en", e.about.en},
       {"starts", e.starts},
       {"ends", e.ends},
       {"places", e.places},
       {"state", e.state},
       {"by", by},
       {"now", tx.now()}});
}

bool update(db::Tx& tx, const Engagement& e, auth::AccountId by) {
  return tx.exec(
             "UPDATE engagements SET kind = :kind, title_es = :title_es, title_en = :title_en, about_es = :about_es, about_en = "
             ":about_en, starts_on = :starts, ends_on = :ends, places = :places, state = :state, result_es = :result_es, "
             "result_en = :result_en, cancelled_for = :why, ended_on = :ended, ended_account = :by, version = version + 1, "
             "changed_at = :now WHERE id = :id AND version = :version",
             {{"kind", e.kind},
              {"title_es", e.title.es},
              {"title_en", e.title.en},
              {"about_es", e.about.es},
              {"about_en", e.about.en},
              {"starts", e.starts},
              {"ends", e.ends},
              {"places", e.places},
              {"state", e.state},
              {"result_es", e.result.es},
              {"result_en", e.result.en},
              {"why", e.cancelled_for},
              {"ended", e.ended},
              {"by", by},
              {"now", tx.now()},
              {"id", e.id},
              {"version", e.version}}) == 1;
}

std::optional<Engagement> find(db::Tx& tx, AllianceId alliance, EngagementId id) {
  auto row = tx.one<Row>(ENGAGEMENT_COLUMNS "WHERE id = :id AND alliance_id = :alliance", {{"id", id}, {"alliance", alliance}});
  if (!row) return std::nullopt;
  return std::move(row->e);
}

std::vector<Engagement> of_alliance(db::Tx& tx, AllianceId alliance) {
  return parts_of(tx.all<Row>(ENGAGEMENT_COLUMNS "WHERE alliance_id = :alliance ORDER BY id DESC LIMIT :most",
                              {{"alliance", alliance}, {"most", most_listed}}),
                  &Row::e);
}

void insert(db::Tx& tx, AgencyId agency, const Join& j, auth::AccountId by) {
  tx.exec(
      "INSERT INTO engagement_joins (id, agency_id, engagement_id, organization_id, people, note, joined_on, joined_account) "
      "VALUES (:id, :agency, :engagement, :organization, :people, :note, :joined, :by)",
      {{"id", j.id},
       {"agency", agency},
       {"engagement", j.engagement},
       {"organization", j.organization},
       {"people", j.people},
       {"note", j.note},
       {"joined", j.joined},
       {"by", by}});
}

void leave(db::Tx& tx, JoinId join, Date on, auth::AccountId by) {
  tx.exec("UPDATE engagement_joins SET left_on = :on, left_account = :by WHERE id = :id AND left_on IS NULL",
          {{"on", on}, {"by", by}, {"id", join}});
}

std::vector<Join> joins(db::Tx& tx, EngagementId id) {
  return parts_of(tx.all<JoinRow>("SELECT id, engagement_id, organization_id, people, note, joined_on, left_on FROM "
                                  "engagement_joins WHERE engagement_id = :id ORDER BY id",
                                  {{"id", id}}),
                  &JoinRow::j);
}

std::vector<Join> joins_of_alliance(db::Tx& tx, AllianceId alliance) {
  return parts_of(tx.all<JoinRow>("SELECT j.id, j.engagement_id, j.organization_id, j.people, '', j.joined_on, j.left_on FROM "
                                  "engagement_joins j JOIN engagements e ON e.id = j.engagement_id WHERE e.alliance_id = "
                                  ":alliance AND j.left_on IS NULL ORDER BY j.id",
                                  {{"alliance", alliance}}),
                  &JoinRow::j);
}

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) {
  tx.exec(
      "INSERT INTO engagement_merges (merge_id, join_id, agency_id) SELECT :merge, id, agency_id FROM engagement_joins WHERE "
      "organization_id = :gone",
      {{"merge", merge}, {"gone", gone}});
  tx.exec("UPDATE engagement_joins SET organization_id = :kept WHERE organization_id = :gone", {{"kept", kept}, {"gone", gone}});
}

void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone) {
  tx.exec(
      "UPDATE engagement_joins SET organization_id = :gone WHERE id IN (SELECT join_id FROM engagement_merges WHERE merge_id = "
      ":merge)",
      {{"gone", gone}, {"merge", merge}});
  tx.exec("DELETE FROM engagement_merges WHERE merge_id = :merge", {{"merge", merge}});
}

}  // namespace alianza::engagements::store
