#pragma once
// SQL of convocations and registrations.
#include <map>
#include <optional>
#include <vector>

#include "features/registrations/registrations.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::registrations::store {

void insert(db::Tx& tx, const Convocation& convocation);
void update(db::Tx& tx, const Convocation& convocation);
std::optional<Convocation> find_convocation(db::Tx& tx, ConvocationId id);
/// Newest first, at most twenty.
std::vector<Convocation> convocations(db::Tx& tx, MeetingId meeting);

/// Makes the row, or writes over the one of that meeting and organisation.
void put(db::Tx& tx, const Registration& registration, std::optional<auth::AccountId> by);
std::optional<Registration> find(db::Tx& tx, RegistrationId id);
std::optional<Registration> find(db::Tx& tx, MeetingId meeting, OrganizationId organization);
std::map<OrganizationId, Registration> of_meeting(db::Tx& tx, MeetingId meeting);
/// Those of these organisations that got a letter about one of these meetings and did not reply.
std::vector<Registration> silent_of(db::Tx& tx, const std::vector<OrganizationId>& organizations,
                                    const std::vector<MeetingId>& meetings);
void note_letter(db::Tx& tx, mail::LetterId letter, mail::State state);

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone);
/// Those that stay with an organisation.
std::vector<RegistrationId> of_organization(db::Tx& tx, OrganizationId organization);

}  // namespace alianza::registrations::store
