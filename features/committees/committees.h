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

/// Of whom a majority is counted when the body votes.
enum class VotingBase { present, members };
std::string_view to_text(VotingBase base);
bool from_text(std::string_view text, VotingBase& base);
Message label(VotingBase base);

struct Committee {
  CommitteeId id;
  AgencyId agency;
  AllianceId alliance;
  Kind kind = Kind::committee;
  int sdg = 0;  // 1 … 17; 0 = none
  LocalizedText name;
  LocalizedText purpose;
  LocalizedText basis;  // the agreement that created it
  LocalizedText rules;  // how it works: calling, deciding, reporting; with quorum and voting base, those of its newest edition
  Admission admission = Admission::closed;
  std::optional<int> quorum_percent;  // a session needs more than this share of its members
  std::optional<int> quorum_number;   // or at least so many of them; neither: no quorum
  VotingBase voting_base = VotingBase::present;
  Mechanism mechanism = Mechanism::undecided;
  LocalizedText outcome;  // what was chosen, in words
  std::optional<Date> founded_on;
  std::optional<Date> dissolved_on;
  LocalizedText source;  // where the data come from, when they are not our own
  int version = 1;       // of the row: an edit names the one it read
  Instant updated_at;
};

/// How a body works from a day on. A change is another edition: what held on a day can be told on any later one.
struct Rules {
  int edition = 1;
  Date since;
  std::optional<int> quorum_percent;
  std::optional<int> quorum_number;
  VotingBase voting_base = VotingBase::present;
  LocalizedText text;
  std::string basis;  // what decided them: «Minuta 3, acuerdo 2»
};
Rules rules_of(const Committee& committee);
bool same_rules(const Committee& a, const Committee& b);
/// The newest edition that has begun on `day`; of a day before all of them, the first one. Nothing of none. Newest first.
const Rules* rules_on(const std::vector<Rules>& editions, Date day);

/// How many of `members` a session needs: more than the percentage, or the number; 0 when there is no quorum.
int quorum(const Rules& rules, int members);
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
  std::optional<Date> until;    // the day the next one began, or the day it ended
  std::string document;         // what proves it
  std::string end_reason = {};  // why it ended before somebody succeeded
};

/// Days on which nobody holds an office: from the first one to the day before `to`; without an end, until somebody is appointed.
struct Vacancy {
  Date from;
  std::optional<Date> to;
  bool operator==(const Vacancy&) const = default;
};
/// Between the appointments of one office, and after the last one when it ended on or before `today`. Oldest first.
std::vector<Vacancy> vacancies(std::vector<Appointment> same_office, Date today);

/// What appointing on `since` does to the rows of the same office: which one ends that day, which days it leaves without anybody,
/// or why it cannot be: the error names the day.
struct Succession {
  std::optional<CommitteeAppointmentId> ends;
  std::optional<Vacancy> leaves;
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
  std::string quorum_number = {};
  std::string voting_base = "present";
  std::string founded_on;
  std::string dissolved_on;
  std::string version;
};
/// The checked committee without ids, or every field that is wrong.
Result<Committee> parse(const Input& input);
/// A change of the rules alone.
struct RulesInput {
  std::string quorum_percent;
  std::string quorum_number;
  std::string voting_base = "present";
  std::string rules_es;
  std::string rules_en;
  std::string since;
  std::string basis;
  std::string edition;  // the newest one that was read
};
/// Errors by field: as of Input, `since`, `basis`.
Result<Rules> parse(const RulesInput& input);

/// The committee as its form shows it.
Input as_input(const Committee& committee);

}  // namespace alianza::committees
