#pragma once
// How a form is drawn again with what was typed and what was wrong.
#include <initializer_list>

#include "features/accounts/pages.h"

namespace alianza::accounts {

/// Throws Abandon for what no form can mend (not found, forbidden…); gives the status of the redrawn page otherwise.
int demand_redrawable(const Error& error);

/// Puts each field's message beside it, and all of them into the summary.
views::Errors explain(const Error& error, std::initializer_list<views::Field*> fields);

}  // namespace alianza::accounts
