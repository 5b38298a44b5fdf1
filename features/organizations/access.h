#pragma once
// Who may do what with organisations: one switch, action -> predicate.
#include "features/organizations/organizations.h"

namespace alianza::organizations {

enum class Action {
  read_directory,  // all of the agency's, also those that do not take part
  read_profile,
  read_private,  // contributions, amounts, contacts, RFC, history
  register_organization,
  edit_profile,
  offer_contribution,    // add, pledge, cancel
  confirm_contribution,  // confirmed, delivered: said by who receives
  shelve,
  change_participation,
  resolve_duplicates,
};

/// What the asked row is in the alliance of the page.
struct Subject {
  OrganizationId organization;
  bool takes_part = false;  // active or suspended there
};

bool may(Action action, const membership::Standing& standing, const Subject& subject = {});

}  // namespace alianza::organizations
