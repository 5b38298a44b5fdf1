#pragma once
// Verbs of the designer: the questionnaire of a survey is written as another version; answers keep theirs. Included by
// actions.h.
#include <map>
#include <set>
#include <string>
#include <vector>

#include "features/surveys/actions.h"
#include "features/surveys/designer.h"
#include "features/surveys/versions.h"

namespace alianza::surveys::design {

/// What is designed: of a draft survey its questionnaire, of an open one that beside the live one, or still the live one.
struct Designed {
  SeenSurvey at;
  VersionId version;  // by which a later save knows what was read
  Questionnaire questionnaire;
  bool is_beside = false;  // it is not the live one
  bool may_design = false;
};
/// Errors: not_found, forbidden.
Result<Designed> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id);

/// The same for who may store another. Error also: conflict, the survey is closed.
Result<Designed> see_to_design(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id);

/// Stores a whole questionnaire. `expected`: the version that was read. Of a draft survey it takes its place; of an open one it
/// is kept beside the live version until put_into_use. Errors: not_found; forbidden; conflict (another version was stored since,
/// the survey is closed); invalid with every fault of check() and of keeps_meaning(), each with the code of its question; one
/// that asks nothing yet is stored.
Result<VersionId> replace(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, VersionId expected,
                          const Questionnaire& questionnaire);

/// One change of the designer's pages. Faults that the questionnaire had before stay and are shown; new ones are refused. Errors
/// as of replace, and those of the change.
Result<VersionId> change(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, VersionId expected,
                         const Edit& edit);
/// A question, new or changed. When another version was stored since `expected`, it is stored all the same as long as nobody
/// touched that question (`mark`, as it was drawn). Errors also: invalid by field.
struct QuestionSave {
  VersionId expected;
  std::string former;  // its code; empty: new
  std::string mark;
  QuestionInput input;
};
struct SavedQuestion {
  VersionId version;
  std::string code;
};
Result<SavedQuestion> save_question(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id,
                                    const QuestionSave& save);

/// The designed version is the live one from now on: new answers and drafts go to it. Errors as of replace; also conflict when
/// nothing is designed beside the live one.
Done put_into_use(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, VersionId expected);
/// What is designed beside the live version goes. Errors: not_found, forbidden, conflict.
Done discard(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, VersionId expected);

// Templates of the agency, of any survey that one keeps; also of a closed one. Errors: not_found, forbidden.

/// What the agency keeps, by title.
Result<std::vector<AgencyTemplate>> templates(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id);
/// Keeps what is designed to begin other surveys with. Also: invalid by field, conflict (`title_es`; too many).
Result<AgencyTemplate> keep_template(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id,
                                     const std::string& title_es, const std::string& title_en);
/// Surveys that began with it keep theirs. Also: not_found, it is another agency's.
Done remove_template(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id, const std::string& which);

struct Version {
  VersionId id;
  std::int64_t number = 0;
  Instant created_at;
  std::optional<Instant> used_at;
  bool is_live = false;
  std::vector<Difference> changes;  // from the one before it
};
/// Newest first. Errors: not_found, forbidden.
Result<std::vector<Version>> versions(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id, Lang lang);

/// Every version that was ever in use, by its number. Without asking who, as the next one.
std::map<std::int64_t, Questionnaire> used_versions(db::Tx& tx, const Survey& survey);
/// Every version that was ever in use, as one: what downloads and the API name columns by. Without asking who.
Questionnaire all_versions(db::Tx& tx, const Survey& survey);

}  // namespace alianza::surveys::design
