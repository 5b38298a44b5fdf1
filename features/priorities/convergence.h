#pragma once
// The convergence map: who wants each theme on each side, what is offered and what is under way. Pure: no SQL, no HTTP.
#include <set>

#include "features/organizations/actions.h"
#include "features/priorities/priorities.h"

namespace alianza::priorities {

/// Where it is known from that an organisation wants a theme.
enum class Source { survey, profile_priority, profile_interest };
std::string_view to_text(Source source);
bool from_text(std::string_view text, Source& source);
Message label(Source source);
/// What the profile says, every member of the alliance reads.
bool is_told_to_members(Source source);

struct Wish {
  OrganizationId organization;
  std::string theme;  // "4", "4.7"; who wants a target wants its goal
  Source source = Source::survey;
};
struct Offer {
  OrganizationId organization;
  organizations::ContributionKind kind = organizations::ContributionKind::financial;
};

/// Both sides; or one; or neither. One side alone is never convergent.
enum class Status { convergent, only_organizations, only_institution, nobody };
std::string_view to_text(Status status);
bool from_text(std::string_view text, Status& status);
Message label(Status status);
Status status_of(bool institution_wants, int organizations, int least);

/// How much a reader is told: an office of the agency everything; a member counts, and names only of those whose own profile
/// says it.
enum class Eyes { office, member };
/// How many organisations may be told beside those that are named: all or nothing, so that nobody is found by difference. At
/// least `smallest_told` of them, and not every one that is left.
inline constexpr int smallest_told = 5;
int told_unnamed(int unnamed, int others);

/// Everything the map is made of, of one alliance on one day.
struct Material {
  std::vector<Priority> priorities;  // in force
  std::vector<Wish> wishes;          // of active organisations, each perhaps from several sources
  std::vector<Offer> offers;         // of active organisations, each kind once
  std::vector<committees::Committee> committees;
  std::vector<Initiative> initiatives;
  int active = 0;  // organisations
  Date today;
};

struct Wanting {
  OrganizationId organization;
  std::set<Source> sources;
};
struct KindOffered {
  organizations::ContributionKind kind = organizations::ContributionKind::financial;
  int organizations = 0;
};
struct Theme {
  std::string code;  // "4", "4.7"
  int goal = 0;
  int weight = 0;  // the greatest of its priorities; 0: none
  std::vector<PriorityId> priorities;
  std::vector<Wanting> wanting;  // as far as the reader is told; each organisation once
  int unnamed = 0;               // counted without a name
  std::vector<KindOffered> offered;
  std::vector<CommitteeId> committees;
  std::vector<InitiativeId> initiatives;  // under way first
  int under_way = 0;
  Status status = Status::nobody;

  bool is_target() const { return code.find('.') != std::string::npos; }
  int count() const { return static_cast<int>(wanting.size()) + unnamed; }
  /// Somebody wants it, and a committee or an initiative has it already.
  bool warns() const { return status != Status::nobody && (!committees.empty() || under_way > 0); }
};
/// The seventeen goals, each followed by those of its targets of which anything is told. `least`: how many organisations must
/// want a theme.
std::vector<Theme> converge(const Material& material, int least, Eyes eyes);
/// That theme, also one of which nothing is told.
Theme theme(const Material& material, const std::string& code, int least, Eyes eyes);

/// Names that share at least half of their words of four letters and more: «Educación dual» and «Comité de educación dual».
bool are_alike(std::string_view a, std::string_view b);
/// What a new committee of that goal and name would do a second time.
struct Likeness {
  std::vector<CommitteeId> committees;
  std::vector<InitiativeId> initiatives;
  bool empty() const { return committees.empty() && initiatives.empty(); }
};
Likeness likeness(const Material& material, int goal, std::string_view name);

}  // namespace alianza::priorities
