#pragma once
// What the files of pages share.
#include "features/alliances/shell.h"
#include "features/campaigns/actions.h"
#include "features/campaigns/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/letter.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::campaigns {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

inline Url list_url(AllianceId alliance) { return Url("/alliances/{}/campaigns", alliance); }
inline Url campaign_url(AllianceId alliance, CampaignId id) { return Url("/alliances/{}/campaigns/{}", alliance, id); }
inline Url campaign_url(const Campaign& c) { return campaign_url(c.alliance, c.id); }
inline CivilTime civil(const alliances::Alliance& a, Instant at) { return Zone::parse(a.zone).value_or(Zone()).civil_of(at); }

/// «Invitaciones / Empresas del norte / Editar»
inline feature::views::Crumbs crumbs(const Request& request, const Campaign& c, const std::string& here) {
  return {{{text(request, _("Invitaciones")), list_url(c.alliance)}, {c.name, campaign_url(c)}}, here};
}

struct At {
  AllianceId alliance;
  CampaignId campaign;
};
inline At at_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<CampaignId>("campaign"))};
}

}  // namespace alianza::campaigns
