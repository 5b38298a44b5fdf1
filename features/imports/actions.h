#pragma once
// Verbs of imports. Who may is asked in each transaction, in those of the job too: an import stops when its person may no longer.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/alliances/actions.h"
#include "features/imports/imports.h"
#include "features/organizations/actions.h"
#include "platform/feature/act.h"
#include "platform/jobs/context.h"

namespace alianza::imports {

inline constexpr const char* job_kind = "imports.work";
inline constexpr const char* forgetting_kind = "imports.forget";

struct Upload {
  std::string file_name;
  std::string_view bytes;
  std::string sheet;  // by name; empty: the first with rows
};
/// Keeps the file, in pieces so that no write is long, and asks for the job that reads it. Errors: not_found, forbidden; invalid
/// or too_large at `file`.
Result<ImportId> upload(const db::Database& db, const feature::Act& act, AllianceId alliance, const Upload& upload);

struct Seen {
  alliances::Seen at;
  Import import;
  Counts counts;
  std::optional<Import> same_file;  // an earlier import of the very same bytes
  bool stalled = false;             // its job was cancelled or died: resume() goes on
  std::int64_t done = 0;            // of the job
  std::int64_t total = 0;
};
/// Errors of all that follow: not_found, forbidden.
Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, ImportId id);
struct Listing {
  alliances::Seen at;
  std::vector<Import> rows;  // newest first
};
Result<Listing> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, std::optional<ImportId> before, int limit);
std::vector<Row> rows(db::Tx& tx, const Seen& seen, Show show, std::int64_t after, int limit);
Result<Row> find_row(db::Tx& tx, const Seen& seen, std::int64_t number);

/// What the columns mean; remembered for the same heads, and everything is judged again. Also: invalid by field (`c0`, `c1`…);
/// conflict when it was applied.
Done set_columns(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id, const std::vector<std::string>& columns);

/// Values of closed lists that no row made understood, and blanks where one is asked for; the most frequent first.
inline constexpr int most_unknowns = 50;
std::vector<Unknown> unknowns(db::Tx& tx, const Seen& seen);
struct Meaning {
  std::string target;  // of a closed list
  std::string said;    // what the sheet says; empty: the blank
  std::string code;    // of the list, leave_blank, or empty: it means nothing any more
};
/// What values mean, for all rows of this import; everything is judged again. Also: invalid (`meanings`); conflict when it was
/// applied.
Done set_meanings(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id, const std::vector<Meaning>& meanings);

/// What the row says, laid over what is there: as the form of its organisation would send it.
organizations::ProfileInput reading_of(db::Tx& tx, const Seen& seen, const Row& row);
/// The next row with errors after that one, from the first on when none follows; 0 when there is none.
std::int64_t next_wrong(db::Tx& tx, const Seen& seen, std::int64_t after);

struct RowInput {
  std::vector<std::string> cells;            // as many as there are heads
  std::string keep_rfc;                      // "yes"
  std::string choice;                        // "", "new", `left_out` or the id of one of its twins
  std::map<std::string, std::string> extra;  // what the sheet has no column for, by target; empty takes it away
};
/// Mends one row, which is judged at once. Also: invalid (`choice`, `c0`…, `x_sector`…); conflict when it was applied.
Result<Row> edit_row(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id, std::int64_t number,
                     const RowInput& input);

struct ChoiceInput {
  std::vector<std::int64_t> rows;
  std::string choice;  // "new", "same" (the likest of the directory, or the row above it repeats), `left_out`, "" (as it came)
};
/// The same choice for several rows, each judged at once; how many. Also: invalid (`rows`, `choice`); conflict.
Result<std::int64_t> choose(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id, const ChoiceInput& input);

struct ApplyInput {
  std::string only_whole;  // "yes": not unless every row is right
};
/// Asks for the job that applies every row that is right and not applied yet. Also: invalid (`only_whole`); conflict when there
/// is nothing to apply or a job is at work.
Done apply(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id, const ApplyInput& input);
/// Asks for the job that takes it back: what nobody changed since gets its former values, new organisations go out of use.
/// Also: conflict.
Done undo(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id);
/// What the undoing would do now.
struct UndoPreview {
  std::int64_t removed = 0;      // new ones that go out of use
  std::int64_t restored = 0;     // that get their former values
  std::int64_t touched = 0;      // left: somebody changed them since
  std::int64_t taking_part = 0;  // left: new ones that were invited to an alliance since, or take part in one
};
UndoPreview preview_undo(db::Tx& tx, const Seen& seen);
/// Ends the job at work; what is applied stays applied. Also: conflict.
Done stop(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id);
/// Goes on where the job was cancelled or died. Also: conflict.
Done resume(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id);
/// Nobody wants it: a job deletes its rows. Also: conflict when something of it was applied.
Done discard(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id);

/// The job: does what the import's state says, slice by slice.
Done work(jobs::Context& context);
/// The periodic job: imports that nobody touched for cells_kept or unfinished_kept.
Done forget(jobs::Context& context);

}  // namespace alianza::imports
