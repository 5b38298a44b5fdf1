#pragma once
// What the files of pages share.
#include "features/alliances/shell.h"
#include "features/duties/actions.h"
#include "features/duties/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::duties {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

inline Url board_url(AllianceId alliance) { return Url("/alliances/{}/duties", alliance); }
inline Url page_url(AllianceId alliance, DutyId id) { return Url("/alliances/{}/duties/{}", alliance, id); }

views::Row row_of(const Duty& duty, const Names& names, const std::vector<Convener>& conveners, Date today);
std::vector<html::Option> owner_options(const std::vector<Convener>& conveners);
std::vector<html::Option> kind_options();

}  // namespace alianza::duties
