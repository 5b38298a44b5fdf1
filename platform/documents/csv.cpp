#include "platform/documents/csv.h"

#include <algorithm>

#include "platform/base/text.h"

namespace alianza::documents {
namespace {

constexpr std::string_view mark = "\xEF\xBB\xBF";

void append_field(std::string& out, std::string_view text) {
  if (text.find_first_of(",;\"\r\n\t") == std::string_view::npos &&
      (text.empty() || (text.front() != ' ' && text.back() != ' '))) {
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
  void row(const std::vector<Cell>& cells) override {
    ENSURE(cells.size() == columns_);
    for (std::size_t i = 0; i < columns_; ++i) {
      const auto& cell = cells[i];
      if (cell.kind() == Cell::Kind::text)
        field(i, without_formula(cell.text()));
      else
        field(i, cell.text());
    }
    out_ += "\r\n";
  }
  void end() override {}
  std::string take() override { return std::exchange(out_, {}); }

 private:
  void field(std::size_t at, std::string_view text) {
    if (at > 0) out_ += ',';
    append_field(out_, text);
  }
  std::size_t columns_;
  std::string out_;
};

/// Reads one record at a time; knows the line for error messages.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), separator_(find_separator()) {}

  bool done() const { return at_ >= text_.size(); }
  std::int64_t line() const { return line_; }

  Result<std::vector<std::string>> record() {
    std::vector<std::string> fields;
    const auto first = line_;
    for (bool more = true; more;) {
      std::string field;
      if (!done() && text_[at_] == '"') {
        if (!quoted(field)) return fail(Error::invalid(_("Línea {1}: una comilla se abre y no se cierra.").arg(first)));
      } else {
        while (!done() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r') field += text_[at_++];
      }
      fields.push_back(std::move(field));
      more = !done() && text_[at_] == separator_;
      if (more) ++at_;
    }
    end_of_line();
    return fields;
  }

 private:
  char find_separator() const {
    const auto head = text_.substr(0, text_.find_first_of("\r\n"));
    const auto count = [&](char c) { return std::count(head.begin(), head.end(), c); };
    const auto commas = count(',');
    if (count(';') > commas) return ';';
    return count('\t') > commas ? '\t' : ',';
  }
  bool quoted(std::string& field) {
    for (++at_; !done(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '"') {
        field += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        field += '"';
        ++at_;
      } else {
        ++at_;
        while (!done() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r')
          field += text_[at_++];  // as spreadsheets do
        return true;
      }
    }
    return false;
  }
  void end_of_line() {
    if (done()) return;
    if (text_[at_] == '\r') ++at_;
    if (!done() && text_[at_] == '\n') ++at_;
    ++line_;
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::int64_t line_ = 1;
};

bool is_blank(const std::vector<std::string>& fields) {
  return std::all_of(fields.begin(), fields.end(), [](const std::string& f) { return trim(f).empty(); });
}

Done check_head(const std::vector<std::string>& head) {
  for (auto i = head.begin(); i != head.end(); ++i)
    if (!i->empty() && std::find(head.begin(), i, *i) != i)
      return fail(Error::invalid(_("La columna «{1}» está dos veces. Deje una sola.").arg(*i)));
  return {};
}

}  // namespace

std::string without_formula(std::string_view text) {
  std::string out;
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) out = "'";
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
  Reader reader(text);
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
