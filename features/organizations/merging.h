#pragma once
// When two organisations of the directory become one, or are told apart again, the features above move their own rows with them.
#include <cstdint>
#include <optional>

#include "features/membership/membership.h"
#include "platform/base/time.h"
#include "platform/db/db.h"
#include "platform/feature/feature.h"

namespace alianza::organizations {

/// What the events `organization.merged` and `organization.unmerged` tell:
/// {"merge":"…","agency":"…","kept":"…","gone":"…","on":"2026-03-31"}.
struct Merging {
  std::int64_t id = 0;  // rows that were moved name it, so that it can be taken back
  membership::OrganizationId kept;
  membership::OrganizationId gone;
  std::optional<Date> on{};  // the day of it, at the alliance where it was done
  membership::AgencyId agency{};
};

/// What a feature does with its rows in the transaction of the merge, and of its undoing.
using MergeStep = void (*)(db::Tx& tx, const Merging& merging);
void follow_merges(feature::Site& site, MergeStep merge, MergeStep unmerge);

}  // namespace alianza::organizations
