#include "platform/documents/csv.h"

#include <algorithm>
#include <array>

#include "platform/base/text.h"
#include "platform/documents/csv_records.h"

namespace alianza::documents {
namespace {

constexpr std::string_view mark = "\xEF\xBB\xBF";

/// By byte: what stands in quotes, and what a spreadsheet would run when it comes first.
constexpr std::array<bool, 256> bytes_of(std::string_view which) {
  std::array<bool, 256> out{};
  for (const char c : which) out[static_cast<unsigned char>(c)] = true;
  return out;
}
constexpr auto quoted = bytes_of(",;\"\r\n\t");
constexpr auto runs = bytes_of("=+-@\t\r");

bool is_among(const std::array<bool, 256>& bytes, char c) { return bytes[static_cast<unsigned char>(c)]; }

void append_field(std::string& out, std::string_view text) {
  if (text.empty()) return;
  if (text.front() != ' ' && text.back() != ' ' &&
      std::none_of(text.begin(), text.end(), [](char c) { return is_among(quoted, c); })) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

class CsvWriter : public TableWriter {
 public:
  explicit CsvWriter(TableOptions options) : columns_(options.columns.size()) {
    if (options.byte_order_mark) out_ = mark;
    for (std::size_t i = 0; i < columns_; ++i) field(i, without_formula(options.columns[i].title));
    out_ += "\r\n";
  }
  using TableWriter::row;
  void row_of(const std::vector<const Cell*>& cells) override {
    ENSURE(cells.size() == columns_);
    for (std::size_t i = 0; i < columns_; ++i) {
      if (i > 0) out_ += ',';
      const auto& cell = *cells[i];
      if (cell.kind() == Cell::Kind::number)  // digits, a sign, a point
        out_ += cell.text();
      else if (cell.kind() == Cell::Kind::text && is_among(runs, cell.text().front()))
        append_field(out_, without_formula(cell.text()));
      else
        append_field(out_, cell.text());
    }
    out_ += "\r\n";
  }
  void end() override {}
  std::string take() override {
    std::string next;
    next.reserve(out_.size());  // the next piece is about as long
    return std::exchange(out_, std::move(next));
  }

 private:
  void field(std::size_t at, std::string_view text) {
    if (at > 0) out_ += ',';
    append_field(out_, text);
  }
  std::size_t columns_;
  std::string out_;
};

Done check_head(const std::vector<std::string>& head) {
  for (auto i = head.begin(); i != head.end(); ++i)
    if (!i->empty() && std::find(head.begin(), i, *i) != i)
      return fail(Error::invalid(_("La columna «{1}» está dos veces. Deje una sola.").arg(*i)));
  return {};
}

}  // namespace

std::string without_formula(std::string_view text) {
  std::string out;
  if (!text.empty() && is_among(runs, text.front())) out = "'";
  return out.append(text);
}

std::unique_ptr<TableWriter> csv_writer(TableOptions options) { return std::make_unique<CsvWriter>(std::move(options)); }

int CsvTable::column(std::string_view name) const {
  const auto found = std::find(head.begin(), head.end(), name);
  return found == head.end() ? -1 : static_cast<int>(found - head.begin());
}

Result<CsvTable> read_csv(std::string_view text) {
  if (!is_clean_text(text)) return fail(Error::invalid(_("El archivo no es texto UTF-8. Guárdelo como «CSV UTF-8».")));
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  CsvRecords reader(text);
  CsvTable table;
  while (!reader.done()) {
    const auto line = reader.line();
    auto fields = TRY(reader.record());
    if (is_blank(fields)) continue;
    if (table.head.empty()) {
      std::transform(fields.begin(), fields.end(), fields.begin(), [](const std::string& f) { return trim(f); });
      TRY(check_head(fields));
      table.head = std::move(fields);
      continue;
    }
    while (fields.size() > table.head.size() && trim(fields.back()).empty()) fields.pop_back();
    if (fields.size() > table.head.size())
      return fail(Error::invalid(_("Línea {1}: hay {2} columnas y el encabezado tiene {3}.")
                                     .arg(line)
                                     .arg(static_cast<std::int64_t>(fields.size()))
                                     .arg(static_cast<std::int64_t>(table.head.size()))));
    fields.resize(table.head.size());
    table.rows.push_back(std::move(fields));
  }
  if (table.head.empty()) return fail(Error::invalid(_("El archivo está vacío.")));
  return table;
}

}  // namespace alianza::documents
