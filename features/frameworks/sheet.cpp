#include "features/frameworks/sheet.h"

#include <algorithm>
#include <optional>

#include "platform/base/words.h"
#include "platform/documents/rows.h"

namespace alianza::frameworks {
namespace {

constexpr std::array<std::string_view, column_count> column_words{"edition",  "code",     "level",   "parent",
                                                                  "title_es", "title_en", "weight",  "same_as",
                                                                  "formerly", "note_es",  "note_en", "spoilt"};

struct Head {
  std::string_view folded;
  Column column;
};
/// Heads that people write, and those of our downloads in both languages.
constexpr Head heads[] = {{"edition", Column::edition},
                          {"edicion", Column::edition},
                          {"code", Column::code},
                          {"codigo", Column::code},
                          {"clave", Column::code},
                          {"level", Column::level},
                          {"nivel", Column::level},
                          {"parent", Column::parent},
                          {"superior", Column::parent},
                          {"padre", Column::parent},
                          {"title_es", Column::title_es},
                          {"title (es)", Column::title_es},
                          {"titulo (es)", Column::title_es},
                          {"titulo", Column::title_es},
                          {"title", Column::title_es},
                          {"nombre", Column::title_es},
                          {"title_en", Column::title_en},
                          {"title (en)", Column::title_en},
                          {"titulo (en)", Column::title_en},
                          {"weight", Column::weight},
                          {"peso", Column::weight},
                          {"same_as", Column::same_as},
                          {"same as", Column::same_as},
                          {"es el mismo que", Column::same_as},
                          {"formerly", Column::formerly},
                          {"codigo anterior", Column::formerly},
                          {"clave anterior", Column::formerly},
                          {"note_es", Column::note_es},
                          {"note (es)", Column::note_es},
                          {"nota (es)", Column::note_es},
                          {"nota", Column::note_es},
                          {"note", Column::note_es},
                          {"note_en", Column::note_en},
                          {"note (en)", Column::note_en},
                          {"nota (en)", Column::note_en}};

std::optional<Column> column_of(std::string_view head) {
  const auto folded = fold(head);
  for (const auto& known : heads)
    if (known.folded == folded) return known.column;
  return std::nullopt;
}

using Layout = std::vector<std::optional<Column>>;

Done read_heads(const documents::ReadRow& row, Layout& layout, Sheet& sheet) {
  for (const auto& cell : row.cells) {
    const auto column = column_of(cell.text);
    if (column && std::find(layout.begin(), layout.end(), column) != layout.end())
      return fail(Error::field("file", _("Dos columnas quieren decir lo mismo: «{1}».").arg(trim(cell.text))));
    if (!column && !trim(cell.text).empty()) sheet.unread.push_back(trim(cell.text));
    layout.push_back(column);
  }
  for (const auto needed : {Column::code, Column::title_es})
    if (std::find(layout.begin(), layout.end(), needed) == layout.end())
      return fail(Error::field("file", _("Falta la columna «{1}» en la primera fila.").arg(std::string(to_text(needed)))));
  return {};
}

/// A spreadsheet keeps 1.10 as the number 1.1 and 4.7 as the seventh of April: such a code is not what was typed.
bool is_spoilt(Column column, const documents::ReadCell& cell) {
  const bool is_key =
      column == Column::code || column == Column::parent || column == Column::same_as || column == Column::formerly;
  switch (cell.kind) {
    case documents::CellKind::empty:
    case documents::CellKind::text: return false;
    case documents::CellKind::number: return is_key && cell.text.find('.') != std::string::npos;
    case documents::CellKind::error: return true;
    case documents::CellKind::date:
    case documents::CellKind::boolean: return is_key || column == Column::weight || column == Column::edition;
  }
  return false;
}

SheetRow row_of(const documents::ReadRow& read, const Layout& layout) {
  SheetRow out;
  out.number = read.number;
  for (std::size_t i = 0; i < read.cells.size() && i < layout.size(); ++i) {
    if (!layout[i]) continue;
    out.at(*layout[i]) = trim(read.cells[i].text);
    if (is_spoilt(*layout[i], read.cells[i])) {
      auto& spoilt = out.at(Column::spoilt);
      spoilt += (spoilt.empty() ? "" : ",") + std::string(to_text(*layout[i]));
    }
  }
  return out;
}

/// At the field of the form, whatever the reader said of the whole file.
Error at_file(Error error) {
  if (error.fields.empty()) error.fields.push_back({"file", error.message});
  error.message = _("Revise los datos marcados.");
  return error;
}

}  // namespace

std::string_view to_text(Column column) { return word_of(column_words, column); }

Message label(Column column) {
  switch (column) {
    case Column::edition: return _("Edición");
    case Column::code: return _("Código");
    case Column::level: return _("Nivel");
    case Column::parent: return _("Superior");
    case Column::title_es: return _("Título (es)");
    case Column::title_en: return _("Título (en)");
    case Column::weight: return _("Peso");
    case Column::same_as: return _("Es el mismo que");
    case Column::formerly: return _("Código anterior");
    case Column::note_es: return _("Nota (es)");
    case Column::note_en: return _("Nota (en)");
    case Column::spoilt: break;
  }
  return {};
}

Result<Sheet> read_sheet(std::string_view bytes) {
  if (bytes.empty()) return fail(Error::field("file", _("Elija un archivo .xlsx, .ods o .csv.")));
  if (bytes.size() > most_bytes)
    return fail(Error::field(
        "file", _("El archivo pesa más de {1} MB. Divídalo en varios.").arg(static_cast<std::int64_t>(most_bytes >> 20U))));
  Sheet out;
  Layout layout;
  bool has_heads = false;
  const documents::ReadOptions options{.sheet = {}, .most_bytes = most_bytes, .most_rows = most_rows + 1, .most_columns = 60};
  const auto report = documents::read_rows(bytes, options, [&](const documents::ReadRow& row) -> Done {
    if (!has_heads) {
      has_heads = true;
      return read_heads(row, layout, out);
    }
    auto read = row_of(row, layout);
    // What stands only in columns that mean nothing here is no row of the tree.
    if (std::any_of(read.cells.begin(), read.cells.end(), [](const std::string& cell) { return !cell.empty(); }))
      out.rows.push_back(std::move(read));
    return {};
  });
  if (!report) return fail(at_file(report.error()));
  if (out.rows.empty()) return fail(Error::field("file", _("El archivo no tiene filas debajo de sus encabezados.")));
  if (report->format == documents::SheetFormat::csv) out.encoding = report->encoding;
  return out;
}

}  // namespace alianza::frameworks
