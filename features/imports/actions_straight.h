#pragma once
// An import from beginning to end on this thread, for the command line: the same stages as by the pages, told by row and column.
#include <string>
#include <vector>

#include "features/imports/actions.h"
#include "platform/jobs/kinds.h"

namespace alianza::imports {

/// The job of imports, as every program knows it.
jobs::Kind working();

enum class Until { judged, applied };
/// Something to say of a row of the sheet.
struct Told {
  std::int64_t row = 0;  // its number in the sheet
  std::string column;    // the head over it, or its letter; empty: of the whole row
  std::string text;      // Spanish
  enum class Weight { error, warning } weight = Weight::error;
};
struct Straight {
  Import import;
  Counts counts;
  std::vector<Told> told;  // by row; errors of what is wrong or failed, warnings of what will be completed later
};
/// Keeps the file, judges it, and applies every row that is right when told so. What the columns mean is what was said of the
/// same heads before, else what the program recognises. Errors: as upload(); conflict when the file cannot be read (why, in
/// words).
Result<Straight> run_straight(const db::Database& db, const feature::Act& act, AllianceId alliance, const Upload& upload,
                              Until until);

}  // namespace alianza::imports
