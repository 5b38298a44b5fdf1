#pragma once
// SQL of frameworks; only this feature's tables.
#include <optional>
#include <vector>

#include "features/frameworks/load.h"
#include "features/frameworks/sheet.h"
#include "platform/db/db.h"

namespace alianza::frameworks::store {

void insert(db::Tx& tx, const Framework& framework);
void insert(db::Tx& tx, AgencyId agency, const Edition& edition);
void insert(db::Tx& tx, AgencyId agency, FrameworkId framework, const Node& node);
void put_shelf(db::Tx& tx, EditionId id, Shelf shelf);

/// With their editions and how many nodes each level has: three queries. By name.
std::vector<Framework> of_agency(db::Tx& tx, AgencyId agency);
std::optional<Framework> find(db::Tx& tx, AgencyId agency, FrameworkId id);
std::optional<Framework> find_by_code(db::Tx& tx, AgencyId agency, const std::string& code);

/// In the order of the tree.
std::vector<Node> nodes(db::Tx& tx, EditionId edition);
/// The same down to a depth, by code and name; without a name: of the newest edition in use.
std::vector<Node> nodes_by_code(db::Tx& tx, AgencyId agency, const std::string& code, const std::string& edition, int most_depth);
std::vector<Node> newest_nodes(db::Tx& tx, AgencyId agency, const std::string& code, int most_depth);
std::optional<Node> find_node(db::Tx& tx, FrameworkId framework, NodeId id);
/// The same one in every edition: by its code, or by what an edition says that it was.
std::vector<Node> in_editions(db::Tx& tx, FrameworkId framework, const Node& node);

void insert(db::Tx& tx, const Load& load);
void put_state(db::Tx& tx, LoadId id, LoadState state);
std::optional<Load> find_load(db::Tx& tx, AgencyId agency, LoadId id);
/// Those that wait, the newest first.
std::vector<Load> staged(db::Tx& tx, AgencyId agency);
void insert_row(db::Tx& tx, const Load& load, const SheetRow& row);
std::vector<SheetRow> rows(db::Tx& tx, LoadId id);
void drop_rows(db::Tx& tx, LoadId id);

}  // namespace alianza::frameworks::store
