#pragma once
// Cells must not change what later cells see. Most writes end in a rule that the empty form breaks; these do not.
#include "tests/access/objects.h"

namespace alianza::access {

/// Called before a write is asked, when it needs something there to act upon.
void prepare(House& house, const Person& person, const http::Route& route, const std::string& object);
/// Called after a write succeeded: makes again what it used up. False when nobody has said how: the matrix then complains.
bool mend(House& house, Person& person, const http::Route& route, const std::string& object);

}  // namespace alianza::access
