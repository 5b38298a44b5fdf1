#pragma once
// What the files of actions share.
#include "features/surveys/access.h"
#include "features/surveys/actions.h"
#include "features/surveys/store.h"

namespace alianza::surveys {

inline feature::About about(const Survey& s) { return {s.agency.value(), s.alliance.value(), "survey", s.id.value()}; }
inline feature::About about(const Recipient& r) {
  return {r.agency.value(), r.alliance.value(), "survey_recipient", r.id.value()};
}
inline Zone zone_of(const alliances::Alliance& alliance) { return Zone::parse(alliance.zone).value_or(Zone()); }
/// The first moment after the last day, at the alliance.
inline Instant end_of(const Survey& survey, const Zone& zone) { return zone.instant_of({survey.closes_on.plus_days(1), 0}); }

/// Email::key of the account, by which it is known whom a letter was written to; empty of nobody.
std::string address_of(db::Tx& tx, const auth::MaybeActor& actor);
/// The door is open; gone otherwise.
Done refuse_shut(const Sheet& at);
/// A job that opens its ballots when it is over, or at once when it is.
void count_at_end(db::Tx& tx, const Survey& survey, const Zone& zone);

/// The survey, when the actor keeps it.
Result<SeenSurvey> seen_to_keep(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id);

/// How far the recipient is; whoever answered stays so.
void set_progress(db::Tx& tx, const Sheet& at, Progress progress);

}  // namespace alianza::surveys
