#include "features/workplans/store.h"

namespace alianza::workplans::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define ACTIVITY_COLUMNS                                                                                                 \
  "SELECT id, agency_id, alliance_id, committee_id, area_id, title, detail, organization_id, starts_on, due_on, state, " \
  "progress, version, updated_at FROM workplan_activities "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct AreaRow {
  Area a;
  static void columns(auto& v, AreaRow& r) { v(r.a.id, r.a.committee, r.a.ordinal, r.a.title.es, r.a.title.en); }
};
struct ActivityRow {
  Activity a;
  static void columns(auto& v, ActivityRow& r) {
    auto& a = r.a;
    v(a.id, a.agency, a.alliance, a.committee, a.area, a.title, a.detail, a.owner, a.starts, a.due, a.state, a.progress,
      a.version, a.updated_at);
  }
};
struct MoveRow {
  Move m;
  static void columns(auto& v, MoveRow& r) { v(r.m.state, r.m.progress, r.m.note, r.m.at); }
};

std::vector<Activity> take(std::vector<ActivityRow> rows) {
  std::vector<Activity> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(std::move(row.a));
  return out;
}

}  // namespace

void insert(db::Tx& tx, const committees::Committee& c, const Area& a, auth::AccountId by) {
  tx.exec(
      "INSERT INTO workplan_areas (id, agency_id, alliance_id, committee_id, ordinal, title_es, title_en, recorded_by, "
      "recorded_at) VALUES (:id, :agency, :alliance, :committee, :ordinal, :es, :en, :by, :at)",
      {{"id", a.id},
       {"agency", c.agency},
       {"alliance", c.alliance},
       {"committee", c.id},
       {"ordinal", a.ordinal},
       {"es", a.title.es},
       {"en", a.title.en},
       {"by", by},
       {"at", tx.now()}});
}

void update(db::Tx& tx, const Area& a) {
  tx.exec("UPDATE workplan_areas SET ordinal = :ordinal, title_es = :es, title_en = :en WHERE id = :id",
          {{"ordinal", a.ordinal}, {"es", a.title.es}, {"en", a.title.en}, {"id", a.id}});
}

void remove(db::Tx& tx, AreaId id) { tx.exec("DELETE FROM workplan_areas WHERE id = :id", {{"id", id}}); }

std::vector<Area> areas(db::Tx& tx, CommitteeId committee) {
  std::vector<Area> out;
  for (auto& row :
       tx.all<AreaRow>("SELECT id, committee_id, ordinal, title_es, title_en FROM workplan_areas WHERE committee_id = "
                       ":committee ORDER BY ordinal, id LIMIT 100",
                       {{"committee", committee}}))
    out.push_back(std::move(row.a));
  return out;
}

bool has_activities(db::Tx& tx, AreaId id) {
  return tx.one<std::int64_t>("SELECT id FROM workplan_activities WHERE area_id = :id LIMIT 1", {{"id", id}}).has_value();
}

void insert(db::Tx& tx, const Activity& a, auth::AccountId by) {
  tx.exec(
      "INSERT INTO workplan_activities (id, agency_id, alliance_id, committee_id, area_id, title, detail, organization_id, "
      "starts_on, due_on, state, progress, recorded_by, recorded_at, updated_at) VALUES (:id, :agency, :alliance, :committee, "
      ":area, :title, :detail, :owner, :starts, :due, :state, :progress, :by, :at, :at)",
      {{"id", a.id},
       {"agency", a.agency},
       {"alliance", a.alliance},
       {"committee", a.committee},
       {"area", a.area},
       {"title", a.title},
       {"detail", a.detail},
       {"owner", a.owner},
       {"starts", a.starts},
       {"due", a.due},
       {"state", a.state},
       {"progress", a.progress},
       {"by", by},
       {"at", tx.now()}});
}

bool update(db::Tx& tx, const Activity& a) {
  return tx.exec(
             "UPDATE workplan_activities SET area_id = :area, title = :title, detail = :detail, organization_id = :owner, "
             "starts_on = :starts, due_on = :due, state = :state, progress = :progress, version = version + 1, updated_at = :at "
             "WHERE id = :id AND version = :version",
             {{"area", a.area},
              {"title", a.title},
              {"detail", a.detail},
              {"owner", a.owner},
              {"starts", a.starts},
              {"due", a.due},
              {"state", a.state},
              {"progress", a.progress},
              {"at", tx.now()},
              {"id", a.id},
              {"version", a.version}}) == 1;
}

std::optional<Activity> find(db::Tx& tx, CommitteeId committee, ActivityId id) {
  auto row = tx.one<ActivityRow>(ACTIVITY_COLUMNS "WHERE id = :id AND committee_id = :committee",
                                 {{"id", id}, {"committee", committee}});
  if (!row) return std::nullopt;
  return std::move(row->a);
}

std::vector<Activity> activities(db::Tx& tx, CommitteeId committee) {
  return take(tx.all<ActivityRow>(ACTIVITY_COLUMNS "WHERE committee_id = :committee ORDER BY due_on, id LIMIT 1000",
                                  {{"committee", committee}}));
}

std::vector<Activity> due(db::Tx& tx, AllianceId alliance, Date until) {
  return take(tx.all<ActivityRow>(ACTIVITY_COLUMNS
                                  "WHERE alliance_id = :alliance AND state IN ('planned', 'doing') AND due_on <= :until ORDER BY "
                                  "due_on, id LIMIT 2000",
                                  {{"alliance", alliance}, {"until", until}}));
}

void insert_move(db::Tx& tx, const Activity& a, const std::string& note, auth::AccountId by) {
  tx.exec(
      "INSERT INTO workplan_moves (id, agency_id, activity_id, state, progress, note, recorded_by, recorded_at) VALUES (:id, "
      ":agency, :activity, :state, :progress, :note, :by, :at)",
      {{"id", Id<struct WorkplanMoveTag>::make()},
       {"agency", a.agency},
       {"activity", a.id},
       {"state", a.state},
       {"progress", a.progress},
       {"note", note},
       {"by", by},
       {"at", tx.now()}});
}

std::vector<Move> moves(db::Tx& tx, ActivityId id) {
  std::vector<Move> out;
  for (auto& row :
       tx.all<MoveRow>("SELECT state, progress, note, recorded_at FROM workplan_moves WHERE activity_id = :id ORDER BY "
                       "id LIMIT 500",
                       {{"id", id}}))
    out.push_back(std::move(row.m));
  return out;
}

bool is_published(db::Tx& tx, CommitteeId committee) {
  return tx
      .one<std::int64_t>("SELECT id FROM workplan_publications WHERE committee_id = :committee AND ended_at IS NULL",
                         {{"committee", committee}})
      .has_value();
}

void publish(db::Tx& tx, const committees::Committee& c, auth::AccountId by) {
  tx.exec(
      "INSERT INTO workplan_publications (id, agency_id, alliance_id, committee_id, published_by, published_at) VALUES (:id, "
      ":agency, :alliance, :committee, :by, :at)",
      {{"id", Id<struct WorkplanPublicationTag>::make()},
       {"agency", c.agency},
       {"alliance", c.alliance},
       {"committee", c.id},
       {"by", by},
       {"at", tx.now()}});
}

void withdraw(db::Tx& tx, CommitteeId committee, auth::AccountId by) {
  tx.exec("UPDATE workplan_publications SET ended_by = :by, ended_at = :at WHERE committee_id = :committee AND ended_at IS NULL",
          {{"by", by}, {"at", tx.now()}, {"committee", committee}});
}

void merge(db::Tx& tx, const Merging& m) {
  tx.exec(
      "INSERT INTO workplan_merges (merge_id, agency_id, activity_id) SELECT CAST(:merge AS BIGINT), agency_id, id FROM "
      "workplan_activities WHERE organization_id = :gone",
      {{"merge", m.id}, {"gone", m.gone}});
  tx.exec(
      "UPDATE workplan_activities SET organization_id = :kept WHERE id IN (SELECT activity_id FROM workplan_merges WHERE "
      "merge_id "
      "= :merge)",
      {{"kept", m.kept}, {"merge", m.id}});
}

void unmerge(db::Tx& tx, const Merging& m) {
  tx.exec(
      "UPDATE workplan_activities SET organization_id = :gone WHERE id IN (SELECT activity_id FROM workplan_merges WHERE "
      "merge_id "
      "= :merge)",
      {{"gone", m.gone}, {"merge", m.id}});
  tx.exec("DELETE FROM workplan_merges WHERE merge_id = :merge", {{"merge", m.id}});
}

}  // namespace alianza::workplans::store
