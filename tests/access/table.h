#pragma once
// The matrix as text that people read and review: tests/access/expected/<feature>.txt.
//
//   GET /alliances/{alliance}  signed_in
//                    anon  none  inv   act
//     own            in    --    --    ok
//     sister foreign in    --    --    --
#include <filesystem>

#include "tests/access/matrix.h"

namespace alianza::access {

/// Every row of a feature; objects whose cells are all alike share a line.
std::string table_text(const std::vector<Row>& rows, const std::string& feature);
/// The names of the features that have routes, in order.
std::vector<std::string> features_of(const std::vector<Row>& rows);

/// By route, then by object: the cells by column. "policy" stands beside the objects, with one cell.
using Expected = std::map<std::string, std::map<std::string, std::map<std::string, std::string>>>;
void read_table(const std::string& text, Expected& expected);

}  // namespace alianza::access
