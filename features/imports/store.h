#pragma once
// SQL of imports, their file while it is read, and their staged rows.
#include <optional>
#include <string>
#include <vector>

#include "features/imports/imports.h"
#include "platform/db/db.h"

namespace alianza::imports::store {

void insert(db::Tx& tx, const Import& import);
std::optional<Import> find(db::Tx& tx, ImportId id);
/// Everything that changes after the upload: state, what was read, columns, job, problem, days. It was touched now.
void update(db::Tx& tx, const Import& import);
void touch(db::Tx& tx, ImportId id);
void put_swept_to(db::Tx& tx, ImportId id, std::optional<std::int64_t> number);
/// What is to be forgotten, or was begun to be: applied or undone and last touched before `applied`; with nothing applied and
/// last touched before `unfinished`. By id.
std::vector<Import> forgettable(db::Tx& tx, Instant applied, Instant unfinished, ImportId after, int limit);
/// Newest first, without the discarded.
std::vector<Import> of_agency(db::Tx& tx, AgencyId agency, std::optional<ImportId> before, int limit);
/// Another of the agency with the same file, neither failed nor discarded; the newest.
std::optional<Import> same_file(db::Tx& tx, const Import& import);

void add_piece(db::Tx& tx, const Import& import, int ordinal, const std::string& content);
std::optional<std::string> piece(db::Tx& tx, ImportId id, int ordinal);
/// The first `limit` pieces; tells how many there were.
std::int64_t drop_pieces(db::Tx& tx, ImportId id, int limit);

std::optional<std::vector<std::string>> layout(db::Tx& tx, AgencyId agency, const std::string& heads_hash);
void put_layout(db::Tx& tx, AgencyId agency, const std::string& heads_hash, const std::vector<std::string>& columns);

void add_row(db::Tx& tx, const Import& import, const Row& row);
/// Rows that one write may change: those after `after`, up to `upto`.
struct Slice {
  ImportId import;
  std::int64_t after = 0;
  std::int64_t upto = 0;
};
/// The next `limit` rows after that number; nothing when there are none.
std::optional<Slice> slice(db::Tx& tx, ImportId id, std::int64_t after, int limit);
void drop_rows(db::Tx& tx, const Slice& slice);
/// Those that are not applied wait to be judged again.
void unjudge(db::Tx& tx, const Slice& slice);
/// Of what the sheet said and what was judged of it, only names and outcomes stay.
void empty_rows(db::Tx& tx, const Slice& slice);
std::optional<Row> find_row(db::Tx& tx, ImportId id, std::int64_t number);
/// Of those in that state, which alone changed: one statement.
void mark_restored(db::Tx& tx, ImportId id, const std::vector<Row>& rows);
void update_row(db::Tx& tx, ImportId id, const Row& row);
/// What a page shows, by number.
std::vector<Row> rows(db::Tx& tx, ImportId id, Show show, std::int64_t after, int limit);
/// Not judged yet.
std::vector<Row> pending(db::Tx& tx, ImportId id, int limit);
/// Right and not applied yet.
std::vector<Row> waiting(db::Tx& tx, ImportId id, int limit);
/// Applied and neither restored nor left, the last first.
std::vector<Row> applied(db::Tx& tx, ImportId id, int limit);
/// The same from the first on, beyond `after`.
std::vector<Row> applied_from(db::Tx& tx, ImportId id, std::int64_t after, int limit);
/// Values that a row just judged did not make understood; drop_unknown takes those of an earlier judging away.
void put_unknown(db::Tx& tx, const Import& import, const Row& row);
void drop_unknown(db::Tx& tx, ImportId id, std::int64_t number);
/// Each once, with its rows, the most frequent first.
std::vector<Unknown> unknowns(db::Tx& tx, ImportId id, int limit);
/// The number of the next staged row with errors; 0 when there is none.
std::int64_t next_wrong(db::Tx& tx, ImportId id, std::int64_t after);
Counts counts(db::Tx& tx, ImportId id);
/// The first row before `number` that says the same name, or is the same organisation; 0 when there is none.
std::int64_t first_named(db::Tx& tx, ImportId id, const std::string& name_folded, std::int64_t before);
std::int64_t first_of(db::Tx& tx, ImportId id, OrganizationId organization, std::int64_t before);

}  // namespace alianza::imports::store
