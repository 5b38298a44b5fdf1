#include "features/values/store.h"

namespace alianza::values::store {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define KPI_COLUMNS                                                                                                    \
  "SELECT id, agency_id, alliance_id, organization_id, area, title, unit, baseline_milli, baseline_on, target_milli, " \
  "target_on, retired_on, retired_for, version FROM value_kpis "

struct KpiRow {
  Kpi k;
  static void columns(auto& v, KpiRow& r) {
    auto& k = r.k;
    v(k.id, k.agency, k.alliance, k.organization, k.area, k.title, k.unit, k.baseline.milli, k.baseline_on, k.target.milli,
      k.target_on, k.retired, k.retired_for, k.version);
  }
};
struct MeasureRow {
  Measure m;
  static void columns(auto& v, MeasureRow& r) {
    auto& m = r.m;
    v(m.id, m.kpi, m.value.milli, m.on, m.evidence, m.origin.kind, m.origin.id);
  }
};
struct RankingRow {
  Ranking r;
  static void columns(auto& v, RankingRow& row) {
    auto& n = row.r.ranks;
    v(row.r.organization, n[0], n[1], n[2], n[3], n[4], n[5]);
  }
};

}  // namespace

void insert(db::Tx& tx, AgencyId agency, AllianceId alliance, OrganizationId organization, const Ranks& n, auth::AccountId by) {
  tx.exec(
      "INSERT INTO value_rankings (id, agency_id, alliance_id, organization_id, ranked_account, ranked_at, strategic_interests, "
      "shared_change, business_case, emergency_channel, positioning, flexibility) VALUES (:id, :agency, :alliance, "
      ":organization, :by, :now, :a, :b, :c, :d, :e, :f)",
      {{"id", Id<struct RankingTag>::make()},
       {"agency", agency},
       {"alliance", alliance},
       {"organization", organization},
       {"by", by},
       {"now", tx.now()},
       {"a", n[0]},
       {"b", n[1]},
       {"c", n[2]},
       {"d", n[3]},
       {"e", n[4]},
       {"f", n[5]}});
}

std::optional<Ranks> ranks(db::Tx& tx, AllianceId alliance, OrganizationId organization) {
  const auto row = tx.one<RankingRow>(
      "SELECT organization_id, strategic_interests, shared_change, business_case, emergency_channel, positioning, flexibility "
      "FROM value_rankings WHERE alliance_id = :alliance AND organization_id = :organization ORDER BY id DESC LIMIT 1",
      {{"alliance", alliance}, {"organization", organization}});
  if (!row) return std::nullopt;
  return row->r.ranks;
}

std::vector<Ranking> rankings(db::Tx& tx, AllianceId alliance) {
  std::vector<Ranking> out;
  for (auto& row : tx.all<RankingRow>(
           "SELECT r.organization_id, r.strategic_interests, r.shared_change, r.business_case, r.emergency_channel, "
           "r.positioning, r.flexibility FROM value_rankings r WHERE r.alliance_id = :alliance AND r.id = (SELECT max(n.id) FROM "
           "value_rankings n WHERE n.alliance_id = r.alliance_id AND n.organization_id = r.organization_id) ORDER BY r.id",
           {{"alliance", alliance}}))
    out.push_back(row.r);
  return out;
}

void insert(db::Tx& tx, const Kpi& k) {
  tx.exec(
      "INSERT INTO value_kpis (id, agency_id, alliance_id, organization_id, area, title, unit, baseline_milli, baseline_on, "
      "target_milli, target_on, changed_at) VALUES (:id, :agency, :alliance, :organization, :area, :title, :unit, :baseline, "
      ":baseline_on, :target, :target_on, :now)",
      {{"id", k.id},
       {"agency", k.agency},
       {"alliance", k.alliance},
       {"organization", k.organization},
       {"area", k.area},
       {"title", k.title},
       {"unit", k.unit},
       {"baseline", k.baseline.milli},
       {"baseline_on", k.baseline_on},
       {"target", k.target.milli},
       {"target_on", k.target_on},
       {"now", tx.now()}});
}

bool update(db::Tx& tx, const Kpi& k) {
  return tx.exec(
             "UPDATE value_kpis SET area = :area, title = :title, unit = :unit, baseline_milli = :baseline, baseline_on = "
             ":baseline_on, target_milli = :target, target_on = :target_on, retired_on = :retired, retired_for = :why, version = "
             "version + 1, changed_at = :now WHERE id = :id AND version = :version",
             {{"area", k.area},
              {"title", k.title},
              {"unit", k.unit},
              {"baseline", k.baseline.milli},
              {"baseline_on", k.baseline_on},
              {"target", k.target.milli},
              {"target_on", k.target_on},
              {"retired", k.retired},
              {"why", k.retired_for},
              {"now", tx.now()},
              {"id", k.id},
              {"version", k.version}}) == 1;
}

std::optional<Kpi> find(db::Tx& tx, AllianceId alliance, OrganizationId organization, KpiId id) {
  auto row = tx.one<KpiRow>(KPI_COLUMNS "WHERE id = :id AND alliance_id = :alliance AND organization_id = :organization",
                            {{"id", id}, {"alliance", alliance}, {"organization", organization}});
  if (!row) return std::nullopt;
  return std::move(row->k);
}

std::vector<Kpi> kpis(db::Tx& tx, AllianceId alliance, OrganizationId organization) {
  std::vector<Kpi> out;
  for (auto& row :
       tx.all<KpiRow>(KPI_COLUMNS "WHERE alliance_id = :alliance AND organization_id = :organization ORDER BY CASE WHEN "
                                  "retired_on IS NULL THEN 0 ELSE 1 END, area, id LIMIT :most",
                      {{"alliance", alliance}, {"organization", organization}, {"most", most_listed}}))
    out.push_back(std::move(row.k));
  return out;
}

void insert(db::Tx& tx, AgencyId agency, const Measure& m, auth::AccountId by) {
  tx.exec(
      "INSERT INTO value_measures (id, agency_id, kpi_id, value_milli, measured_on, evidence, result_kind, result_id, "
      "measured_account, recorded_at) VALUES (:id, :agency, :kpi, :value, :on, :evidence, :kind, :result, :by, :now)",
      {{"id", m.id},
       {"agency", agency},
       {"kpi", m.kpi},
       {"value", m.value.milli},
       {"on", m.on},
       {"evidence", m.evidence},
       {"kind", m.origin.kind},
       {"result", m.origin.id},
       {"by", by},
       {"now", tx.now()}});
}

std::vector<Measure> measures(db::Tx& tx, AllianceId alliance, OrganizationId organization) {
  std::vector<Measure> out;
  for (auto& row : tx.all<MeasureRow>(
           "SELECT m.id, m.kpi_id, m.value_milli, m.measured_on, m.evidence, m.result_kind, m.result_id FROM value_measures m "
           "JOIN value_kpis k ON k.id = m.kpi_id WHERE k.alliance_id = :alliance AND k.organization_id = :organization ORDER BY "
           "m.measured_on, m.id",
           {{"alliance", alliance}, {"organization", organization}}))
    out.push_back(std::move(row.m));
  return out;
}

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) {
  tx.exec(
      "INSERT INTO value_merges (merge_id, kpi_id, agency_id) SELECT :merge, id, agency_id FROM value_kpis WHERE "
      "organization_id = :gone",
      {{"merge", merge}, {"gone", gone}});
  tx.exec("UPDATE value_kpis SET organization_id = :kept WHERE organization_id = :gone", {{"kept", kept}, {"gone", gone}});
}

void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone) {
  tx.exec("UPDATE value_kpis SET organization_id = :gone WHERE id IN (SELECT kpi_id FROM value_merges WHERE merge_id = :merge)",
          {{"gone", gone}, {"merge", merge}});
  tx.exec("DELETE FROM value_merges WHERE merge_id = :merge", {{"merge", merge}});
}

}  // namespace alianza::values::store
