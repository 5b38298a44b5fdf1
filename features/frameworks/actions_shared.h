#pragma once
// Inside the feature: what the verbs of frameworks and those of loads share.
#include "features/frameworks/access.h"
#include "features/frameworks/actions.h"

namespace alianza::frameworks {

/// Errors: not_found; forbidden for a member that may only read.
Result<alliances::Seen> seen_for(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, Action action);
/// The audit line of the act, and its answer.
Done record(db::Tx& tx, const feature::Act& act, AgencyId agency, FrameworkId id, const char* verb, audit::Fields fields);
Framework find_or_insert(db::Tx& tx, AgencyId agency, const std::string& code, const LocalizedText& name);
void insert_edition(db::Tx& tx, const Framework& framework, const Parsed& heading, Draft draft);

}  // namespace alianza::frameworks
