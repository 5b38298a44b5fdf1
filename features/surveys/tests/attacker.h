#pragma once
// Somebody who got hold of everything that is stored: every row of every table with what the engine keeps beside it (the number
// of the row, or ctid and xmin), the bytes of the files, the log and the mail outbox; and who even knows in which order the
// invitations were used. They try to join what was answered with who answered: by a key that is stored on both sides, by order,
// by time.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "platform/db/testing.h"

namespace alianza::surveys {

/// One who answered: what only their answer says, and what only is theirs on the other side.
struct Victim {
  std::string marker;
  std::string email;
};

class Attacker {
 public:
  /// `victims` in the order in which they answered.
  Attacker(db::Database& db, const std::string& url, std::string log, std::vector<Victim> victims)
      : victims_(std::move(victims)), reach_(victims_.size()) {
    const bool is_sqlite = db.engine() == db::Engine::sqlite;
    for (const auto& table : tables(db, is_sqlite)) take_table(db, table, is_sqlite);
    for (std::size_t i = 0; i < rows_.size(); ++i)
      for (const auto& cell : rows_[i].cells)
        if (cell.size() >= least_key) by_value_[cell].insert(i);
    std::istringstream lines(log);
    for (std::string line; std::getline(lines, line);) log_.push_back(line);
    if (is_sqlite) {
      const auto path = url.substr(std::string("sqlite:").size());
      for (const auto* tail : {"", "-wal", "-shm", "-journal"})
        if (std::filesystem::exists(path + tail)) files_[tail] = bytes_of(path + tail);
    }
    reach_all();
  }

  /// How many of the markers are found anywhere at all: in a cell, in a file, in the log.
  std::size_t seen() const {
    std::size_t n = 0;
    for (std::size_t v = 0; v < victims_.size(); ++v) {
      bool is_seen = !reach_[v].empty();
      for (const auto& [tail, bytes] : files_) is_seen = is_seen || bytes.find(victims_[v].marker) != std::string::npos;
      for (const auto& line : log_) is_seen = is_seen || line.find(victims_[v].marker) != std::string::npos;
      n += is_seen ? 1 : 0;
    }
    return n;
  }
  /// Answers from which a chain of shared values leads to the address of who gave them.
  std::size_t joined_by_key() const {
    std::size_t n = 0;
    for (std::size_t v = 0; v < victims_.size(); ++v)
      n += std::any_of(reach_[v].begin(), reach_[v].end(), [&](std::size_t row) {
        const auto& cells = rows_[row].cells;
        return std::any_of(cells.begin(), cells.end(),
                           [&](const auto& cell) { return cell.find(victims_[v].email) != std::string::npos; });
      });
    return n;
  }
  /// The most that any order in which the answers lie agrees with that in which they were given: 1 is the same order or its
  /// reverse. `which` tells what it was.
  double joined_by_order(std::string* which = nullptr) const {
    double best = 0;
    const auto look = [&](const std::string& what, const std::vector<std::string>& keys) {
      const auto agreement = std::abs(agreement_of(keys));
      if (agreement > best) {
        best = agreement;
        if (which != nullptr) *which = what;
      }
    };
    std::map<std::string, std::vector<std::string>> orders;  // of every column, as it stands with each victim
    for (std::size_t v = 0; v < victims_.size(); ++v)
      for (const auto row : reach_[v]) {
        const auto& r = rows_[row];
        for (std::size_t c = 0; c < r.cells.size(); ++c)
          first_of(orders[r.table + "." + std::to_string(c)], v, padded(r.cells[c]));
        first_of(orders[r.table + " place"], v, padded(r.place));
        first_of(orders[r.table + " xmin"], v, padded(r.transaction));
      }
    for (const auto& [what, keys] : orders) look(what, keys);
    for (const auto& [tail, bytes] : files_) {
      std::vector<std::string> first(victims_.size());
      std::vector<std::string> last(victims_.size());
      for (std::size_t v = 0; v < victims_.size(); ++v) {
        if (const auto at = bytes.find(victims_[v].marker); at != std::string::npos) first[v] = padded(std::to_string(at));
        if (const auto at = bytes.rfind(victims_[v].marker); at != std::string::npos) last[v] = padded(std::to_string(at));
      }
      look("file " + tail + " first", first);
      look("file " + tail + " last", last);
    }
    return best;
  }
  /// The fewest who share a moment that is stored with their answers: under five, a moment tells who.
  std::size_t fewest_at_a_time() const {
    static const std::regex moment(R"(\d{4}-\d\d-\d\dT\d\d:.*)");
    std::map<std::string, std::set<std::size_t>> who;
    for (std::size_t v = 0; v < victims_.size(); ++v)
      for (const auto row : reach_[v])
        for (const auto& cell : rows_[row].cells)
          if (std::regex_match(cell, moment)) who[rows_[row].table + " " + cell].insert(v);
    std::size_t least = victims_.size();
    for (const auto& [at, victims] : who) least = std::min(least, victims.size());
    return least;
  }
  /// The fewest who were written by the same transaction (PostgreSQL), as far as the engine tells.
  std::size_t fewest_in_a_transaction() const {
    std::map<std::string, std::set<std::size_t>> who;
    for (std::size_t v = 0; v < victims_.size(); ++v)
      for (const auto row : reach_[v])
        if (!rows_[row].transaction.empty()) who[rows_[row].transaction].insert(v);
    std::size_t least = victims_.size();
    for (const auto& [at, victims] : who) least = std::min(least, victims.size());
    return least;
  }
  /// Rows of that table that hold the text in any cell.
  std::size_t rows_with(const std::string& table, const std::string& text) const {
    return static_cast<std::size_t>(std::count_if(rows_.begin(), rows_.end(), [&](const Row& row) {
      return row.table == table && std::any_of(row.cells.begin(), row.cells.end(),
                                               [&](const auto& cell) { return cell.find(text) != std::string::npos; });
    }));
  }
  bool log_has(const std::string& text) const {
    return std::any_of(log_.begin(), log_.end(), [&](const auto& line) { return line.find(text) != std::string::npos; });
  }

 private:
  static constexpr std::size_t least_key = 6;  // shorter values (places, counts, codes) are shared by chance
  struct Row {
    std::string table;
    std::string place;        // the number of the row; of PostgreSQL page and line
    std::string transaction;  // PostgreSQL: xmin
    std::vector<std::string> cells;
  };
  struct Read {
    std::string place;
    std::string transaction;
    std::string cells;
    static void columns(auto& v, Read& r) { v(r.place, r.transaction, r.cells); }
  };

  static std::vector<std::string> tables(db::Database& db, bool is_sqlite) {
    return db
        .read([&](db::Tx& tx) -> Result<std::vector<std::string>> {
          if (is_sqlite)
            return tx.all<std::string>(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%_idx' AND "
                "name "
                "NOT LIKE '%_config' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name");
          return tx.all<std::string>(
              "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename");
        })
        .value();
  }
  void take_table(db::Database& db, const std::string& table, bool is_sqlite) {
    const auto columns =
        db.read([&](db::Tx& tx) -> Result<std::vector<std::string>> {
            if (is_sqlite) return tx.all<std::string>(("SELECT name FROM pragma_table_info('" + table + "')").c_str());
            return tx.all<std::string>(("SELECT CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_schema = "
                                        "current_schema() AND table_name = '" +
                                        table + "' ORDER BY ordinal_position")
                                           .c_str());
          }).value();
    std::string list;
    for (const auto& column : columns)
      list += (list.empty() ? "" : " || " + std::string(is_sqlite ? "char(31)" : "chr(31)") + " || ") + "coalesce(CAST(\"" +
              column + "\" AS TEXT), '')";
    const auto sql = (is_sqlite ? "SELECT CAST(rowid AS TEXT), '', " : "SELECT CAST(ctid AS TEXT), CAST(xmin AS TEXT), ") + list +
                     " FROM \"" + table + "\"";
    const auto all = db.read([&](db::Tx& tx) -> Result<std::vector<Read>> { return tx.all<Read>(sql.c_str()); }).value();
    for (const auto& read : all) {
      Row row{table, read.place, read.transaction, {}};
      std::string cell;
      for (const char c : read.cells + '\x1f') {
        if (c != '\x1f') {
          cell += c;
          continue;
        }
        row.cells.push_back(cell);
        cell.clear();
      }
      rows_.push_back(std::move(row));
    }
  }
  static std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  /// From the rows that hold a marker, over every value that no other victim's rows share, to others, until there is no more.
  void reach_all() {
    for (std::size_t v = 0; v < victims_.size(); ++v)
      for (std::size_t i = 0; i < rows_.size(); ++i)
        if (std::any_of(rows_[i].cells.begin(), rows_[i].cells.end(),
                        [&](const auto& cell) { return cell.find(victims_[v].marker) != std::string::npos; }))
          reach_[v].insert(i);
    for (int step = 0; step < 6; ++step) {
      std::map<std::string, std::set<std::size_t>> who;
      for (std::size_t v = 0; v < victims_.size(); ++v)
        for (const auto row : reach_[v])
          for (const auto& cell : rows_[row].cells)
            if (cell.size() >= least_key) who[cell].insert(v);
      for (const auto& [value, victims] : who)
        if (victims.size() == 1) reach_[*victims.begin()].insert(by_value_[value].begin(), by_value_[value].end());
    }
  }

  /// "(0,12)" as "0…0,0…12", "12" as "0…12"; words as they stand.
  static std::string padded(const std::string& text) {
    std::string out;
    std::string digits;
    for (const char c : text + " ") {
      if (c >= '0' && c <= '9') {
        digits += c;
        continue;
      }
      if (!digits.empty()) out += std::string(20 - std::min<std::size_t>(20, digits.size()), '0') + digits;
      digits.clear();
      out += c;
    }
    return out;
  }
  void first_of(std::vector<std::string>& keys, std::size_t victim, const std::string& key) const {
    keys.resize(victims_.size());
    if (keys[victim].empty() || key < keys[victim]) keys[victim] = key;
  }
  /// Spearman's correlation of these keys with the order of answering, ties at their mean; 0 when nothing differs.
  static double agreement_of(const std::vector<std::string>& keys) {
    const auto n = keys.size();
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return keys[a] < keys[b]; });
    std::vector<double> rank(n);
    for (std::size_t i = 0; i < n;) {
      auto end = i;
      while (end < n && keys[order[end]] == keys[order[i]]) ++end;
      for (auto k = i; k < end; ++k) rank[order[k]] = static_cast<double>(i + end - 1) / 2;
      i = end;
    }
    const double mean = static_cast<double>(n - 1) / 2;
    double top = 0;
    double one = 0;
    double two = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const auto a = rank[i] - mean;
      const auto b = static_cast<double>(i) - mean;
      top += a * b, one += a * a, two += b * b;
    }
    return one == 0 ? 0 : top / std::sqrt(one * two);
  }

  std::vector<Victim> victims_;
  std::vector<Row> rows_;
  std::map<std::string, std::set<std::size_t>> by_value_;
  std::map<std::string, std::string> files_;
  std::vector<std::string> log_;
  std::vector<std::set<std::size_t>> reach_;
};

}  // namespace alianza::surveys
