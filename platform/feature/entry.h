#pragma once
// What stands between a person and the rest of the pages (Site::entry_checks): a notice to read, a second factor to enrol. Asked
// after signing in, and on the next page of a session that is open already: what comes into force concerns everybody at once.
#include <optional>
#include <string>

#include "platform/feature/feature.h"

namespace alianza::feature {

/// Where this person is sent first, if anywhere; from there on to `next` (empty: wherever that page leads).
std::optional<http::Url> first_stop(const Site& site, db::Tx& tx, const auth::Actor& actor, const std::string& next);

/// Leads a session's GET of a page for signed-in people to its first stop. Pages below /account are left alone (there one does
/// what is asked, leaves, or takes one's data along), so are forms that are sent, API, pieces, and public pages. «Nothing stands
/// in the way» is remembered for some seconds; auth::revocation::announce() makes this process ask anew at once.
http::Filter entry_filter(const Site& site);

}  // namespace alianza::feature
