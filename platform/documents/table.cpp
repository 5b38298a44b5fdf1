#include "platform/documents/table.h"

#include <boost/json.hpp>

#include <algorithm>

#include "platform/base/result.h"
#include "platform/documents/csv.h"
#include "platform/documents/xlsx.h"

namespace alianza::documents {
namespace {

std::string in_quotes(std::string_view text) { return boost::json::serialize(boost::json::string(text)); }

/// {"about": {…}, "columns": [{"name": …, "title": …}], "rows": [{…}, …]}, one row a line.
class JsonWriter : public TableWriter {
 public:
  explicit JsonWriter(const TableOptions& options) {
    boost::json::object about;
    for (const auto& [name, text] : options.about) about[name] = text;
    boost::json::array columns;
    for (const auto& column : options.columns) {
      columns.push_back(boost::json::object{{"name", column.name}, {"title", column.title}});
      keys_.push_back(in_quotes(column.name) + ":");
    }
    out_ = "{\"about\":" + boost::json::serialize(about) + ",\n\"columns\":" + boost::json::serialize(columns) + ",\n\"rows\":[";
  }
  using TableWriter::row;
  void row_of(const std::vector<const Cell*>& cells) override {
    ENSURE(cells.size() == keys_.size());
    out_ += first_ ? "\n{" : ",\n{";
    first_ = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out_ += ',';
      out_ += keys_[i];
      value(*cells[i]);
    }
    out_ += '}';
  }
  void end() override { out_ += "\n]}\n"; }
  std::string take() override { return std::exchange(out_, {}); }

 private:
  void value(const Cell& cell) {
    switch (cell.kind()) {
      case Cell::Kind::empty: out_ += "null"; break;
      case Cell::Kind::number:
      case Cell::Kind::boolean: out_ += cell.text(); break;
      case Cell::Kind::text:
      case Cell::Kind::date: out_ += in_quotes(cell.text()); break;
    }
  }
  std::vector<std::string> keys_;
  std::string out_;
  bool first_ = true;
};

bool is_decimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto point = std::min(text.find('.'), text.size());
  const auto whole = text.substr(0, point);
  const auto rest = point < text.size() ? text.substr(point + 1) : std::string_view("0");
  if (whole.empty() || rest.empty() || (whole.size() > 1 && whole.front() == '0')) return false;  // JSON knows neither .5 nor 007
  return std::all_of(whole.begin(), whole.end(), digit) && std::all_of(rest.begin(), rest.end(), digit);
}

}  // namespace

std::optional<Format> format_from(std::string_view word) {
  for (const auto format : formats)
    if (extension(format) == word) return format;
  return std::nullopt;
}

std::string_view extension(Format format) {
  switch (format) {
    case Format::csv: return "csv";
    case Format::xlsx: return "xlsx";
    case Format::json: return "json";
  }
  return "";
}

std::string_view media_type(Format format) {
  switch (format) {
    case Format::csv: return "text/csv; charset=utf-8";
    case Format::xlsx: return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    case Format::json: return "application/json";
  }
  return "";
}

Cell Cell::decimal(std::string text) {
  ENSURE(is_decimal(text));
  Cell cell;
  cell.kind_ = Kind::number;
  cell.text_ = std::move(text);
  return cell;
}

void TableWriter::row(const std::vector<Cell>& cells) {
  pointers_.clear();
  for (const auto& cell : cells) pointers_.push_back(&cell);
  row_of(pointers_);
}

std::unique_ptr<TableWriter> table_writer(Format format, TableOptions options) {
  switch (format) {
    case Format::csv: return csv_writer(std::move(options));
    case Format::xlsx: return xlsx_writer(std::move(options));
    case Format::json: return std::make_unique<JsonWriter>(options);
  }
  return nullptr;
}

Pieces stream(std::unique_ptr<TableWriter> writer, Source source) {
  // std::function wants to be copied; the writer is shared by the copies, of which one runs.
  return [to = std::shared_ptr<TableWriter>(std::move(writer)), fill = std::move(source),
          ended = false](std::string& piece) mutable {
    while (!ended) {
      if (!fill(*to)) {
        to->end();
        ended = true;
      }
      piece = to->take();
      if (!piece.empty()) return true;
    }
    piece = to->take();
    return !piece.empty();
  };
}

Pieces stream(std::unique_ptr<TableWriter> writer, std::vector<std::vector<Cell>> rows) {
  constexpr int rows_a_piece = 200;
  return stream(std::move(writer), [rows = std::move(rows), at = std::size_t{0}](TableWriter& to) mutable {
    for (int n = 0; n < rows_a_piece && at < rows.size(); ++n) to.row(rows[at++]);
    return at < rows.size();
  });
}

}  // namespace alianza::documents
