#pragma once
// Words and rules of engagements (features/engagements/README.md): R-014. No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/membership/membership.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza::engagements {

/// Characters of what is told of an engagement and of its result.
inline constexpr std::size_t long_text = 4000;

using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using EngagementId = Id<struct EngagementTag>;
using JoinId = Id<struct EngagementJoinTag>;

enum class Kind { mentoring, know_how, volunteering, emergency, dialogue, event };
const std::vector<Kind>& kinds();
std::string_view to_text(Kind kind);
bool from_text(std::string_view text, Kind& kind);
Message label(Kind kind);

enum class State { open, closed, cancelled };
const std::vector<State>& states();
std::string_view to_text(State state);
bool from_text(std::string_view text, State& state);
Message label(State state);

struct Engagement {
  EngagementId id;
  AgencyId agency;
  AllianceId alliance;
  Kind kind = Kind::dialogue;
  LocalizedText title;
  LocalizedText about;
  Date starts;
  std::optional<Date> ends;
  std::int64_t places = 0;  // organisations; 0: as many as come
  State state = State::open;
  LocalizedText result;       // of a closed one
  std::string cancelled_for;  // why
  std::optional<Date> ended;
  std::int64_t version = 1;  // of the row: an edit names the one it read
};

/// An organisation in an engagement, from–to.
struct Join {
  JoinId id;
  EngagementId engagement;
  OrganizationId organization;
  std::int64_t people = 1;
  std::string note;  // private: only for the organisation and who convenes
  Date joined;
  std::optional<Date> left;
};

struct Input {
  std::string kind;
  std::string title_es;
  std::string title_en;
  std::string about_es;
  std::string about_en;
  std::string starts;
  std::string ends;
  std::string places;
  std::string version;
};
/// The checked engagement without ids, or every field that is wrong.
Result<Engagement> parse(const Input& input);
Input as_input(const Engagement& engagement);

struct JoinInput {
  std::string organization;  // its id, or its name as in the directory; empty: the only one the actor acts for
  std::string people = "1";
  std::string note;
};

/// Of one kind, counted (README.md).
struct KindCount {
  Kind kind = Kind::dialogue;
  std::int64_t opened = 0;  // all but cancelled ones
  std::int64_t open = 0;
  std::int64_t closed = 0;
  std::int64_t cancelled = 0;
  std::int64_t organizations = 0;  // each once
  std::int64_t people = 0;
};
/// One row for each kind, in their order. `joins`: in force, of all engagements.
std::vector<KindCount> count(const std::vector<Engagement>& engagements, const std::vector<Join>& joins);

}  // namespace alianza::engagements
