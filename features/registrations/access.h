#pragma once
// Who may do what with registrations: one switch, action -> predicate.
#include "features/membership/membership.h"

namespace alianza::registrations {

enum class Action {
  keep,   // convene by letter, read every reply, reply for anybody
  reply,  // for one organisation
};

/// `officer`: the actor is today president or secretary of the committee that meets.
enum class Officer { no, yes };
bool may(Action action, const membership::Standing& standing, Officer officer, membership::OrganizationId organization = {});

}  // namespace alianza::registrations
