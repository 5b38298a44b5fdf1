#pragma once
// SQL of what taking part brings; only this feature's tables.
#include <optional>
#include <vector>

#include "features/values/values.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::values::store {

inline constexpr int most_listed = 500;

void insert(db::Tx& tx, AgencyId agency, AllianceId alliance, OrganizationId organization, const Ranks& ranks,
            auth::AccountId by);
/// The newest of that organisation.
std::optional<Ranks> ranks(db::Tx& tx, AllianceId alliance, OrganizationId organization);
struct Ranking {
  OrganizationId organization;
  Ranks ranks{};
};
/// The newest of each organisation.
std::vector<Ranking> rankings(db::Tx& tx, AllianceId alliance);

void insert(db::Tx& tx, const Kpi& kpi);
/// False when the row's version is no longer kpi.version; raises it by one otherwise.
bool update(db::Tx& tx, const Kpi& kpi);
std::optional<Kpi> find(db::Tx& tx, AllianceId alliance, OrganizationId organization, KpiId id);
/// By area, retired ones last.
std::vector<Kpi> kpis(db::Tx& tx, AllianceId alliance, OrganizationId organization);

void insert(db::Tx& tx, AgencyId agency, const Measure& measure, auth::AccountId by);
/// Of every KPI of that organisation, by day.
std::vector<Measure> measures(db::Tx& tx, AllianceId alliance, OrganizationId organization);

/// The KPIs of `gone` become those of `kept`; unmerge() takes back what that merge moved.
void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone);

}  // namespace alianza::values::store
