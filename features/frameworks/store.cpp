#include "features/frameworks/store.h"

#include <algorithm>

namespace alianza::frameworks::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define NODE_COLUMNS                                                                                                   \
  "SELECT n.id, n.edition_id, n.parent_id, n.place, n.depth, n.code, n.parent_code, n.level, n.title_es, n.title_en, " \
  "n.note_es, "                                                                                                        \
  "n.note_en, n.weight, n.same_as, n.formerly FROM framework_nodes n "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct FrameworkRow {
  Framework f;
  static void columns(auto& v, FrameworkRow& r) { v(r.f.id, r.f.agency, r.f.code, r.f.name.es, r.f.name.en); }
};

struct EditionRow {
  Edition e;
  static void columns(auto& v, EditionRow& r) {
    auto& e = r.e;
    v(e.id, e.framework, e.name, e.source.es, e.source.en, e.licence.es, e.licence.en, e.extent, e.shelf, e.nodes, e.loaded_at);
  }
};

struct LevelRow {
  EditionId edition;
  LevelCount count;
  static void columns(auto& v, LevelRow& r) { v(r.edition, r.count.level, r.count.listed, r.count.different); }
};

struct NodeRow {
  Node n;
  static void columns(auto& v, NodeRow& r) {
    auto& n = r.n;
    v(n.id, n.edition, n.parent, n.place, n.depth, n.code, n.parent_code, n.level, n.title.es, n.title.en, n.note.es, n.note.en,
      n.weight, n.same_as, n.formerly);
  }
};

std::vector<Node> take(std::vector<NodeRow> rows) {
  std::vector<Node> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(std::move(row.n));
  return out;
}

/// Each edition, the newest first, into its framework; each level, from the top, into its edition.
std::vector<Framework> put_together(std::vector<FrameworkRow> frameworks, std::vector<EditionRow> editions,
                                    std::vector<LevelRow> levels) {
  std::vector<Framework> out;
  for (auto& row : frameworks) out.push_back(std::move(row.f));
  for (auto& row : editions) {
    for (auto& level : levels)
      if (level.edition == row.e.id) row.e.levels.push_back(std::move(level.count));
    const auto found = std::find_if(out.begin(), out.end(), [&](const Framework& f) { return f.id == row.e.framework; });
    if (found != out.end()) found->editions.push_back(std::move(row.e));
  }
  return out;
}

std::vector<EditionRow> editions_of(db::Tx& tx, AgencyId agency) {
  return tx.all<EditionRow>(
      "SELECT id, framework_id, name, source_es, source_en, licence_es, licence_en, extent, shelf, nodes, loaded_at FROM "
      "framework_editions WHERE agency_id = :agency ORDER BY name DESC, id",
      {{"agency", agency}});
}

std::vector<LevelRow> levels_of(db::Tx& tx, AgencyId agency) {
  return tx.all<LevelRow>(
      "SELECT edition_id, level, listed, different FROM framework_levels WHERE agency_id = :agency ORDER BY edition_id, place",
      {{"agency", agency}});
}

}  // namespace

void insert(db::Tx& tx, const Framework& f) {
  tx.exec("INSERT INTO frameworks (id, agency_id, code, name_es, name_en) VALUES (:id, :agency, :code, :name_es, :name_en)",
          {{"id", f.id}, {"agency", f.agency}, {"code", f.code}, {"name_es", f.name.es}, {"name_en", f.name.en}});
}

void insert(db::Tx& tx, AgencyId agency, const Edition& e) {
  tx.exec(
      "INSERT INTO framework_editions (id, agency_id, framework_id, name, source_es, source_en, licence_es, licence_en, extent, "
      "shelf, nodes, loaded_at) VALUES (:id, :agency, :framework, :name, :source_es, :source_en, :licence_es, :licence_en, "
      ":extent, :shelf, :nodes, :at)",
      {{"id", e.id},
       {"agency", agency},
       {"framework", e.framework},
       {"name", e.name},
       {"source_es", e.source.es},
       {"source_en", e.source.en},
       {"licence_es", e.licence.es},
       {"licence_en", e.licence.en},
       {"extent", e.extent},
       {"shelf", e.shelf},
       {"nodes", e.nodes},
       {"at", tx.now()}});
  for (std::size_t place = 0; place < e.levels.size(); ++place)
    tx.exec(
        "INSERT INTO framework_levels (edition_id, place, agency_id, level, listed, different) VALUES (:edition, :place, "
        ":agency, "
        ":level, :listed, :different)",
        {{"edition", e.id},
         {"place", static_cast<std::int64_t>(place)},
         {"agency", agency},
         {"level", e.levels[place].level},
         {"listed", e.levels[place].listed},
         {"different", e.levels[place].different}});
}

void insert(db::Tx& tx, AgencyId agency, FrameworkId framework, const Node& n) {
  tx.exec(
      "INSERT INTO framework_nodes (id, agency_id, framework_id, edition_id, parent_id, place, depth, code, parent_code, level, "
      "title_es, title_en, note_es, note_en, weight, same_as, formerly) VALUES (:id, :agency, :framework, :edition, :parent, "
      ":place, :depth, :code, :parent_code, :level, :title_es, :title_en, :note_es, :note_en, :weight, :same_as, :formerly)",
      {{"id", n.id},
       {"agency", agency},
       {"framework", framework},
       {"edition", n.edition},
       {"parent", n.parent},
       {"place", n.place},
       {"depth", n.depth},
       {"code", n.code},
       {"parent_code", n.parent_code},
       {"level", n.level},
       {"title_es", n.title.es},
       {"title_en", n.title.en},
       {"note_es", n.note.es},
       {"note_en", n.note.en},
       {"weight", n.weight},
       {"same_as", n.same_as},
       {"formerly", n.formerly}});
}

void put_shelf(db::Tx& tx, EditionId id, Shelf shelf) {
  tx.exec("UPDATE framework_editions SET shelf = :shelf WHERE id = :id", {{"shelf", shelf}, {"id", id}});
}

std::vector<Framework> of_agency(db::Tx& tx, AgencyId agency) {
  return put_together(tx.all<FrameworkRow>("SELECT id, agency_id, code, name_es, name_en FROM frameworks WHERE agency_id = "
                                           ":agency ORDER BY name_es, id LIMIT 500",
                                           {{"agency", agency}}),
                      editions_of(tx, agency), levels_of(tx, agency));
}

std::optional<Framework> find(db::Tx& tx, AgencyId agency, FrameworkId id) {
  auto row =
      tx.all<FrameworkRow>("SELECT id, agency_id, code, name_es, name_en FROM frameworks WHERE id = :id AND agency_id = :agency",
                           {{"id", id}, {"agency", agency}});
  if (row.empty()) return std::nullopt;
  return std::move(put_together(std::move(row), editions_of(tx, agency), levels_of(tx, agency)).front());
}

std::optional<Framework> find_by_code(db::Tx& tx, AgencyId agency, const std::string& code) {
  auto row = tx.all<FrameworkRow>(
      "SELECT id, agency_id, code, name_es, name_en FROM frameworks WHERE agency_id = :agency AND code = :code",
      {{"agency", agency}, {"code", code}});
  if (row.empty()) return std::nullopt;
  return std::move(put_together(std::move(row), editions_of(tx, agency), levels_of(tx, agency)).front());
}

std::vector<Node> nodes(db::Tx& tx, EditionId edition) {
  return take(tx.all<NodeRow>(NODE_COLUMNS "WHERE n.edition_id = :edition ORDER BY n.place", {{"edition", edition}}));
}

std::vector<Node> nodes_by_code(db::Tx& tx, AgencyId agency, const std::string& code, const std::string& edition,
                                int most_depth) {
  return take(tx.all<NodeRow>(NODE_COLUMNS
                              "JOIN framework_editions e ON e.id = n.edition_id JOIN frameworks f ON f.id = e.framework_id WHERE "
                              "f.agency_id = :agency AND f.code = :code AND e.name = :edition AND n.depth <= :depth ORDER BY "
                              "n.place",
                              {{"agency", agency}, {"code", code}, {"edition", edition}, {"depth", most_depth}}));
}

std::vector<Node> newest_nodes(db::Tx& tx, AgencyId agency, const std::string& code, int most_depth) {
  return take(
      tx.all<NodeRow>(NODE_COLUMNS
                      "WHERE n.edition_id = (SELECT e.id FROM framework_editions e JOIN frameworks f ON f.id = e.framework_id "
                      "WHERE f.agency_id = :agency AND f.code = :code AND e.shelf = 'in_use' ORDER BY e.name DESC LIMIT 1) AND "
                      "n.depth <= :depth ORDER BY n.place",
                      {{"agency", agency}, {"code", code}, {"depth", most_depth}}));
}

std::optional<Node> find_node(db::Tx& tx, FrameworkId framework, NodeId id) {
  auto row =
      tx.one<NodeRow>(NODE_COLUMNS "WHERE n.id = :id AND n.framework_id = :framework", {{"id", id}, {"framework", framework}});
  if (!row) return std::nullopt;
  return std::move(row->n);
}

std::vector<Node> in_editions(db::Tx& tx, FrameworkId framework, const Node& node) {
  return take(tx.all<NodeRow>(
      NODE_COLUMNS "WHERE n.framework_id = :framework AND (n.code = :code OR n.formerly = :code OR n.code = :formerly)",
      {{"framework", framework}, {"code", node.code}, {"formerly", node.formerly}}));
}

}  // namespace alianza::frameworks::store
