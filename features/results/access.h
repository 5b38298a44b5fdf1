#pragma once
// Who may do what with result books: one switch, action -> predicate.
#include "features/membership/membership.h"

namespace alianza::results {

enum class Action : std::uint8_t {
  read,       // everything, with small figures, texts and cross tables
  read_open,  // a book that is published to the members, without what they do not see
  keep,       // publish, write notes, record the consensus
};

bool may(Action action, const membership::Standing& standing);

}  // namespace alianza::results
