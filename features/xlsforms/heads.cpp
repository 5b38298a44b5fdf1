#include "features/xlsforms/heads.h"

#include <algorithm>

#include "platform/base/text.h"

namespace alianza::xlsforms {
namespace {

struct Word {
  std::string_view key;
  Column column;
};
/// Also as other programs and older forms call them.
constexpr Word words[] = {{"type", Column::type},
                          {"command", Column::type},
                          {"name", Column::name},
                          {"value", Column::name},
                          {"label", Column::label},
                          {"caption", Column::label},
                          {"hint", Column::hint},
                          {"required", Column::required},
                          {"bind::required", Column::required},
                          {"constraint", Column::constraint},
                          {"bind::constraint", Column::constraint},
                          {"relevant", Column::relevant},
                          {"relevance", Column::relevant},
                          {"bind::relevant", Column::relevant},
                          {"parameters", Column::parameters},
                          {"appearance", Column::appearance},
                          {"control::appearance", Column::appearance},
                          {"disabled", Column::disabled},
                          {"list_name", Column::list_name},
                          {"alianza", Column::house}};

constexpr std::string_view quoting = "${";
constexpr std::string_view joined = "$\u2060{";

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

/// Folded, with one underscore for each run of space.
std::string key_of(std::string_view text) {
  std::string out;
  for (const char c : fold(trim(text))) {
    if (c == ' ' && !out.empty() && out.back() == '_') continue;
    out += c == ' ' ? '_' : c;
  }
  return out;
}

}  // namespace

std::string guarded(std::string text) { return replaced(std::move(text), quoting, joined); }
std::string unguarded(std::string text) { return replaced(std::move(text), joined, quoting); }

Tongue tongue_of(std::string_view language) {
  const auto folded = fold(trim(language));
  const auto begins = [&](std::string_view code) {
    const auto at = folded.find("(" + std::string(code));
    return folded == code || folded.starts_with(std::string(code) + "-") ||
           (at != std::string::npos && at + code.size() + 1 < folded.size() &&
            (folded[at + code.size() + 1] == ')' || folded[at + code.size() + 1] == '-'));
  };
  for (const auto* word : {"espanol", "spanish", "castellano"})
    if (folded.starts_with(word)) return Tongue::es;
  for (const auto* word : {"english", "ingles"})
    if (folded.starts_with(word)) return Tongue::en;
  if (begins("es")) return Tongue::es;
  if (begins("en")) return Tongue::en;
  return folded.empty() ? Tongue::plain : Tongue::foreign;
}

Head head_of(std::string_view text) {
  Head out;
  out.said = trim(text);
  const auto mark = out.said.find("::") != std::string::npos ? std::string("::") : std::string(":");
  const auto at = out.said.find(mark);
  const auto find = [](std::string_view key) {
    const auto found = std::find_if(std::begin(words), std::end(words), [&](const Word& word) { return word.key == key; });
    return found == std::end(words) ? Column::other : found->column;
  };
  const auto first = key_of(std::string_view(out.said).substr(0, at));
  const auto rest = at == std::string::npos ? std::string() : trim(std::string_view(out.said).substr(at + mark.size()));
  out.key = at == std::string::npos ? first : first + "::" + key_of(rest);
  out.column = find(out.key);
  if (out.column == Column::label || out.column == Column::hint) out.tongue = Tongue::plain;
  const auto base = find(first);
  if (!rest.empty() && (base == Column::label || base == Column::hint)) {
    out.column = base;
    out.language = rest;
    out.tongue = tongue_of(rest);
  }
  return out;
}

Table::Table(const documents::BookSheet& sheet) : name_(sheet.name) {
  if (sheet.rows.empty()) return;
  head_row_ = sheet.rows.front().number;
  for (const auto& cell : sheet.rows.front().cells) heads_.push_back(head_of(cell));
  for (auto row = sheet.rows.begin() + 1; row != sheet.rows.end(); ++row) {
    rows_.push_back(*row);
    if (row->cells.size() > heads_.size()) heads_.resize(row->cells.size());  // columns without a head, which are told
    for (auto& cell : rows_.back().cells) cell = trim(cell);
  }
}

std::optional<std::size_t> Table::find(Column column, Tongue tongue) const {
  for (std::size_t i = 0; i < heads_.size(); ++i)
    if (heads_[i].column == column && heads_[i].tongue == tongue) return i;
  return std::nullopt;
}
std::optional<std::size_t> Table::find(std::string_view key) const {
  for (std::size_t i = 0; i < heads_.size(); ++i)
    if (heads_[i].key == key) return i;
  return std::nullopt;
}
bool Table::has(Column column) const {
  return std::any_of(heads_.begin(), heads_.end(), [&](const Head& head) { return head.column == column; });
}

const std::string& Table::at(const documents::BookRow& row, std::optional<std::size_t> column) const {
  static const std::string none;
  return column && *column < row.cells.size() ? row.cells[*column] : none;
}

void Table::plain_means(Tongue tongue) {
  for (auto& head : heads_)
    if (head.tongue == Tongue::plain && !find(head.column, tongue)) head.tongue = tongue;
}

void Table::adopt(std::string_view language) {
  for (auto& head : heads_)
    if (head.tongue == Tongue::foreign && fold(head.language) == fold(language)) head.tongue = Tongue::es;
}

}  // namespace alianza::xlsforms
