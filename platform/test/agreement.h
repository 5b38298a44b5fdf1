#pragma once
// Every answer of the API that a test gets is held against /openapi.json: a test of a rule is a test of the document too.
#include "platform/feature/program.h"

namespace alianza::test {

/// Watches the routes under /api/ of a started program. A status that the document does not name, a property that it does not
/// declare, one that is missing or of another type fails the running test; so does a body that was accepted although it lacks
/// what the document requires, or has a word that is not among its values.
void hold_to_openapi(feature::Site& site);

}  // namespace alianza::test
