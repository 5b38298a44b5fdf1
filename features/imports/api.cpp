// JSON of imports, on the same actions as the pages.
#include "features/imports/api.h"

#include <algorithm>
#include <charconv>

#include "features/imports/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/http/form.h"
#include "platform/i18n/i18n.h"

namespace alianza::imports {
namespace {

using feature::demand;
using feature::Intake;
using feature::itself;
using feature::or_null;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

constexpr std::size_t upload_limit = std::size_t{21} * 1024 * 1024;
constexpr int most_rows = 500;
constexpr int usual_rows = 100;

const Shape<Counts> counts_json{
    "ImportCounts",
    {{"pending", &Counts::pending},
     {"created", &Counts::created},
     {"changed", &Counts::changed},
     {"unchanged", &Counts::unchanged},
     {"wrong", &Counts::wrong},
     {"omitted", &Counts::omitted, _("Que una persona dejó fuera; no cuentan en las demás")},
     {"warned", &Counts::warned, _("Correctas, con algún dato que se completará después")},
     {"alike", &Counts::alike, _("Parecidas a una del directorio, sea lo que sea que se haya elegido")},
     {"waiting", &Counts::waiting, _("Correctas y todavía sin aplicar")},
     {"applied", &Counts::applied},
     {"failed", &Counts::failed},
     {"restored", &Counts::restored},
     {"left", &Counts::left, _("Cambiadas por alguien después: no se deshicieron")}}};

const Shape<Import> import_json{
    "Import",
    {{"id", &Import::id},
     {"state", &Import::state},
     {"file_name", &Import::file_name},
     {"file_hash", &Import::file_hash, _("SHA-256 del archivo")},
     {"file_bytes", &Import::file_bytes},
     {"format", &Import::format},
     {"encoding", &Import::encoding},
     {"sheet", &Import::sheet},
     {"heads", &Import::heads},
     {"columns", &Import::columns, _("Qué dato es cada columna; vacío si no se importa")},
     {"rows_read", &Import::rows_read},
     {"problem", [](const Import& i) { return i18n::text(Lang::es, i.problem); }},
     {"created_by", &Import::created_by_name},
     {"created_at", &Import::created_at},
     {"applied_at", &Import::applied_at},
     {"undone_at", &Import::undone_at},
     {"forgotten_at", &Import::forgotten_at, _("Desde cuándo no se guarda lo que decían sus filas: ya no se deshace")}}};
const Shape<std::vector<Import>> list_json{"ImportList", {{"imports", itself, import_json}}};
const Shape<Seen> seen_json{
    "ImportBook",
    import_json,
    &Seen::import,
    {{"counts", &Seen::counts, counts_json},
     {"same_file", [](const Seen& s) { return s.same_file ? std::optional(s.same_file->id) : std::nullopt; },
      _("Una importación anterior del mismo archivo")},
     {"stalled", &Seen::stalled, _("Su trabajo se canceló o se detuvo: «resume» lo sigue")}}};

struct Sentence {
  int column = -1;
  std::string field;
  std::string text;
};
const Shape<Sentence> error_json{
    "ImportRowError",
    {{"column", &Sentence::column, _("Desde 0; -1 si es de toda la fila o la hoja no tiene la columna")},
     {"field", &Sentence::field, _("Qué dato; vacío si es de toda la fila")},
     {"message", &Sentence::text}}};
const Shape<Change> change_json{"ImportRowChange",
                                {{"field", &Change::field}, {"before", &Change::before}, {"after", &Change::after}}};
const Shape<Twin> twin_json{"ImportRowTwin", {{"id", &Twin::id}, {"name", &Twin::name}, {"score", &Twin::score}}};

struct SpokenRow {
  Row row;
  Lang lang = Lang::es;
  std::vector<Sentence> said(const std::vector<Remark>& remarks) const {
    std::vector<Sentence> out;
    for (const auto& r : remarks) out.push_back({r.column, r.field, i18n::text(lang, r.message())});
    return out;
  }
};
boost::json::object extra_of(const SpokenRow& spoken) {
  boost::json::object out;
  for (const auto& [target, text] : spoken.row.extra) out[target] = text;
  return out;
}
const Shape<SpokenRow> row_json{
    "ImportRow",
    {{"number", [](const SpokenRow& r) { return r.row.number; }, _("En la hoja")},
     {"name", [](const SpokenRow& r) { return r.row.name; }},
     {"cells", [](const SpokenRow& r) { return r.row.cells; }},
     {"outcome", [](const SpokenRow& r) { return r.row.outcome; }},
     {"state", [](const SpokenRow& r) { return r.row.state; }},
     {"choice", [](const SpokenRow& r) { return r.row.choice; }},
     {"organization", [](const SpokenRow& r) { return r.row.organization ? std::optional(r.row.organization) : std::nullopt; }},
     {"extra", extra_of, _("Lo que una persona escribió y la hoja no trae, por dato")},
     {"errors", [](const SpokenRow& r) { return r.said(r.row.notes.errors); }, error_json},
     {"warnings", [](const SpokenRow& r) { return r.said(r.row.notes.warnings); }, error_json},
     {"changes", [](const SpokenRow& r) -> const auto& { return r.row.notes.changes; }, change_json},
     {"twins", [](const SpokenRow& r) -> const auto& { return r.row.notes.twins; }, twin_json}}};
struct RowPage {
  std::vector<SpokenRow> rows;
  std::optional<std::int64_t> next;
};
const Shape<RowPage> rows_json{"ImportRowList", {{"rows", &RowPage::rows, row_json}, {"next", &RowPage::next}}};

struct ColumnsInput {
  std::vector<std::string> columns;
};
const Intake<ColumnsInput> columns_body{"ImportColumnsInput",
                                        {{"columns", &ColumnsInput::columns, feature::list_of(text()).required()}}};
std::int64_t number_in(std::string_view text, std::int64_t otherwise) {
  std::int64_t out = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

void read_extra(const feature::JsonFields& body, RowInput& into) {
  const auto* extra = body.object().if_contains("extra");
  if (extra == nullptr || !extra->is_object()) return;
  for (const auto& [target, value] : extra->as_object())
    if (value.is_string()) into.extra.emplace(std::string(target), std::string(value.as_string()));
}
feature::Schema extra_schema() {
  feature::Schema schema;
  schema.type = feature::Schema::Type::any;
  schema.is_required = false;
  return schema;
}
const Intake<RowInput> row_body{
    "ImportRowInput",
    {{"cells", &RowInput::cells, feature::list_of(text())},
     feature::flag<RowInput>("keep_rfc", &RowInput::keep_rfc, "yes"),
     {"choice", &RowInput::choice, text(), _("new, omit, o la clave de la organización que es")},
     {"extra", read_extra, extra_schema(), _("Lo que la hoja no trae, por dato: {\"sector\": \"22\"}")}}};

std::vector<Meaning> meanings_in(const feature::JsonFields& body) {
  std::vector<Meaning> out;
  const auto* list = body.object().if_contains("meanings");
  if (list == nullptr || !list->is_array()) return out;
  for (const auto& value : list->as_array()) {
    const auto* object = value.if_object();
    if (object == nullptr) continue;
    const auto text_at = [&](const char* name) {
      const auto* found = object->if_contains(name);
      return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
    };
    out.push_back({text_at("target"), text_at("said"), text_at("code")});
  }
  return out;
}
struct MeaningsInput {
  std::vector<Meaning> meanings;
};
feature::Schema meaning_schema() {
  feature::Schema schema;
  schema.type = feature::Schema::Type::object;
  for (const auto* name : {"target", "said", "code"}) feature::place(schema, {name, text(), {}});
  return schema;
}
const Intake<MeaningsInput> meanings_body{
    "ImportMeaningsInput",
    {{"meanings", [](const feature::JsonFields& body, MeaningsInput& into) { into.meanings = meanings_in(body); },
      feature::list_of(meaning_schema()).required(),
      _("target: type, size, sector, country, state, place u origin; said: lo que dice la hoja, vacío si nada; code: de la "
        "lista, - para "
        "dejarlo en blanco, vacío para retirarlo")}}};
const Shape<Unknown> unknown_json{
    "ImportUnknown", {{"target", &Unknown::target}, {"said", &Unknown::said, _("Vacío: en blanco")}, {"rows", &Unknown::rows}}};
const Shape<std::vector<Unknown>> unknowns_json{"ImportUnknownList", {{"unknowns", itself, unknown_json}}};
const Intake<ChoiceInput> choice_body{
    "ImportChoiceInput",
    {{"rows",
      [](const feature::JsonFields& body, ChoiceInput& into) {
        for (const auto& number : body.list("rows")) into.rows.push_back(number_in(number, 0));
      },
      feature::list_of(feature::integer()).required(), _("Sus números en la hoja")},
     {"choice", &ChoiceInput::choice, text(), _("new, same, omit, o vacío para dejarlas como vinieron")}}};
const Intake<ApplyInput> apply_body{"ImportApplyInput",
                                    {feature::flag<ApplyInput>("only_whole", &ApplyInput::only_whole, "yes")}};

struct Address {
  AllianceId alliance;
  ImportId id;
};
Address address_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<ImportId>("import"))};
}

Response answer(feature::Site& site, const Request& request, Address at, int status) {
  const auto seen = demand(site.db.read([&](db::Tx& tx) { return see(tx, auth::actor_of(request), at.alliance, at.id); }));
  return http::json_response(seen_json(seen), status);
}

Response list_all(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto before = ImportId::parse(request.query.get("before"));
  const auto listing =
      demand(site.db.read([&](db::Tx& tx) { return list(tx, auth::actor_of(request), alliance, before, usual_rows); }));
  return http::json_response(list_json(listing.rows));
}

/// The file is the body itself, or the field `file` of a form.
Response send_file(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  Upload sent{request.query.get("name"), request.body, request.query.get("sheet")};
  const auto type = request.headers.get("Content-Type");
  if (type.starts_with("application/json")) sent.bytes = {};  // a body that says of itself that it is no sheet
  if (http::is_form(type)) {
    const auto* file = request.form().file("file");
    sent.bytes = file == nullptr ? std::string_view() : std::string_view(file->bytes);
    if (file != nullptr && sent.file_name.empty()) sent.file_name = file->name;
  }
  auto act = feature::act(request);
  act.key->answer(202, "/api/v1/alliances/" + alliance.text() + "/imports/{id}");
  const auto id = demand(upload(site.db, act, alliance, sent));
  return answer(site, request, {alliance, id}, 202)
      .with("Location", http::Url("/api/v1/alliances/{}/imports/{}", alliance, id).text());
}

Response one(feature::Site& site, Request& request) { return answer(site, request, address_of(request), 200); }

Response list_rows(feature::Site& site, Request& request) {
  const auto at = address_of(request);
  auto show = Show::all;
  if (request.query.has("show") && !from_text(request.query.get("show"), show))
    throw http::Abandon{Error::field("show", _("Ese filtro no tiene ese valor."))};
  const auto after = number_in(request.query.get("after"), 0);
  const auto size = static_cast<int>(std::clamp<std::int64_t>(number_in(request.query.get("size"), usual_rows), 1, most_rows));
  RowPage page;
  demand(site.db.read([&](db::Tx& tx) -> Done {
    const auto seen = TRY(see(tx, auth::actor_of(request), at.alliance, at.id));
    for (auto& row : rows(tx, seen, show, after, size)) page.rows.push_back({std::move(row), request.lang});
    return {};
  }));
  if (page.rows.size() == static_cast<std::size_t>(size)) page.next = page.rows.back().row.number;
  return http::json_response(rows_json(page));
}

/// A write about an import, and how it stands then.
template <class Write>
Response write(feature::Site& site, Request& request, int status, Write&& what) {
  const auto at = address_of(request);
  auto act = feature::act(request);
  act.key->answer(status, "/api/v1/alliances/" + at.alliance.text() + "/imports/" + at.id.text());
  demand(site.db.write([&](db::Tx& tx) { return what(tx, act, at.alliance, at.id); }));
  return answer(site, request, at, status);
}

Response put_columns(feature::Site& site, Request& request) {
  const auto body = demand(columns_body.read(request));
  return write(site, request, 202, [&](db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id) {
    return set_columns(tx, act, alliance, id, body.columns);
  });
}

Response list_unknowns(feature::Site& site, Request& request) {
  const auto at = address_of(request);
  return http::json_response(unknowns_json(demand(site.db.read([&](db::Tx& tx) -> Result<std::vector<Unknown>> {
    return unknowns(tx, TRY(see(tx, auth::actor_of(request), at.alliance, at.id)));
  }))));
}

Response put_meanings(feature::Site& site, Request& request) {
  const auto body = demand(meanings_body.read(request));
  return write(site, request, 202, [&](db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id) {
    return set_meanings(tx, act, alliance, id, body.meanings);
  });
}

Response choose_rows(feature::Site& site, Request& request) {
  const auto body = demand(choice_body.read(request));
  return write(site, request, 200, [&](db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id) -> Done {
    TRY(choose(tx, act, alliance, id, body));
    return {};
  });
}

Response put_row(feature::Site& site, Request& request) {
  const auto at = address_of(request);
  const auto number = number_in(request.param("row"), 0);
  const auto body = demand(row_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/alliances/" + at.alliance.text() + "/imports/" + at.id.text());
  auto row = demand(site.db.write([&](db::Tx& tx) { return edit_row(tx, act, at.alliance, at.id, number, body); }));
  return http::json_response(row_json({std::move(row), request.lang}));
}

Response do_apply(feature::Site& site, Request& request) {
  const auto body = demand(apply_body.read(request));
  return write(site, request, 202, [&](db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id) {
    return apply(tx, act, alliance, id, body);
  });
}

using Verb = Done (*)(db::Tx&, const feature::Act&, AllianceId, ImportId);
Response do_verb(feature::Site& site, Request& request, Verb verb) { return write(site, request, 202, verb); }

Response remove(feature::Site& site, Request& request) {
  const auto at = address_of(request);
  auto act = feature::act(request);
  act.key->answer(204, "/api/v1/alliances/" + at.alliance.text() + "/imports");
  demand(site.db.write([&](db::Tx& tx) { return discard(tx, act, at.alliance, at.id); }));
  return Response::no_content();
}

/// The one address that takes more than JSON: a file of up to 20 MB.
void add_upload(feature::Site& site) {
  http::Options options;
  options.body_limit = upload_limit;
  options.doc.summary = _("Envía una hoja: el archivo mismo (text/csv, .xlsx, .ods) o el campo «file» de un formulario");
  options.doc.tag = "imports";
  options.doc.query = {{"name", _("Nombre del archivo")}, {"sheet", _("Nombre de la hoja, si no es la primera con datos")}};
  options.doc.success = 202;
  options.doc.response_schema = seen_json.schema().name;
  feature::describe(site, seen_json.schema());
  feature::Routes(site, auth::scope("organizations"), "/api/v1/alliances/{alliance}/imports")
      .post("", send_file, std::move(options));
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "imports", auth::scope("organizations"), "/api/v1/alliances/{alliance}/imports");
  api.get("", list_all,
          {_("Importaciones de la institución, la más nueva primero"),
           {},
           list_json,
           {{"before", _("La clave de la última vista")}}});
  add_upload(site);
  api.get("/{import}", one, {_("Una importación y cuántas filas hay de cada clase"), {}, seen_json});
  api.get("/{import}/rows", list_rows,
          {_("Qué haría o hizo cada fila"),
           {},
           rows_json,
           {{"show", _("all, created, changed, unchanged, wrong, warned, alike, omitted, failed o left")},
            {"after", _("El «next» de la respuesta anterior")},
            {"size", _("Filas de una respuesta, hasta 500")}}});
  api.put("/{import}/columns", put_columns,
          {_("Dice qué dato es cada columna y revisa todo otra vez"), columns_body, seen_json, {}, 202});
  api.get("/{import}/unknowns", list_unknowns,
          {_("Valores de listas que no se entendieron o que faltan, con cuántas filas"), {}, unknowns_json});
  api.put("/{import}/meanings", put_meanings,
          {_("Dice qué quieren decir valores de la hoja, para todas sus filas, y revisa todo otra vez"),
           meanings_body,
           seen_json,
           {},
           202});
  api.post("/{import}/choose", choose_rows,
           {_("Dice de varias filas si son otras, las mismas o se omiten"), choice_body, seen_json, {}, 200});
  api.put("/{import}/rows/{row}", put_row, {_("Corrige una fila, que se revisa al momento"), row_body, row_json});
  api.post("/{import}/apply", do_apply, {_("Aplica las filas correctas"), apply_body, seen_json, {}, 202});
  api.post("/{import}/undo", feature::given(do_verb, undo),
           {_("Deshace lo aplicado que nadie cambió después"), {}, seen_json, {}, 202});
  api.post("/{import}/stop", feature::given(do_verb, stop), {_("Detiene el trabajo en curso"), {}, seen_json, {}, 202});
  api.post("/{import}/resume", feature::given(do_verb, resume), {_("Sigue un trabajo detenido"), {}, seen_json, {}, 202});
  api.remove("/{import}", remove, {_("Descarta una importación de la que nada se aplicó"), {}});
}

}  // namespace alianza::imports
