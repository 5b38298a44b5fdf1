#include "features/frameworks/builtins.h"

#include <algorithm>

#include "frameworks_data.h"
#include "platform/documents/csv.h"

namespace alianza::frameworks {
namespace {

/// The data are ours, so what does not fit is a mistake of the build.
std::vector<Builtin> read_builtins() {
  const auto table = documents::read_csv(data::editions);
  ENSURE(table);
  const auto cell = [&](const std::vector<std::string>& row, const char* name) -> const std::string& {
    const auto at = table->column(name);
    ENSURE(at >= 0);
    return row.at(static_cast<std::size_t>(at));
  };
  std::vector<Builtin> out;
  for (const auto& row : table->rows) {
    const auto parsed =
        parse({cell(row, "framework"), cell(row, "name_es"), cell(row, "name_en"), cell(row, "edition"), cell(row, "source_es"),
               cell(row, "source_en"), cell(row, "licence_es"), cell(row, "licence_en"), cell(row, "extent")});
    ENSURE(parsed);
    if (out.empty() || out.back().code != parsed->code) out.push_back({parsed->code, parsed->name, {}});
    out.back().editions.push_back(*parsed);
  }
  return out;
}

}  // namespace

const std::vector<Builtin>& builtins() {
  static const std::vector<Builtin> all = read_builtins();
  return all;
}

const Builtin* find_builtin(std::string_view code) {
  const auto found = std::find_if(builtins().begin(), builtins().end(), [&](const Builtin& b) { return b.code == code; });
  return found == builtins().end() ? nullptr : &*found;
}

std::vector<Draft> drafts_of(const Builtin& builtin) {
  auto sheet = read_sheet(builtin.code == "sdg" ? std::string_view(data::sdg) : std::string_view(data::procid));
  ENSURE(sheet);
  auto judged = judge(sheet->rows, "");
  ENSURE(judged.problems.empty());
  return std::move(judged.editions);
}

}  // namespace alianza::frameworks
