// JSON of result books, on the same actions as the pages.
#include "features/results/api.h"

#include "features/results/actions.h"
#include "platform/auth/policy.h"
#include "platform/base/typed.h"
#include "platform/feature/routes.h"

namespace alianza::results {
namespace {

using feature::demand;
using feature::Intake;
using feature::itself;
using feature::one_of;
using feature::Shape;
using http::Request;
using http::Response;

const Shape<surveys::Rate> result_rate_json{
    "ResultRate",
    {{"asked", &surveys::Rate::asked, _("Denominador: a quién se le escribió su carta y no se le retiró")},
     {"answered", &surveys::Rate::answered, _("Numerador")},
     {"percent", &surveys::Rate::percent}}};
const Shape<Line> line_json{
    "ResultLine",
    {{"row", &Line::row, _("De una matriz")},
     {"row_label", &Line::row_label},
     {"option", &Line::code},
     {"label", &Line::label},
     {"n", [](const Line& l) { return l.is_hidden ? std::nullopt : std::optional(l.n); }, _("Nulo: los miembros no lo ven")},
     {"of", &Line::of,
      _("Denominador: quienes contestaron la pregunta o, en una matriz, el renglón; quienes la vieron, si no se dice cuántas "
        "contestaron")},
     {"percent", &Line::percent, _("Por ciento entero, con la mitad hacia arriba; sin denominador, nulo")},
     {"place", &Line::place, _("Por respuestas o puntos: 1, 2, 2, 4")},
     {"tied", &Line::is_tied},
     {"points", &Line::points, _("De un orden: con m opciones el primer lugar vale m, el siguiente m − 1")},
     {"firsts", &Line::firsts},
     {"mean_place_hundredths", &Line::mean_place, _("De quienes le dieron lugar")}}};
const Shape<Numbers> numbers_json{"ResultNumbers",
                                  {{"n", &Numbers::n},
                                   {"mean", &Numbers::mean, _("Milésimas; de dinero, centavos; con la mitad lejos de cero")},
                                   {"median", &Numbers::median},
                                   {"least", &Numbers::least},
                                   {"most", &Numbers::most}}};
std::vector<Numbers> numbers_of(const Table& t) { return t.numbers ? std::vector<Numbers>{*t.numbers} : std::vector<Numbers>(); }
const Shape<Table> table_json{
    "ResultTable",
    {{"question", [](const Table& t) -> const auto& { return t.question.code; }},
     {"text", [](const Table& t) -> const auto& { return t.question.text; }},
     {"kind", [](const Table& t) { return t.question.kind; }},
     {"shown", &Table::shown, _("A cuántos se mostró; nulo donde no se sabe o no se dice")},
     {"answered", [](const Table& t) { return t.is_hidden || t.hides_answered ? std::nullopt : std::optional(t.answered); },
      _("Nulo donde este lector no lo ve: son pocas, o pocas la dejaron en blanco")},
     {"lines", &Table::lines, line_json},
     {"numbers", numbers_of, numbers_json, _("Vacío donde no hay números")},
     {"first", &Table::first},
     {"last", &Table::last},
     {"texts", &Table::texts},
     {"hidden", &Table::hidden, _("Cifras que este lector no ve")}}};
const Shape<TableSection> section_json{"ResultSection",
                                       {{"title", &TableSection::title}, {"tables", &TableSection::tables, table_json}}};
const Shape<Note> note_json{"ResultNote",
                            {{"id", &Note::id},
                             {"question", &Note::question, _("Vacío: todo el libro")},
                             {"audience", &Note::audience},
                             {"text", &Note::text},
                             {"version", &Note::version},
                             {"written_at", &Note::written_at}}};
const Shape<std::vector<Note>> notes_json{"ResultNoteList", {{"notes", itself, note_json}}};
const Shape<Theme> theme_json{"ConsensusTheme",
                              {{"goal", &Theme::goal, _("1 a 17; 0: un tema en palabras")}, {"name", &Theme::name}}};
const Shape<Consensus> consensus_json{"Consensus",
                                      {{"id", &Consensus::id},
                                       {"edition", &Consensus::edition},
                                       {"agreed_on", &Consensus::agreed_on},
                                       {"meeting", feature::or_null(&Consensus::meeting)},
                                       {"text", &Consensus::text},
                                       {"themes", &Consensus::themes, theme_json, _("De los que se formarán comités")},
                                       {"correction", &Consensus::correction},
                                       {"recorded_at", &Consensus::recorded_at}}};
const Shape<std::vector<Consensus>> consensuses_json{
    "ConsensusList", {{"consensuses", itself, consensus_json, _("La edición más nueva primero; es la que rige")}}};
const Shape<Book> result_book_json{"ResultBook",
                                   {{"survey", [](const Book& b) { return b.at.survey.id; }},
                                    {"title", [](const Book& b) -> const auto& { return b.at.survey.title; }},
                                    {"audience", [](const Book& b) { return b.at.audience; }},
                                    {"reader", [](const Book& b) { return b.at.reader; }},
                                    {"responses", &Book::responses},
                                    {"rate", &Book::rate, result_rate_json},
                                    {"sections", &Book::sections, section_json},
                                    {"notes", &Book::notes, note_json},
                                    {"consensuses", &Book::consensuses, consensus_json}}};

struct CrossLine {
  const Choice& row;
  const Choice& column;
  std::int64_t n = 0;
  std::optional<std::int64_t> percent;
  std::int64_t row_n = 0;
  std::int64_t column_n = 0;
};
const Shape<CrossLine> cross_line_json{"ResultCrossLine",
                                       {{"row", [](const CrossLine& l) -> const auto& { return l.row.code; }},
                                        {"row_label", [](const CrossLine& l) -> const auto& { return l.row.label; }},
                                        {"column", [](const CrossLine& l) -> const auto& { return l.column.code; }},
                                        {"column_label", [](const CrossLine& l) -> const auto& { return l.column.label; }},
                                        {"n", &CrossLine::n},
                                        {"percent", &CrossLine::percent},
                                        {"row_n", &CrossLine::row_n},
                                        {"column_n", &CrossLine::column_n}}};
std::vector<CrossLine> cross_lines(const Crossing& c) {
  std::vector<CrossLine> out;
  if (!c.table) return out;
  for (const auto& row : c.table->rows)
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      out.push_back({row.part, c.table->columns[i], row.cells[i], row.percent[i], row.n, c.table->column_n[i]});
  return out;
}
const Shape<Variable> variable_json{"ResultVariable", {{"code", &Variable::code}, {"name", &Variable::name}}};
const Shape<Crossing> crossing_json{
    "ResultCross",
    {{"rows", [](const Crossing& c) -> const auto& { return c.input.rows; }},
     {"columns", [](const Crossing& c) -> const auto& { return c.input.columns; }},
     {"share", [](const Crossing& c) { return c.input.share; }},
     {"of", [](const Crossing& c) { return c.table ? c.table->n : 0; }, _("Respuestas que pasan los filtros y contestan ambas")},
     {"kept", [](const Crossing& c) { return c.table ? c.table->kept : 0; }, _("Respuestas que pasan los filtros")},
     {"lines", cross_lines, cross_line_json},
     {"variables", &Crossing::variables, variable_json, _("Lo que se puede cruzar")}}};

const Shape<TextRow> text_json{"ResultText",
                               {{"response", feature::or_null(&TextRow::response), _("Nulo de una encuesta anónima")},
                                {"organization", &TextRow::organization},
                                {"recipient", feature::or_null(&TextRow::recipient)},
                                {"is_other", &TextRow::is_other, _("Escrito bajo «Otra»")},
                                {"text", &TextRow::text}}};
const Shape<Texts> texts_json{"ResultTexts",
                              {{"question", [](const Texts& t) -> const auto& { return t.question.code; }},
                               {"texts", &Texts::rows, text_json},
                               {"next", &Texts::next, _("Para «after» de la página siguiente")}}};

const Shape<ComparedLine> compared_line_json{
    "ResultComparedLine", {{"here", &ComparedLine::here, line_json}, {"there", &ComparedLine::there, line_json}}};
const Shape<ComparedTable> compared_json{"ResultComparedTable",
                                         {{"question", [](const ComparedTable& t) -> const auto& { return t.question.code; }},
                                          {"text", [](const ComparedTable& t) -> const auto& { return t.question.text; }},
                                          {"answered_here", &ComparedTable::answered_here},
                                          {"answered_there", &ComparedTable::answered_there},
                                          {"lines", &ComparedTable::lines, compared_line_json},
                                          {"left_out", &ComparedTable::left_out, _("Opciones que solo una tiene")}}};
const Shape<Comparison> comparison_json{"ResultComparison", {{"tables", &Comparison::tables, compared_json}}};

struct AudienceBody {
  std::string audience;
};
const Intake<AudienceBody> audience_body{"ResultAudienceInput",
                                         {{"audience", &AudienceBody::audience, one_of<Audience>().required()}}};
const Intake<NoteInput> note_body{"ResultNoteInput",
                                  {{"question", &NoteInput::question, feature::text(), _("Vacío: todo el libro")},
                                   {"audience", &NoteInput::audience, one_of<Audience>()},
                                   {"text", &NoteInput::text, feature::text().required()},
                                   {"version", &NoteInput::version, feature::integer(), _("La que se leyó antes de cambiar")}}};
const Intake<ConsensusInput> consensus_body{
    "ConsensusInput",
    {{"agreed_on", &ConsensusInput::agreed_on, feature::date().required()},
     {"meeting", &ConsensusInput::meeting, feature::id(), _("Una sesión celebrada")},
     {"text", &ConsensusInput::text, feature::text().required()},
     {"goals", &ConsensusInput::goals, feature::list_of(feature::integer())},
     {"themes", &ConsensusInput::themes, feature::list_of(feature::text())},
     {"correction", &ConsensusInput::correction, feature::text(), _("Desde la segunda edición")},
     {"edition", &ConsensusInput::edition, feature::integer(), _("La que se leyó; 0: no había")}}};

struct Place {
  AllianceId alliance;
  SurveyId survey;
};
Place place_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<SurveyId>("survey"))};
}

Response get_book(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  return http::json_response(result_book_json(
      demand(site.db.read([&](db::Tx& tx) { return book(tx, auth::actor_of(request), at.alliance, at.survey); }))));
}
Response get_cross(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  const auto input = demand(parse_cross([&](const std::string& name) { return request.query.get(name); }));
  return http::json_response(crossing_json(
      demand(site.db.read([&](db::Tx& tx) { return cross(tx, auth::actor_of(request), at.alliance, at.survey, input); }))));
}
Response get_texts(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  const TextsInput input{request.query.get("question"), request.query.get("q"),
                         ResponseId::parse(request.query.get("after")).value_or(ResponseId()), 100};
  return http::json_response(texts_json(
      demand(site.db.read([&](db::Tx& tx) { return texts(tx, auth::actor_of(request), at.alliance, at.survey, input); }))));
}
Response get_comparison(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  const auto with = SurveyId::parse(request.query.get("with")).value_or(SurveyId());
  return http::json_response(comparison_json(
      demand(site.db.read([&](db::Tx& tx) { return compare(tx, auth::actor_of(request), at.alliance, at.survey, with); }))));
}

/// The notes and the consensus alone: nothing is counted.
Response get_notes(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  return http::json_response(
      notes_json(demand(site.db.read([&](db::Tx& tx) { return notes(tx, auth::actor_of(request), at.alliance, at.survey); }))));
}
Response get_consensuses(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  return http::json_response(consensuses_json(
      demand(site.db.read([&](db::Tx& tx) { return editions(tx, auth::actor_of(request), at.alliance, at.survey); }))));
}

/// Runs a write whose answer is made of what it gives.
template <class Perform>
auto perform(feature::Site& site, Request& request, int status, Perform&& work) {
  const auto at = place_of(request);
  auto act = feature::act(request);
  act.key->answer(status, request.path);
  return demand(site.db.write([&](db::Tx& tx) { return work(tx, act, at); }));
}

Response put_audience(feature::Site& site, Request& request) {
  const auto body = demand(audience_body.read(request));
  perform(site, request, 200, [&](db::Tx& tx, const feature::Act& act, const Place& at) {
    return set_audience(tx, act, at.alliance, at.survey, body.audience);
  });
  return get_book(site, request);
}
Response post_note(feature::Site& site, Request& request) {
  const auto body = demand(note_body.read(request));
  return http::json_response(note_json(perform(site, request, 201,
                                               [&](db::Tx& tx, const feature::Act& act, const Place& at) {
                                                 return results::write(tx, act, at.alliance, at.survey, body);
                                               })),
                             201);
}
Response put_note(feature::Site& site, Request& request) {
  const auto id = demand(request.id<NoteId>("note"));
  const auto body = demand(note_body.read(request));
  return http::json_response(note_json(perform(site, request, 200, [&](db::Tx& tx, const feature::Act& act, const Place& at) {
    return change(tx, act, at.alliance, at.survey, id, body);
  })));
}
Response delete_note(feature::Site& site, Request& request) {
  const auto id = demand(request.id<NoteId>("note"));
  perform(site, request, 204, [&](db::Tx& tx, const feature::Act& act, const Place& at) {
    return results::remove(tx, act, at.alliance, at.survey, id);
  });
  return Response::no_content();
}
Response post_consensus(feature::Site& site, Request& request) {
  const auto body = demand(consensus_body.read(request));
  return http::json_response(consensus_json(perform(site, request, 201,
                                                    [&](db::Tx& tx, const feature::Act& act, const Place& at) {
                                                      return results::record(tx, act, at.alliance, at.survey, body);
                                                    })),
                             201);
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "surveys", auth::scope("surveys"), "/api/v1/alliances/{alliance}/surveys/{survey}/results");
  api.get("", get_book, {_("El libro de resultados de una encuesta"), {}, result_book_json});
  api.get("/cross", get_cross,
          {_("El cruce de dos preguntas"),
           {},
           crossing_json,
           {{"rows", _("Código de «variables»")},
            {"columns", _("Código de «variables»")},
            {"f1", _("Filtro: código de «variables»; hasta f3")},
            {"v1", _("Filtro: la opción; hasta v3")},
            {"f2", {}},
            {"v2", {}},
            {"f3", {}},
            {"v3", {}},
            {"share", _("row, column o all")}}});
  api.get("/texts", get_texts,
          {_("Lo que se escribió en una pregunta"),
           {},
           texts_json,
           {{"question", _("Código de la pregunta"), "string", true},
            {"q", _("Palabras, sin distinguir acentos")},
            {"after", _("El «next» de la respuesta anterior")}}});
  api.get("/comparison", get_comparison,
          {_("Dos encuestas, lado a lado"), {}, comparison_json, {{"with", _("La otra encuesta"), "string", true}}});
  api.put("/audience", put_audience, {_("Dice quién lee el libro"), audience_body, result_book_json});
  api.get("/notes", get_notes, {_("Notas de discusión"), {}, notes_json});
  api.post("/notes", post_note, {_("Escribe una nota"), note_body, note_json});
  api.put("/notes/{note}", put_note, {_("Cambia una nota"), note_body, note_json});
  api.remove("/notes/{note}", delete_note, {_("Quita una nota")});
  api.get("/consensus", get_consensuses, {_("El consenso, con sus ediciones"), {}, consensuses_json});
  api.post("/consensus", post_consensus,
           {_("Registra el consenso, o lo corrige con otra edición"), consensus_body, consensus_json});
}

}  // namespace alianza::results
