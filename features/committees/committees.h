#pragma once
// Words and rules of committees (features/committees/README.md). No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/membership/membership.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza::committees {

using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using membership::PersonId;
using CommitteeId = Id<struct CommitteeTag>;
using MemberId = Id<struct CommitteeMemberTag>;
using CommitteeAppointmentId = Id<struct CommitteeAppointmentTag>;

enum class Kind { plenary, committee, council, working_group };
std::string_view to_text(Kind kind);
bool from_text(std::string_view text, Kind& kind);
Message label(Kind kind);

enum class Office { president, secretary };
std::string_view to_text(Office office);
bool from_text(std::string_view text, Office& office);
Message label(Office office);

/// How a committee chose its projects (F-042).
enum class Mechanism { undecided, online_survey, in_person_vote, prior_studies, built_from_zero };
std::string_view to_text(Mechanism mechanism);
bool from_text(std::string_view text, Mechanism& mechanism);
Message label(Mechanism mechanism);

/// Open: an active organisation adds itself. Closed: the secretariat or an officer adds it.
enum class Admission { open, closed };
std::string_view to_text(Admission admission);
bool from_text(std::string_view text, Admission& admission);
Message label(Admission admission);

struct Committee {
  CommitteeId id;
  AgencyId agency;
  AllianceId alliance;
  Kind kind = Kind::committee;
  int sdg = 0;  // 1 … 17; 0 = none
  LocalizedText name;
  LocalizedText purpose;
  LocalizedText basis;  // the agreement that created it
  LocalizedText rules;  // how it works: calling, deciding, reporting
  Admission admission = Admission::closed;
  std::optional<int> quorum_percent;  // a session needs more than this share of its members; empty: no quorum
  Mechanism mechanism = Mechanism::undecided;
  LocalizedText outcome;  // what was chosen, in words
  std::optional<Date> founded_on;
  std::optional<Date> dissolved_on;
  LocalizedText source;  // where the data come from, when they are not our own
  int version = 1;       // of the row: an edit names the one it read
  Instant updated_at;
};

/// How many of `members` a session needs: more than the percentage, 0 when the committee has no quorum.
int quorum(const Committee& committee, int members);

/// An organisation in a committee, from-to.
struct Member {
  MemberId id;
  CommitteeId committee;
  OrganizationId organization;
  std::optional<Date> since;  // empty: the source does not say
  std::optional<Date> until;
  std::string reason;
};

struct Appointment {
  CommitteeAppointmentId id;
  CommitteeId committee;
  Office office = Office::president;
  std::string holder;           // name of the person, or of the institution that presides
  OrganizationId organization;  // 0 = none
  Date since;
  std::optional<Date> until;  // the day the next one began, or the day it ended
  std::string document;       // what proves it
};

/// What appointing on `since` does to the rows of the same office: which one ends that day, or why it cannot be.
struct Succession {
  std::optional<CommitteeAppointmentId> ends;
};
Result<Succession> succeed(const std::vector<Appointment>& same_office, Date since);
/// The holder on a day; at most one by construction.
const Appointment* holder_on(const std::vector<Appointment>& rows, Office office, Date day);

struct Input {
  std::string kind = "committee";
  std::string sdg;
  std::string name_es;
  std::string name_en;
  std::string purpose_es;
  std::string purpose_en;
  std::string mechanism = "undecided";
  std::string outcome_es;
  std::string outcome_en;
  std::string basis_es;
  std::string basis_en;
  std::string rules_es;
  std::string rules_en;
  std::string admission = "closed";
  std::string quorum_percent;
  std::string founded_on;
  std::string dissolved_on;
  std::string version;
};
/// The checked committee without ids, or every field that is wrong.
Result<Committee> parse(const Input& input);
/// The committee as its form shows it.
Input as_input(const Committee& committee);

}  // namespace alianza::committees
