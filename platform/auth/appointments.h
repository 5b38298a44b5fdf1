#pragma once
// Roles are dated rows: somebody holds an office in a scope from one day to another, granted by somebody, for a reason. A row is
// never overwritten: ending an appointment sets its last day once; an ended row stays as it is.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/auth/actor.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/db/db.h"

namespace alianza::auth {

enum class ScopeKind : std::uint8_t { server, agency, alliance, organization };

struct Scope {
  ScopeKind kind = ScopeKind::server;
  std::int64_t id = 0;  // 0 for the server

  static Scope server() { return {}; }
  static Scope agency(std::int64_t id) { return {ScopeKind::agency, id}; }
  static Scope alliance(std::int64_t id) { return {ScopeKind::alliance, id}; }
  static Scope organization(std::int64_t id) { return {ScopeKind::organization, id}; }
  auto operator<=>(const Scope&) const = default;
};

enum class Role : std::uint8_t {
  server_operator,  // server; the word in tables is "operator"
  director,         // agency, from here to auditor
  secretariat,
  legal,
  fund,
  registry,
  auditor,
  facilitator,  // alliance, from here to observer
  expert,
  evaluator,
  observer,
  representative,  // organization
  delegate,
};

/// The words that tables, API and command line use ("secretariat", "agency").
std::string_view word(Role role);
std::string_view word(ScopeKind kind);
std::optional<Role> role_from(std::string_view word);
std::optional<ScopeKind> scope_kind_from(std::string_view word);
/// The same, as the database room asks for them.
inline std::string_view to_text(Role role) { return word(role); }
inline std::string_view to_text(ScopeKind kind) { return word(kind); }
bool from_text(std::string_view text, Role& role);
bool from_text(std::string_view text, ScopeKind& kind);
/// The only kind of scope in which this role exists.
ScopeKind scope_of(Role role);
/// The name of the office in the reader's language.
Message name_of(Role role);

using AppointmentId = Id<struct AppointmentTag>;

struct Appointment {
  AppointmentId id;
  AccountId account;
  Scope scope;
  Role role = Role::observer;
  Date since;
  std::optional<Date> until;  // last day in office; empty while nobody has ended it
  AccountId granted_by;       // 0 = the program (first operator, import)
  std::string reason;
  std::string document;  // what proves it, as people cite it; may be empty
  AccountId ended_by;
  std::string end_reason;

  bool in_office(Date today) const { return since <= today && (!until || today <= *until); }

  static void columns(auto& v, Appointment& row) {
    v(row.id, row.account, row.scope.kind, row.scope.id, row.role, row.since, row.until, row.granted_by, row.reason, row.document,
      row.ended_by, row.end_reason);
  }
};

struct NewAppointment {
  AccountId account;
  Scope scope;
  Role role = Role::observer;
  Date since;
  std::optional<Date> until;
  AccountId granted_by;
  std::string reason;
  std::string document;
};

/// Refuses a role outside its scope, `until` before `since`, an unknown or disabled account, and a second row whose days overlap
/// one of the same account, scope and role (conflict). Writes no audit line: the action that appoints does.
Result<Appointment> appoint(db::Tx& tx, const NewAppointment& wanted);

/// Sets the last day. Conflict when it is ended already with an earlier or equal day; invalid when before `since`.
Result<Appointment> end_appointment(db::Tx& tx, AppointmentId id, Date last_day, AccountId by, std::string_view reason);

/// In office on that day, every scope. One indexed read; ask once per transaction.
std::vector<Appointment> appointments_of(db::Tx& tx, AccountId account, Date today);

/// Who holds the role in that scope on that day.
std::vector<Appointment> holders(db::Tx& tx, Scope scope, Role role, Date today);

/// Every row of a scope, also past and future ones, newest first: what a page of dated rows shows.
std::vector<Appointment> appointment_history(db::Tx& tx, Scope scope);
/// Every row of an account, newest first.
std::vector<Appointment> appointment_history(db::Tx& tx, AccountId account);

bool holds(const std::vector<Appointment>& rows, Scope scope, Role role);

}  // namespace alianza::auth
