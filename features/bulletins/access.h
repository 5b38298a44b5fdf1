#pragma once
// Who may do what with bulletins: one switch, action -> predicate.
#include "features/bulletins/bulletins.h"

namespace alianza::bulletins {

enum class Action { read, keep, approve };

/// `wrote`: the one who acts wrote or submitted this very edition.
enum class Writer { no, yes };
bool may(Action action, const membership::Standing& standing, Writer writer = Writer::no);

}  // namespace alianza::bulletins
