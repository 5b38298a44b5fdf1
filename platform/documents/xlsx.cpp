#include "platform/documents/xlsx.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "platform/base/result.h"
#include "platform/base/text.h"

namespace alianza::documents {
namespace {

constexpr std::size_t longest_text = 32'767;  // characters in a cell, Excel's limit
constexpr std::size_t exact_digits = 15;      // a sheet keeps numbers as doubles: longer ones go as text

void check(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("xlsx: ") + lxw_strerror(error));
}

/// Bytes of the longest beginning that a cell takes. Its limit counts UTF-16 units, of which a character has at most two.
std::string cut(const std::string& text) {
  if (text.size() <= longest_text / 2 || 2 * length(text) <= longest_text) return text;
  std::size_t at = 0;
  for (std::size_t n = 0; at < text.size() && n + 2 < longest_text / 2; ++n) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  }
  return text.substr(0, at) + "…";
}

/// What XML cannot hold, written as sheets write it: _x0001_. The library does so only outside its constant-memory mode.
std::string printable(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto rest = std::string_view(text).substr(i);
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 && text[i] != '\n' && text[i] != '\t') {
      constexpr std::string_view digits = "0123456789ABCDEF";
      out.append("_x00").append(1, digits[byte >> 4U]).append(1, digits[byte & 0xFU]).append("_");
    } else if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {  // U+FFFE, U+FFFF
      out += rest[2] == '\xBE' ? "_xFFFE_" : "_xFFFF_";
      i += 2;
    } else if (rest.starts_with("_x") && rest.size() >= 7 && rest[6] == '_') {  // a text that looks like one
      out += "_x005F_";
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::string sheet_text(const std::string& text) { return printable(cut(text)); }

TemporaryFile::TemporaryFile() : path_((std::filesystem::temp_directory_path() / "alianza-XXXXXX").string()) {
  const int handle = ::mkstemp(path_.data());
  if (handle < 0) throw std::runtime_error("xlsx: no temporary file");
  ::close(handle);
}
TemporaryFile::~TemporaryFile() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}
std::string TemporaryFile::folder() const { return std::filesystem::path(path_).parent_path().string(); }
std::string TemporaryFile::read() const {
  std::ifstream from(path_, std::ios::binary);
  std::string out((std::istreambuf_iterator<char>(from)), {});
  if (!from) throw std::runtime_error("xlsx: the file cannot be read");
  return out;
}

namespace {

/// A name that Excel takes for a sheet: at most 31 characters, none of []:*?/\ .
std::string sheet_name(std::string_view title) {
  std::string out;
  std::size_t n = 0;
  for (const char c : title) {
    const bool starts = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (starts && ++n > 31) break;
    out += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
  }
  return out.empty() ? "1" : out;
}

class XlsxWriter : public TableWriter {
 public:
  explicit XlsxWriter(TableOptions options) : options_(std::move(options)) {
    folder_ = file_.folder();
    lxw_workbook_options how{};
    how.constant_memory = LXW_TRUE;
    how.tmpdir = folder_.data();
    book_ = workbook_new_opt(file_.path().c_str(), &how);
    if (book_ == nullptr) throw std::runtime_error("xlsx: no workbook");
    head_ = workbook_add_format(book_);
    format_set_bold(head_);
    format_set_bottom(head_, LXW_BORDER_THIN);
    date_ = workbook_add_format(book_);
    format_set_num_format(date_, "yyyy-mm-dd");
    sheet_ = workbook_add_worksheet(book_, sheet_name(options_.title).c_str());
    for (std::size_t i = 0; i < options_.columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      check(worksheet_set_column(sheet_, column, column, options_.columns[i].width, nullptr));
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    for (std::size_t i = 0; i < options_.columns.size(); ++i) text(i, options_.columns[i].title, head_);
    ++row_;
  }
  ~XlsxWriter() override {
    if (book_ != nullptr) lxw_workbook_free(book_);
    if (read_ != nullptr) std::fclose(read_);
  }

  using TableWriter::row;
  void row_of(const std::vector<const Cell*>& cells) override {
    ENSURE(cells.size() == options_.columns.size());
    for (std::size_t i = 0; i < cells.size(); ++i) write(i, *cells[i]);
    ++row_;
  }

  void end() override {
    if (row_ > 1) check(worksheet_autofilter(sheet_, 0, 0, row_ - 1, static_cast<lxw_col_t>(options_.columns.size() - 1)));
    if (!options_.about.empty()) write_about();
    auto* book = std::exchange(book_, nullptr);
    check(workbook_close(book));
    read_ = std::fopen(file_.path().c_str(), "rb");
    if (read_ == nullptr) throw std::runtime_error("xlsx: the file is gone");
  }

  std::string take() override {
    std::string piece;
    if (read_ == nullptr) return piece;
    piece.resize(std::size_t{64} * 1024);
    piece.resize(std::fread(piece.data(), 1, piece.size(), read_));
    if (std::ferror(read_) != 0) throw std::runtime_error("xlsx: the file cannot be read");
    return piece;
  }

 private:
  void text(std::size_t at, const std::string& content, lxw_format* format) {
    check(worksheet_write_string(sheet_, row_, static_cast<lxw_col_t>(at), sheet_text(content).c_str(), format));
  }
  void write(std::size_t at, const Cell& cell) {
    const auto column = static_cast<lxw_col_t>(at);
    switch (cell.kind()) {
      case Cell::Kind::empty: break;
      case Cell::Kind::text: text(at, cell.text(), nullptr); break;
      case Cell::Kind::boolean:
        check(worksheet_write_boolean(sheet_, row_, column, cell.text() == "true" ? 1 : 0, nullptr));
        break;
      case Cell::Kind::number:
        if (cell.text().size() > exact_digits)
          text(at, cell.text(), nullptr);
        else
          check(worksheet_write_number(sheet_, row_, column, std::stod(cell.text()), nullptr));
        break;
      case Cell::Kind::date: write_date(column, cell.text()); break;
    }
  }
  void write_date(lxw_col_t column, const std::string& iso) {
    const auto date = Date::parse(iso);
    ENSURE(date);
    lxw_datetime at{date->year(), static_cast<int>(date->month()), static_cast<int>(date->day()), 0, 0, 0};
    check(worksheet_write_datetime(sheet_, row_, column, &at, date_));
  }
  void write_about() {
    auto* sheet = workbook_add_worksheet(book_, "Info");
    check(worksheet_set_column(sheet, 0, 0, 20, nullptr));
    check(worksheet_set_column(sheet, 1, 1, 80, nullptr));
    lxw_row_t at = 0;
    for (const auto& [name, content] : options_.about) {
      check(worksheet_write_string(sheet, at, 0, sheet_text(name).c_str(), head_));
      check(worksheet_write_string(sheet, at, 1, sheet_text(content).c_str(), nullptr));
      ++at;
    }
  }

  TableOptions options_;
  TemporaryFile file_;
  std::string folder_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* head_ = nullptr;
  lxw_format* date_ = nullptr;
  lxw_row_t row_ = 0;
  std::FILE* read_ = nullptr;
};

}  // namespace

std::unique_ptr<TableWriter> xlsx_writer(TableOptions options) { return std::make_unique<XlsxWriter>(std::move(options)); }

}  // namespace alianza::documents
