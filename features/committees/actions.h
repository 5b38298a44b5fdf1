#pragma once
// Verbs of committees. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/alliances/actions.h"
#include "features/committees/committees.h"
#include "features/organizations/actions.h"
#include "platform/feature/act.h"
#include "platform/search/search.h"

namespace alianza::committees {

/// A committee with the alliance around it and what the actor is.
struct SeenCommittee {
  alliances::Seen seen;
  Committee committee;
  bool officer = false;  // the actor is president or secretary of it today
};
/// Errors: not_found (no such committee in that alliance, or the actor may not read it).
Result<SeenCommittee> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CommitteeId id);
/// Committees of the alliance of which the actor is president or secretary today.
std::vector<CommitteeId> offices_of(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen);
/// Without asking who: for public pages and features that have already asked.
std::optional<Committee> find(db::Tx& tx, AllianceId alliance, CommitteeId id);
std::optional<CommitteeId> find_by_name(db::Tx& tx, AllianceId alliance, std::string_view name);

/// A committee with its members in force, for lists: by kind, SDG, name.
struct Listed {
  Committee committee;
  int members = 0;
};
std::vector<Listed> of_alliance(db::Tx& tx, AllianceId alliance);
/// Who presides and keeps the minutes of each committee on that day.
std::map<CommitteeId, std::vector<Appointment>> holders_on(db::Tx& tx, AllianceId alliance, Date day);
/// Members in force of every committee of the alliance: one query.
std::map<CommitteeId, std::vector<OrganizationId>> members_of_alliance(db::Tx& tx, AllianceId alliance);
/// Every membership of every committee of the alliance, past ones too, those in force first: one query.
std::map<CommitteeId, std::vector<Member>> history_of_alliance(db::Tx& tx, AllianceId alliance);

/// What can be found of committees, for the index made anew.
search::Slice searched(db::Tx& tx, std::int64_t after, int limit);

/// Errors: not_found, forbidden, invalid by field, conflict (field `name_es`: there is one with that name).
Result<Committee> found(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input);
/// For loaders: a checked committee with source and dates. Same errors.
Result<Committee> found(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Committee& checked);
/// Errors: as found(); conflict when somebody saved first (input.version is old).
Result<Committee> edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId id, const Input& input);

/// Adds an organisation that is active or invited in the alliance; an open committee also takes whoever acts for the
/// organisation. Errors: not_found, forbidden, invalid (`organization`, `since`), conflict.
Result<MemberId> add_member(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId id, OrganizationId organization,
                            std::string_view since);
/// For loaders: `since` may be unknown, participation is not asked.
Result<MemberId> add_member(db::Tx& tx, const feature::Act& act, const Committee& committee, OrganizationId organization,
                            std::optional<Date> since);
/// Errors: not_found, forbidden, invalid (`until`, `reason`), conflict (it has left already). Who acts for the organisation may
/// take it out of an open committee.
Done end_member(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId id, MemberId member, std::string_view until,
                std::string_view reason);

struct AppointmentInput {
  std::string office;
  std::string holder;
  std::string organization;  // id text or empty
  std::string email;         // of an account, or empty: lets the holder act as officer
  std::string since;
  std::string document;
  std::string vacant = {};  // "1": the days since the last one ended stay without anybody
};
/// Errors: not_found, forbidden, invalid by field (`since` names the day of an overlap, or the days nobody would hold it).
Done appoint(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId id, const AppointmentInput& input);

/// Ends an office without a successor: `until` is the first day on which nobody holds it. Errors: not_found, forbidden, conflict
/// (ended already), invalid (`until`, `reason`).
Done vacate(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId id, CommitteeAppointmentId tenure,
            std::string_view until, std::string_view reason);
/// Offices that nobody holds today though somebody did, of the committees of an alliance that go on: two queries.
struct Vacant {
  CommitteeId committee;
  LocalizedText name;
  Office office = Office::president;
  Date since;
};
std::vector<Vacant> vacant_offices(db::Tx& tx, AllianceId alliance, Date today);

/// Another edition of the rules, from a day on that is not before the last edition's and not after today. Errors: not_found,
/// forbidden, conflict (somebody changed them first), invalid by field.
Done set_rules(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId id, const RulesInput& input);
/// Every edition, newest first. Without asking who.
std::vector<Rules> rules(db::Tx& tx, CommitteeId id);
/// The same of every committee of the alliance that has any: one query.
std::map<CommitteeId, std::vector<Rules>> rules_of_alliance(db::Tx& tx, AllianceId alliance);
/// Whether the actor acts for a present member of that body whose participation is active or suspended.
bool is_member(db::Tx& tx, const membership::Standing& standing, CommitteeId id);

/// The page of one committee: members (in force, then past) and appointments (newest first).
struct Book {
  std::vector<Member> members;
  std::vector<Appointment> appointments;
};
Book book(db::Tx& tx, CommitteeId id);
/// Memberships of an organisation in any committee, in force first.
std::vector<Member> memberships_of(db::Tx& tx, OrganizationId organization);

/// Two organisations become one: memberships and appointments of `gone` become those of `kept`; unmerge takes it back. For the
/// listeners of organization.merged and organization.unmerged.
using Merge = organizations::Merging;
void merge(db::Tx& tx, const Merge& merge);
void unmerge(db::Tx& tx, const Merge& merge);

}  // namespace alianza::committees
