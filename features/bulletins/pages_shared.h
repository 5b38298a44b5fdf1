#pragma once
// What the files of pages share.
#include "features/alliances/shell.h"
#include "features/bulletins/actions.h"
#include "features/bulletins/pages.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::bulletins {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

inline Url list_url(AllianceId alliance) { return Url("/alliances/{}/bulletins", alliance); }
inline Url bulletin_url(AllianceId alliance, BulletinId id) { return Url("/alliances/{}/bulletins/{}", alliance, id); }
/// «17 mar 2026, 09:00», at the alliance.
std::string moment(const alliances::Alliance& alliance, std::optional<Instant> at, Lang lang);
views::EditionView edition_view(const Edition& edition, const alliances::Alliance& alliance, Lang lang);

}  // namespace alianza::bulletins
