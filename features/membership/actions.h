#pragma once
// Verbs of membership. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "features/membership/membership.h"
#include "platform/feature/act.h"

namespace alianza::membership {

/// What `actor` is in the agency and, when given, in the alliance, on the civil day `today`. Two queries.
Standing standing(db::Tx& tx, const auth::MaybeActor& actor, AgencyId agency, std::optional<AllianceId> alliance, Date today);

/// Where the actor belongs: agencies by office, alliances by post or by seat (with the status).
struct Belonging {
  std::vector<AgencyId> agencies;
  std::vector<AllianceId> alliances;  // by post, or by a seat that is invited, active or suspended
};
Belonging belonging(db::Tx& tx, const auth::Actor& actor, Date today);

/// Closes the row in force and opens the next. Errors: forbidden; invalid (field `status`; `since` before the row in force;
/// `reason` missing or too long). Publishes `membership.changed`: subject = organisation, payload
/// {"alliance":"…","status":"…","since":"…"}.
Result<ParticipationId> change(db::Tx& tx, const feature::Act& act, const Standing& standing, const Change& change);

/// Every row of an organisation in an alliance, newest first.
std::vector<Participation> history(db::Tx& tx, AllianceId alliance, OrganizationId organization);
/// Whether any organisation takes, took or was asked to take part.
bool has_organizations(db::Tx& tx, AllianceId alliance);
/// Organisations with that status on `day`: what a quorum counts.
std::vector<OrganizationId> with_status_on(db::Tx& tx, AllianceId alliance, Status status, Date day);

/// Merge of duplicates: the rows of `gone` become rows of `kept`; where both take part in the same alliance, those of `gone` stay
/// with it, closed today. Returns what was done as text that `unmove_organization` takes back. Publishes `membership.changed` for
/// both.
std::string move_organization(db::Tx& tx, OrganizationId gone, OrganizationId kept, Date today);
void unmove_organization(db::Tx& tx, OrganizationId gone, OrganizationId kept, const std::string& moved);

/// The checked contact, or every field that is wrong: name, email, phone, position, role.
Result<PersonInput> parse(const PersonInput& raw);
/// Registers a person and the affiliation in one step. Errors: forbidden; by field (name, email, phone, position, role).
Result<AffiliationId> add_contact(db::Tx& tx, const feature::Act& act, const Standing& standing, AgencyId agency,
                                  OrganizationId organization, const PersonInput& input, Date since);
/// Corrects a present contact; what it was stays in the audit. Errors: not_found, forbidden, conflict (left the organisation); by
/// field.
Done change_contact(db::Tx& tx, const feature::Act& act, const Standing& standing, AgencyId agency, AffiliationId affiliation,
                    const PersonInput& input);
/// Ends an affiliation; the row stays. Errors: not_found, forbidden, invalid (field `until`).
Done end_contact(db::Tx& tx, const feature::Act& act, const Standing& standing, AgencyId agency, AffiliationId affiliation,
                 Date until);
/// Contacts of an organisation, present ones first. Error: forbidden.
Result<std::vector<Contact>> contacts_of(db::Tx& tx, const Standing& standing, OrganizationId organization);
/// Of each of these organisations the contact to write to: present, with an e-mail, the representative first, then the newest.
/// One query; without asking who, for features that have already asked.
std::vector<Reachable> reachable(db::Tx& tx, const std::vector<OrganizationId>& organizations);
/// All present contacts with an e-mail, by organisation, the representative first. Idem.
std::vector<Reachable> reachable_all(db::Tx& tx, const std::vector<OrganizationId>& organizations);
/// That person, when present in the organisation and with an e-mail. Idem.
std::optional<Reachable> reachable_person(db::Tx& tx, OrganizationId organization, PersonId person);
/// Present contacts of the agency that have one of these e-mails (Email::key). One query, which reads every contact.
std::vector<Reachable> reachable_by_email(db::Tx& tx, AgencyId agency, const std::set<std::string>& keys);
/// Names of persons, for lists of other features.
std::map<PersonId, std::string> person_names(db::Tx& tx, const std::vector<PersonId>& ids);

}  // namespace alianza::membership
