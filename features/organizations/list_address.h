#pragma once
// A list request as the address of a page or of an API call says it.
#include "features/organizations/actions.h"
#include "platform/html/listing.h"

namespace alianza::organizations {

/// How many rows a page may have.
const std::vector<int>& page_sizes();
html::ListAddress list_address(AllianceId alliance, const http::Fields& query);
ListRequest list_request(AllianceId alliance, const html::ListAddress& address);

}  // namespace alianza::organizations
