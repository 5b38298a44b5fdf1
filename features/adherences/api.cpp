// JSON of adherences, on the same actions as the pages.
#include "features/adherences/api.h"

#include "features/adherences/access.h"
#include "features/adherences/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/letter.h"
#include "platform/feature/routes.h"

namespace alianza::adherences {
namespace {

using feature::demand;
using feature::Intake;
using feature::Shape;
using http::Request;
using http::Response;

const Shape<Adherence> adherence_json{"Adherence",
                                      {{"id", &Adherence::id},
                                       {"organization", &Adherence::organization},
                                       {"organization_name", &Adherence::organization_name},
                                       {"text_version", &Adherence::text_version},
                                       {"offered_at", &Adherence::offered_at},
                                       {"signed_at", &Adherence::signed_at},
                                       {"signer_name", &Adherence::signer_name},
                                       {"signer_position", &Adherence::signer_position},
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

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "adherences", auth::scope("adherences"), "/api/v1/alliances/{alliance}/adherences");
  api.get("", list,
          {_("Adhesiones de la alianza y versiones de su texto"),
           {},
           book_json,
           {{"after", _("El «next» de la respuesta anterior")}}});
  api.post("/texts", add_text, {_("Publica una versión del texto de la carta de adhesión"), text_body, text_json});
  api.post("/{adherence}/ask", ask_one, {_("Pide de nuevo una firma, con otro enlace por carta")});
}

}  // namespace alianza::adherences
