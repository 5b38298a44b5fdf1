#include "tests/access/table.h"

#include <algorithm>
#include <sstream>

namespace alianza::access {
namespace {

constexpr std::size_t margin = 34;
constexpr std::size_t width = 6;

std::string padded(std::string text, std::size_t to) {
  text.resize(std::max(to, text.size() + 1), ' ');
  return text;
}

std::string without_end(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::string cells_of(const Row& row) {
  std::string out;
  for (const auto& cell : row.cells) out += padded(cell.answer, width);
  return out;
}

std::string head() {
  std::string out(margin, ' ');
  for (const auto& column : columns()) out += padded(column, width);
  return without_end(out);
}

std::string route_text(const std::vector<Row>& rows, const std::string& route) {
  std::string out;
  std::vector<std::pair<std::string, std::string>> lines;  // objects, cells
  for (const auto& row : rows) {
    if (row.route != route) continue;
    if (out.empty()) out = row.route + "  " + row.policy + "\n" + head();
    const auto cells = cells_of(row);
    const auto same = std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line.second == cells; });
    if (same == lines.end())
      lines.emplace_back(row.object, cells);
    else
      same->first += " " + row.object;
  }
  for (const auto& [objects, cells] : lines) out += without_end("  " + padded(objects, margin - 2) + cells);
  return out + "\n";
}

std::vector<std::string> words(const std::string& line) {
  std::istringstream in(line);
  return {std::istream_iterator<std::string>(in), {}};
}

}  // namespace

std::vector<std::string> features_of(const std::vector<Row>& rows) {
  std::vector<std::string> out;
  for (const auto& row : rows)
    if (std::find(out.begin(), out.end(), row.feature) == out.end()) out.push_back(row.feature);
  return out;
}

std::string table_text(const std::vector<Row>& rows, const std::string& feature) {
  std::string out;
  std::string last;
  for (const auto& row : rows) {
    if (row.feature != feature || row.route == last) continue;
    last = row.route;
    out += route_text(rows, row.route);
  }
  if (!out.empty()) out.pop_back();
  return out;
}

void read_table(const std::string& text, Expected& expected) {
  std::istringstream in(text);
  std::vector<std::string> heads;
  std::string route;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto parts = words(line);
    if (line[0] != ' ') {
      route = parts.at(0) + " " + parts.at(1);
      expected[route]["policy"]["policy"] = parts.at(2);
    } else if (line.size() > margin && line.find_first_not_of(' ') >= margin) {
      heads = parts;
    } else {
      ENSURE(parts.size() > heads.size());
      for (std::size_t object = 0; object + heads.size() < parts.size(); ++object)
        for (std::size_t i = 0; i < heads.size(); ++i)
          expected[route][parts[object]][heads[i]] = parts[parts.size() - heads.size() + i];
    }
  }
}

}  // namespace alianza::access
