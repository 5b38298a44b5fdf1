#include "platform/documents/rows.h"

#include "platform/base/text.h"
#include "platform/documents/csv_records.h"
#include "platform/documents/workbook_child.h"

namespace alianza::documents {
namespace {

constexpr std::string_view old_office = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";  // .xls, and .xlsx with a password

/// ASCII in two bytes a character, as old office files name their parts.
std::string in_two_bytes(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c;
    out += '\0';
  }
  return out;
}

Result<SheetFormat> sniff_zip(std::string_view bytes) {
  const auto has = [&](std::string_view name) { return bytes.find(name) != std::string_view::npos; };
  if (has("application/vnd.oasis.opendocument.spreadsheet")) return SheetFormat::ods;
  if (has("xl/workbook.xml")) return SheetFormat::xlsx;
  if (has("xl/workbook.bin")) return fail(Error::invalid(_("El archivo es .xlsb. Ábralo y guárdelo como .xlsx.")));
  return fail(Error::invalid(_("El archivo no es una hoja de cálculo. Envíe .xlsx, .ods o .csv.")));
}

/// As it was before the writer of CSV kept a spreadsheet from running it.
std::string unguarded(std::string text) {
  if (text.size() > 1 && text[0] == '\'' && std::string_view("=+-@\t\r").find(text[1]) != std::string_view::npos)
    text.erase(0, 1);
  return text;
}

Result<ReadRow> csv_row(CsvRecords& records, const ReadOptions& options) {
  ReadRow row;
  row.number = records.line();
  auto fields = TRY(records.record());
  if (is_blank(fields)) return row;
  while (trim(fields.back()).empty()) fields.pop_back();
  if (fields.size() > options.most_columns) return fail(error_of(Refusal::too_many_columns, options));
  for (auto& field : fields) {
    auto text = unguarded(trim(field));
    row.cells.push_back({text.empty() ? CellKind::empty : CellKind::text, std::move(text), false});
  }
  return row;
}

Result<ReadReport> read_csv_rows(std::string_view bytes, const ReadOptions& options, const RowTaker& take) {
  auto decoded = TRY(decode(bytes));
  CsvRecords records(decoded.owned.empty() ? decoded.text : std::string_view(decoded.owned));
  ReadReport report;
  report.encoding = std::move(decoded.encoding);
  report.separator = records.separator();
  while (!records.done()) {
    const auto row = TRY(csv_row(records, options));
    if (row.cells.empty()) continue;
    if (++report.rows > options.most_rows) return fail(error_of(Refusal::too_many_rows, options));
    TRY(take(row));
  }
  if (report.rows == 0) return fail(error_of(Refusal::empty, options));
  return report;
}

}  // namespace

std::string_view to_text(SheetFormat format) {
  switch (format) {
    case SheetFormat::csv: return "csv";
    case SheetFormat::xlsx: return "xlsx";
    case SheetFormat::ods: return "ods";
  }
  return "";
}

Result<SheetFormat> sniff(std::string_view bytes) {
  if (bytes.starts_with(old_office)) {
    if (bytes.find(in_two_bytes("EncryptedPackage")) != std::string_view::npos) return fail(error_of(Refusal::encrypted, {}));
    return fail(Error::invalid(_("El archivo es .xls, un formato antiguo. Ábralo y guárdelo como .xlsx.")));
  }
  if (bytes.starts_with("PK\x03\x04")) return sniff_zip(bytes);
  for (const std::string_view other :
       {"%PDF", "\x89PNG", "\xFF\xD8\xFF", "{\\rtf", "<!DOCTYPE", "<html", "<?xml", "GIF8", "\x1F\x8B"})
    if (bytes.starts_with(other))
      return fail(Error::invalid(_("El archivo no es una hoja de cálculo. Envíe .xlsx, .ods o .csv.")));
  return SheetFormat::csv;
}

Result<ReadReport> read_rows(std::string_view bytes, const ReadOptions& options, const RowTaker& take) {
  if (bytes.empty()) return fail(error_of(Refusal::empty, options));
  if (bytes.size() > options.most_bytes)
    return fail(
        {Fault::too_large,
         _("El archivo pesa más de {1} MB. Divídalo en varios.").arg(static_cast<std::int64_t>(options.most_bytes >> 20U)),
         {}});
  const auto format = TRY(sniff(bytes));
  if (format == SheetFormat::csv) return read_csv_rows(bytes, options, take);
  ReadReport report;
  report.format = format;
  TRY(ask_child(format, bytes, options, {},
                {[&](std::string name) { report.sheets.push_back(std::move(name)); },
                 [&](std::string name) { report.sheet = std::move(name); },
                 [&](const ReadRow& row) {
                   ++report.rows;
                   return take(row);
                 }}));
  return report;
}

}  // namespace alianza::documents
