// Files that people send.
#include "features/xlsforms/xlsforms.h"

namespace alianza::xlsforms {

Result<documents::Book> open_book(std::string_view bytes) {
  if (bytes.empty()) return fail(Error::field("file", _("Elija un archivo .xlsx.")));
  if (bytes.size() > most_bytes)
    return fail(Error::field(
        "file",
        _("El archivo pesa más de {1} MB. Deje en él solo el formulario.").arg(static_cast<std::int64_t>(most_bytes >> 20U))));
  const documents::ReadOptions options{.sheet = {}, .most_bytes = most_bytes, .most_rows = most_rows, .most_columns = 400};
  auto book = documents::read_book(bytes, sheet_names(), options);
  if (book) {
    std::size_t size = 0;
    for (const auto& sheet : book->sheets)
      for (const auto& row : sheet.rows)
        for (const auto& cell : row.cells) size += cell.size();
    if (size <= most_cells) return book;
    return fail(
        Error::field("file", _("Las hojas survey, choices y settings dicen demasiado. Deje en el archivo solo el formulario.")));
  }
  // At the field of the form, whatever the reader said of the whole file.
  auto error = book.error();
  if (error.fields.empty()) error.fields.push_back({"file", error.message});
  error.message = _("Revise los datos marcados.");
  return fail(std::move(error));
}

}  // namespace alianza::xlsforms
