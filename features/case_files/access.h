#pragma once
// Who may do what with case files: one switch, action -> predicate.
#include "features/case_files/case_files.h"

namespace alianza::case_files {

enum class Action : std::uint8_t { ask, fetch };
/// What the actor is to it.
struct Ties {
  bool body = false;   // it is of the whole alliance, or the actor is a member or officer of its committee
  bool asker = false;  // asked for it
};
bool may(Action action, const membership::Standing& standing, const Ties& ties);

}  // namespace alianza::case_files
