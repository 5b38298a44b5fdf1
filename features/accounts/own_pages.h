#pragma once
// What the pages of accounts share.
#include "features/accounts/pages.h"
#include "platform/feature/routes.h"

namespace alianza::accounts {

feature::views::Shell own_shell(http::Request& request, Message title);
/// `current`: the address of the tab that is shown.
views::AccountHead own_head(const Account& account, std::string_view current);
Account own_account(feature::Site& site, http::Request& request);
/// The civil moment in the zone of the server's pages.
CivilTime local(Instant at);

/// Name and language: the fields that one's own page and the operator's share.
std::vector<html::Field> profile_fields(const std::string& name, Lang lang, Message hint);

/// The field `code` of the second factor.
html::Field code_field(Message label, Message hint);

/// Puts what was typed and what was wrong into the form; gives the status of the redrawn page (422, 409, 429). What no form can
/// mend (not found, forbidden…) is thrown as the end of the request.
int redraw(html::Form& form, http::Request& request, const Error& error);

/// What a job is called, for whoever asked for it.
std::string job_title(const feature::Site& site, Lang lang, const jobs::Job& job);
/// What it is doing, or why it failed: messages without the arguments that the room of jobs does not keep.
std::string job_detail(Lang lang, const jobs::Job& job);

/// /account/jobs…
void add_job_pages(const feature::Routes& pages);
/// /account/second-factor…
void add_second_factor_pages(feature::Site& site);
/// /account/sessions…, /account/tokens…
void add_own_pages(feature::Site& site);

}  // namespace alianza::accounts
