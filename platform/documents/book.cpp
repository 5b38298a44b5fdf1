#include "platform/documents/book.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <stdexcept>

#include "platform/base/text.h"
#include "platform/documents/xlsx.h"

namespace alianza::documents {
namespace {

constexpr std::time_t no_moment = 946'684'800;  // 2000-01-01: a file says nothing of when it was written
constexpr int column_width = 24;

BookRow texts_of(const ReadRow& row) {
  BookRow out{row.number, {}};
  for (const auto& cell : row.cells) out.cells.push_back(cell.text);
  return out;
}

struct OneSheet {
  ReadReport report;
  BookSheet sheet;
};
Result<OneSheet> read_sheet_of(std::string_view bytes, ReadOptions options, const std::string& name) {
  OneSheet out;
  options.sheet = name;
  out.report = TRY(read_rows(bytes, options, [&](const ReadRow& row) -> Done {
    out.sheet.rows.push_back(texts_of(row));
    return {};
  }));
  out.sheet.name = out.report.sheet;
  return out;
}

void must(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("book: ") + lxw_strerror(error));
}

void write_sheet(lxw_workbook* book, lxw_format* head, const BookSheet& content) {
  auto* sheet = workbook_add_worksheet(book, content.name.c_str());
  if (sheet == nullptr) throw std::runtime_error("book: no sheet");
  worksheet_freeze_panes(sheet, 1, 0);
  std::size_t columns = 0;
  for (const auto& row : content.rows) columns = std::max(columns, row.cells.size());
  if (columns > 0) must(worksheet_set_column(sheet, 0, static_cast<lxw_col_t>(columns - 1), column_width, nullptr));
  for (const auto& row : content.rows)
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      if (!row.cells[i].empty())
        must(worksheet_write_string(sheet, static_cast<lxw_row_t>(row.number - 1), static_cast<lxw_col_t>(i),
                                    sheet_text(row.cells[i]).c_str(), row.number == 1 ? head : nullptr));
}

}  // namespace

Result<Book> read_book(std::string_view bytes, const std::vector<std::string>& names, const ReadOptions& options) {
  const auto format = TRY(sniff(bytes));
  if (format == SheetFormat::csv)
    return fail(Error::invalid(_("Un CSV no tiene hojas. Guarde el libro completo como .xlsx y envíelo.")));
  auto first = TRY(read_sheet_of(bytes, options, {}));
  const auto& present = first.report.sheets;
  Book out;
  const auto is_wanted = [&](const std::string& sheet) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return fold(name) == fold(sheet); });
  };
  if (present.size() == 1 && !is_wanted(present.front())) {
    out.sheets.push_back(std::move(first.sheet));
    return out;
  }
  for (const auto& name : names) {
    const auto found =
        std::find_if(present.begin(), present.end(), [&](const std::string& sheet) { return fold(sheet) == fold(name); });
    if (found == present.end()) continue;
    if (*found == first.sheet.name)
      out.sheets.push_back(first.sheet);
    else
      out.sheets.push_back(TRY(read_sheet_of(bytes, options, *found)).sheet);
  }
  for (const auto& sheet : present)
    if (!is_wanted(sheet)) out.others.push_back(sheet);
  return out;
}

std::string write_book(const std::vector<BookSheet>& sheets) {
  const TemporaryFile file;
  auto folder = file.folder();
  lxw_workbook_options how{};
  how.constant_memory = LXW_TRUE;  // texts stand in their cells, as in our other sheets
  how.tmpdir = folder.data();
  auto* book = workbook_new_opt(file.path().c_str(), &how);
  if (book == nullptr) throw std::runtime_error("book: no workbook");
  lxw_doc_properties about{};
  about.created = no_moment;
  must(workbook_set_properties(book, &about));
  auto* head = workbook_add_format(book);
  format_set_bold(head);
  for (const auto& sheet : sheets) write_sheet(book, head, sheet);
  must(workbook_close(book));
  return file.read();
}

}  // namespace alianza::documents
