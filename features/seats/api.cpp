// JSON of seats, on the same actions as the pages.
#include "features/seats/api.h"

#include "features/seats/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/letter.h"
#include "platform/feature/routes.h"

namespace alianza::seats {
namespace {

using feature::demand;
using feature::Intake;
using feature::Shape;
using http::Request;
using http::Response;

auto of_appointment(auto auth::Appointment::*member) {
  return [member](const Holder& h) { return h.appointment.*member; };
}

const Shape<Holder> holder_json{"Seat",
                                {{"id", of_appointment(&auth::Appointment::id)},
                                 {"account", of_appointment(&auth::Appointment::account)},
                                 {"name", &Holder::name},
                                 {"email", &Holder::email},
                                 {"role", of_appointment(&auth::Appointment::role)},
                                 {"since", of_appointment(&auth::Appointment::since)},
                                 {"until", of_appointment(&auth::Appointment::until)}}};
const Shape<Offer> offer_json{"SeatOffer",
                              {{"id", &Offer::id},
                               {"name", &Offer::person_name},
                               {"email", &Offer::email},
                               {"role", &Offer::role},
                               {"offered_at", &Offer::offered_at},
                               {"expires_at", &Offer::expires_at}}};
const Shape<Book> book_json{"SeatBook",
                            {{"seats", [](const Book& b) -> const auto& { return b.present; }, holder_json},
                             {"past", [](const Book& b) -> const auto& { return b.past; }, holder_json},
                             {"offers", [](const Book& b) -> const auto& { return b.offers; }, offer_json}}};
const Intake<OfferInput> offer_body{"SeatOfferInput",
                                    {{"contact", &OfferInput::contact, feature::text().required()},
                                     {"role", &OfferInput::role, feature::text()},
                                     {"lang", &OfferInput::lang, feature::text()}}};
struct EndInput {
  std::string reason;
};
const Intake<EndInput> end_body{"SeatEndInput", {{"reason", &EndInput::reason, feature::text().required()}}};

struct At {
  AllianceId alliance;
  OrganizationId organization;
  explicit At(const Request& request)
      : alliance(demand(request.id<AllianceId>("alliance"))), organization(demand(request.id<OrganizationId>("organization"))) {}
};

Response list(feature::Site& site, Request& request) {
  const At at(request);
  return http::json_response(book_json(
      demand(site.db.read([&](db::Tx& tx) { return book(tx, auth::actor_of(request), at.alliance, at.organization); }))));
}

Response add(feature::Site& site, Request& request) {
  const At at(request);
  const auto body = demand(offer_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + at.alliance.text() + "/organizations/" + at.organization.text() + "/seats");
  const auto origin = feature::address_in_letters(site.config);
  const auto made = demand(site.db.write([&](db::Tx& tx) { return offer(tx, act, at.alliance, at.organization, body, origin); }));
  return http::json_response(offer_json(made), 201);
}

Response again(feature::Site& site, Request& request) {
  const At at(request);
  const auto id = demand(request.id<OfferId>("offer"));
  auto act = feature::act(request);
  act.key->answer(204, "");
  const auto origin = feature::address_in_letters(site.config);
  demand(site.db.write([&](db::Tx& tx) { return offer_again(tx, act, at.alliance, at.organization, id, origin); }));
  return Response::no_content();
}

Response take_back(feature::Site& site, Request& request) {
  const At at(request);
  const auto id = demand(request.id<OfferId>("offer"));
  auto act = feature::act(request);
  act.key->answer(204, "");
  demand(site.db.write([&](db::Tx& tx) { return withdraw(tx, act, at.alliance, at.organization, id); }));
  return Response::no_content();
}

Response end_one(feature::Site& site, Request& request) {
  const At at(request);
  const auto seat = demand(request.id<auth::AppointmentId>("seat"));
  const auto body = demand(end_body.read(request));
  auto act = feature::act(request);
  act.key->answer(204, "");
  demand(site.db.write([&](db::Tx& tx) { return end(tx, act, at.alliance, at.organization, seat, body.reason); }));
  return Response::no_content();
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "organizations", auth::scope("organizations"),
                         "/api/v1/alliances/{alliance}/organizations/{organization}/seats");
  api.get("", list, {_("Quién entra en nombre de la organización"), {}, book_json});
  api.post("", add, {_("Ofrece un acceso a una persona de contacto, por carta"), offer_body, offer_json});
  api.post("/offers/{offer}/again", again, {_("Envía otra vez la carta del acceso, con otro enlace")});
  api.post("/offers/{offer}/withdraw", take_back, {_("Retira un acceso que nadie ha usado")});
  api.post("/{seat}/end", end_one, {_("Termina un acceso"), end_body});
}

}  // namespace alianza::seats
