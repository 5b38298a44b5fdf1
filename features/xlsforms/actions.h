#pragma once
// Verbs of XLSForms. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <string>
#include <string_view>
#include <vector>

#include "features/alliances/actions.h"
#include "features/surveys/actions.h"
#include "features/xlsforms/upload.h"
#include "platform/feature/act.h"

namespace alianza::xlsforms {

/// Who may bring forms into the alliance, and those that wait, without their books. Error: not_found.
struct Listing {
  alliances::Seen at;
  bool may_bring = false;
  std::vector<Upload> staged;
};
Result<Listing> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance);

struct File {
  std::string name;
  std::string_view bytes;
};
/// Reads a file and lays it aside to be looked through; the reading is no part of a transaction. Errors: not_found, forbidden;
/// invalid or too_large at `file`.
Result<Upload> stage(const db::Database& db, const feature::Act& act, AllianceId alliance, const File& file);

struct SeenUpload {
  alliances::Seen at;
  Upload upload;
  Reading reading;  // empty once it is made or discarded
};
/// Errors of all that follow: not_found, forbidden.
Result<SeenUpload> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, XlsformId id);

struct MakeInput {
  surveys::Input survey;  // without template
  std::string left_out;   // "accept": without what is left out or changed
};
/// A survey in preparation with its questionnaire. Also: invalid (the fields of surveys::plan; `left_out`: something is left out
/// or changed, and nobody said that it may; `file`: something is wrong in the form); conflict: it is made or discarded.
Result<surveys::Survey> make(db::Tx& tx, const feature::Act& act, AllianceId alliance, XlsformId id, const MakeInput& input);
/// Also: conflict.
Done discard(db::Tx& tx, const feature::Act& act, AllianceId alliance, XlsformId id);

/// The questionnaire of a survey as an XLSForm.
struct Export {
  std::string file_name;
  documents::Book book;
};
/// Errors: not_found, forbidden; conflict: the questionnaire cannot be answered yet.
Result<Export> take_along(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id);

}  // namespace alianza::xlsforms
