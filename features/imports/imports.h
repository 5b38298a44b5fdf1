#pragma once
// Words and rules of imports (features/imports/README.md): R-004. No SQL, no HTTP.
#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/organizations/organizations.h"
#include "platform/auth/actor.h"
#include "platform/base/result.h"
#include "platform/jobs/job.h"

namespace alianza::imports {

using membership::AgencyId;
using membership::AllianceId;
using organizations::OrganizationId;
using ImportId = Id<struct ImportTag>;

/// uploading -> reading -> checking -> ready -> applying -> applied -> undoing -> undone. failed: the file cannot be read.
/// discarded: nobody wants it; its rows are gone.
enum class State : std::uint8_t { uploading, reading, checking, ready, applying, applied, undoing, undone, failed, discarded };
std::string_view to_text(State state);
bool from_text(std::string_view text, State& state);
Message label(State state);
/// A job is at work on it, or should be.
constexpr bool is_working(State s) {
  return s == State::reading || s == State::checking || s == State::applying || s == State::undoing;
}

/// What a row would do.
enum class Outcome : std::uint8_t { pending, created, changed, unchanged, wrong };
std::string_view to_text(Outcome outcome);
bool from_text(std::string_view text, Outcome& outcome);
Message label(Outcome outcome);

/// What became of it. failed: it was right in the preview and no longer when it was applied. left: somebody changed the
/// organisation after the import, so the undoing left it alone.
enum class RowState : std::uint8_t { staged, applied, failed, restored, left };
std::string_view to_text(RowState state);
bool from_text(std::string_view text, RowState& state);
Message label(RowState state);

/// What a value of a closed list means, by target and by what the sheet says (plain; "": the blank): a code of the list, or
/// leave_blank.
using Meanings = std::map<std::string, std::map<std::string, std::string>, std::less<>>;
inline constexpr std::string_view leave_blank = "-";
std::string to_json(const Meanings& meanings);
Meanings meanings_from(std::string_view json);

struct Import {
  ImportId id;
  AgencyId agency;
  AllianceId alliance;  // where it was begun
  State state = State::uploading;
  std::string file_name;
  std::string file_hash;
  std::int64_t file_bytes = 0;
  std::string format;
  std::string encoding;
  std::string sheet;
  std::string sheets;  // all with rows, "; " between
  std::vector<std::string> heads;
  std::vector<std::string> columns;  // what each head means: a name of targets(), or ""
  Meanings meanings;                 // what people said that values mean, once for all rows
  std::int64_t rows_read = 0;
  jobs::JobId job;
  Message problem;  // why it failed
  auth::AccountId created_by;
  std::string created_by_name;
  Instant created_at;
  std::optional<Instant> applied_at;
  std::optional<Instant> undone_at;
  std::optional<Instant> forgotten_at;   // what its rows said is gone: nothing is applied or undone any more
  std::optional<std::int64_t> swept_to;  // rows are being judged anew, emptied or deleted; done up to this number
};

/// Something to say of a row. `column` is its place in the sheet, -1 when it concerns the whole row.
struct Remark {
  int column = -1;
  std::string field;  // of the target, for forms
  std::string key;    // of a message, with its arguments
  std::vector<std::string> args;
  /// The sentence; it lives as long as the remark.
  Message message() const;
};
Remark remark(int column, std::string field, const Message& message);

/// One value that would change, as codes and texts of the form.
struct Change {
  std::string field;
  std::string before;
  std::string after;
};

/// An organisation of the directory that may be the one of the row.
struct Twin {
  OrganizationId id;
  std::string name;
  int score = 0;
};

struct Notes {
  std::vector<Remark> errors;
  std::vector<Remark> warnings;  // of a row that is right: what will be completed later
  std::vector<Change> changes;
  std::vector<Twin> twins;
};
std::string to_json(const Notes& notes);
Notes notes_from(std::string_view json);
std::string to_json(const std::vector<std::string>& texts);
std::vector<std::string> texts_from(std::string_view json);
std::string problem_json(const Message& message);
/// The keys of messages live as long as the program, whoever reads them.
Message message_from(const std::string& key, const std::vector<std::string>& args);
Message problem_from(std::string_view json);

/// Folded, signs as spaces: «Sector (SCIAN)» is "sector scian". By it heads and values are compared.
std::string plain(std::string_view text);
/// A sum below a list («Total: 90»), which is no organisation: the first filled cell says "total" and nothing that could be part
/// of a name, and the others are numbers. Such a row is read as left out, where a person finds it and may take it back.
bool is_total(const std::vector<std::string>& cells);

/// A value of a closed list that was not understood, or a blank where the type asks for one.
struct Unknown {
  std::string target;
  std::string said;  // as the sheet says it; empty: the blank
  std::int64_t rows = 0;
};

/// A row's choice when the person leaves it out; chosen again, it comes back.
inline constexpr std::string_view left_out = "omit";

struct Row {
  std::int64_t number = 0;  // in the sheet
  std::vector<std::string> cells;
  std::map<std::string, std::string, std::less<>> extra;  // what a person wrote that the sheet has no column for, by target
  bool keep_rfc = false;                                  // a person says that the doubtful RFC is right
  std::string choice;                                     // "", "new", `left_out` or the id of the organisation that it is
  Outcome outcome = Outcome::pending;
  RowState state = RowState::staged;
  std::string name;
  OrganizationId organization;  // found, chosen or made
  std::int64_t version = 0;     // of the organisation when the row was judged
  Notes notes;
  std::vector<Unknown> unknown;  // just judged: not read back with the row
  std::string undo;              // JSON, once applied
  bool is_omitted() const { return choice == left_out; }
};
std::string to_json(const std::map<std::string, std::string, std::less<>>& texts);
std::map<std::string, std::string, std::less<>> extra_from(std::string_view json);

struct Counts {
  std::int64_t pending = 0;
  std::int64_t created = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t wrong = 0;
  std::int64_t omitted = 0;
  std::int64_t warned = 0;  // right, and something will be completed later
  std::int64_t alike = 0;   // look like one of the directory, whatever was chosen
  std::int64_t applied = 0;
  std::int64_t failed = 0;
  std::int64_t restored = 0;
  std::int64_t left = 0;
  std::int64_t waiting = 0;  // right, and not applied yet
  std::int64_t all() const { return pending + created + changed + unchanged + wrong + omitted; }
};

/// What the rows of an applied or undone import say (contacts among it) is emptied that long after the last act.
inline constexpr auto cells_kept = std::chrono::hours(24 * 30);
/// An import of which nothing was applied is given up that long after the last act.
inline constexpr auto unfinished_kept = std::chrono::hours(24 * 7);

/// What a list of rows is narrowed to.
enum class Show : std::uint8_t { all, created, changed, unchanged, wrong, alike, failed, left, warned, omitted };
std::string_view to_text(Show show);
bool from_text(std::string_view text, Show& show);
Message label(Show show);

/// Rows of one write: as many as fit in `target`, judging by how long the last ones took; between 5 and 500.
int next_slice(int rows, std::int64_t took_microseconds);

}  // namespace alianza::imports
