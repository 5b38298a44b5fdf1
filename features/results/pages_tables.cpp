// Tables of a book as pages and papers show them.
#include <algorithm>

#include "features/organizations/actions.h"
#include "features/results/pages_shared.h"
#include "platform/base/typed.h"

namespace alianza::results {
namespace {

constexpr std::size_t most_bars = 25;
constexpr std::size_t most_stacked = 3;
constexpr std::size_t most_on_paper = 60;

std::string count_or_hidden(Lang lang, const Line& line) {
  return line.is_hidden ? text(lang, _("oculta")) : i18n::number(line.n);
}
std::string percent_words(Lang lang, std::optional<std::int64_t> percent) {
  return percent ? i18n::percent(lang, *percent) : std::string("—");
}
std::string place_words(Lang lang, const Line& line) {
  if (!line.place) return "—";
  if (!line.is_tied) return std::to_string(*line.place);
  return text(lang, _("{1}, empate").arg(*line.place));
}
/// "1.50"
std::string hundredths_words(std::int64_t n) { return std::to_string(n / 100) + "." + std::to_string(100 + n % 100).substr(1); }
/// «23 (42 %)»
std::string share_words(Lang lang, const Line& line) {
  if (line.is_hidden) return text(lang, _("oculta"));
  return i18n::number(line.n) + " (" + percent_words(lang, line.percent()) + ")";
}

/// «ODS 4 Educación de calidad», «Coordinar un comité».
html::Words name_of(Lang lang, const std::string& code, const LocalizedText& label) {
  if (goal_of(code, label) > 0) return text(lang, _("ODS {1}").arg(code)) + " " + label.in(lang);
  if (code.find('.') != std::string::npos) return code + " " + label.in(lang);
  return label;
}

views::TableRow row_of(Lang lang, const std::string& code, const LocalizedText& label) {
  return {goal_of(code, label), name_of(lang, code, label), {}};
}

std::string value_words(const Question& q, std::int64_t value) {
  const auto out = surveys::number_text(q, value);
  return q.kind == Kind::money ? "$" + out + " " + q.currency : out;
}

views::Figures matrix_figures(Lang lang, const Table& table) {
  views::Figures out{table.question.text, _("Renglón"), {}, {}, true};
  std::vector<std::string> columns;
  for (const auto& line : table.lines) {
    if (out.rows.empty() || (!columns.empty() && line.code == columns.front())) {
      out.rows.push_back(row_of(lang, line.row, line.row_label));
      out.rows.back().cells.push_back(line.of == 0 && line.is_hidden ? text(lang, _("oculta")) : i18n::number(line.of));
    }
    if (out.rows.size() == 1) {
      columns.push_back(line.code);
      out.heads.push_back(line.label.in(lang));
    }
    out.rows.back().cells.push_back(share_words(lang, line));
  }
  out.heads.insert(out.heads.begin(), text(lang, _("Contestaron")));
  return out;
}

views::Figures ranking_figures(Lang lang, const Table& table) {
  views::Figures out{table.question.text,
                     _("Opción"),
                     {text(lang, _("Lugar")), text(lang, _("Puntos")), text(lang, _("Primeros lugares")),
                      text(lang, _("Le dieron lugar")), text(lang, _("Lugar medio"))},
                     {},
                     false};
  const auto or_dash = [](const std::optional<std::int64_t>& n) { return n ? i18n::number(*n) : std::string("—"); };
  for (const auto& line : table.lines) {
    auto& row = out.rows.emplace_back(row_of(lang, line.code, line.label));
    row.cells = {place_words(lang, line), or_dash(line.points), or_dash(line.firsts), share_words(lang, line),
                 line.mean_place ? hundredths_words(*line.mean_place) : std::string("—")};
  }
  return out;
}

views::Figures count_figures(Lang lang, const Table& table) {
  views::Figures out{table.question.text, _("Opción"), {text(lang, _("Respuestas")), text(lang, _("Por ciento"))}, {}, false};
  const bool has_places =
      std::any_of(table.lines.begin(), table.lines.end(), [](const Line& line) { return line.place.has_value(); });
  if (has_places) out.heads.push_back(text(lang, _("Lugar")));
  for (const auto& line : table.lines) {
    auto& row = out.rows.emplace_back(row_of(lang, line.code, line.label));
    row.cells = {count_or_hidden(lang, line), percent_words(lang, line.percent())};
    if (has_places) row.cells.push_back(place_words(lang, line));
  }
  return out;
}

html::Measures bars_of(Lang lang, const Table& table) {
  html::Measures out;
  const bool is_ranking = table.question.kind == Kind::ranking;
  out.caption = is_ranking ? _("Barras desde cero, en puntos.") : _("Barras desde cero, en una sola escala.");
  for (const auto& line : table.lines) {
    if (line.is_hidden || out.rows.size() == most_bars) continue;
    const auto value = is_ranking ? line.points.value_or(0) : line.n;
    html::MeasureRow row{.name = name_of(lang, line.code, line.label), .value = value};
    row.figure = is_ranking ? text(lang, N_("{1} punto", "{1} puntos", value).arg(value)) : share_words(lang, line);
    row.title = is_ranking ? N_("{1} punto", "{1} puntos", value).arg(value)
                           : _("{1} de {2}").arg(i18n::number(line.n)).arg(i18n::number(line.of));
    row.sdg = goal_of(line.code, line.label);
    out.rows.push_back(std::move(row));
  }
  return out;
}

html::Stacked stacked_of(Lang lang, const Table& table) {
  html::Stacked out;
  for (const auto& line : table.lines) {
    if (out.rows.empty() || line.code == table.lines.front().code)
      out.rows.push_back({name_of(lang, line.row, line.row_label), {}, {}, {}});
    auto& row = out.rows.back();
    if (out.rows.size() == 1) out.legend.emplace_back(line.label);
    row.values.push_back(line.n);
    const auto title = row.title.in(lang);
    row.title = (title.empty() ? "" : title + "; ") + line.label.in(lang) + ": " + i18n::number(line.n);
    if (row.values.size() == 1) row.figure = text(lang, _("{1} de {2}").arg(i18n::number(line.n)).arg(i18n::number(line.of)));
  }
  out.caption = _("La cifra es la de la primera parte, entre quienes contestaron el renglón.");
  return out;
}

std::string base_words(Lang lang, const Table& table) {
  if (table.is_hidden)
    return text(lang,
                _("Contestaron menos de {1}, o sus cifras dirían otras que se ocultan: no se muestran aquí.").arg(least_cell));
  if (table.hides_answered && table.shown)
    return text(lang, _("La vieron {1}; unas pocas la dejaron en blanco y no se dice cuántas. Los por cientos son de las {1}.")
                          .arg(i18n::number(*table.shown)));
  if (table.hides_answered)
    return text(lang, _("Unas pocas la dejaron en blanco y no se dice cuántas. Los por cientos son de todas las respuestas."));
  if (!table.shown) return text(lang, N_("Contestó {1}.", "Contestaron {1}.", table.answered).arg(i18n::number(table.answered)));
  return text(lang, N_("Contestó {1} de {2} a quienes se mostró.", "Contestaron {1} de {2} a quienes se mostró.", table.answered)
                        .arg(i18n::number(table.answered))
                        .arg(i18n::number(*table.shown)));
}

void add_number_facts(Lang lang, const Table& table, std::vector<std::string>& facts) {
  if (!table.numbers) return;
  const auto& n = *table.numbers;
  const auto& q = table.question;
  facts.push_back(text(
      lang,
      _("Media {1}, mediana {2} (n = {3}).").arg(value_words(q, n.mean)).arg(value_words(q, n.median)).arg(i18n::number(n.n))));
  if (n.least && n.most)
    facts.push_back(text(lang, _("Mínimo {1}, máximo {2}.").arg(value_words(q, *n.least)).arg(value_words(q, *n.most))));
}

void add_facts(Lang lang, const Table& table, std::vector<std::string>& facts) {
  facts.push_back(base_words(lang, table));
  const auto kind = table.question.kind;
  if (!table.lines.empty() && !table.hides_answered && (kind == Kind::many || kind == Kind::sdg || kind == Kind::organization))
    facts.push_back(text(lang, _("Los por cientos son de quienes contestaron; como se eligen varias, suman más de 100.")));
  if (!table.lines.empty() && kind == Kind::ranking)
    facts.push_back(text(lang, _("Puntos: el primer lugar vale {1}, tantos como opciones; cada lugar siguiente, uno menos; sin "
                                 "lugar, ninguno. El lugar medio es de quienes le dieron lugar.")
                                   .arg(static_cast<std::int64_t>(table.lines.size()))));
  add_number_facts(lang, table, facts);
  if (table.first && table.last)
    facts.push_back(
        text(lang, _("Del {1} al {2}.").arg(i18n::full_date(lang, *table.first)).arg(i18n::full_date(lang, *table.last))));
  if (!table.is_hidden && table.hidden > 0)
    facts.push_back(text(lang, N_("{1} cifra está oculta.", "{1} cifras están ocultas.", table.hidden).arg(table.hidden)));
}

}  // namespace

int goal_of(const std::string& code, const LocalizedText& label) {
  const auto number = whole_number(code);
  if (!number || *number < 1 || *number > html::sdg_count) return 0;
  for (const auto& goal : organizations::goals())
    if (goal.code == code) return goal.name.es == label.es ? *number : 0;
  return 0;
}

views::Figures figures_of(Lang lang, const Table& table) {
  switch (table.question.kind) {
    case Kind::matrix: return matrix_figures(lang, table);
    case Kind::ranking: return ranking_figures(lang, table);
    default: return count_figures(lang, table);
  }
}

views::Figures figures_of(Lang lang, const Variable& rows, const Variable& columns, const CrossTable& table) {
  views::Figures out{text(lang, _("{1} por {2}").arg(rows.name.in(lang)).arg(columns.name.in(lang))), rows.name, {}, {}, true};
  out.heads.push_back(text(lang, _("Total")));
  for (const auto& column : table.columns) out.heads.push_back(name_of(lang, column.code, column.label).in(lang));
  for (const auto& line : table.rows) {
    auto& row = out.rows.emplace_back(row_of(lang, line.part.code, line.part.label));
    row.cells.push_back(i18n::number(line.n));
    for (std::size_t i = 0; i < line.cells.size(); ++i)
      row.cells.push_back(i18n::number(line.cells[i]) + " (" + percent_words(lang, line.percent[i]) + ")");
  }
  auto& total = out.rows.emplace_back(views::TableRow{0, _("Total"), {i18n::number(table.n)}});
  for (const auto n : table.column_n) total.cells.push_back(i18n::number(n));
  return out;
}

views::QuestionView question_view(Lang lang, const Table& table, Medium medium) {
  views::QuestionView out;
  out.anchor = "q-" + table.question.code;
  out.text = table.question.text;
  add_facts(lang, table, out.facts);
  if (table.lines.empty() || (table.answered == 0 && !table.hides_answered)) return out;
  out.figures = figures_of(lang, table);
  if (medium == Medium::paper) {
    auto& rows = out.figures->rows;
    if (rows.size() <= most_on_paper) return out;
    out.facts.push_back(text(lang, _("Se muestran los primeros {1} renglones de {2}; todos están en la hoja de cálculo.")
                                       .arg(static_cast<std::int64_t>(most_on_paper))
                                       .arg(static_cast<std::int64_t>(rows.size()))));
    rows.resize(most_on_paper);
    return out;
  }
  const bool is_some_hidden =
      std::any_of(table.lines.begin(), table.lines.end(), [](const Line& line) { return line.is_hidden; });
  if (table.question.kind != Kind::matrix)
    out.bars = bars_of(lang, table);
  else if (table.question.options.size() <= most_stacked && !is_some_hidden)
    out.stacked = stacked_of(lang, table);
  if (out.bars && out.bars->rows.empty()) out.bars.reset();
  return out;
}

views::ConsensusView consensus_view(const Consensus& c) {
  views::ConsensusView out{c.agreed_on, c.text, {}, {}, c.edition, c.correction};
  for (const auto& theme : c.themes)
    out.themes.push_back({theme.goal, theme.goal > 0 ? html::Words(html::sdg_name(theme.goal)) : html::Words(theme.name)});
  return out;
}

Message hiding_words(const SeenBook& at) {
  return at.survey.is_anonymous() ? _("La encuesta es anónima: las cifras menores de 5 están ocultas.")
                                  : _("Las cifras menores de 5 las ven solo las oficinas.");
}

std::string rounding_words(Lang lang) {
  return text(lang,
              _("Los por cientos son enteros, con la mitad hacia arriba, y se dice de cuántos son. La media y la mediana se "
                "redondean a milésimas o centavos, con la mitad lejos de cero. Iguales comparten lugar y el siguiente se "
                "salta: 1, 2, 2, 4."));
}

}  // namespace alianza::results
