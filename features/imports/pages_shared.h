#pragma once
// What the files of the pages share.
#include "features/alliances/shell.h"
#include "features/imports/pages.h"
#include "features/organizations/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::imports {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

inline Url list_url(AllianceId alliance) { return Url("/alliances/{}/imports", alliance); }
inline Url page_url(AllianceId alliance, ImportId id) { return Url("/alliances/{}/imports/{}", alliance, id); }

inline Result<Seen> seen_in(db::Tx& tx, const Request& request) {
  const auto alliance = TRY(request.id<AllianceId>("alliance"));
  const auto id = TRY(request.id<ImportId>("import"));
  return see(tx, auth::actor_of(request), alliance, id);
}

inline feature::views::Crumbs crumbs_to(const Request& request, const Seen& seen, const std::string& here) {
  const auto alliance = seen.at.alliance.id;
  return {{{text(request, _("Organizaciones")), Url("/alliances/{}/organizations", alliance)},
           {text(request, _("Importaciones")), list_url(alliance)},
           {seen.import.file_name, page_url(alliance, seen.import.id)}},
          here};
}

/// The words behind a code: as the page of an organisation says them.
std::string value_words(std::string_view field, const std::string& value, Lang lang);
const char* look_of(State state);
/// The values that were not understood, and those that people said something of; nothing when there are none.
std::optional<html::Form> meanings_form(db::Tx& tx, const Request& request, const Seen& seen);

}  // namespace alianza::imports
