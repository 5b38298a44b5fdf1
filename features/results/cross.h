#pragma once
// Two questions side by side: how many who chose this also chose that. No SQL, no HTTP.
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "features/results/book.h"
#include "features/results/sets.h"

namespace alianza::results {

/// Something that responses can be parted by: a question; of a matrix one row ("actions.row.4") or one column
/// ("actions.column.current"), whose parts are then the options or the rows; of a ranking who was put first; of a number its
/// intervals ("budget.intervals") or quarters ("budget.quarters"); of a date its year, quarter or month ("since.month"); of an
/// organisation that was picked its type, sector or size today ("partners.type"); what the organisation that answers is
/// ("organization.type").
struct Variable {
  enum class Part : std::uint8_t { whole, row, column, first, organization, intervals, quarters, year, quarter, month, picked };
  std::string code;
  LocalizedText name;
  std::vector<Choice> parts;
  Part part = Part::whole;
  std::string question;  // its code; of an organisation "type", "sector", "size" or "committee"
  std::string of;        // the row or column; of an organisation that was picked "type", "sector" or "size"

  const Choice* find(std::string_view part_code) const;
  /// Its parts are made of what was answered: until that was read there are none.
  bool is_of_answers() const { return part >= Part::intervals; }
};
/// So many parts of numbers and days make a table that nobody reads: a coarser one is asked for.
inline constexpr std::size_t most_parts = 60;
/// How its parts were made, for who reads the table; empty where the questionnaire gives them.
Message rule_of(const Variable& variable);
/// What can be crossed in a questionnaire, in its order. Texts cannot.
std::vector<Variable> variables(const Questionnaire& form, const surveys::Offer& offer);
const Variable* find(const std::vector<Variable>& all, std::string_view code);

/// Of what a cell is a part, in per cent.
enum class Share : std::uint8_t { row, column, all };
std::string_view to_text(Share share);
bool from_text(std::string_view text, Share& share);
Message label(Share share);

/// Only responses with that part of that variable.
struct Filter {
  std::string variable;
  std::string part;
};
inline constexpr std::size_t most_filters = 3;
struct CrossInput {
  std::string rows;
  std::string columns;
  std::vector<Filter> filters;
  Share share = Share::row;
};

/// From the parameters of an address: rows, columns, f1, v1, f2, v2, f3, v3, share. Error by field: share.
Result<CrossInput> parse_cross(const std::function<std::string(const std::string&)>& get);

/// Who is in which part of a variable.
struct Parted {
  Set any;  // in one of its parts at least
  std::map<std::string, Set> parts;
};

struct CrossRow {
  Choice part;
  std::int64_t n = 0;                                // with this part, and any part of the columns
  std::vector<std::int64_t> cells;                   // by column
  std::vector<std::optional<std::int64_t>> percent;  // by column
};
struct CrossTable {
  std::vector<Choice> columns;
  std::vector<std::int64_t> column_n;  // with this part, and any part of the rows
  std::vector<CrossRow> rows;
  std::int64_t n = 0;     // the denominator: responses that pass the filters and have a part of both
  std::int64_t kept = 0;  // responses that pass the filters
};
/// `kept`: who passes the filters. A response with several parts counts in each, so cells may add up to more than `n`.
CrossTable cross(const Variable& rows, const Parted& in_rows, const Variable& columns, const Parted& in_columns, const Set& kept,
                 Share share);

}  // namespace alianza::results
