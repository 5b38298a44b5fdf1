#pragma once
// Verbs of applications. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/alliances/actions.h"
#include "features/applications/applications.h"
#include "features/campaigns/actions.h"
#include "features/organizations/actions.h"
#include "platform/auth/links.h"
#include "platform/feature/act.h"

namespace alianza::applications {

/// Of the links in the letters (platform/auth/links.h); the subject is the application.
inline constexpr std::string_view link_purpose = "application";

// Of anybody.

/// Where somebody may ask to take part.
struct Entrance {
  alliances::Alliance alliance;
  LocalizedText agency;
  bool is_open = false;  // else: nobody is taken in this way, or letters would lead nowhere
};
/// Error: not_found when no alliance with a portal has that address.
Result<Entrance> entrance(db::Tx& tx, std::string_view slug, const std::optional<std::string>& origin);

/// Keeps it unconfirmed and writes to the address. Whoever asks again from the same address, or falls into the trap, is answered
/// alike and nothing is kept. Errors: not_found, conflict (not open), invalid by field, too_many.
Done ask(db::Tx& tx, const feature::Act& act, std::string_view slug, const Input& input, std::string_view client_address,
         Lang lang, const std::optional<std::string>& origin);

/// What the page of a link shows.
struct Opened {
  Application application;
  alliances::Alliance alliance;
  LocalizedText agency;
  auth::LinkState door = auth::LinkState::open;
};
/// Error: gone when it was forgotten.
Result<Opened> open(db::Tx& tx, const auth::Link& link);
/// The address is who asked: the secretariat sees it from now on. Errors: conflict (confirmed already), gone.
Done confirm(db::Tx& tx, const feature::Act& act, const auth::Link& link);

// Of members: guests.

struct GuestInput {
  std::string proposer;  // id of the organisation in whose name; empty: the only one the actor acts for
  Input guest;
};
/// Waits for the secretariat at once. Errors: not_found, forbidden, conflict (too many wait, or that address asked already),
/// invalid by field.
Result<ApplicationId> propose(db::Tx& tx, const feature::Act& act, AllianceId alliance, const GuestInput& input, Lang lang);

struct Guests {
  alliances::Seen seen;
  std::vector<Application> rows;                // newest first
  std::map<OrganizationId, std::string> names;  // of who proposed them and of what they became
  bool may_propose = false;
};
/// Errors: not_found, forbidden.
Result<Guests> guests(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance);
/// As if it had been asked for and confirmed at that moment, without a letter: for the demo. Errors: invalid by field.
Done load(db::Tx& tx, const feature::Act& act, const alliances::Alliance& alliance, const Input& input, Instant at);

// Of the secretariat. Errors of all: not_found, forbidden.

struct Listing {
  alliances::Seen seen;
  State state = State::pending;
  std::vector<Application> rows;  // newest first
  std::int64_t pending = 0;
  std::int64_t accepted = 0;
  std::int64_t declined = 0;
};
/// Unconfirmed ones are nobody's to see. `before` 0: from the newest.
Result<Listing> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, State state, ApplicationId before = {},
                     int limit = 25);

/// Pending ones, who has waited longest first.
Result<Listing> waiting(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, int limit);

struct SeenApplication {
  alliances::Seen seen;
  Application application;
  /// While it is pending: those of the directory that it may be, the likest first, and campaigns that could invite it.
  std::vector<organizations::Alike> alike;
  std::vector<campaigns::Campaign> campaigns;
  std::string became;    // name of the organisation, once accepted
  std::string proposer;  // name of the member that proposes it
};
Result<SeenApplication> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, ApplicationId id);

struct AcceptInput {
  std::string organization;  // "new", or the id of one of the directory
  std::string campaign;      // empty: it is not invited now
};
/// Also: conflict (decided already); invalid (`organization`, `campaign`).
Done accept(db::Tx& tx, organizations::CountMemory& memory, const feature::Act& act, AllianceId alliance, ApplicationId id,
            const AcceptInput& input, const std::optional<std::string>& origin);
/// Also: conflict (decided already); invalid (`reason`).
Done decline(db::Tx& tx, const feature::Act& act, AllianceId alliance, ApplicationId id, std::string_view reason);

// For the job (jobs.h): up to `limit` of each; how many in all.
std::int64_t forget(db::Tx& tx, int limit);

}  // namespace alianza::applications
