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
/// Everything that changes after the upload: state, what was read, columns, job, problem, days.
void update(db::Tx& tx, const Import& import);
/// Newest first, without the discarded.
std::vector<Import> of_agency(db::Tx& tx, AgencyId agency, std::optional<ImportId> before, int limit);
/// Another of the agency with the same file, neither failed nor discarded; the newest.
std::optional<Import> same_file(db::Tx& tx, const Import& import);

void add_piece(db::Tx& tx, const Import& import, int ordinal, const std::string& content);
std::optional<std::string> piece(db::Tx& tx, ImportId id, int ordinal);
void drop_pieces(db::Tx& tx, ImportId id);

std::optional<std::vector<std::string>> layout(db::Tx& tx, AgencyId agency, const std::string& heads_hash);
void put_layout(db::Tx& tx, AgencyId agency, const std::string& heads_hash, const std::vector<std::string>& columns);

void add_row(db::Tx& tx, const Import& import, const Row& row);
void drop_rows(db::Tx& tx, ImportId id);
/// All that are not applied wait to be judged again.
void unjudge(db::Tx& tx, ImportId id);
std::optional<Row> find_row(db::Tx& tx, ImportId id, std::int64_t number);
void update_row(db::Tx& tx, ImportId id, const Row& row);
/// What a page shows, by number.
std::vector<Row> rows(db::Tx& tx, ImportId id, Show show, std::int64_t after, int limit);
/// Not judged yet.
std::vector<Row> pending(db::Tx& tx, ImportId id, int limit);
/// Right and not applied yet.
std::vector<Row> waiting(db::Tx& tx, ImportId id, int limit);
/// Applied and neither restored nor left, the last first.
std::vector<Row> applied(db::Tx& tx, ImportId id, int limit);
Counts counts(db::Tx& tx, ImportId id);
/// The first row before `number` that says the same name, or is the same organisation; 0 when there is none.
std::int64_t first_named(db::Tx& tx, ImportId id, const std::string& name_folded, std::int64_t before);
std::int64_t first_of(db::Tx& tx, ImportId id, OrganizationId organization, std::int64_t before);

}  // namespace alianza::imports::store
