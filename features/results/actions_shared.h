#pragma once
// What the files of actions share.
#include "features/results/actions.h"

namespace alianza::results {

/// see(), for the offices alone; for who keeps books.
Result<SeenBook> see_as_office(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id);
Result<SeenBook> see_to_keep(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id);

}  // namespace alianza::results
