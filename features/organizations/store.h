#pragma once
// SQL of organisations and what belongs to their profile; only this feature's tables. Lists are in store_list.h.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/organizations/organizations.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::organizations::store {

/// The row with its aliases, interests and capacities.
std::optional<Organization> find(db::Tx& tx, AgencyId agency, OrganizationId id);
std::optional<Organization> find(db::Tx& tx, OrganizationId id);
/// Ids beyond `after`, of every agency.
std::vector<OrganizationId> after(db::Tx& tx, OrganizationId after, int limit);
/// Active ones whose folded name or alias is that.
std::vector<OrganizationId> find_by_name(db::Tx& tx, AgencyId agency, std::string_view name_folded);
/// Names as they are written, with type; unknown ids are left out.
struct Named {
  OrganizationId id;
  std::string name;
  OrganizationType type = OrganizationType::unspecified;
  Shelf shelf = Shelf::active;
};
std::vector<Named> names(db::Tx& tx, const std::vector<OrganizationId>& ids);
struct TraitsOf {
  OrganizationId id;
  OrganizationType type = OrganizationType::unspecified;
  std::string sector;
  Size size = Size::unknown;
  std::optional<OrganizationId> merged_into;
};
/// Of at most 500.
std::vector<TraitsOf> traits(db::Tx& tx, AgencyId agency, const std::vector<OrganizationId>& ids);
/// What tells whether something happened to it.
struct Marked {
  OrganizationId id;
  std::int64_t version = 0;
  Shelf shelf = Shelf::active;
  SdgMasks sdgs;
  std::int64_t participations = 0;
};
std::vector<Marked> marks(db::Tx& tx, AgencyId agency, const std::vector<OrganizationId>& ids);

void insert(db::Tx& tx, const Organization& organization, auth::AccountId by);
/// The goals of one that was just inserted.
void add_sdgs(db::Tx& tx, const Organization& organization, Date declared_on);
/// Writes what an edit changes and adds one to the version. False when the row is no longer at `organization.version`.
bool update(db::Tx& tx, const Organization& organization);
/// All of them out of use, with the copies that give lists their order.
void shelve(db::Tx& tx, AgencyId agency, const std::vector<OrganizationId>& ids);
void put_shelf(db::Tx& tx, OrganizationId id, Shelf shelf, OrganizationId merged_into);

/// Replaces the goals. One that stays as it is keeps its day; another gets that of `days` (by goal), else `declared_on`.
void put_sdgs(db::Tx& tx, const Organization& organization, const std::vector<SdgInterest>& interests, Date declared_on,
              const std::map<int, Date>& days = {});
struct DeclaredSdg {
  SdgInterest interest;
  Date declared_on;
};
std::vector<DeclaredSdg> sdgs(db::Tx& tx, OrganizationId id);

/// Says that lists of the agency may have changed.
void touch(db::Tx& tx, AgencyId agency, OrganizationId id);
std::int64_t edition(db::Tx& tx, AgencyId agency);

/// The projection of membership. An absent status takes the row away.
struct Participation {
  AllianceId alliance;
  std::optional<membership::Status> status;
  Date since;
};
void put_participation(db::Tx& tx, const Organization& organization, const Participation& participation);
std::vector<Participation> participations(db::Tx& tx, OrganizationId id);

/// Who says it was proposed by `from`; and the change of those to `to`.
std::vector<OrganizationId> proposed_by(db::Tx& tx, OrganizationId from);
void put_proposer(db::Tx& tx, OrganizationId id, OrganizationId proposer);

}  // namespace alianza::organizations::store
