// JSON of documents, on the same actions as the pages. Files come and go as they are.
#include "features/documents/api.h"

#include "features/documents/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/openapi.h"
#include "platform/feature/routes.h"
#include "platform/files/answer.h"
#include "platform/http/form.h"

namespace alianza::document {
namespace {

using feature::demand;
using feature::Intake;
using feature::one_of;
using feature::or_null;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

constexpr int most_rows = 200;
constexpr std::size_t body_bytes = files::most_bytes + std::size_t{64} * 1024;

const Shape<Version> version_json{"DocumentVersion",
                                  {{"number", &Version::number},
                                   {"sha256", [](const Version& v) { return v.digest.text(); }},
                                   {"bytes", &Version::bytes},
                                   {"type", &Version::type},
                                   {"file_name", &Version::file_name},
                                   {"note", &Version::note},
                                   {"reading", &Version::reading, _("Qué se leyó de su texto para la búsqueda")},
                                   {"by", &Version::by},
                                   {"at", &Version::at}}};
const Shape<Document> document_json{
    "Document",
    {{"id", &Document::id},
     {"kind", &Document::kind},
     {"title", &Document::title},
     {"author", &Document::author},
     {"on", &Document::on, _("Fecha del documento")},
     {"committee", or_null(&Document::committee)},
     {"confidentiality", &Document::confidentiality},
     {"versions_count", &Document::versions},
     {"version", &Document::version, _("De la ficha: la que se leyó antes de cambiar")},
     {"created_by", &Document::created_by_name},
     {"created_at", &Document::created_at},
     {"updated_at", &Document::updated_at},
     {"withdrawn_at", [](const Document& d) { return d.withdrawn ? std::optional(d.withdrawn->at) : std::nullopt; }},
     {"withdrawn_by", [](const Document& d) { return d.withdrawn ? std::optional(d.withdrawn->by) : std::nullopt; }},
     {"withdrawn_reason", [](const Document& d) { return d.withdrawn ? std::optional(d.withdrawn->reason) : std::nullopt; }}}};
const Shape<Twin> twin_json{"DocumentTwin", {{"document", &Twin::document}, {"title", &Twin::title}, {"number", &Twin::number}}};
struct Whole {
  Document document;
  Book book;
};
const Shape<Whole> whole_json{
    "DocumentBook",
    document_json,
    &Whole::document,
    {{"versions", [](const Whole& w) -> const auto& { return w.book.versions; }, version_json, _("La más nueva primero")},
     {"same_file_in", [](const Whole& w) -> const auto& { return w.book.twins; }, twin_json,
      _("Otros documentos con el mismo archivo")}}};
const Shape<Page> list_json{"DocumentList",
                            {{"documents", &Page::rows, document_json},
                             {"next", [](const Page& p) { return p.later ? std::optional(p.later->text()) : std::nullopt; }}}};

const Intake<Input> edit_body{
    "DocumentInput",
    {{"kind", &Input::kind, one_of<Kind>()},
     {"title", &Input::title, text().required()},
     {"author", &Input::author, text().required()},
     {"on", &Input::on, feature::date().required()},
     {"confidentiality", &Input::confidentiality, one_of<Confidentiality>()},
     {"version", &Input::version, feature::integer().required(), _("La que se leyó antes de cambiar")}}};
struct Reason {
  std::string reason;
};
const Intake<Reason> reason_body{"DocumentWithdrawalInput", {{"reason", &Reason::reason, text().required()}}};

struct Where {
  AllianceId alliance;
  DocumentId document;
};
Where where(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<DocumentId>("document"))};
}
files::Store store_of(const feature::Site& site) { return files::Store(site.config.files.path); }

/// The file is the body itself, with its data in the address; or the field `file` of a form, with its data in the others.
struct Sent {
  Input input;
  Upload upload;
};
Sent sent(Request& request) {
  const auto type = request.headers.get("Content-Type");
  const bool form = http::is_form(type);
  const http::Fields& fields = form ? static_cast<const http::Fields&>(request.form()) : request.query;
  Sent out;
  if (form) {
    if (const auto* file = request.form().file("file")) out.upload = {file->bytes, file->name, file->type, {}, {}};
  } else if (!type.starts_with("application/json")) {  // a body that says of itself that it is no file
    out.upload = {request.body, request.query.get("name"), type, {}, {}};
  }
  out.upload.note = fields.get("note");
  out.upload.confirm_same = fields.get("confirm_same").empty() ? "" : "yes";
  const auto take = [&](const char* name, std::string& into) {
    if (fields.has(name)) into = fields.get(name);
  };
  take("kind", out.input.kind);
  take("title", out.input.title);
  take("author", out.input.author);
  take("on", out.input.on);
  take("confidentiality", out.input.confidentiality);
  take("committee", out.input.committee);
  return out;
}

Response answer(feature::Site& site, const Request& request, const Where& at, int status) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto actor = auth::actor_of(request);
    const auto seen = TRY(see(tx, actor, at.alliance, at.document));
    return http::json_response(whole_json({seen.document, book(tx, actor, seen)}), status);
  }));
}

/// Filters of the address; one that is not understood is refused, so that a program does not take everything for something.
Filter filter(const Request& request) {
  Filter f;
  const auto& q = request.query;
  const auto refuse = [](const char* name) { throw http::Abandon{Error::field(name, _("Este filtro no tiene ese valor."))}; };
  if (Kind kind{}; from_text(q.get("kind"), kind))
    f.kind = kind;
  else if (q.has("kind"))
    refuse("kind");
  if (Confidentiality level{}; from_text(q.get("confidentiality"), level))
    f.confidentiality = level;
  else if (q.has("confidentiality"))
    refuse("confidentiality");
  f.committee = CommitteeId::parse(q.get("committee"));
  if (q.has("committee") && !f.committee) refuse("committee");
  f.withdrawn = q.get("state") == "withdrawn";
  if (q.has("state") && !f.withdrawn) refuse("state");
  f.search = q.get("q");
  return f;
}

Response list_all(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto wanted = filter(request);
  const auto cursor = Cursor::parse(request.query.get("after"), Cursor::Direction::on);
  if (request.query.has("after") && !cursor)
    throw http::Abandon{Error::field("after", _("Use el «next» de la respuesta anterior."))};
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto actor = auth::actor_of(request);
    const auto at = TRY(alliances::see(tx, actor, id));
    return http::json_response(list_json(list(tx, id, sight_of(tx, actor, at), wanted, cursor, most_rows)));
  }));
}

Response one(feature::Site& site, Request& request) { return answer(site, request, where(request), 200); }

Response add_one(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto [input, upload] = sent(request);
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/documents/{id}");
  const auto id = demand(add(site.db, store_of(site), act, alliance, input, upload));
  return answer(site, request, {alliance, id}, 201)
      .with("Location", http::Url("/api/v1/alliances/{}/documents/{}", alliance, id).text());
}

Response add_one_version(feature::Site& site, Request& request) {
  const auto at = where(request);
  const auto upload = sent(request).upload;
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + at.alliance.text() + "/documents/{id}");
  demand(add_version(site.db, store_of(site), act, at.alliance, at.document, upload));
  return answer(site, request, at, 201);
}

Response change(feature::Site& site, Request& request) {
  const auto at = where(request);
  const auto body = demand(edit_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, request.path);
  demand(site.db.write([&](db::Tx& tx) { return edit(tx, act, at.alliance, at.document, body); }));
  return answer(site, request, at, 200);
}

Response take_away(feature::Site& site, Request& request) {
  const auto at = where(request);
  const auto body = demand(reason_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + at.alliance.text() + "/documents/{id}");
  demand(site.db.write([&](db::Tx& tx) { return withdraw(tx, act, at.alliance, at.document, body.reason); }));
  return answer(site, request, at, 201);
}

std::vector<http::ApiParameter> list_query() {
  return {{"kind", _("Clase del documento")},
          {"committee", _("Identificador de un comité")},
          {"confidentiality", _("public, members, committee, secretariat o restricted")},
          {"state", _("withdrawn: los retirados en lugar de los vigentes")},
          {"q", _("Palabras del título o de quien lo hizo")},
          {"after", _("El «next» de la respuesta anterior")}};
}
std::vector<http::ApiParameter> file_query() {
  return {
      {"name", _("Nombre del archivo, cuando el cuerpo es el archivo mismo; también puede ser el campo «file» de un formulario")},
      {"note", _("Qué trae esta versión")},
      {"confirm_same", _("yes: el mismo archivo ya está en la alianza y se quiere aquí también")}};
}
std::vector<http::ApiParameter> add_query() {
  auto out = file_query();
  out.insert(out.begin(), {{"title", _("Título")},
                           {"kind", _("Clase del documento")},
                           {"author", _("Quién lo hizo")},
                           {"on", _("Fecha del documento")},
                           {"confidentiality", _("public, members, committee, secretariat o restricted")},
                           {"committee", _("Identificador de un comité")}});
  return out;
}

Result<Response> send_file(feature::Site& site, Request& request) {
  const auto at = where(request);
  const int number = version_number(request.param("version"));
  const auto v = TRY(site.db.read([&](db::Tx& tx) -> Result<Version> {
    return version_of(tx, TRY(see(tx, auth::actor_of(request), at.alliance, at.document)), number);
  }));
  return files::attachment(store_of(site), {v.digest, v.type, v.file_name});
}

/// The addresses that take and give a file.
void add_file_routes(feature::Site& site, const std::string& base) {
  feature::describe(site, whole_json.schema());
  const auto options = [](Message summary, std::vector<http::ApiParameter> query) {
    http::Options out;
    out.body_limit = body_bytes;
    out.doc.summary = std::move(summary);
    out.doc.tag = "documents";
    out.doc.query = std::move(query);
    out.doc.response_schema = whole_json.schema().name;
    out.doc.success = 201;
    return out;
  };
  const feature::Routes routes(site, auth::scope("documents"), base);
  routes.post("", add_one, options(_("Agrega un documento con su primera versión"), add_query()));
  routes.post("/{document}/versions", add_one_version, options(_("Agrega una versión"), file_query()));
  http::Options download;
  download.doc.summary = _("El archivo de una versión");
  download.doc.tag = "documents";
  download.doc.response_schema = feature::file_answer;
  routes.get("/{document}/versions/{version}", send_file, std::move(download));
}

}  // namespace

void add_api(feature::Site& site) {
  const std::string base = "/api/v1/alliances/{alliance}/documents";
  const feature::Api api(site, "documents", auth::scope("documents"), base);
  api.get("", list_all, {_("Documentos que usted puede leer, del más nuevo al más antiguo"), {}, list_json, list_query()});
  api.get("/{document}", one, {_("Un documento con sus versiones"), {}, whole_json});
  api.put("/{document}", change, {_("Cambia los datos de un documento"), edit_body, whole_json});
  api.post("/{document}/withdraw", take_away,
           {_("Retira un documento; la ficha y sus versiones se conservan"), reason_body, whole_json});
  add_file_routes(site, base);
}

}  // namespace alianza::document
