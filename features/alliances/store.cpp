#include "features/alliances/store.h"

namespace alianza::alliances::store {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): the four queries below read the same columns; SQL texts must be literals.
#define ALLIANCE_COLUMNS                                                                                                         \
  "SELECT a.id, a.agency_id, a.slug, a.name_es, a.name_en, a.summary_es, a.summary_en, a.nature, a.seal_es, a.seal_en, a.zone, " \
  "a.is_public, "                                                                                                                \
  "a.cycle_id, c.name, c.stage FROM alliances a JOIN cycles c ON c.id = a.cycle_id "

struct Row {
  Alliance a;
  std::string nature;
  std::int64_t stage = 1;
  template <class V>
  static void columns(V& v, Row& r) {
    v(r.a.id, r.a.agency, r.a.slug, r.a.name.es, r.a.name.en, r.a.summary.es, r.a.summary.en, r.nature, r.a.seal.es, r.a.seal.en,
      r.a.zone, r.a.is_public, r.a.cycle, r.a.cycle_name, r.stage);
  }
  Alliance take() {
    const auto read = nature_from(nature);
    ENSURE(read);
    a.nature = *read;
    a.stage = static_cast<Stage>(stage);
    return std::move(a);
  }
};

std::optional<Alliance> take(std::optional<Row> row) {
  if (!row) return std::nullopt;
  return row->take();
}

std::vector<Alliance> take(std::vector<Row> rows) {
  std::vector<Alliance> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(row.take());
  return out;
}

std::optional<std::int64_t> stage_number(std::optional<Stage> stage) {
  if (!stage) return std::nullopt;
  return number(*stage);
}

struct MoveRow {
  Move m;
  std::optional<std::int64_t> from;
  std::int64_t to = 1;
  template <class V>
  static void columns(V& v, MoveRow& r) {
    v(r.m.id, r.from, r.to, r.m.on, r.m.reason, r.m.recorded_by, r.m.recorded_at);
  }
};

struct Counts {
  Progress p;
  static void columns(auto& v, Counts& c) { v(c.p.met, c.p.total); }
};

struct ConditionRow {
  Condition c;
  std::int64_t stage = 1;
  std::optional<std::string> evidence;
  std::optional<std::string> by;
  template <class V>
  static void columns(V& v, ConditionRow& r) {
    v(r.c.id, r.stage, r.c.text.es, r.c.text.en, r.c.met_on, r.evidence, r.by);
  }
};

struct PlanRow {
  Plan p;
  std::int64_t stage = 1;
  std::optional<std::int64_t> target;
  template <class V>
  static void columns(V& v, PlanRow& r) {
    v(r.stage, r.p.from, r.p.to, r.target);
  }
};

}  // namespace

void insert(db::Tx& tx, const Alliance& a, auth::AccountId by) {
  tx.exec(
      "INSERT INTO alliances (id, agency_id, slug, name_es, name_en, summary_es, summary_en, nature, seal_es, seal_en, zone, "
      "is_public, cycle_id, "
      "created_by, created_at) VALUES (:id, :agency, :slug, :name_es, :name_en, :summary_es, :summary_en, :nature, :seal_es, "
      ":seal_en, :zone, "
      ":is_public, :cycle, :by, :at)",
      {{"id", a.id},
       {"agency", a.agency},
       {"slug", a.slug},
       {"name_es", a.name.es},
       {"name_en", a.name.en},
       {"summary_es", a.summary.es},
       {"summary_en", a.summary.en},
       {"nature", code(a.nature)},
       {"seal_es", a.seal.es},
       {"seal_en", a.seal.en},
       {"zone", a.zone},
       {"is_public", a.is_public},
       {"cycle", a.cycle},
       {"by", by},
       {"at", tx.now()}});
}

void update(db::Tx& tx, const Alliance& a) {
  tx.exec(
      "UPDATE alliances SET slug = :slug, name_es = :name_es, name_en = :name_en, summary_es = :summary_es, summary_en = "
      ":summary_en, "
      "zone = :zone, is_public = :is_public WHERE id = :id",
      {{"id", a.id},
       {"slug", a.slug},
       {"name_es", a.name.es},
       {"name_en", a.name.en},
       {"summary_es", a.summary.es},
       {"summary_en", a.summary.en},
       {"zone", a.zone},
       {"is_public", a.is_public}});
}

std::optional<Alliance> find(db::Tx& tx, AllianceId id) {
  return tx.remembered("alliances.find", {id.value()}, [&] {
    return take(tx.one<Row>(ALLIANCE_COLUMNS "WHERE a.id = :id", {{"id", id}}));
  });
}

std::optional<Alliance> find_by_slug(db::Tx& tx, std::string_view slug) {
  return take(tx.one<Row>(ALLIANCE_COLUMNS "WHERE a.slug = :slug", {{"slug", slug}}));
}

std::vector<Alliance> of_agency(db::Tx& tx, AgencyId agency) {
  return take(tx.all<Row>(ALLIANCE_COLUMNS "WHERE a.agency_id = :agency ORDER BY a.id", {{"agency", agency}}));
}

std::vector<Alliance> visible(db::Tx& tx, const std::vector<AgencyId>& agencies, const std::vector<AllianceId>& alliances) {
  return take(tx.all<Row>(ALLIANCE_COLUMNS
                          "WHERE a.agency_id IN (:agencies...) OR a.id IN (:alliances...) ORDER BY a.id LIMIT 500",
                          {{"agencies", db::list(agencies)}, {"alliances", db::list(alliances)}}));
}

std::vector<Alliance> published(db::Tx& tx) { return take(tx.all<Row>(ALLIANCE_COLUMNS "WHERE a.is_public ORDER BY a.id", {})); }

void insert_cycle(db::Tx& tx, const Alliance& a, CycleId cycle, int ordinal, const std::string& name) {
  tx.exec(
      "INSERT INTO cycles (id, agency_id, alliance_id, ordinal, name, stage) VALUES (:id, :agency, :alliance, :ordinal, :name, "
      ":stage)",
      {{"id", cycle},
       {"agency", a.agency},
       {"alliance", a.id},
       {"ordinal", ordinal},
       {"name", name},
       {"stage", number(Stage::approach)}});
}

void set_stage(db::Tx& tx, CycleId cycle, Stage stage) {
  tx.exec("UPDATE cycles SET stage = :stage WHERE id = :id", {{"stage", number(stage)}, {"id", cycle}});
}

void insert_move(db::Tx& tx, AgencyId agency, CycleId cycle, const NewMove& move, const auth::Actor& actor) {
  tx.exec(
      "INSERT INTO stage_moves (id, agency_id, cycle_id, from_stage, to_stage, moved_on, reason, recorded_by, recorded_by_name, "
      "recorded_at) "
      "VALUES (:id, :agency, :cycle, :from, :to, :on, :reason, :by, :by_name, :at)",
      {{"id", MoveId::make()},
       {"agency", agency},
       {"cycle", cycle},
       {"from", stage_number(move.from)},
       {"to", number(move.to)},
       {"on", move.on},
       {"reason", move.reason},
       {"by", actor.account},
       {"by_name", actor.name},
       {"at", tx.now()}});
}

std::vector<Move> moves(db::Tx& tx, CycleId cycle) {
  std::vector<Move> out;
  for (auto& row :
       tx.all<MoveRow>("SELECT id, from_stage, to_stage, moved_on, reason, recorded_by_name, recorded_at FROM stage_moves "
                       "WHERE cycle_id = :cycle ORDER BY moved_on, id",
                       {{"cycle", cycle}})) {
    if (row.from) row.m.from = static_cast<Stage>(*row.from);
    row.m.to = static_cast<Stage>(row.to);
    out.push_back(std::move(row.m));
  }
  return out;
}

ConditionId insert_condition(db::Tx& tx, AgencyId agency, CycleId cycle, Stage stage, int ordinal, const LocalizedText& text) {
  const auto id = ConditionId::make();
  tx.exec(
      "INSERT INTO stage_conditions (id, agency_id, cycle_id, stage, ordinal, text_es, text_en) "
      "VALUES (:id, :agency, :cycle, :stage, :ordinal, :es, :en)",
      {{"id", id},
       {"agency", agency},
       {"cycle", cycle},
       {"stage", number(stage)},
       {"ordinal", ordinal},
       {"es", text.es},
       {"en", text.en}});
  return id;
}

std::vector<Condition> conditions(db::Tx& tx, CycleId cycle) {
  std::vector<Condition> out;
  for (auto& row : tx.all<ConditionRow>(
           "SELECT c.id, c.stage, c.text_es, c.text_en, f.met_on, f.evidence, f.recorded_by_name FROM stage_conditions c "
           "LEFT JOIN condition_fulfilments f ON f.condition_id = c.id AND f.withdrawn_at IS NULL "
           "WHERE c.cycle_id = :cycle ORDER BY c.stage, c.ordinal, c.id",
           {{"cycle", cycle}})) {
    row.c.stage = static_cast<Stage>(row.stage);
    row.c.evidence = row.evidence.value_or("");
    row.c.met_by = row.by.value_or("");
    out.push_back(std::move(row.c));
  }
  return out;
}

Progress progress(db::Tx& tx, CycleId cycle, Stage stage) {
  return tx.remembered("alliances.progress", {cycle.value(), number(stage)}, [&] {
    const auto counts = tx.one<Counts>(
        "SELECT COUNT(f.condition_id), COUNT(*) FROM stage_conditions c "
        "LEFT JOIN condition_fulfilments f ON f.condition_id = c.id AND f.withdrawn_at IS NULL "
        "WHERE c.cycle_id = :cycle AND c.stage = :stage",
        {{"cycle", cycle}, {"stage", number(stage)}});
    return counts->p;
  });
}

void insert_fulfilment(db::Tx& tx, AgencyId agency, ConditionId condition, Date on, const std::string& evidence,
                       const auth::Actor& actor) {
  tx.exec(
      "INSERT INTO condition_fulfilments (id, agency_id, condition_id, met_on, evidence, recorded_by, recorded_by_name, "
      "recorded_at) "
      "VALUES (:id, :agency, :condition, :on, :evidence, :by, :by_name, :at)",
      {{"id", Id<struct FulfilmentTag>::make()},
       {"agency", agency},
       {"condition", condition},
       {"on", on},
       {"evidence", evidence},
       {"by", actor.account},
       {"by_name", actor.name},
       {"at", tx.now()}});
}

void withdraw_fulfilment(db::Tx& tx, ConditionId condition, const std::string& reason) {
  tx.exec(
      "UPDATE condition_fulfilments SET withdrawn_at = :at, withdrawn_reason = :reason WHERE condition_id = :condition AND "
      "withdrawn_at IS NULL",
      {{"at", tx.now()}, {"reason", reason}, {"condition", condition}});
}

void put_plan(db::Tx& tx, AgencyId agency, CycleId cycle, const Plan& plan) {
  std::optional<std::int64_t> target;
  if (plan.target_days) target = *plan.target_days;
  tx.exec(
      "INSERT INTO stage_plans (agency_id, cycle_id, stage, planned_from, planned_to, target_days) "
      "VALUES (:agency, :cycle, :stage, :from, :to, :target) "
      "ON CONFLICT (cycle_id, stage) DO UPDATE SET planned_from = excluded.planned_from, planned_to = excluded.planned_to, "
      "target_days = excluded.target_days",
      {{"agency", agency},
       {"cycle", cycle},
       {"stage", number(plan.stage)},
       {"from", plan.from},
       {"to", plan.to},
       {"target", target}});
}

std::vector<Plan> plans(db::Tx& tx, CycleId cycle) {
  std::vector<Plan> out;
  for (auto& row : tx.all<PlanRow>(
           "SELECT stage, planned_from, planned_to, target_days FROM stage_plans WHERE cycle_id = :cycle ORDER BY stage",
           {{"cycle", cycle}})) {
    row.p.stage = static_cast<Stage>(row.stage);
    if (row.target) row.p.target_days = static_cast<int>(*row.target);
    out.push_back(row.p);
  }
  return out;
}

}  // namespace alianza::alliances::store
