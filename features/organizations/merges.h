#pragma once
// Two rows that are one organisation become one, and how that is taken back.
#include <optional>
#include <string>
#include <vector>

#include "features/organizations/duplicates.h"

namespace alianza::organizations {

using MergeId = Id<struct MergeTag>;

enum class DuplicateState { open, dismissed, merged };
std::string_view to_text(DuplicateState state);
bool from_text(std::string_view text, DuplicateState& state);

struct Duplicate {
  OrganizationId first;
  OrganizationId second;
  std::string first_name;
  std::string second_name;
  int score = 0;
  std::vector<Evidence> evidence;
  DuplicateState state = DuplicateState::open;
};
/// Where a page of duplicates goes on.
struct DuplicatePlace {
  int score = 0;
  OrganizationId first;
  OrganizationId second;
  /// "92-ID-ID", as text() writes it; nothing when it is something else.
  static std::optional<DuplicatePlace> parse(std::string_view text);
  std::string text() const;
};
DuplicatePlace place_of(const Duplicate& duplicate);

struct Merge {
  MergeId id;
  OrganizationId kept;
  OrganizationId gone;
  std::string kept_name;
  std::string gone_name;
  std::string journal;
  std::string reason;
  std::string by;
  Instant at;
  std::string undone_by;
  std::optional<Instant> undone_at;
};

/// What a merge changed in the row that was kept, and what it took from the other: all that is needed to take it back.
struct Journal {
  Profile before;  // of kept
  Profile after;
  std::vector<SdgInterest> sdgs_before;
  std::vector<SdgInterest> sdgs_after;
  Shelf gone_shelf = Shelf::active;
  std::vector<std::int64_t> contributions;  // moved
  std::vector<std::string> domains;         // moved: kept did not have them
  std::vector<std::int64_t> proposed;       // said that gone proposed them
  std::string membership;                   // what membership::move_organization told
};
std::string to_json(const Journal& journal);
Journal journal_from(std::string_view json);

/// The goals of both; a priority of either stays one.
std::vector<SdgInterest> united(const std::vector<SdgInterest>& a, const std::vector<SdgInterest>& b);

/// `now` without what the merge brought, but with what people changed since.
Profile taken_back(const Profile& now, const Journal& journal);
std::vector<SdgInterest> taken_back(const std::vector<SdgInterest>& now, const Journal& journal);

}  // namespace alianza::organizations
