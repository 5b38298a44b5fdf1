// JSON of registrations, on the same actions as the pages.
#include "features/registrations/api.h"

#include "features/registrations/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/letter.h"
#include "platform/feature/routes.h"

namespace alianza::registrations {
namespace {

using feature::demand;
using feature::Intake;
using feature::Shape;
using http::Request;
using http::Response;

const Shape<Line> line_json{
    "MeetingRegistration",
    {{"organization", &Line::organization},
     {"organization_name", &Line::name},
     {"reply", &Line::reply},
     {"persons", [](const Line& l) { return l.registration ? l.registration->persons : std::string(); }, _("Una por renglón")},
     {"note", [](const Line& l) { return l.registration ? l.registration->note : std::string(); }},
     {"replied_by", [](const Line& l) { return l.registration ? l.registration->replied_by : std::string(); }},
     {"replied_at", [](const Line& l) { return l.registration ? l.registration->replied_at : std::optional<Instant>(); }},
     {"letter_state", [](const Line& l) { return l.registration ? l.registration->letter_state : std::string(); },
      _("Como en el correo; vacío: sin carta")},
     {"reachable", &Line::reachable, _("El directorio sabe a qué correo escribirle")}}};
const Shape<Tally> tally_json{"RegistrationTally",
                              {{"coming", &Tally::coming},
                               {"not_coming", &Tally::not_coming},
                               {"silent", &Tally::silent},
                               {"persons", &Tally::persons, _("Con nombre, de las que asisten")}}};
const Shape<Book> book_json{"MeetingRegistrations",
                            {{"registrations", &Book::lines, line_json}, {"tally", &Book::tally, tally_json}}};
const Shape<Convocation> convocation_json{"Convocation",
                                          {{"id", &Convocation::id},
                                           {"meeting", &Convocation::meeting},
                                           {"audience", &Convocation::audience},
                                           {"message", &Convocation::message},
                                           {"letters", &Convocation::letters},
                                           {"asked_at", &Convocation::asked_at},
                                           {"finished_at", &Convocation::finished_at}}};
const Intake<ConvocationInput> convocation_body{"ConvocationInput",
                                                {{"audience", &ConvocationInput::audience, feature::one_of<Audience>()},
                                                 {"message", &ConvocationInput::message, feature::text()}}};
struct OneReply : ReplyInput {
  std::string organization;
};
const Intake<OneReply> reply_body{"RegistrationInput",
                                  {{"organization", &OneReply::organization, feature::id().required()},
                                   {"reply", &OneReply::reply, feature::one_of<Reply>().required()},
                                   {"persons", &OneReply::persons, feature::text(), _("Una por renglón")},
                                   {"note", &OneReply::note, feature::text()}}};

struct Place {
  AllianceId alliance;
  MeetingId meeting;
};
Place place(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<MeetingId>("meeting"))};
}

Response list(feature::Site& site, Request& request) {
  const auto at = place(request);
  return http::json_response(
      book_json(demand(site.db.read([&](db::Tx& tx) { return book(tx, auth::actor_of(request), at.alliance, at.meeting); }))));
}

Response put_reply(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto input = demand(reply_body.read(request));
  const auto organization = OrganizationId::parse(input.organization).value_or(OrganizationId());
  auto act = feature::act(request);
  act.key->answer(204, "");
  demand(site.db.write([&](db::Tx& tx) { return reply(tx, act, at.alliance, at.meeting, organization, input); }));
  return Response::no_content();
}

Response add_convocation(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto input = demand(convocation_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, request.path);
  const auto origin = feature::address_in_letters(site.config);
  return http::json_response(convocation_json(demand(site.db.write(
                                 [&](db::Tx& tx) { return convene(tx, act, at.alliance, at.meeting, input, origin); }))),
                             201);
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "meetings", auth::scope("meetings"), "/api/v1/alliances/{alliance}/meetings/{meeting}");
  api.get("/registrations", list, {_("Quién dice que asiste, quién que no y quién calla"), {}, book_json});
  api.put("/registration", put_reply, {_("Dice si una organización convocada asiste, y con quién"), reply_body});
  api.post("/convocations", add_convocation,
           {_("Convoca por carta, o recuerda a quienes no han respondido"), convocation_body, convocation_json});
}

}  // namespace alianza::registrations
