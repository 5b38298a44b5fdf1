// ODS: liborcus reads it and fills these cells.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <orcus/exception.hpp>
#include <orcus/orcus_ods.hpp>
#include <orcus/spreadsheet/import_interface.hpp>

#include "platform/documents/workbook_parts.h"

namespace alianza::documents {
namespace {

namespace os = orcus::spreadsheet;
namespace iface = orcus::spreadsheet::iface;

class Texts : public iface::import_shared_strings {
 public:
  const std::string& at(std::size_t index) const {
    static const std::string none;
    return index < texts_.size() ? texts_[index] : none;
  }
  std::size_t append(std::string_view s) override {
    texts_.emplace_back(s);
    return texts_.size() - 1;
  }
  std::size_t add(std::string_view s) override { return append(s); }
  void set_segment_font(std::size_t) override {}
  void set_segment_bold(bool) override {}
  void set_segment_italic(bool) override {}
  void set_segment_font_name(std::string_view) override {}
  void set_segment_font_size(double) override {}
  void set_segment_font_color(os::color_elem_t, os::color_elem_t, os::color_elem_t, os::color_elem_t) override {}
  void append_segment(std::string_view s) override { segments_ += s; }
  std::size_t commit_segments() override { return append(std::exchange(segments_, {})); }

 private:
  std::vector<std::string> texts_;
  std::string segments_;
};

class Cells;

/// What a formula came to when the file was saved; nothing is computed here.
class Results : public iface::import_formula {
 public:
  explicit Results(Cells& cells) : cells_(cells) {}
  void set_position(os::row_t row, os::col_t column) override {
    row_ = row;
    column_ = column;
    cell_ = {};
  }
  void set_formula(os::formula_grammar_t, std::string_view) override {}
  void set_shared_formula_index(std::size_t) override {}
  void set_result_string(std::string_view value) override {
    cell_ = {value.empty() ? CellKind::empty : CellKind::text, std::string(value), false};
  }
  void set_result_value(double value) override { cell_ = {CellKind::number, number_text(value), false}; }
  void set_result_bool(bool value) override { cell_ = {CellKind::boolean, value ? "true" : "false", false}; }
  void set_result_empty() override { cell_ = {}; }
  void commit() override;

 private:
  Cells& cells_;
  os::row_t row_ = 0;
  os::col_t column_ = 0;
  ReadCell cell_;
};

class Cells : public iface::import_sheet, public iface::import_sheet_properties {
 public:
  Cells(std::string_view name, const Texts& texts, const WorkbookLimits& limits)
      : texts_(texts), limits_(limits), results_(*this) {
    sheet.name = name;
  }

  Sheet sheet;

  iface::import_sheet_properties* get_sheet_properties() override { return this; }
  iface::import_formula* get_formula() override { return &results_; }

  void set_auto(os::row_t row, os::col_t column, std::string_view s) override {
    put(row, column, CellKind::text, std::string(s));
  }
  void set_string(os::row_t row, os::col_t column, os::string_id_t index) override {
    put(row, column, CellKind::text, texts_.at(index));
  }
  void set_value(os::row_t row, os::col_t column, double value) override {
    put(row, column, CellKind::number, number_text(value));
  }
  void set_bool(os::row_t row, os::col_t column, bool value) override {
    put(row, column, CellKind::boolean, value ? "true" : "false");
  }
  void set_date_time(os::row_t row, os::col_t column, int year, int month, int day, int hour, int minute,
                     double second) override {
    auto text = fmt::format("{:04}-{:02}-{:02}", year, month, day);
    if (hour != 0 || minute != 0 || second >= 0.5) text += fmt::format(" {:02}:{:02}:{:02.0f}", hour, minute, second);
    put(row, column, CellKind::date, std::move(text));
  }
  void set_format(os::row_t, os::col_t, std::size_t) override {}
  void set_format(os::row_t, os::col_t, os::row_t, os::col_t, std::size_t) override {}
  /// A row that is said once and holds many times.
  void fill_down_cells(os::row_t row, os::col_t column, os::row_t count) override {
    const auto found = sheet.rows.find(row);
    if (found == sheet.rows.end() || static_cast<std::size_t>(column) >= found->second.size()) return;
    const auto cell = found->second[static_cast<std::size_t>(column)];
    for (os::row_t i = 1; i <= count; ++i) put(row + i, column, cell.kind, cell.text);
  }
  os::range_size_t get_sheet_size() const override { return {1'048'576, 16'384}; }
  void set_merge_cell_range(const os::range_t& range) override {
    mark_merged(sheet, {range.first.row, range.first.column, range.last.row, range.last.column}, limits_);
  }
  void set_column_width(os::col_t, double, orcus::length_unit_t) override {}
  void set_column_hidden(os::col_t, bool) override {}
  void set_row_height(os::row_t, double, orcus::length_unit_t) override {}
  void set_row_hidden(os::row_t, bool) override {}

  /// A value beyond the limits ends the reading.
  void put(std::int64_t row, std::int64_t column, CellKind kind, std::string text) {
    if (row < 0 || column < 0 || kind == CellKind::empty || text.empty()) return;
    auto& cells = sheet.rows[row];
    if (static_cast<std::int64_t>(sheet.rows.size()) > limits_.rows) throw TooLarge{Refusal::too_many_rows};
    if (column >= static_cast<std::int64_t>(limits_.columns)) throw TooLarge{Refusal::too_many_columns};
    if (cells.size() <= static_cast<std::size_t>(column)) cells.resize(static_cast<std::size_t>(column) + 1);
    cells[static_cast<std::size_t>(column)] = {kind, std::move(text), false};
  }

 private:
  const Texts& texts_;
  const WorkbookLimits& limits_;
  Results results_;
};

void Results::commit() { cells_.put(row_, column_, cell_.kind, cell_.text); }

class Book : public iface::import_factory {
 public:
  explicit Book(const WorkbookLimits& limits) : limits_(limits) {}
  iface::import_shared_strings* get_shared_strings() override { return &texts_; }
  iface::import_sheet* append_sheet(os::sheet_t, std::string_view name) override {
    sheets_.push_back(std::make_unique<Cells>(name, texts_, limits_));
    return sheets_.back().get();
  }
  iface::import_sheet* get_sheet(std::string_view name) override {
    for (auto& cells : sheets_)
      if (cells->sheet.name == name) return cells.get();
    return nullptr;
  }
  iface::import_sheet* get_sheet(os::sheet_t index) override {
    const bool known = index >= 0 && static_cast<std::size_t>(index) < sheets_.size();
    return known ? sheets_[static_cast<std::size_t>(index)].get() : nullptr;
  }
  void finalize() override {}
  std::vector<Sheet> take() {
    std::vector<Sheet> out;
    for (auto& cells : sheets_) out.push_back(std::move(cells->sheet));
    return out;
  }

 private:
  const WorkbookLimits limits_;
  Texts texts_;
  std::vector<std::unique_ptr<Cells>> sheets_;
};

}  // namespace

std::vector<Sheet> read_ods(std::string_view bytes, const WorkbookLimits& limits) {
  Book book(limits);
  orcus::orcus_ods(&book).read_stream(bytes);
  return book.take();
}

}  // namespace alianza::documents
