#pragma once
// Two scopes become one, and what is held at one is held at the other from then on: a merge of organisations.
#include <vector>

#include "platform/auth/appointments.h"

namespace alianza::auth {

/// Every row of `from`, also past ones, becomes a row of `to`; which. Rows whose days meet a row of the same account and role at
/// `to` stay where they are. Who may is asked by the caller, who also keeps what was moved.
std::vector<AppointmentId> move_appointments(db::Tx& tx, Scope from, Scope to);
/// Those of `ids` that are at `from` go to `to`: takes a move back.
void move_appointments(db::Tx& tx, Scope from, Scope to, const std::vector<AppointmentId>& ids);

}  // namespace alianza::auth
