#pragma once
// Verbs of frameworks. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <string>
#include <string_view>
#include <vector>

#include "features/alliances/actions.h"
#include "features/frameworks/builtins.h"
#include "features/frameworks/frameworks.h"
#include "features/frameworks/load.h"
#include "features/frameworks/sheet.h"
#include "platform/feature/act.h"

namespace alianza::frameworks {

struct Listing {
  alliances::Seen at;
  std::vector<Framework> frameworks;  // of the agency, by name
  std::vector<Load> staged;           // for who may keep them
};
/// Errors of all that follow: not_found (the alliance, the framework, or the actor may not read them).
Result<Listing> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance);

struct Book {
  alliances::Seen at;
  Framework framework;
};
Result<Book> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, FrameworkId id);
/// All nodes of one of its editions, in the order of the tree.
std::vector<Node> nodes(db::Tx& tx, const Edition& edition);

/// Two editions by name; without names the newest and the one before it. Error: not_found.
struct EditionPair {
  Edition from;
  Edition to;
};
Result<EditionPair> editions_to_compare(const Framework& framework, std::string_view from, std::string_view to);

struct SeenNode {
  Book book;
  Edition edition;
  Node node;
  std::vector<Node> path;         // above it, from the top
  std::vector<Node> under;        // everything below it
  std::vector<Node> same;         // listed elsewhere in the edition
  std::vector<Node> in_editions;  // what it is in each (changes.h); itself included
};
Result<SeenNode> see_node(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, FrameworkId framework, NodeId id);

// For forms and tables of other features, without asking who: of an agency that was already asked about. One query each.
struct Wanted {
  AgencyId agency;
  std::string framework = "sdg";
  std::string edition;       // by name; empty: the newest in use
  int most_depth = deepest;  // 0: goals; 1: goals and targets
};
/// In the order of the tree; nothing when the agency did not add that framework.
std::vector<Node> nodes(db::Tx& tx, const Wanted& wanted);

/// Adds a framework that ships (`code`), with every edition that the agency does not have. Errors: forbidden; invalid (`code`);
/// conflict (`code`): it has all of them.
Result<Framework> add(db::Tx& tx, const feature::Act& act, AllianceId alliance, const std::string& code);
/// Errors: forbidden, not_found, invalid (`shelf`).
Done put_shelf(db::Tx& tx, const feature::Act& act, AllianceId alliance, FrameworkId framework, EditionId edition,
               const std::string& shelf);

struct File {
  std::string name;
  std::string_view bytes;
};
/// Reads a file and lays it aside to be looked through; the reading is no part of a transaction. Errors: not_found, forbidden;
/// invalid by field (`file` too); conflict (`edition`): the agency has that edition.
Result<Load> stage(const db::Database& db, const feature::Act& act, AllianceId alliance, const Input& input, const File& file);

struct SeenLoad {
  alliances::Seen at;
  Load load;
  Judged judged;  // empty once it is loaded or discarded
};
/// Errors of all that follow: not_found, forbidden.
Result<SeenLoad> see_load(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, LoadId id);

struct LoadInput {
  std::string wrong;  // "leave_out": the good rows without the wrong ones; else not unless every row is right
};
/// Makes its rows editions. Also: invalid (`wrong`): there are wrong rows, or no good one; conflict: it is loaded or discarded,
/// or the agency has one of its editions by now.
Result<Framework> load(db::Tx& tx, const feature::Act& act, AllianceId alliance, LoadId id, const LoadInput& input);
/// Also: conflict.
Done discard(db::Tx& tx, const feature::Act& act, AllianceId alliance, LoadId id);

}  // namespace alianza::frameworks
