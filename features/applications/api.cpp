// JSON of applications, on the same actions as the pages.
#include "features/applications/api.h"

#include "features/applications/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/letter.h"
#include "platform/feature/routes.h"

namespace alianza::applications {
namespace {

using feature::demand;
using feature::Intake;
using feature::or_null;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;
using Memory = std::shared_ptr<organizations::CountMemory>;

constexpr int most_rows = 200;

const Shape<Application> application_json{"Application",
                                          {{"id", &Application::id},
                                           {"state", &Application::state},
                                           {"organization_name", &Application::organization_name},
                                           {"type", &Application::type},
                                           {"person_name", &Application::person_name},
                                           {"position", &Application::position},
                                           {"email", [](const Application& a) { return a.email.text(); }},
                                           {"why", &Application::why},
                                           {"organization", or_null(&Application::organization), _("En lo que se convirtió")},
                                           {"proposer", or_null(&Application::proposer), _("La integrante que la propone")},
                                           {"created_at", &Application::created_at},
                                           {"confirmed_at", &Application::confirmed_at},
                                           {"decided_at", &Application::decided_at},
                                           {"decided_by", &Application::decided_by},
                                           {"reason", &Application::reason}}};
const Shape<Listing> list_json{"Applications",
                               {{"applications", [](const Listing& l) -> const auto& { return l.rows; }, application_json},
                                {"pending", &Listing::pending},
                                {"accepted", &Listing::accepted},
                                {"declined", &Listing::declined},
                                {"next", [](const Listing& l) {
                                   return l.rows.size() == most_rows ? std::optional(l.rows.back().id.text()) : std::nullopt;
                                 }}}};
const Intake<AcceptInput> accept_body{
    "ApplicationAcceptInput",
    {{"organization", &AcceptInput::organization, text().required(), _("«new», o la clave de una del directorio")},
     {"campaign", &AcceptInput::campaign, feature::id(), _("Que la invita; sin ella no se invita ahora")}}};
struct Why {
  std::string reason;
};
const Intake<Why> decline_body{"ApplicationDeclineInput", {{"reason", &Why::reason, text().required()}}};

Response list_all(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  State state = State::pending;
  from_text(request.query.get("state"), state);
  const auto before = ApplicationId::parse(request.query.get("before")).value_or(ApplicationId());
  return http::json_response(list_json(
      demand(site.db.read([&](db::Tx& tx) { return list(tx, auth::actor_of(request), alliance, state, before, most_rows); }))));
}

Response one(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<ApplicationId>("application"));
  const auto seen = demand(site.db.read([&](db::Tx& tx) { return see(tx, auth::actor_of(request), alliance, id); }));
  return http::json_response(application_json(seen.application));
}

template <class Do>
Response decide(feature::Site& site, Request& request, Do&& perform) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<ApplicationId>("application"));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/applications/{id}");
  const auto seen = demand(site.db.write([&](db::Tx& tx) -> Result<SeenApplication> {
    TRY(perform(tx, act, alliance, id));
    return see(tx, act.actor, alliance, id);
  }));
  return http::json_response(application_json(seen.application), 201);
}

Response accept_one(feature::Site& site, Request& request, const Memory& memory) {
  const auto body = demand(accept_body.read(request));
  return decide(site, request, [&](db::Tx& tx, const feature::Act& act, AllianceId alliance, ApplicationId id) {
    return accept(tx, *memory, act, alliance, id, body, feature::address_in_letters(site.config));
  });
}

Response decline_one(feature::Site& site, Request& request) {
  const auto body = demand(decline_body.read(request));
  return decide(site, request, [&](db::Tx& tx, const feature::Act& act, AllianceId alliance, ApplicationId id) {
    return decline(tx, act, alliance, id, body.reason);
  });
}

struct Proposals {
  std::vector<Application> rows;
};
const Shape<Proposals> guests_json{"Guests", {{"guests", &Proposals::rows, application_json}}};
struct TypedGuest {
  std::string proposer, organization, type, name, position, email, why;
};
const Intake<TypedGuest> guest_body{
    "GuestInput",
    {{"proposer", &TypedGuest::proposer, feature::id(), _("Integrante que la propone; hace falta si actúa por varias")},
     {"organization", &TypedGuest::organization, text().required()},
     {"type", &TypedGuest::type, feature::one_of<organizations::OrganizationType>().required()},
     {"name", &TypedGuest::name, text().required(), _("A quién escribir")},
     {"position", &TypedGuest::position, text()},
     {"email", &TypedGuest::email, text().required()},
     {"why", &TypedGuest::why, text().required()}}};

Response list_guests(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  auto found = demand(site.db.read([&](db::Tx& tx) { return guests(tx, auth::actor_of(request), alliance); }));
  return http::json_response(guests_json(Proposals{std::move(found.rows)}));
}

Response add_guest(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto t = demand(guest_body.read(request));
  const GuestInput body{t.proposer, {t.organization, t.type, t.name, t.position, t.email, t.why, {}}};
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/guests");
  const auto id = demand(site.db.write([&](db::Tx& tx) { return propose(tx, act, alliance, body, request.lang); }));
  return http::json_response(feature::id_json()(id.value()), 201);
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api guest_api(site, "applications", auth::scope("applications"), "/api/v1/alliances/{alliance}/guests");
  guest_api.get("", list_guests, {_("Organizaciones que las integrantes propusieron como invitadas"), {}, guests_json});
  guest_api.post("", add_guest, {_("Propone una organización invitada"), guest_body, feature::id_json()});
  const auto memory = std::make_shared<organizations::CountMemory>();
  const feature::Api api(site, "applications", auth::scope("applications"), "/api/v1/alliances/{alliance}/applications");
  api.get("", list_all,
          {_("Solicitudes de ingreso, la más nueva primero"),
           {},
           list_json,
           {{"state", _("pending, accepted o declined")}, {"before", _("El «next» de la respuesta anterior")}}});
  api.get("/{application}", one, {_("Una solicitud de ingreso"), {}, application_json});
  api.post("/{application}/accept", feature::given(accept_one, memory),
           {_("Acepta una solicitud: registra o vincula a la organización y le escribe"), accept_body, application_json});
  api.post("/{application}/decline", decline_one, {_("Declina una solicitud y dice por qué"), decline_body, application_json});
}

}  // namespace alianza::applications
