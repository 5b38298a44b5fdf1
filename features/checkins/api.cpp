// JSON of arriving, on the same actions as the pages.
#include "features/checkins/api.h"

#include "features/checkins/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::checkins {
namespace {

using feature::demand;
using feature::Intake;
using feature::Shape;
using http::Request;
using http::Response;

const Shape<Desk> desk_json{
    "CheckIn",
    {{"on", &Desk::day, _("El día de la reunión al que corresponde el código")},
     {"code", [](const Desk& d) { return d.code ? std::optional(d.code->code) : std::nullopt; },
      _("El código del día; null: nadie lo ha pedido")},
     {"serves_from", [](const Desk& d) { return d.window ? std::optional(d.window->from) : std::nullopt; }},
     {"serves_until", [](const Desk& d) { return d.window ? std::optional(d.window->to) : std::nullopt; }},
     {"organizations", [](const Desk& d) { return d.turnout.organizations; }},
     {"persons", [](const Desk& d) { return d.turnout.persons; }},
     {"expected", &Desk::expected, _("Organizaciones convocadas")},
     {"present", &Desk::present, _("De las convocadas, las que llegaron")},
     {"notice_accepted", &Desk::notice_accepted, _("Llegadas que aceptaron el aviso de espacio neutral")},
     {"notice_read_at", &Desk::notice_read_at, _("Cuándo se leyó en voz alta")},
     {"guests", &Desk::guests, _("Llegaron sin estar convocadas")}}};
struct Made {
  AttendanceId attendance;
};
const Shape<Made> made_json{"WalkIn", {{"attendance", &Made::attendance}}};
const Intake<WalkInInput> walk_in_body{
    "WalkInInput",
    {{"organization", &WalkInInput::organization, feature::text().required(), _("El nombre de la organización nueva")},
     {"person", &WalkInInput::person, feature::text()}}};

struct Place {
  AllianceId alliance;
  MeetingId meeting;
};
Place place(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<MeetingId>("meeting"))};
}

Response one(feature::Site& site, Request& request) {
  const auto at = place(request);
  return http::json_response(
      desk_json(demand(site.db.read([&](db::Tx& tx) { return desk(tx, auth::actor_of(request), at.alliance, at.meeting); }))));
}

Response add_code(feature::Site& site, Request& request) {
  const auto at = place(request);
  auto act = feature::act(request);
  act.key->answer(201, request.path);
  return http::json_response(desk_json(demand(site.db.write([&](db::Tx& tx) -> Result<Desk> {
                               TRY(make_code(tx, act, at.alliance, at.meeting));
                               return desk(tx, act.actor, at.alliance, at.meeting);
                             }))),
                             201);
}

Response add_notice(feature::Site& site, Request& request) {
  const auto at = place(request);
  auto act = feature::act(request);
  act.key->answer(201, request.path);
  return http::json_response(desk_json(demand(site.db.write([&](db::Tx& tx) -> Result<Desk> {
                               TRY(read_notice(tx, act, at.alliance, at.meeting));
                               return desk(tx, act.actor, at.alliance, at.meeting);
                             }))),
                             201);
}

Response add_walk_in(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto input = demand(walk_in_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, request.path);
  return http::json_response(
      made_json({demand(site.db.write([&](db::Tx& tx) { return walk_in(tx, act, at.alliance, at.meeting, input); }))}), 201);
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "meetings", auth::scope("meetings"), "/api/v1/alliances/{alliance}/meetings/{meeting}");
  api.get("/check-in", one, {_("El código del día y cuántas organizaciones van"), {}, desk_json});
  api.post("/check-in", add_code, {_("Hace el código del día; el anterior deja de servir"), {}, desk_json});
  api.post("/check-in/notice", add_notice, {_("Dice que el aviso de espacio neutral se leyó al iniciar"), {}, desk_json});
  api.post("/walk-ins", add_walk_in, {_("Registra a una organización nueva que llegó a la reunión"), walk_in_body, made_json});
}

}  // namespace alianza::checkins
