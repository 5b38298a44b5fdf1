#pragma once
// The forms of the secretariat's pages: fresh, or with what is kept. Each refuses who may not.
#include "features/portal/portal.h"
#include "platform/feature/feature.h"
#include "platform/feature/form.h"

namespace alianza::portal {

feature::views::FormPage new_event_form(feature::Site& site, http::Request& request);
feature::views::FormPage edit_event_form(feature::Site& site, http::Request& request);
feature::views::ConfirmPage withdraw_event_form(feature::Site& site, http::Request& request);
feature::views::FormPage new_finding_form(feature::Site& site, http::Request& request);
feature::views::FormPage edit_finding_form(feature::Site& site, http::Request& request);
feature::views::ConfirmPage withdraw_finding_form(feature::Site& site, http::Request& request);

EventInput event_input(http::Request& request);
FindingInput finding_input(http::Request& request);

}  // namespace alianza::portal
