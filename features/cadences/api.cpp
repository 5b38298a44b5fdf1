// JSON of cadences, on the same actions as the pages.
#include "features/cadences/api.h"

#include "features/cadences/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::cadences {
namespace {

using feature::demand;
using feature::Intake;
using feature::Shape;
using http::Request;
using http::Response;

const Shape<Cadence> cadence_json{"Cadence",
                                  {{"committee", &Cadence::committee},
                                   {"months", &Cadence::months, _("Cada cuántos meses sesiona")},
                                   {"since", &Cadence::since, _("El primer día del primer mes que cuenta")},
                                   {"set_at", &Cadence::set_at}}};
const Shape<Alert> alert_json{"CadenceAlert",
                              {{"id", &Alert::id},
                               {"committee", &Alert::committee},
                               {"first", &Alert::first, _("Primer día de los meses sin sesión")},
                               {"last", &Alert::last},
                               {"months", &Alert::months},
                               {"since", &Alert::since},
                               {"raised_at", &Alert::raised_at},
                               {"closing", &Alert::closing, _("Vacío: por cerrar")},
                               {"reason", &Alert::reason},
                               {"meeting", feature::or_null(&Alert::meeting)},
                               {"closed_by", &Alert::closed_by},
                               {"closed_at", &Alert::closed_at}}};
const Shape<Overview> overview_json{
    "Cadences", {{"cadences", &Overview::cadences, cadence_json}, {"open_alerts", &Overview::alerts, alert_json}}};
struct OfCommittee {
  std::optional<Cadence> cadence;
  std::vector<Alert> alerts;
};
const Shape<OfCommittee> committee_json{
    "CommitteeCadence",
    {{"months", [](const OfCommittee& o) { return o.cadence ? std::optional(o.cadence->months) : std::nullopt; },
      _("Cada cuántos meses sesiona")},
     {"since", [](const OfCommittee& o) { return o.cadence ? std::optional(o.cadence->since) : std::nullopt; }},
     {"alerts", &OfCommittee::alerts, alert_json}}};
const Intake<RuleInput> rule_body{
    "CadenceInput",
    {{"months", &RuleInput::months, feature::integer(), _("Sin él, el comité deja de tener cadencia")},
     {"since", &RuleInput::since, feature::date()}}};
const Intake<ClosingInput> closing_body{"CadenceAlertClosingInput",
                                        {{"closing", &ClosingInput::closing, feature::text().required(), _("excused o made_up")},
                                         {"reason", &ClosingInput::reason, feature::text()},
                                         {"meeting", &ClosingInput::meeting, feature::id()}}};

struct Place {
  AllianceId alliance;
  CommitteeId committee;
};
Place place(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<CommitteeId>("committee"))};
}

Result<boost::json::value> answer(db::Tx& tx, const auth::MaybeActor& actor, const Place& at) {
  auto b = TRY(book(tx, actor, at.alliance, at.committee));
  return boost::json::value(committee_json({b.cadence, std::move(b.alerts)}));
}

Response list(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return http::json_response(
      overview_json(demand(site.db.read([&](db::Tx& tx) { return overview(tx, auth::actor_of(request), id); }))));
}

Response one(feature::Site& site, Request& request) {
  const auto at = place(request);
  return http::json_response(demand(site.db.read([&](db::Tx& tx) { return answer(tx, auth::actor_of(request), at); })));
}

Response put_rule(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto input = demand(rule_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, request.path);
  return http::json_response(demand(site.db.write([&](db::Tx& tx) -> Result<boost::json::value> {
    TRY(set(tx, act, at.alliance, at.committee, input));
    TRY(watch(tx, at.alliance));
    return answer(tx, act.actor, at);
  })));
}

Response post_closing(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto id = demand(request.id<AlertId>("alert"));
  const auto input = demand(closing_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, request.path);
  return http::json_response(demand(site.db.write([&](db::Tx& tx) -> Result<boost::json::value> {
                               TRY(close(tx, act, at.alliance, at.committee, id, input));
                               return answer(tx, act.actor, at);
                             })),
                             201);
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api all(site, "committees", auth::scope("committees"), "/api/v1/alliances/{alliance}");
  all.get("/cadences", list, {_("Cada cuándo sesiona cada comité y qué alertas siguen abiertas"), {}, overview_json});
  const feature::Api each(site, "committees", auth::scope("committees"),
                          "/api/v1/alliances/{alliance}/committees/{committee}/cadence");
  each.get("", one, {_("La cadencia de un comité y sus alertas"), {}, committee_json});
  each.put("", put_rule, {_("Fija o termina la cadencia de un comité"), rule_body, committee_json});
  each.post("/alerts/{alert}/closing", post_closing,
            {_("Cierra una alerta con su motivo o con la sesión que la repuso"), closing_body, committee_json});
}

}  // namespace alianza::cadences
