// JSON of installation acts, on the same actions as the pages.
#include "features/installations/api.h"

#include "features/installations/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::installations {
namespace {

using feature::demand;
using feature::Intake;
using feature::Shape;
using http::Request;
using http::Response;

struct PartState {
  Part part = Part::plan;
  bool stands = false;
};
const Shape<PartState> part_json{"InstallationPart", {{"part", &PartState::part}, {"stands", &PartState::stands}}};
const Shape<Installation> edition_json{
    "InstallationAct",
    {{"edition", &Installation::edition},
     {"correction", &Installation::correction},
     {"installed_on", &Installation::installed_on},
     {"folio", &Installation::folio},
     {"canonical", &Installation::canonical, _("El texto declarado, como JSON: de él es la huella")},
     {"digest", &Installation::digest, _("SHA-256 del texto declarado")},
     {"declared_by", &Installation::declared_by},
     {"declared_at", &Installation::declared_at},
     {"published", &Installation::published}}};
struct Told {
  std::vector<PartState> parts;
  std::vector<Installation> editions;
};
const Shape<Told> told_json{"CommitteeInstallation",
                            {{"parts", [](const Told& t) -> const auto& { return t.parts; }, part_json,
                              _("Como están hoy; vacío para quien solo lee lo publicado")},
                             {"editions", [](const Told& t) -> const auto& { return t.editions; }, edition_json}}};
const Intake<Input> declare_body{"InstallationInput",
                                 {{"installed_on", &Input::installed_on, feature::date().required()},
                                  {"remarks", &Input::remarks, feature::text()},
                                  {"correction", &Input::correction, feature::text(), _("De otra versión: qué corrige")},
                                  {"edition", &Input::edition, feature::integer(), _("La última que se leyó; 0 si no hay")}}};
const Intake<Publication> publication_body{"InstallationPublicationInput",
                                           {{"edition", &Publication::edition, feature::integer().required()},
                                            {"published",
                                             [](const feature::JsonFields& body, Publication& into) {
                                               const auto typed = body.get("published");
                                               into.published = typed == "true" ? "1" : typed == "false" ? "0" : "";
                                             },
                                             feature::yes_no().required()}}};

struct Where {
  AllianceId alliance;
  CommitteeId committee;
};
Where where_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<CommitteeId>("committee"))};
}

Result<boost::json::value> told(db::Tx& tx, const feature::Act& act, const Where& at) {
  const auto seen = TRY(installations::see(tx, act.actor, at.alliance, at.committee));
  Told t;
  if (seen.reads_all) {
    const auto record = draft(tx, act, seen, seen.at.seen.today);
    for (const auto part : parts) t.parts.push_back({part, stands(record, part)});
  }
  t.editions = seen.editions;
  return boost::json::value(told_json(t));
}

Response get_act(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  const feature::Act act{auth::actor_of(request), {}, nullptr};
  return http::json_response(demand(site.db.read([&](db::Tx& tx) { return told(tx, act, at); })));
}

Response post_act(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  const auto body = demand(declare_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, request.path);
  return http::json_response(demand(site.db.write([&](db::Tx& tx) -> Result<boost::json::value> {
                               TRY(declare(tx, act, at.alliance, at.committee, body));
                               return told(tx, act, at);
                             })),
                             201);
}

Response put_publication(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  const auto body = demand(publication_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, request.path);
  return http::json_response(demand(site.db.write([&](db::Tx& tx) -> Result<boost::json::value> {
    TRY(set_published(tx, act, at.alliance, at.committee, body));
    return told(tx, act, at);
  })));
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "committees", auth::scope("committees"),
                         "/api/v1/alliances/{alliance}/committees/{committee}/installation");
  api.get("", get_act, {_("El acta de instalación de un comité: sus partes y sus versiones"), {}, told_json});
  api.post("", post_act, {_("Declara instalado un comité, o corrige su acta"), declare_body, told_json});
  api.put("/publication", put_publication,
          {_("Publica una versión del acta, o deja de publicarla"), publication_body, told_json});
}

}  // namespace alianza::installations
