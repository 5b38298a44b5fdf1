// Files that wait to be loaded, and their rows as read.
#include <boost/json.hpp>

#include "features/frameworks/store.h"

namespace alianza::frameworks::store {
namespace {

template <class Texts>
std::string json_of(const Texts& texts) {
  boost::json::array out;
  for (const auto& text : texts) out.emplace_back(text);
  return boost::json::serialize(out);
}

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define LOAD_COLUMNS                                                                                                          \
  "SELECT id, agency_id, alliance_id, state, code, name_es, name_en, edition, source_es, source_en, licence_es, licence_en, " \
  "extent, file_name, file_hash, encoding, unread, rows_read, created_at FROM framework_loads "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct LoadRow {
  Load l;
  std::string unread;
  static void columns(auto& v, LoadRow& r) {
    auto& l = r.l;
    auto& h = l.heading;
    v(l.id, l.agency, l.alliance, l.state, h.code, h.name.es, h.name.en, h.edition, h.source.es, h.source.en, h.licence.es,
      h.licence.en, h.extent, l.file_name, l.file_hash, l.encoding, r.unread, l.rows_read, l.created_at);
  }
  Load take() {
    const auto heads = boost::json::parse(unread);
    for (const auto& head : heads.as_array()) l.unread.emplace_back(head.as_string());
    return std::move(l);
  }
};

struct CellsRow {
  std::int64_t number = 0;
  std::string cells;
  static void columns(auto& v, CellsRow& r) { v(r.number, r.cells); }
};

}  // namespace

void insert(db::Tx& tx, const Load& l) {
  const auto& h = l.heading;
  const auto unread = json_of(l.unread);
  tx.exec(
      "INSERT INTO framework_loads (id, agency_id, alliance_id, state, code, name_es, name_en, edition, source_es, source_en, "
      "licence_es, licence_en, extent, file_name, file_hash, encoding, unread, rows_read, created_at) VALUES (:id, :agency, "
      ":alliance, :state, :code, :name_es, :name_en, :edition, :source_es, :source_en, :licence_es, :licence_en, :extent, "
      ":file_name, :hash, :encoding, :unread, :rows, :at)",
      {{"id", l.id},
       {"agency", l.agency},
       {"alliance", l.alliance},
       {"state", l.state},
       {"code", h.code},
       {"name_es", h.name.es},
       {"name_en", h.name.en},
       {"edition", h.edition},
       {"source_es", h.source.es},
       {"source_en", h.source.en},
       {"licence_es", h.licence.es},
       {"licence_en", h.licence.en},
       {"extent", h.extent},
       {"file_name", l.file_name},
       {"hash", l.file_hash},
       {"encoding", l.encoding},
       {"unread", unread},
       {"rows", l.rows_read},
       {"at", tx.now()}});
}

void put_state(db::Tx& tx, LoadId id, LoadState state) {
  tx.exec("UPDATE framework_loads SET state = :state WHERE id = :id", {{"state", state}, {"id", id}});
}

std::optional<Load> find_load(db::Tx& tx, AgencyId agency, LoadId id) {
  auto row = tx.one<LoadRow>(LOAD_COLUMNS "WHERE id = :id AND agency_id = :agency", {{"id", id}, {"agency", agency}});
  if (!row) return std::nullopt;
  return row->take();
}

std::vector<Load> staged(db::Tx& tx, AgencyId agency) {
  std::vector<Load> out;
  for (auto& row : tx.all<LoadRow>(LOAD_COLUMNS "WHERE agency_id = :agency AND state = 'staged' ORDER BY id DESC LIMIT 50",
                                   {{"agency", agency}}))
    out.push_back(row.take());
  return out;
}

void insert_row(db::Tx& tx, const Load& load, const SheetRow& row) {
  const auto cells = json_of(row.cells);
  tx.exec("INSERT INTO framework_load_rows (load_id, number, agency_id, cells) VALUES (:load, :number, :agency, :cells)",
          {{"load", load.id}, {"number", row.number}, {"agency", load.agency}, {"cells", cells}});
}

std::vector<SheetRow> rows(db::Tx& tx, LoadId id) {
  std::vector<SheetRow> out;
  for (const auto& read :
       tx.all<CellsRow>("SELECT number, cells FROM framework_load_rows WHERE load_id = :id ORDER BY number", {{"id", id}})) {
    SheetRow row;
    row.number = read.number;
    const auto cells = boost::json::parse(read.cells).as_array();
    for (std::size_t i = 0; i < cells.size() && i < column_count; ++i) row.cells.at(i) = std::string(cells[i].as_string());
    out.push_back(std::move(row));
  }
  return out;
}

void drop_rows(db::Tx& tx, LoadId id) { tx.exec("DELETE FROM framework_load_rows WHERE load_id = :id", {{"id", id}}); }

}  // namespace alianza::frameworks::store
