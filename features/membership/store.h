#pragma once
// SQL of membership; only this feature's tables.
#include <functional>
#include <optional>
#include <vector>

#include "features/membership/membership.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::membership::store {

std::optional<Participation> in_force(db::Tx& tx, AllianceId alliance, OrganizationId organization);
void close(db::Tx& tx, ParticipationId id, Date until);
ParticipationId insert(db::Tx& tx, const Change& change, auth::AccountId by);
std::vector<Participation> history(db::Tx& tx, AllianceId alliance, OrganizationId organization);
/// Of every organisation, oldest first.
std::vector<Participation> of_alliance(db::Tx& tx, AllianceId alliance);

struct PlacedParticipation {
  AllianceId alliance;
  AgencyId agency;
  Participation row;
};
std::vector<PlacedParticipation> everywhere(db::Tx& tx, OrganizationId organization);
bool has_organizations(db::Tx& tx, AllianceId alliance);
std::vector<OrganizationId> with_status_on(db::Tx& tx, AllianceId alliance, Status status, Date day);
/// Rows in force of one account's organisations, in one alliance or (empty) in all.
std::vector<PlacedParticipation> seats(db::Tx& tx, const std::vector<OrganizationId>& organizations,
                                       std::optional<AllianceId> alliance);
void move(db::Tx& tx, ParticipationId id, OrganizationId to);
void reopen(db::Tx& tx, ParticipationId id);

PersonId insert_person(db::Tx& tx, AgencyId agency, const PersonInput& input);
AffiliationId insert_affiliation(db::Tx& tx, AgencyId agency, PersonId person, OrganizationId organization,
                                 const PersonInput& input, Date since, auth::AccountId by);
struct PlacedAffiliation {
  OrganizationId organization;
  PersonId person;
  Date since;
  std::optional<Date> until;
};
std::optional<PlacedAffiliation> find_affiliation(db::Tx& tx, AgencyId agency, AffiliationId id);
/// Of the person: name, e-mail and telephone; of the affiliation: position and role.
void update_contact(db::Tx& tx, AffiliationId id, PersonId person, const PersonInput& input);
void end_affiliation(db::Tx& tx, AffiliationId id, Date until);
/// The same person there, in another row beyond that day: who has their name and e-mail.
bool works_for(db::Tx& tx, const PlacedAffiliation& left, Date beyond);
std::optional<Email> email_of(db::Tx& tx, PersonId id);
std::vector<Contact> contacts(db::Tx& tx, OrganizationId organization);
/// Present ones with an e-mail: by organisation, representatives first, then the newest.
std::vector<Reachable> reachable(db::Tx& tx, const std::vector<OrganizationId>& organizations);
void each_reachable(db::Tx& tx, AgencyId agency, const std::function<void(const Reachable&)>& f);
/// Ids of the affiliations of an organisation, and their move to another.
std::vector<AffiliationId> affiliations(db::Tx& tx, OrganizationId organization);
void move(db::Tx& tx, AffiliationId id, OrganizationId to);
std::vector<std::pair<PersonId, std::string>> names(db::Tx& tx, const std::vector<PersonId>& ids);

}  // namespace alianza::membership::store
