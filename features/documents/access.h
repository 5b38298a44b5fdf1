#pragma once
// Who may do what with documents: one switch, action -> predicate. store.cpp says the reading once more, in SQL.
#include "features/documents/documents.h"

namespace alianza::document {

enum class Action : std::uint8_t {
  read,   // the document, its versions
  write,  // add one like it, another version, edit, withdraw
};

/// What the actor is to a document, today.
struct Ties {
  bool officer = false;   // president or secretary of its committee
  bool member = false;    // acts for a member of its committee, whose participation is active or suspended
  bool uploader = false;  // added it
};
bool may(Action action, const membership::Standing& standing, const Ties& ties, Confidentiality level);

}  // namespace alianza::document
