#include "features/demo/tests/known.h"

#include <fstream>
#include <sstream>

#include "platform/documents/csv.h"

namespace alianza::demo {
namespace {

documents::CsvTable read(const char* path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return documents::read_csv(text.str()).value();
}

}  // namespace

const std::vector<Known>& known() {
  static const auto rows = [] {
    const auto table = read("tests/data/axs_known.csv");
    const auto at = [&](const std::vector<std::string>& row, const char* name) {
      return row.at(static_cast<std::size_t>(table.column(name)));
    };
    std::vector<Known> out;
    for (const auto& row : table.rows)
      out.push_back({at(row, "id"), at(row, "fact"), at(row, "subject"), at(row, "what"), at(row, "kind"), at(row, "value"),
                     at(row, "qualifier"), at(row, "date"), at(row, "date_to"), at(row, "precision"), at(row, "demo") == "yes"});
    return out;
  }();
  return rows;
}

const std::vector<std::pair<std::string, std::string>>& known_members() {
  static const auto rows = [] {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& row : read("tests/data/axs_known_members.csv").rows) out.emplace_back(row.at(0), row.at(1));
    return out;
  }();
  return rows;
}

}  // namespace alianza::demo
