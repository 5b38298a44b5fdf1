#pragma once
// What the files of the actions share.
#include "features/organizations/access.h"
#include "features/organizations/actions.h"
#include "platform/base/typed.h"

namespace alianza::organizations {

inline feature::About about(const Organization& o, AllianceId alliance = {}) {
  return {o.agency.value(), alliance.value(), "organization", o.id.value()};
}

/// The organisation when the actor may do `action` with it: not_found for who may not see it, forbidden for who sees but may not.
Result<Seen> seen_for(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId id, Action action);
/// The alliance, for acts about no single organisation.
Result<alliances::Seen> seen_for(db::Tx& tx, const feature::Act& act, AllianceId alliance, Action action);

/// What an edit changed, field by field.
audit::Fields changes(const Profile& before, const Profile& after);
/// Goals of a level, as an audit line tells them: "3,12".
std::string codes(const std::vector<SdgInterest>& sdgs, SdgLevel level);
bool takes_part_somewhere(db::Tx& tx, OrganizationId id);

/// A sentence that must be there.
Result<std::string> parse_reason(std::string_view text, Message when_empty);

/// Keeps the keys of an organisation and the pairs it is part of.
void refresh_duplicates(db::Tx& tx, const Organization& organization);

/// What can be found of it by its words, in each of its alliances.
void index(db::Tx& tx, const Organization& organization);
/// The same in one, where it has just become that; nothing: it is no longer of that alliance.
void index_in(db::Tx& tx, const Organization& organization, AllianceId alliance, std::optional<membership::Status> status);
/// Do both read the same to who searches? Then the index need not hear of the change.
bool reads_alike(const Profile& before, const Profile& after);

}  // namespace alianza::organizations
