#include "features/xlsforms/store.h"

#include <boost/json.hpp>

namespace alianza::xlsforms::store {
namespace {

std::string json_of(const documents::Book& book) {
  boost::json::object out;
  boost::json::array sheets;
  for (const auto& sheet : book.sheets) {
    boost::json::array rows;
    for (const auto& row : sheet.rows) {
      boost::json::array cells{row.number};
      for (const auto& cell : row.cells) cells.emplace_back(cell);
      rows.emplace_back(std::move(cells));
    }
    sheets.emplace_back(boost::json::object{{"name", sheet.name}, {"rows", std::move(rows)}});
  }
  out["sheets"] = std::move(sheets);
  boost::json::array others;
  for (const auto& name : book.others) others.emplace_back(name);
  out["others"] = std::move(others);
  return boost::json::serialize(out);
}

documents::Book book_of(const std::string& json) {
  documents::Book out;
  if (json.empty()) return out;
  const auto parsed = boost::json::parse(json);
  for (const auto& sheet : parsed.at("sheets").as_array()) {
    out.sheets.push_back({std::string(sheet.at("name").as_string()), {}});
    for (const auto& row : sheet.at("rows").as_array()) {
      const auto& cells = row.as_array();
      documents::BookRow read{cells.front().as_int64(), {}};
      for (std::size_t i = 1; i < cells.size(); ++i) read.cells.emplace_back(cells[i].as_string());
      out.sheets.back().rows.push_back(std::move(read));
    }
  }
  for (const auto& name : parsed.at("others").as_array()) out.others.emplace_back(name.as_string());
  return out;
}

struct UploadRow {
  Upload u;
  std::string book;
  static void columns(auto& v, UploadRow& r) {
    auto& u = r.u;
    v(u.id, u.agency, u.alliance, u.state, u.file_name, u.file_hash, u.survey, u.created_at, r.book);
  }
  Upload take() {
    u.book = book_of(book);
    return std::move(u);
  }
};

}  // namespace

void insert(db::Tx& tx, const Upload& u) {
  const auto book = json_of(u.book);
  tx.exec(
      "INSERT INTO xlsforms (id, agency_id, alliance_id, state, file_name, file_hash, survey_id, created_at, book) VALUES (:id, "
      ":agency, :alliance, :state, :file_name, :hash, :survey, :at, :book)",
      {{"id", u.id},
       {"agency", u.agency},
       {"alliance", u.alliance},
       {"state", u.state},
       {"file_name", u.file_name},
       {"hash", u.file_hash},
       {"survey", u.survey},
       {"at", tx.now()},
       {"book", book}});
}

std::optional<Upload> find(db::Tx& tx, AllianceId alliance, XlsformId id) {
  auto row = tx.one<UploadRow>(
      "SELECT id, agency_id, alliance_id, state, file_name, file_hash, survey_id, created_at, book FROM xlsforms WHERE id = :id "
      "AND alliance_id = :alliance",
      {{"id", id}, {"alliance", alliance}});
  if (!row) return std::nullopt;
  return row->take();
}

std::vector<Upload> staged(db::Tx& tx, AllianceId alliance) {
  std::vector<Upload> out;
  for (auto& row : tx.all<UploadRow>(
           "SELECT id, agency_id, alliance_id, state, file_name, file_hash, survey_id, created_at, '' FROM xlsforms WHERE "
           "alliance_id = :alliance AND state = 'staged' ORDER BY id DESC LIMIT 50",
           {{"alliance", alliance}}))
    out.push_back(row.take());
  return out;
}

bool close(db::Tx& tx, XlsformId id, State state, SurveyId survey) {
  return tx.exec("UPDATE xlsforms SET state = :state, survey_id = :survey, book = '' WHERE id = :id AND state = 'staged'",
                 {{"state", state}, {"survey", survey}, {"id", id}});
}

}  // namespace alianza::xlsforms::store
