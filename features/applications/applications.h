#pragma once
// Words and rules of applications (features/applications/README.md). No SQL, no HTTP.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/organizations/organizations.h"
#include "platform/auth/actor.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza::applications {

using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using ApplicationId = Id<struct ApplicationTag>;

/// unconfirmed: nobody has opened the letter yet. pending: the secretariat decides. accepted, declined: it did.
enum class State { unconfirmed, pending, accepted, declined };
std::string_view to_text(State state);
bool from_text(std::string_view text, State& state);
Message label(State state);

struct Application {
  ApplicationId id;
  AgencyId agency;
  AllianceId alliance;
  State state = State::unconfirmed;
  std::string organization_name;
  organizations::OrganizationType type = organizations::OrganizationType::company;
  std::string person_name;
  std::string position;
  Email email;
  std::string why;
  Lang lang = Lang::es;
  OrganizationId organization;  // what it became
  OrganizationId proposer;      // the member that proposes it as a guest; 0: it asked by itself
  auth::AccountId proposer_account;
  Instant created_at;
  std::optional<Instant> confirmed_at;
  std::optional<Instant> decided_at;
  std::string decided_by;  // name of the account
  std::string reason;      // of declining
};

/// As typed.
struct Input {
  std::string organization;
  std::string type;
  std::string name;
  std::string position;
  std::string email;
  std::string why;
  std::string trap;  // a field that people do not see
};
/// Of Application what was typed, or every field that is wrong.
Result<Application> parse(const Input& input);

/// What a member may propose as a guest (F-060): the agency itself links governments and looks for firms.
const std::vector<organizations::OrganizationType>& guest_types();
/// A guest as a member types it: the person is the one to write to there. Errors: as parse(); `type` is one of guest_types().
Result<Application> parse_guest(const Input& input);
inline constexpr int most_guests_open = 20;  // proposals of one organisation that nobody has decided

/// Its lines that are not empty.
std::vector<std::string> paragraphs(std::string_view text);

inline constexpr int most_of_a_network = 5;  // in an hour
inline constexpr int most_of_a_day = 200;    // of an alliance
inline constexpr std::chrono::hours to_confirm{7 * 24};
inline constexpr std::chrono::hours person_kept{180 * 24};  // after the decision

}  // namespace alianza::applications
