#pragma once
// What the pages of one's own account share.
#include "features/accounts/pages.h"

namespace alianza::accounts {

feature::views::Shell own_shell(http::Request& request, Message title);
/// `current`: the address of the tab that is shown.
views::AccountHead own_head(const Account& account, std::string_view current);
Account own_account(feature::Site& site, http::Request& request);
/// The civil moment in the zone of the server's pages.
CivilTime local(Instant at);

/// /account/sessions…, /account/tokens…
void add_own_pages(feature::Site& site);

}  // namespace alianza::accounts
