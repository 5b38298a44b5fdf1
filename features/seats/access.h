#pragma once
// Who may do what with seats: one switch, action -> predicate. Who holds the link of an offer takes the seat.
#include "features/seats/seats.h"

namespace alianza::seats {

enum class Action {
  read,      // who acts for the organisation, whom a seat was offered
  offer,     // a representative's seat; take back an offer, end a seat
  delegate,  // the seat of a delegate
};

bool may(Action action, const membership::Standing& standing, OrganizationId organization);

}  // namespace alianza::seats
