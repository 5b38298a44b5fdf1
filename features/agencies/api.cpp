// JSON of agencies, on the same actions as the pages.
#include "features/agencies/api.h"

#include <algorithm>

#include "features/agencies/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::agencies {
namespace {

using feature::demand;
using feature::Intake;
using feature::itself;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

const Shape<Colours> colours_json{"Colours", {{"brand", &Colours::brand}, {"deep", &Colours::deep}, {"soft", &Colours::soft}}};
const Shape<Agency> agency_json{"Agency",
                                {{"id", &Agency::id},
                                 {"slug", &Agency::slug},
                                 {"name", &Agency::name},
                                 {"short_name", &Agency::short_name},
                                 {"country", &Agency::country, _("ISO 3166-1, dos letras")},
                                 {"zone", &Agency::zone},
                                 {"colours", &Agency::colours, colours_json}}};
const Shape<std::vector<Agency>> agency_list_json{"AgencyList", {{"agencies", itself, agency_json}}};

/// What the page of the agency shows of one who holds an office, on a day.
struct HolderOn {
  const Holder& holder;
  Date today;
};
template <class T>
auto of_appointment(T auth::Appointment::*member) {
  return [member](const HolderOn& h) { return h.holder.appointment.*member; };
}
const Shape<HolderOn> appointment_json{
    "AgencyAppointment",
    {{"id", of_appointment(&auth::Appointment::id)},
     {"name", [](const HolderOn& h) { return h.holder.name; }},
     {"email", [](const HolderOn& h) { return h.holder.email; }},
     {"role", of_appointment(&auth::Appointment::role)},
     {"since", of_appointment(&auth::Appointment::since)},
     {"until", of_appointment(&auth::Appointment::until)},
     {"reason", of_appointment(&auth::Appointment::reason)},
     {"in_office", [](const HolderOn& h) { return h.holder.appointment.in_office(h.today); }}}};
const Shape<std::vector<HolderOn>> appointment_list_json{"AgencyAppointmentList", {{"appointments", itself, appointment_json}}};

Input born() {
  const Colours standard;
  Input input;
  input.brand = standard.brand;
  input.deep = standard.deep;
  input.soft = standard.soft;
  return input;
}
const Intake<Input> agency_body{"AgencyInput",
                                {{"slug", &Input::slug, text().required()},
                                 {"name.es", &Input::name_es, text().required()},
                                 {"name.en", &Input::name_en, text()},
                                 {"short_name", &Input::short_name, text().required()},
                                 {"country", &Input::country, text().required(), _("ISO 3166-1, dos letras")},
                                 {"zone", &Input::zone, text().required()},
                                 {"colours.brand", &Input::brand, text()},
                                 {"colours.deep", &Input::deep, text()},
                                 {"colours.soft", &Input::soft, text()}},
                                born()};
const Intake<AppointmentInput> appointment_body{"AgencyAppointmentInput",
                                                {{"email", &AppointmentInput::email, feature::email().required()},
                                                 {"role", &AppointmentInput::role, feature::one_of<auth::Role>().required()},
                                                 {"since", &AppointmentInput::since, feature::date().required()},
                                                 {"reason", &AppointmentInput::reason, text().required()}}};

struct Rule {
  Demand second_factor = Demand::free;
};
struct RuleInput {
  std::string second_factor;
};
const Intake<RuleInput> rule_body{"AgencySecondFactorInput",
                                  {{"second_factor", &RuleInput::second_factor, feature::one_of<Demand>().required(),
                                    _("demanded: Dirección, Secretariado y quien opera el servidor entran con segundo factor")}}};
const Shape<Rule> rule_json{"AgencySecondFactor", {{"second_factor", &Rule::second_factor}}};

struct Lost {
  std::string reason;
};
const Intake<Lost> lost_body{"AgencySecondFactorResetInput", {{"reason", &Lost::reason, text().required()}}};

struct Ending {
  std::string until;
  std::string reason;
};
const Intake<Ending> ending_body{
    "AgencyAppointmentEndInput",
    {{"until", &Ending::until, feature::date().required()}, {"reason", &Ending::reason, text().required()}}};

Response list(feature::Site& site, Request& request) {
  return http::json_response(
      agency_list_json(demand(site.db.read([&](db::Tx& tx) { return visible(tx, auth::actor(request)); }))));
}

Response one(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  return http::json_response(
      agency_json(demand(site.db.read([&](db::Tx& tx) { return read(tx, auth::actor_of(request), id); }))));
}

Response add(feature::Site& site, Request& request) {
  const auto input = demand(agency_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/agencies/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return create(tx, act, input); }));
  return http::json_response(agency_json(made), 201).with("Location", http::Url("/api/v1/agencies/{}", made.id).text());
}

Response change(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  const auto input = demand(agency_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/agencies/{id}");
  return http::json_response(agency_json(demand(site.db.write([&](db::Tx& tx) { return edit(tx, act, id, input); }))));
}

/// Who is in office first, as on the page.
Response list_appointments(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto day = today(tx, TRY(read(tx, auth::actor_of(request), id)));
    auto rows = people(tx, id);
    std::stable_partition(rows.begin(), rows.end(), [&](const Holder& h) { return h.appointment.in_office(day); });
    std::vector<HolderOn> shown;
    for (const auto& row : rows) shown.push_back({row, day});
    return http::json_response(appointment_list_json(shown));
  }));
}

/// The appointment as it stands after a write; nobody is asked again, for a director may have ended their own.
Response written(db::Tx& tx, AgencyId id, auth::AppointmentId appointment) {
  const auto agency = find(tx, id);
  const auto rows = people(tx, id);
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const Holder& h) { return h.appointment.id == appointment; });
  ENSURE(agency && row != rows.end());
  return http::json_response(appointment_json({*row, today(tx, *agency)}), 201);
}

Response name(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  const auto input = demand(appointment_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/agencies/{id}/appointments");
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    const auto made = TRY(appoint(tx, act, id, input));
    return written(tx, id, made.id);
  }));
}

Response end(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  const auto appointment = demand(request.id<auth::AppointmentId>("appointment"));
  const auto ending = demand(ending_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/agencies/{id}/appointments");
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(end_appointment(tx, act, id, appointment, ending.until, ending.reason));
    return written(tx, id, appointment);
  }));
}

Response rule(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  return http::json_response(
      rule_json({demand(site.db.read([&](db::Tx& tx) { return second_factor_demand(tx, auth::actor_of(request), id); }))}));
}

Response put_rule(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  const auto input = demand(rule_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/agencies/{id}/second-factor");
  return http::json_response(rule_json({demand(site.db.write([&](db::Tx& tx) -> Result<Demand> {
    TRY(demand_second_factor(tx, act, id, input.second_factor));
    return second_factor_demand(tx, act.actor, id);
  }))}));
}

Response reset_factor(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  const auto appointment = demand(request.id<auth::AppointmentId>("appointment"));
  const auto input = demand(lost_body.read(request));
  auto act = feature::act(request);
  act.key->answer(204, "/api/v1/agencies/{id}/appointments");
  demand(site.db.write([&](db::Tx& tx) { return reset_second_factor(tx, act, id, appointment, input.reason); }));
  return Response::no_content();
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "agencies", auth::scope("agencies"), "/api/v1/agencies");
  api.get("", list, {_("Instituciones que usted puede ver"), {}, agency_list_json});
  api.get("/{agency}", one, {_("Una institución"), {}, agency_json});
  api.with(auth::operator_scope("agencies")).post("", add, {_("Crea una institución"), agency_body, agency_json});
  api.put("/{agency}", change, {_("Cambia la identidad de la institución"), agency_body, agency_json});
  api.get("/{agency}/appointments", list_appointments,
          {_("Nombramientos de la institución, también los que terminaron"), {}, appointment_list_json});
  api.post("/{agency}/appointments", name, {_("Registra un nombramiento"), appointment_body, appointment_json});
  api.post("/{agency}/appointments/{appointment}/end", end, {_("Termina un nombramiento"), ending_body, appointment_json});
  api.get("/{agency}/second-factor", rule, {_("Quién entra con segundo factor"), {}, rule_json});
  api.put("/{agency}/second-factor", put_rule,
          {_("Pide segundo factor a quien tiene más poder, o deja de pedirlo"), rule_body, rule_json});
  api.post("/{agency}/appointments/{appointment}/second-factor/reset", reset_factor,
           {_("Retira el segundo factor de quien perdió su teléfono"), lost_body, {}, {}, 204});
}

}  // namespace alianza::agencies
