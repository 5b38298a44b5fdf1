#pragma once
// Verbs of experiences. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/alliances/actions.h"
#include "features/experiences/experiences.h"
#include "platform/feature/act.h"
#include "platform/search/search.h"

namespace alianza::experiences {

struct SeenExperience {
  alliances::Seen seen;
  Experience experience;
  std::string organization;  // its name
};
/// Errors: not_found (none in that alliance, or the actor may not read it).
Result<SeenExperience> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, ExperienceId id);

struct Listed {
  Experience experience;
  std::string organization;  // its name
  LocalizedText committee;   // its name, or empty
};
inline constexpr std::size_t page_size = 50;
struct Slice {
  std::optional<ExperienceId> before;  // those that follow this one in the list
  std::size_t limit = page_size;
};
struct Listing {
  std::vector<Listed> rows;
  std::optional<ExperienceId> next;  // `before` of the next page
};
/// What the actor may read and the filter leaves; words bring the best first, else the newest.
Result<Listing> list(db::Tx& tx, const alliances::Seen& seen, const Filter& filter, Lang lang, Slice slice);
/// What everybody may read of an alliance that has public pages.
Listing published(db::Tx& tx, const alliances::Alliance& alliance, const Filter& filter, Lang lang, Slice slice);
/// Error: not_found when it is not public.
Result<Listed> find_public(db::Tx& tx, const alliances::Alliance& alliance, ExperienceId id);

/// Errors: not_found, forbidden, invalid by field (`organization`: none of that name takes part in the alliance).
Result<ExperienceId> propose(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input);
/// Errors: as propose(); conflict (somebody saved first: input.version is old).
Done edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, ExperienceId id, const Input& input);
/// Errors: not_found, forbidden, conflict (published or withdrawn already).
Done publish(db::Tx& tx, const feature::Act& act, AllianceId alliance, ExperienceId id);
/// Errors: not_found, forbidden, conflict (withdrawn already), invalid (field `reason`).
Done withdraw(db::Tx& tx, const feature::Act& act, AllianceId alliance, ExperienceId id, std::string_view reason);

/// For the listeners of organization.merged and organization.unmerged.
void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone);

/// What can be found of experiences, for the index made anew.
search::Slice searched(db::Tx& tx, std::int64_t after, int limit);

}  // namespace alianza::experiences
