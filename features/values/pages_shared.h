#pragma once
// What the files of pages share.
#include "features/alliances/shell.h"
#include "features/values/actions.h"
#include "features/values/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::values {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

struct At {
  AllianceId alliance;
  OrganizationId organization;
};
inline At at_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<OrganizationId>("organization"))};
}
inline Url ranking_url(AllianceId alliance) { return Url("/alliances/{}/value", alliance); }
inline Url dashboard_url(const At& at) { return Url("/alliances/{}/organizations/{}/value", at.alliance, at.organization); }
inline Url kpi_url(const At& at, KpiId id) {
  return Url("/alliances/{}/organizations/{}/value/kpis/{}", at.alliance, at.organization, id);
}
views::KpiRow row_of(const At& at, const KpiBook& book);

}  // namespace alianza::values
