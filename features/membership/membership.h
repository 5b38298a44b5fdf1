#pragma once
// Words and rules of membership (features/membership/README.md). No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/auth/appointments.h"
#include "platform/base/id.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza::membership {

using AgencyId = Id<struct AgencyTag>;
using AllianceId = Id<struct AllianceTag>;
using OrganizationId = Id<struct OrganizationTag>;
using PersonId = Id<struct PersonTag>;
using ParticipationId = Id<struct ParticipationTag>;
using AffiliationId = Id<struct AffiliationTag>;

enum class Status { invited, active, suspended, withdrawn };
std::string_view code(Status status);  // "invited": tables, API, messages
std::optional<Status> status_from(std::string_view code);
Message label(Status status);  // «Invitada», as shown in a badge

/// The dated row in force or past; `until` is the day the next row began.
struct Participation {
  ParticipationId id;
  OrganizationId organization;
  Status status = Status::invited;
  Date since;
  std::optional<Date> until;
  std::string reason;
};

/// The table of README.md: null when `to` may follow `from` (from absent = not yet taking part), else the sentence that says why
/// not.
std::optional<Message> refuses(std::optional<Status> from, Status to);
/// Suspending and withdrawing are contested acts: they carry their reason.
bool needs_reason(Status to);

/// A seat: this person acts for that organisation in the alliance asked about.
struct Seat {
  OrganizationId organization;
  Status status = Status::invited;
};

/// What the one who acts is in one agency and (optionally) one alliance, on one day. Made inside the transaction by actions.h.
struct Standing {
  bool signed_in = false;
  bool operator_ = false;           // runs the server; sees no alliance's data by that alone
  std::vector<auth::Role> offices;  // in the agency: director, secretariat, legal, fund, registry
  std::vector<auth::Role> posts;    // in the alliance: facilitator, expert, evaluator, observer
  std::vector<Seat> seats;          // one for each organisation the person acts for in the alliance

  bool holds(auth::Role role) const;
  /// Any office of the agency: sees the agency's directory and its alliances.
  bool works_for_agency() const { return !offices.empty(); }
  /// Convenes: keeps organisations, committees, meetings, stages.
  bool convenes() const { return holds(auth::Role::secretariat) || holds(auth::Role::director); }
  bool directs() const { return holds(auth::Role::director); }
  bool has_seat(Status status) const;
  /// May read what members read: offices, posts, and seats of organisations that are active or suspended (an invited one not yet,
  /// a withdrawn one no more).
  bool reads_as_member() const;
  /// Acts for this organisation, which is active now.
  bool acts_for(OrganizationId organization) const;
};

/// What the form of a change of participation says.
struct Change {
  AgencyId agency;
  AllianceId alliance;
  OrganizationId organization;
  Status to = Status::active;
  Date since;
  std::string reason;
};

/// A contact as typed.
struct PersonInput {
  std::string name;
  std::string email;  // may be empty
  std::string phone;  // may be empty
  std::string position;
  std::string role = "contact";
};

/// A present contact that a letter can reach.
struct Reachable {
  OrganizationId organization;
  PersonId person;
  std::string name;
  std::string position;
  Email email;
};

/// A person with the affiliation to one organisation.
struct Contact {
  AffiliationId affiliation;
  PersonId person;
  std::string name;
  std::string email;
  std::string phone;
  std::string position;
  std::string role;
  Date since;
  std::optional<Date> until;
};

}  // namespace alianza::membership
