#pragma once
// The heads of the sheets: which column says what, and in which language.
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/xlsforms/xlsforms.h"

namespace alianza::xlsforms {

/// What is read. Everything else is told.
enum class Column : std::uint8_t {
  type,
  name,
  label,
  hint,
  required,
  constraint,
  relevant,
  parameters,
  appearance,
  disabled,
  list_name,
  house,  // "alianza": what XLSForm has no word for
  other
};

/// es, en; of others the one that stands for Spanish when there is no Spanish; else nothing.
enum class Tongue : std::uint8_t { none, plain, es, en, foreign };

struct Head {
  Column column = Column::other;
  Tongue tongue = Tongue::none;
  std::string language;  // as it was written
  std::string key;       // "label", "bind::required": folded
  std::string said;
};

Head head_of(std::string_view text);
/// "Español (es)", "english", "en".
Tongue tongue_of(std::string_view language);

/// A text of the house may say "${", which other programs take for the answer to another question: written with a joiner between
/// the two signs, which nobody sees, and without it when it is read.
std::string guarded(std::string text);
std::string unguarded(std::string text);

/// A sheet with its heads understood.
class Table {
 public:
  Table() = default;
  explicit Table(const documents::BookSheet& sheet);

  const std::string& name() const { return name_; }
  const std::vector<Head>& heads() const { return heads_; }
  std::int64_t head_row() const { return head_row_; }
  const std::vector<documents::BookRow>& rows() const { return rows_; }  // below the heads

  /// From 0; nothing when no column says that.
  std::optional<std::size_t> find(Column column, Tongue tongue = Tongue::none) const;
  std::optional<std::size_t> find(std::string_view key) const;
  bool has(Column column) const;
  /// Trimmed; empty when there is none.
  const std::string& at(const documents::BookRow& row, std::optional<std::size_t> column) const;
  const std::string& at(const documents::BookRow& row, Column column) const { return at(row, find(column)); }
  /// "label" without a language is in the language of the form.
  void plain_means(Tongue tongue);
  /// The foreign language that stands for Spanish.
  void adopt(std::string_view language);

 private:
  std::string name_;
  std::int64_t head_row_ = 0;
  std::vector<Head> heads_;
  std::vector<documents::BookRow> rows_;
};

}  // namespace alianza::xlsforms
