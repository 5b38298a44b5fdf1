#pragma once
// What the files of pages share.
#include "features/alliances/shell.h"
#include "features/engagements/actions.h"
#include "features/engagements/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::engagements {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

inline Url list_url(AllianceId alliance) { return Url("/alliances/{}/engagements", alliance); }
inline Url page_url(AllianceId alliance, EngagementId id) { return Url("/alliances/{}/engagements/{}", alliance, id); }

html::Badge badge(State state);
/// «10 de marzo de 2026», «10 de marzo de 2026 – 12 de abril de 2026».
std::string days_of(const Engagement& engagement, Lang lang);
std::vector<html::Option> kind_options();

}  // namespace alianza::engagements
