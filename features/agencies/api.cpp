// JSON of agencies, on the same actions as the pages.
#include "features/agencies/api.h"

#include <algorithm>

#include "features/agencies/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/json.h"
#include "platform/feature/routes.h"

namespace alianza::agencies {
namespace {

using boost::json::array;
using boost::json::object;
using feature::demand;
using http::Request;
using http::Response;

object json(const Agency& a) {
  return {{"id", a.id.text()},
          {"slug", a.slug},
          {"name", feature::json(a.name)},
          {"short_name", a.short_name},
          {"country", a.country},
          {"zone", a.zone},
          {"colours", object{{"brand", a.colours.brand}, {"deep", a.colours.deep}, {"soft", a.colours.soft}}}};
}

/// What the page of the agency shows of it.
object json(const Holder& h, Date today) {
  const auto& a = h.appointment;
  return {{"id", a.id.text()},       {"name", h.name},
          {"email", h.email},        {"role", auth::word(a.role)},
          {"since", a.since.text()}, {"until", feature::json(a.until)},
          {"reason", a.reason},      {"in_office", a.in_office(today)}};
}

Input input(const feature::JsonFields& body) {
  const Colours standard;
  const auto colour = [&](const char* path, const std::string& otherwise) {
    auto value = body.get(path);
    return value.empty() ? otherwise : value;
  };
  return {body.get("slug"),
          body.get("name.es"),
          body.get("name.en"),
          body.get("short_name"),
          body.get("country"),
          body.get("zone"),
          colour("colours.brand", standard.brand),
          colour("colours.deep", standard.deep),
          colour("colours.soft", standard.soft)};
}

Response list(feature::Site& site, Request& request) {
  array items;
  for (const auto& a : demand(site.db.read([&](db::Tx& tx) { return visible(tx, auth::actor(request)); })))
    items.push_back(json(a));
  return http::json_response(object{{"agencies", items}});
}

Response one(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  return http::json_response(json(demand(site.db.read([&](db::Tx& tx) { return read(tx, auth::actor_of(request), id); }))));
}

Response add(feature::Site& site, Request& request) {
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/agencies/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return create(tx, act, input(body)); }));
  return http::json_response(json(made), 201).with("Location", http::Url("/api/v1/agencies/{}", made.id).text());
}

Response change(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/agencies/{id}");
  return http::json_response(json(demand(site.db.write([&](db::Tx& tx) { return edit(tx, act, id, input(body)); }))));
}

/// Who is in office first, as on the page.
Response list_appointments(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto day = today(tx, TRY(read(tx, auth::actor_of(request), id)));
    auto rows = people(tx, id);
    std::stable_partition(rows.begin(), rows.end(), [&](const Holder& h) { return h.appointment.in_office(day); });
    array items;
    for (const auto& row : rows) items.push_back(json(row, day));
    return http::json_response(object{{"appointments", std::move(items)}});
  }));
}

/// The appointment as it stands after a write; nobody is asked again, for a director may have ended their own.
Response written(db::Tx& tx, AgencyId id, auth::AppointmentId appointment) {
  const auto agency = find(tx, id);
  const auto rows = people(tx, id);
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const Holder& h) { return h.appointment.id == appointment; });
  ENSURE(agency && row != rows.end());
  return http::json_response(json(*row, today(tx, *agency)), 201);
}

Response name(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/agencies/{id}/appointments");
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    const auto made = TRY(appoint(tx, act, id, {body.get("email"), body.get("role"), body.get("since"), body.get("reason")}));
    return written(tx, id, made.id);
  }));
}

Response end(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  const auto appointment = demand(request.id<auth::AppointmentId>("appointment"));
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/agencies/{id}/appointments");
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(end_appointment(tx, act, id, appointment, body.get("until"), body.get("reason")));
    return written(tx, id, appointment);
  }));
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "agencies", auth::scope("agencies"), "/api/v1/agencies");
  api.get("", list, {_("Instituciones que usted puede ver"), "", "AgencyList"});
  api.get("/{agency}", one, {_("Una institución"), "", "Agency"});
  api.with(auth::operator_scope("agencies")).post("", add, {_("Crea una institución"), "AgencyInput", "Agency"});
  api.put("/{agency}", change, {_("Cambia la identidad de la institución"), "AgencyInput", "Agency"});
  api.get("/{agency}/appointments", list_appointments,
          {_("Nombramientos de la institución, también los que terminaron"), "", "AgencyAppointmentList"});
  api.post("/{agency}/appointments", name, {_("Registra un nombramiento"), "AgencyAppointmentInput", "AgencyAppointment"});
  api.post("/{agency}/appointments/{appointment}/end", end,
           {_("Termina un nombramiento"), "AgencyAppointmentEndInput", "AgencyAppointment"});
}

}  // namespace alianza::agencies
