#pragma once
// What the files of the pages share.
#include <map>

#include "features/alliances/shell.h"
#include "features/documents/actions.h"
#include "features/documents/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::document {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

inline Url list_url(AllianceId alliance) { return Url("/alliances/{}/documents", alliance); }
inline Url page_url(AllianceId alliance, DocumentId id) { return Url("/alliances/{}/documents/{}", alliance, id); }
inline files::Store store_of(const feature::Site& site) { return files::Store(site.config.files.path); }

html::Badge badge(Confidentiality level);
/// «2 mar 2026, 10:02», in the zone of the alliance.
std::string moment_text(const alliances::Alliance& alliance, Instant at, Lang lang);
using Bodies = std::map<CommitteeId, std::string>;
Bodies bodies_of(db::Tx& tx, AllianceId alliance, Lang lang);
views::Row row_view(const Document& document, const Bodies& bodies, Lang lang);

/// The document of the address, as the actor may read it.
inline Result<Seen> seen_in(db::Tx& tx, const Request& request) {
  const auto alliance = TRY(request.id<AllianceId>("alliance"));
  const auto id = TRY(request.id<DocumentId>("document"));
  return see(tx, auth::actor_of(request), alliance, id);
}

}  // namespace alianza::document
