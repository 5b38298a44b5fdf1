#pragma once
// SQL of committees; only this feature's tables.
#include <optional>
#include <vector>

#include "features/committees/committees.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::committees::store {

void insert(db::Tx& tx, const Committee& committee, auth::AccountId by);
/// False when the row's version is no longer committee.version; raises it by one otherwise.
bool update(db::Tx& tx, const Committee& committee, auth::AccountId by);
std::optional<Committee> find(db::Tx& tx, AllianceId alliance, CommitteeId id);
/// Of every alliance, by id, beyond `after`.
std::vector<Committee> after(db::Tx& tx, CommitteeId after, int limit);
std::optional<CommitteeId> find_by_name(db::Tx& tx, AllianceId alliance, const std::string& name_folded);

struct Counted {
  Committee committee;
  int members = 0;  // in force
};
/// By kind, SDG and name.
std::vector<Counted> of_alliance(db::Tx& tx, AllianceId alliance);

/// Another edition of the rules, and the row of the committee with it.
void insert_rules(db::Tx& tx, const Committee& committee, const Rules& rules, auth::AccountId by);
void update_rules(db::Tx& tx, const Committee& committee, const Rules& rules, auth::AccountId by);
/// Newest first.
std::vector<Rules> rules(db::Tx& tx, CommitteeId committee);
/// Of every committee of the alliance; each one's newest first.
struct RulesOf {
  CommitteeId committee;
  Rules rules;
};
std::vector<RulesOf> rules_of_alliance(db::Tx& tx, AllianceId alliance);

MemberId insert_member(db::Tx& tx, const Committee& committee, OrganizationId organization, std::optional<Date> since,
                       auth::AccountId by);
void end_member(db::Tx& tx, MemberId id, Date until, const std::string& reason, auth::AccountId by);
std::optional<Member> find_member(db::Tx& tx, CommitteeId committee, MemberId id);
std::optional<Member> member_in_force(db::Tx& tx, CommitteeId committee, OrganizationId organization);
/// In force first, then past; by row.
std::vector<Member> members(db::Tx& tx, CommitteeId committee);
/// Every membership in force of an alliance.
std::vector<Member> members_of_alliance(db::Tx& tx, AllianceId alliance);
/// Past ones too, those in force first.
std::vector<Member> history_of_alliance(db::Tx& tx, AllianceId alliance);
std::vector<Member> memberships_of(db::Tx& tx, OrganizationId organization);

/// Merge of organisations: rows of `gone` become rows of `kept`, or end on `today` where `kept` is a member already; appointments
/// move. What was done is kept under `merge` and taken back by unmerge().
struct Merging {
  std::int64_t id = 0;
  OrganizationId kept;
  OrganizationId gone;
};
void merge(db::Tx& tx, const Merging& merging, Date today, const std::string& reason);
void unmerge(db::Tx& tx, const Merging& merging);

struct NewAppointment {
  Office office = Office::president;
  std::string holder;
  OrganizationId organization;
  std::optional<auth::AccountId> account;
  Date since;
  std::string document;
};
CommitteeAppointmentId insert_appointment(db::Tx& tx, const Committee& committee, const NewAppointment& appointment,
                                          auth::AccountId by);
void end_appointment(db::Tx& tx, CommitteeAppointmentId id, Date until);
/// Of each committee and office, the last day on which an appointment ended.
struct Ended {
  CommitteeId committee;
  Office office = Office::president;
  Date until;
};
std::vector<Ended> last_ends(db::Tx& tx, AllianceId alliance);
std::optional<Appointment> find_appointment(db::Tx& tx, CommitteeId committee, CommitteeAppointmentId id);
/// Ends one in force without a successor.
void vacate(db::Tx& tx, CommitteeAppointmentId id, Date until, const std::string& reason, auth::AccountId by);
/// Newest first.
std::vector<Appointment> appointments(db::Tx& tx, CommitteeId committee);
/// In force on that day, of every committee of the alliance.
std::vector<Appointment> appointments_of_alliance(db::Tx& tx, AllianceId alliance, Date day);
/// Committees of the alliance in which the account holds an office on that day.
std::vector<CommitteeId> offices_of(db::Tx& tx, AllianceId alliance, auth::AccountId account, Date day);

}  // namespace alianza::committees::store
