// The book and cross tables as files; one order of columns in every format, with codes and labels.
#include "features/results/pages_shared.h"
#include "platform/documents/table.h"

namespace alianza::results {
namespace {

documents::TableOptions options_of(const Request& request, const SeenBook& at, const Message& title) {
  documents::TableOptions o;
  o.title = text(request, title);
  o.about.emplace_back("survey", at.survey.title.in(request.lang));
  o.about.emplace_back("alliance", at.seen.alliance.name.in(request.lang));
  if (const auto seal = alliances::seal(at.seen.alliance, request.lang))
    o.about.emplace_back("seal", seal->tag + ". " + seal->text);
  o.about.emplace_back("date", at.seen.today.text());
  o.about.emplace_back("rounding", rounding_words(request.lang));
  if (at.hides_small()) o.about.emplace_back("hidden", text(request, hiding_words(at)));
  return o;
}

void add_book_columns(const Request& request, documents::TableOptions& o) {
  const auto add = [&](const char* name, const Message& title, int width) {
    o.columns.push_back({name, text(request, title), width});
  };
  add("question", _("Código de la pregunta"), 16);
  add("question_text", _("Pregunta"), 50);
  add("kind", _("Tipo de pregunta"), 14);
  add("shown", _("Se mostró a"), 10);
  add("answered", _("Contestaron"), 10);
  add("row", _("Código del renglón"), 12);
  add("row_label", _("Renglón"), 30);
  add("option", _("Código de la opción"), 16);
  add("option_label", _("Opción o medida"), 40);
  add("n", _("Respuestas"), 10);
  add("of", _("De cuántas"), 10);
  add("percent", _("Por ciento"), 10);
  add("place", _("Lugar"), 8);
  add("tied", _("Empate"), 8);
  add("points", _("Puntos"), 8);
  add("firsts", _("Primeros lugares"), 10);
  add("mean_place", _("Lugar medio"), 10);
  add("value", _("Valor"), 16);
}

using Cells = std::vector<documents::Cell>;

Cells head_of(const Table& table, Lang lang) {
  Cells out{table.question.code, table.question.text.in(lang), std::string(surveys::to_text(table.question.kind)), table.shown,
            table.answered};
  if (table.is_hidden || table.hides_answered) out.back() = {};
  return out;
}

documents::Cell hundredths(std::optional<std::int64_t> n) {
  if (!n) return {};
  return documents::Cell::decimal(std::to_string(*n / 100) + "." + std::to_string(100 + *n % 100).substr(1));
}

Cells row_of_line(const Table& table, const Line& line, Lang lang) {
  auto out = head_of(table, lang);
  const auto n = line.is_hidden ? std::nullopt : std::optional(line.n);
  const auto tied = line.place ? documents::Cell(line.is_tied) : documents::Cell();
  for (auto& cell : Cells{line.row,
                          line.row_label.in(lang),
                          line.code,
                          line.label.in(lang),
                          n,
                          line.of,
                          line.percent(),
                          line.place,
                          tied,
                          line.points,
                          line.firsts,
                          hundredths(line.mean_place),
                          {}})
    out.push_back(std::move(cell));
  return out;
}

Cells row_of_value(const Table& table, const char* code, std::string label, std::optional<std::int64_t> n, documents::Cell value,
                   Lang lang) {
  auto out = head_of(table, lang);
  for (auto& cell : Cells{{}, {}, code, std::move(label), n, {}, {}, {}, {}, {}, {}, {}, std::move(value)})
    out.push_back(std::move(cell));
  return out;
}

void add_values(std::vector<Cells>& rows, const Table& table, Lang lang) {
  if (const auto& numbers = table.numbers) {
    const auto add = [&](const char* code, const Message& label, std::optional<std::int64_t> value) {
      if (!value) return;
      auto digits = surveys::number_text(table.question, *value);
      std::erase(digits, ',');
      rows.push_back(row_of_value(table, code, text(lang, label), numbers->n, documents::Cell::decimal(std::move(digits)), lang));
    };
    add("mean", _("Media"), numbers->mean);
    add("median", _("Mediana"), numbers->median);
    add("least", _("Mínimo"), numbers->least);
    add("most", _("Máximo"), numbers->most);
  }
  if (table.first) rows.push_back(row_of_value(table, "first", text(lang, _("Primera fecha")), {}, *table.first, lang));
  if (table.last) rows.push_back(row_of_value(table, "last", text(lang, _("Última fecha")), {}, *table.last, lang));
}

std::vector<Cells> book_rows(const Book& b, Lang lang) {
  std::vector<Cells> rows;
  for (const auto& section : b.sections)
    for (const auto& table : section.tables) {
      for (const auto& line : table.lines) rows.push_back(row_of_line(table, line, lang));
      add_values(rows, table, lang);
      if (table.lines.empty() && !table.numbers && !table.first)
        rows.push_back(row_of_value(table, "", {}, {}, {}, lang));  // a text, or nobody answered: its denominators
    }
  return rows;
}

Response book_download(feature::Site& site, Request& request, documents::Format format) {
  const auto at = where_of(request);
  const auto b = demand(site.db.read([&](db::Tx& tx) { return book(tx, auth::actor_of(request), at.alliance, at.survey); }));
  auto o = options_of(request, b.at, _("Libro de resultados"));
  o.about.emplace_back("responses", rate_words(request.lang, b.rate));
  add_book_columns(request, o);
  return Response::stream_download(documents::stream(documents::table_writer(format, std::move(o)), book_rows(b, request.lang)),
                                   documents::media_type(format),
                                   text(request, _("resultados")) + "." + std::string(documents::extension(format)));
}

// ---- A cross table: one row for each pair of parts.

std::vector<Cells> cross_rows(const CrossTable& table, Lang lang) {
  std::vector<Cells> rows;
  for (const auto& row : table.rows)
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      rows.push_back({row.part.code, row.part.label.in(lang), table.columns[i].code, table.columns[i].label.in(lang),
                      row.cells[i], row.percent[i], row.n, table.column_n[i], table.n});
  return rows;
}

Response cross_download(feature::Site& site, Request& request, documents::Format format) {
  const auto at = where_of(request);
  const auto input = demand(cross_input(request.query));
  const auto c =
      demand(site.db.read([&](db::Tx& tx) { return cross(tx, auth::actor_of(request), at.alliance, at.survey, input); }));
  auto o = options_of(request, c.at, _("Cruce de preguntas"));
  if (c.rows() != nullptr) o.about.emplace_back("rows", c.rows()->name.in(request.lang));
  if (c.columns() != nullptr) o.about.emplace_back("columns", c.columns()->name.in(request.lang));
  o.about.emplace_back("share", text(request, label(input.share)));
  // By their codes: what tools/recompute_results.py counts anew.
  const auto address = put_input(cross_url(at), input);
  o.about.emplace_back("codes", address.text().substr(address.path().size()));
  std::string filters;
  for (const auto& filter : input.filters) filters += (filters.empty() ? "" : "; ") + filter.variable + " = " + filter.part;
  if (!filters.empty()) o.about.emplace_back("filter", filters);
  o.columns = {{"row", text(request, _("Código del renglón")), 16},
               {"row_label", text(request, _("Renglón")), 40},
               {"column", text(request, _("Código de la columna")), 16},
               {"column_label", text(request, _("Columna")), 40},
               {"n", text(request, _("Respuestas")), 10},
               {"percent", text(request, _("Por ciento")), 10},
               {"row_n", text(request, _("Del renglón")), 10},
               {"column_n", text(request, _("De la columna")), 10},
               {"of", text(request, _("De cuántas")), 10}};
  return Response::stream_download(documents::stream(documents::table_writer(format, std::move(o)),
                                                     c.table ? cross_rows(*c.table, request.lang) : std::vector<Cells>()),
                                   documents::media_type(format),
                                   text(request, _("cruce")) + "." + std::string(documents::extension(format)));
}

}  // namespace

std::vector<html::Download> downloads_at(const Url& without_tail, const Request& request, bool with_pdf) {
  // The path gets its tail, the parameters stay.
  const auto at = [&](const std::string& tail) {
    return Url::local_or_home(std::string(without_tail.path()) + tail + without_tail.text().substr(without_tail.path().size()))
        .in(request.lang);
  };
  std::vector<html::Download> out{{_("CSV"), _("UTF-8, separado por comas"), at(".csv")},
                                  {_("XLSX"), _("hoja de cálculo"), at(".xlsx")},
                                  {_("JSON"), _("con el esquema"), at(".json")}};
  if (with_pdf) out.push_back({_("PDF"), _("para imprimir"), at(".pdf")});
  return out;
}

void add_download_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/surveys/{survey}");
  for (const auto format : documents::formats) {
    const auto tail = "." + std::string(documents::extension(format));
    pages.get("/results" + tail, feature::given(book_download, format));
    pages.get("/results/cross" + tail, feature::given(cross_download, format));
  }
}

}  // namespace alianza::results
