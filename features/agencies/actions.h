#pragma once
// Verbs of agencies. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <string>
#include <vector>

#include "features/agencies/agencies.h"
#include "platform/auth/accounts.h"
#include "platform/auth/appointments.h"
#include "platform/feature/act.h"

namespace alianza::agencies {

/// Errors: forbidden; invalid by field; conflict (field `slug`) when another agency has it.
Result<Agency> create(db::Tx& tx, const feature::Act& act, const Input& input);
/// Errors: not_found, forbidden, invalid by field, conflict.
Result<Agency> edit(db::Tx& tx, const feature::Act& act, AgencyId id, const Input& input);
/// A PNG of at most 100 kB (its signature is read, not its name). Errors: not_found, forbidden, invalid (field `logo`).
Done set_logo(db::Tx& tx, const feature::Act& act, AgencyId id, std::string_view png);
/// The PNG's bytes; not_found when there is none. Public: documents and pages carry it.
Result<std::string> logo(db::Tx& tx, AgencyId id);

/// The agency, when the actor may read it; not_found otherwise.
Result<Agency> read(db::Tx& tx, const auth::MaybeActor& actor, AgencyId id);
/// The agency without asking who: for features that have already asked, and for public pages.
std::optional<Agency> find(db::Tx& tx, AgencyId id);
std::optional<Agency> find_by_slug(db::Tx& tx, std::string_view slug);
/// Those the actor works for; all of them for the operator. At most 200.
std::vector<Agency> visible(db::Tx& tx, const auth::Actor& actor);

struct AppointmentInput {
  std::string email;
  std::string role;
  std::string since;
  std::string reason;
};
/// Appoints the holder of an account, by mail. Errors: forbidden; invalid by field (email, role, since, reason); the operator
/// appoints directors only.
Result<auth::Appointment> appoint(db::Tx& tx, const feature::Act& act, AgencyId id, const AppointmentInput& input);
/// Errors: not_found, forbidden, conflict, invalid (`until`); the last director cannot be ended.
Done end_appointment(db::Tx& tx, const feature::Act& act, AgencyId id, auth::AppointmentId appointment, std::string_view until,
                     std::string_view reason);

struct Holder {
  auth::Appointment appointment;
  std::string name;
  std::string email;
};
/// Every appointment of the agency, newest first.
std::vector<Holder> people(db::Tx& tx, AgencyId id);

/// Whether who directs the agency or keeps its secretariat, and who operates the server, must sign in with a second factor.
enum class Demand { free, demanded };
std::string_view to_text(Demand demand);
bool from_text(std::string_view text, Demand& demand);
/// The director's. Errors: not_found, forbidden.
Result<Demand> second_factor_demand(db::Tx& tx, const auth::MaybeActor& actor, AgencyId id);
/// "demanded" or "free"; also for sessions that are open. Errors: also at field `second_factor`; conflict when it is long ago
/// that the director proved who they are.
Done demand_second_factor(db::Tx& tx, const feature::Act& act, AgencyId id, std::string_view demand);
/// An agency demands it of this session's person, and they have none.
bool lacks_second_factor(db::Tx& tx, const auth::Actor& actor);
/// Whom the director may free of a lost second factor: who is in office here, and nowhere else. Errors: not_found, forbidden,
/// conflict (with why).
Result<Holder> whose_second_factor(db::Tx& tx, const auth::MaybeActor& actor, AgencyId id, auth::AppointmentId appointment);
/// Every session of the person ends. Errors: also invalid (reason).
Done reset_second_factor(db::Tx& tx, const feature::Act& act, AgencyId id, auth::AppointmentId appointment,
                         std::string_view reason);

std::vector<Unit> units(db::Tx& tx, AgencyId id);
/// For loaders of data: a unit with its source.
void add_unit(db::Tx& tx, AgencyId id, int ordinal, const Unit& unit, const std::string& source);

/// The civil day at the agency now.
Date today(db::Tx& tx, const Agency& agency);

}  // namespace alianza::agencies
