// Cross tables, what was written, and two rounds side by side: forms by GET, whose address can be kept and sent.
#include <algorithm>

#include "features/results/pages_shared.h"

namespace alianza::results {
namespace {

using html::Control;
using html::Need;

constexpr std::size_t most_label = 90;

/// What the shipped questionnaires are made to be crossed by: template, rows, columns.
struct Usual {
  const char* of;
  const char* rows;
  const char* columns;
};
constexpr Usual usual_crossings[] = {{"axs", "actions.column.current", "role"}, {"axs", "priorities", "role"},
                                     {"axs", "priorities", "activities"},       {"axs", "priorities", "organization.type"},
                                     {"committees", "committees", "office"},    {"meeting", "useful", "heard"}};

std::string name_in(const LocalizedText& name, Lang lang) {
  auto out = name.in(lang);
  if (out.size() <= most_label) return out;
  auto end = most_label;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) --end;
  return out.substr(0, end) + "…";
}

html::Field select_of(const char* name, Message label, const std::vector<Variable>& all, const std::string& chosen, Lang lang) {
  html::Field out{.control = Control::select, .name = name, .label = std::move(label), .value = chosen, .need = Need::optional};
  out.first_option = _("Elija una pregunta");
  for (const auto& variable : all) out.options.push_back({variable.code, name_in(variable.name, lang)});
  return out;
}

/// One more filter than there are; the parts of each once its question is chosen.
void add_filters(views::CrossPage& p, const Crossing& c, Lang lang) {
  const auto filled = std::min(most_filters, c.input.filters.size() + 1);
  for (std::size_t i = 0; i < filled; ++i) {
    const auto number = std::to_string(i + 1);
    const auto filter = i < c.input.filters.size() ? c.input.filters[i] : Filter();
    auto which = select_of("", _("Filtro {1}: pregunta").arg(number), c.variables, filter.variable, lang);
    which.name = "f" + number;
    which.first_option = _("Sin filtro");
    p.fields.push_back(std::move(which));
    const auto* variable = find(c.variables, filter.variable);
    if (variable == nullptr) continue;
    html::Field part{.control = Control::select,
                     .name = "v" + number,
                     .label = _("Filtro {1}: opción").arg(number),
                     .value = filter.part,
                     .need = Need::optional};
    part.first_option = _("Cualquiera");
    for (const auto& choice : variable->parts) part.options.push_back({choice.code, choice.label.in(lang)});
    p.fields.push_back(std::move(part));
  }
}

void put_fields(views::CrossPage& p, const Crossing& c, Lang lang) {
  p.fields.push_back(select_of("rows", _("Renglones"), c.variables, c.input.rows, lang));
  p.fields.push_back(select_of("columns", _("Columnas"), c.variables, c.input.columns, lang));
  for (auto& field : p.fields) field.need = Need::required;
  add_filters(p, c, lang);
  html::Field share{
      .control = Control::select, .name = "share", .label = _("Por ciento"), .value = std::string(to_text(c.input.share))};
  for (const auto one : {Share::row, Share::column, Share::all}) share.options.push_back({std::string(to_text(one)), label(one)});
  p.fields.push_back(std::move(share));
}

void put_usual(views::CrossPage& p, const Crossing& c, const Where& at, Lang lang) {
  for (const auto& usual : usual_crossings) {
    const auto* rows = find(c.variables, usual.rows);
    const auto* columns = find(c.variables, usual.columns);
    if (c.at.survey.from_template != usual.of || rows == nullptr || columns == nullptr) continue;
    p.usual.push_back({text(lang, _("{1} por {2}").arg(rows->name.in(lang)).arg(columns->name.in(lang))),
                       put_input(cross_url(at), {usual.rows, usual.columns, {}, c.input.share})});
  }
}

void put_table(views::CrossPage& p, const Crossing& c, const Where& at, const Request& request) {
  if (!c.table) return;
  const auto lang = request.lang;
  p.figures = figures_of(lang, *c.rows(), *c.columns(), *c.table);
  p.facts.push_back(text(
      lang, N_("Se cuenta {1} respuesta que pasa los filtros y contesta ambas, de {2} que pasan los filtros.",
               "Se cuentan {1} respuestas que pasan los filtros y contestan ambas, de {2} que pasan los filtros.", c.table->n)
                .arg(i18n::number(c.table->n))
                .arg(i18n::number(c.table->kept))));
  p.facts.push_back(
      text(lang, _("Por cientos {1}, enteros, con la mitad hacia arriba. Quien elige varias opciones cuenta en cada "
                   "una, así que las casillas pueden sumar más que el total.")
                     .arg(text(lang, label(c.input.share)))));
  std::vector<std::string> rules;
  const auto tell = [&](const Variable* variable) {
    const auto rule = variable == nullptr ? Message() : rule_of(*variable);
    if (rule.empty()) return;
    auto words = text(lang, rule);
    if (std::find(rules.begin(), rules.end(), words) == rules.end()) rules.push_back(std::move(words));
  };
  tell(c.rows());
  tell(c.columns());
  for (const auto& filter : c.input.filters) tell(find(c.variables, filter.variable));
  for (auto& rule : rules) p.facts.push_back(std::move(rule));
  p.downloads = downloads_at(put_input(cross_url(at), c.input), request, false);
}

Response cross_page(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  const auto input = demand(cross_input(request.query));
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) -> Result<views::CrossPage> {
                         const auto c = TRY(cross(tx, auth::actor_of(request), at.alliance, at.survey, input));
                         const auto here = text(request, _("Cruce de preguntas"));
                         views::CrossPage p{.shell = alliances::shell(site, tx, request, c.at.seen, here, "surveys")};
                         p.crumbs = crumbs_of(request, c.at, here);
                         p.action = cross_url(at);
                         put_fields(p, c, request.lang);
                         put_usual(p, c, at, request.lang);
                         put_table(p, c, at, request);
                         return p;
                       })));
}

Response texts_page(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  TextsInput input{request.query.get("question"), request.query.get("q"),
                   ResponseId::parse(request.query.get("after")).value_or(ResponseId())};
  return html::respond(
      request, demand(site.db.read([&](db::Tx& tx) -> Result<views::TextsPage> {
        const auto found = TRY(texts(tx, auth::actor_of(request), at.alliance, at.survey, input));
        const auto here = text(request, _("Lo que escribieron"));
        views::TextsPage p{.shell = alliances::shell(site, tx, request, found.at.seen, here, "surveys")};
        p.crumbs = crumbs_of(request, found.at, here);
        p.question = found.question.text;
        const Url url("/alliances/{}/surveys/{}/results/texts", at.alliance, at.survey);
        p.search = {url,
                    _("Buscar palabras"),
                    _("Todas las palabras, sin distinguir acentos ni mayúsculas."),
                    input.words,
                    {{"question", input.question}}};
        p.is_searched = !input.words.empty();
        p.is_anonymous = found.at.survey.is_anonymous();
        p.is_hidden = found.is_hidden;
        for (const auto& row : found.rows)
          p.rows.push_back({row.organization, Url("/alliances/{}/surveys/{}/responses/{}", at.alliance, at.survey, row.recipient),
                            row.is_other, row.text});
        if (found.next) p.next = url.with("question", input.question).with("q", input.words).with("after", found.next->text());
        return p;
      })));
}

std::string both_words(Lang lang, const Line& line) {
  if (line.is_hidden) return text(lang, _("oculta"));
  const auto percent = line.percent();
  return i18n::number(line.n) + " (" + (percent ? i18n::percent(lang, *percent) : std::string("—")) + ")";
}

std::string count_words(Lang lang, const std::optional<std::int64_t>& n) {
  return n ? i18n::number(*n) : text(lang, _("oculta"));
}

views::ComparedView compared_view(Lang lang, const ComparedTable& table) {
  views::ComparedView out{table.question.text, {}, {}};
  out.facts = text(
      lang, _("Contestaron {1} y {2}.").arg(count_words(lang, table.answered_here)).arg(count_words(lang, table.answered_there)));
  if (table.left_out > 0)
    out.facts += " " + text(lang, N_("{1} opción no está en ambas y no se compara.",
                                     "{1} opciones no están en ambas y no se comparan.", table.left_out)
                                      .arg(table.left_out));
  out.figures = {table.question.text, _("Opción"), {text(lang, _("Esta encuesta")), text(lang, _("La otra"))}, {}, false};
  for (const auto& line : table.lines) {
    auto name = line.here.label.in(lang);
    if (!line.here.row.empty()) name = line.here.row_label.in(lang) + ": " + name;
    out.figures.rows.push_back(
        {goal_of(line.here.code, line.here.label), std::move(name), {both_words(lang, line.here), both_words(lang, line.there)}});
  }
  if (table.numbers_here && table.numbers_there) {
    const auto value = [&](std::int64_t n) { return surveys::number_text(table.question, n); };
    out.figures.rows.push_back({0, _("Media"), {value(table.numbers_here->mean), value(table.numbers_there->mean)}});
    out.figures.rows.push_back({0, _("Mediana"), {value(table.numbers_here->median), value(table.numbers_there->median)}});
  }
  return out;
}

Response compare_page(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  const auto with = SurveyId::parse(request.query.get("with")).value_or(SurveyId());
  return html::respond(
      request, demand(site.db.read([&](db::Tx& tx) -> Result<views::ComparePage> {
        const auto c = TRY(compare(tx, auth::actor_of(request), at.alliance, at.survey, with));
        const auto here = text(request, _("Comparar dos rondas"));
        views::ComparePage p{.shell = alliances::shell(site, tx, request, c.at.seen, here, "surveys")};
        p.crumbs = crumbs_of(request, c.at, here);
        p.action = Url("/alliances/{}/surveys/{}/results/compare", at.alliance, at.survey);
        html::Field other{
            .control = Control::select, .name = "with", .label = _("Con qué encuesta"), .value = with ? with.text() : ""};
        other.first_option = _("Elija una encuesta");
        for (const auto& survey : c.others) other.options.push_back({survey.id.text(), survey.title});
        p.fields.push_back(std::move(other));
        p.here = c.at.survey.title;
        p.is_chosen = c.with.has_value();
        if (c.with) p.there = c.with->title;
        for (const auto& table : c.tables) p.tables.push_back(compared_view(request.lang, table));
        return p;
      })));
}

}  // namespace

Result<CrossInput> cross_input(const http::Fields& query) {
  return parse_cross([&](const std::string& name) { return query.get(name); });
}

Url put_input(Url url, const CrossInput& input) {
  auto out = url.set("rows", input.rows).set("columns", input.columns);
  std::size_t number = 0;
  for (const auto& filter : input.filters) {
    const auto at = std::to_string(++number);
    out = out.set("f" + at, filter.variable);
    if (!filter.part.empty()) out = out.set("v" + at, filter.part);
  }
  return out.set("share", to_text(input.share));
}

void add_cross_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/surveys/{survey}/results");
  pages.get("/cross", cross_page);
  pages.get("/texts", texts_page);
  pages.get("/compare", compare_page);
}

}  // namespace alianza::results
