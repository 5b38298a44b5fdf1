// JSON of adherences, on the same actions as the pages.
#include "features/adherences/api.h"

#include "features/adherences/access.h"
#include "features/adherences/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/letter.h"
#include "platform/feature/routes.h"
#include "platform/http/form.h"

namespace alianza::adherences {
namespace {

using feature::demand;
using feature::Intake;
using feature::Shape;
using http::Request;
using http::Response;

const Shape<Adherence> adherence_json{
    "Adherence",
    {{"id", &Adherence::id},
     {"organization", &Adherence::organization},
     {"organization_name", &Adherence::organization_name},
     {"text_version", &Adherence::text_version},
     {"offered_at", &Adherence::offered_at},
     {"signed_at", &Adherence::signed_at},
     {"signer_name", &Adherence::signer_name},
     {"signer_position", &Adherence::signer_position},
     {"signed_on", &Adherence::signed_on, _("El día que dice el papel; null: se firmó en línea")},
     {"sha256", &Adherence::sha256, _("De los bytes exactos del documento firmado")}}};
const Shape<Text> text_json{"AdherenceText",
                            {{"version", &Text::version}, {"body", &Text::body}, {"published_at", &Text::published_at}}};
const Shape<Book> book_json{
    "AdherenceBook",
    {{"adherences", [](const Book& b) -> const auto& { return b.adherences; }, adherence_json},
     {"next", [](const Book& b) { return b.has_next ? std::optional(place_of(b.adherences.back()).text()) : std::nullopt; }},
     {"texts", [](const Book& b) -> const auto& { return b.texts; }, text_json}}};
const Intake<TextInput> text_body{
    "AdherenceTextInput",
    {{"body.es", &TextInput::body_es, feature::text().required()}, {"body.en", &TextInput::body_en, feature::text()}}};

Response list(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto after = Place::parse(request.query.get("after"));
  return http::json_response(
      book_json(demand(site.db.read([&](db::Tx& tx) { return book(tx, auth::actor_of(request), id, after); }))));
}

Response add_text(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(text_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + id.text() + "/adherences");
  return http::json_response(text_json(demand(site.db.write([&](db::Tx& tx) { return publish(tx, act, id, body); }))), 201);
}

Response ask_one(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<AdherenceId>("adherence"));
  auto act = feature::act(request);
  act.key->answer(204, "");
  const auto origin = feature::address_in_letters(site.config);
  demand(site.db.write([&](db::Tx& tx) { return ask_again(tx, act, alliance, id, origin); }));
  return Response::no_content();
}

/// The fields in the address and the file as the body, or both in a form.
Response add_paper(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto type = request.headers.get("Content-Type");
  const bool form = http::is_form(type);
  const http::Fields& f = form ? static_cast<const http::Fields&>(request.form()) : request.query;
  Upload upload;
  if (form) {
    if (const auto* file = request.form().file("file")) upload = {file->bytes, file->name, file->type};
  } else if (!type.starts_with("application/json")) {  // a body that says of itself that it is no file
    upload = {request.body, request.query.get("file_name"), type};
  }
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + id.text() + "/adherences");
  const auto made = demand(
      record_paper(site.db, files::Store(site.config.files.path), act, id,
                   {f.get("organization"), f.get("name"), f.get("position"), f.get("signed_on"), f.get("version")}, upload));
  return http::json_response(feature::id_json()(made.value()), 201);
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "adherences", auth::scope("adherences"), "/api/v1/alliances/{alliance}/adherences");
  api.get("", list,
          {_("Adhesiones de la alianza y versiones de su texto"),
           {},
           book_json,
           {{"after", _("El «next» de la respuesta anterior")}}});
  api.post("/texts", add_text, {_("Publica una versión del texto de la carta de adhesión"), text_body, text_json});
  http::Options paper;
  paper.body_limit = files::most_bytes + std::size_t{64} * 1024;
  paper.doc.summary = _("Registra una carta firmada en papel: el cuerpo es su imagen, o el campo «file» de un formulario");
  paper.doc.tag = "adherences";
  paper.doc.query = {{"organization", _("Su id, o su nombre como está en el directorio")},
                     {"name", _("Quién firmó")},
                     {"position", _("Cargo")},
                     {"signed_on", _("Fecha de la firma")},
                     {"version", _("Qué versión del texto firmó; sin ella, la vigente")},
                     {"file_name", _("Nombre del archivo, cuando el cuerpo es el archivo mismo")}};
  paper.doc.response_schema = feature::id_json().schema().name;
  paper.doc.success = 201;
  const feature::Routes routes(site, auth::scope("adherences"), "/api/v1/alliances/{alliance}/adherences");
  routes.post("/paper", add_paper, std::move(paper));
  api.post("/{adherence}/ask", ask_one, {_("Pide de nuevo una firma, con otro enlace por carta")});
}

}  // namespace alianza::adherences
