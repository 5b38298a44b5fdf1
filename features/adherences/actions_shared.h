#pragma once
// What the files of the actions share.
#include "features/adherences/actions.h"

namespace alianza::adherences {

inline feature::About about(const Adherence& a) { return {a.agency.value(), a.alliance.value(), "adherence", a.id.value()}; }

/// In force and not withdrawn: what a letter can still make a member.
bool takes_part(db::Tx& tx, const Adherence& a);
/// The formal adherence makes an invited organisation active; one that the secretariat has suspended meanwhile stays so, and one
/// that it withdrew does not come this far.
Done activate(db::Tx& tx, const Adherence& a, Date today);

}  // namespace alianza::adherences
