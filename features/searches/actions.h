#pragma once
// Looking through an alliance. Who may find what is asked here.
#include <optional>
#include <string>
#include <vector>

#include "features/alliances/actions.h"
#include "platform/search/search.h"

namespace alianza::searches {

using membership::AllianceId;

/// Counts are told exactly up to here; beyond, only that there are more.
inline constexpr std::int64_t most_counted = 10'000;

struct Input {
  AllianceId alliance;
  std::string text;   // as typed
  std::string kind;   // empty: of every kind
  std::string after;  // a cursor of the kind; empty: from the best
  Lang lang = Lang::es;
  int best = 5;   // of each kind
  int page = 25;  // of one kind
};

struct Results {
  alliances::Seen seen;
  std::string text;         // trimmed, at most 200 bytes
  bool is_asked = false;    // there is a word to look for
  bool is_complete = true;  // false: the index is being made
  const search::Kind* kind = nullptr;
  std::vector<search::Group> groups;  // by order of the kinds; the best of each
  std::optional<search::Page> page;   // of one kind
};
/// Errors: not_found (no such alliance, or the actor may not read it), invalid (`kind`, `after`).
Result<Results> look(db::Tx& tx, const search::Kinds& kinds, const auth::MaybeActor& actor, const Input& input);

}  // namespace alianza::searches
