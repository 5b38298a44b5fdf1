// JSON of the glossary, on the same actions as the pages.
#include "features/terms/api.h"

#include "features/terms/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::terms {
namespace {

using feature::demand;
using feature::Intake;
using feature::one_of;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

const Shape<Version> version_json{"TermVersion",
                                  {{"number", &Version::number},
                                   {"name", &Version::name},
                                   {"definition", &Version::definition},
                                   {"source", &Version::source},
                                   {"agreed_on", &Version::agreed_on},
                                   {"agreed_in", &Version::agreed_in},
                                   {"meeting", feature::or_null(&Version::meeting)}}};
const Shape<Term> term_json{"Term",
                            {{"id", &Term::id},
                             {"alliance", &Term::alliance},
                             {"place", &Term::place, _("Junto a qué campo de los formularios se muestra")},
                             {"now", &Term::now, version_json}}};
const Shape<Listing> list_json{
    "TermList", {{"terms", &Listing::rows, term_json}, {"next", &Listing::next, _("Para `after`; null en la última página")}}};
const Shape<SeenTerm> whole_json{"TermBook",
                                 term_json,
                                 [](const SeenTerm& at) -> const auto& { return at.term; },
                                 {{"versions", [](const SeenTerm& at) -> const auto& { return at.versions; }, version_json,
                                   _("Todas, la más nueva primero")}}};

const Intake<Input> term_body{"TermInput",
                              {{"name.es", &Input::name_es, text().required()},
                               {"name.en", &Input::name_en, text()},
                               {"definition.es", &Input::definition_es, text().required()},
                               {"definition.en", &Input::definition_en, text()},
                               {"source.es", &Input::source_es, text().required()},
                               {"source.en", &Input::source_en, text()},
                               {"agreed_on", &Input::agreed_on, feature::date()},
                               {"agreed_in", &Input::agreed_in, text()},
                               {"meeting", &Input::meeting, feature::id()},
                               {"place", &Input::place, one_of<Place>()},
                               {"version", &Input::version, feature::integer(), _("La que se leyó antes de cambiar")}}};

Response list(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    TRY(alliances::see(tx, auth::actor_of(request), id));
    return http::json_response(list_json(of_alliance(tx, id, TermId::parse(request.query.get("after")))));
  }));
}

Response one(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<TermId>("term"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    return http::json_response(whole_json(TRY(see(tx, auth::actor_of(request), alliance, id))));
  }));
}

Response add(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(term_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/terms/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return define(tx, act, alliance, body); }));
  return http::json_response(term_json(made), 201)
      .with("Location", http::Url("/api/v1/alliances/{}/terms/{}", alliance, made.id).text());
}

Response change(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<TermId>("term"));
  const auto body = demand(term_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, request.path);
  demand(site.db.write([&](db::Tx& tx) { return redefine(tx, act, alliance, id, body); }));
  return one(site, request);
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "terms", auth::scope("terms"), "/api/v1/alliances/{alliance}/terms");
  api.get("", list,
          {.summary = _("Glosario de la alianza"),
           .answers = list_json,
           .query = {{"after", _("La que dio la página anterior en `next`")}}});
  api.post("", add, {_("Define un término"), term_body, term_json});
  api.get("/{term}", one, {_("Un término con sus versiones"), {}, whole_json});
  api.put("/{term}", change, {_("Acuerda otra versión; la anterior se conserva"), term_body, whole_json});
}

}  // namespace alianza::terms
