// JSON of committees, on the same actions as the pages.
#include "features/committees/api.h"

#include "features/committees/access.h"
#include "features/committees/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/json.h"
#include "platform/feature/routes.h"

namespace alianza::committees {
namespace {

using boost::json::array;
using boost::json::object;
using feature::demand;
using http::Request;
using http::Response;

object json(const Committee& c) {
  return {{"id", c.id.text()},
          {"alliance", c.alliance.text()},
          {"kind", to_text(c.kind)},
          {"sdg", c.sdg == 0 ? boost::json::value(nullptr) : boost::json::value(c.sdg)},
          {"name", feature::json(c.name)},
          {"purpose", feature::json(c.purpose)},
          {"basis", feature::json(c.basis)},
          {"rules", feature::json(c.rules)},
          {"admission", to_text(c.admission)},
          {"quorum_percent", c.quorum_percent ? boost::json::value(*c.quorum_percent) : boost::json::value(nullptr)},
          {"mechanism", to_text(c.mechanism)},
          {"outcome", feature::json(c.outcome)},
          {"founded_on", feature::json(c.founded_on)},
          {"dissolved_on", feature::json(c.dissolved_on)},
          {"source", feature::json(c.source)},
          {"version", c.version}};
}

object json(const Member& m) {
  return {{"id", m.id.text()},
          {"organization", m.organization.text()},
          {"since", feature::json(m.since)},
          {"until", feature::json(m.until)},
          {"reason", m.reason}};
}

object json(const Appointment& a) {
  return {{"id", a.id.text()},       {"office", to_text(a.office)},
          {"holder", a.holder},      {"organization", feature::json(a.organization)},
          {"since", a.since.text()}, {"until", feature::json(a.until)},
          {"document", a.document}};
}

template <class T>
array json_list(const std::vector<T>& rows) {
  array out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(json(row));
  return out;
}

/// A committee with its dated rows.
object json(const Committee& c, const Book& b) {
  auto out = json(c);
  out["members"] = json_list(b.members);
  out["appointments"] = json_list(b.appointments);
  return out;
}

Input input(const feature::JsonFields& body) {
  const auto or_else = [&](const char* path, const char* otherwise) {
    auto value = body.get(path);
    return value.empty() ? std::string(otherwise) : value;
  };
  Input i;
  i.kind = or_else("kind", "committee");
  i.sdg = body.get("sdg");
  i.name_es = body.get("name.es");
  i.name_en = body.get("name.en");
  i.purpose_es = body.get("purpose.es");
  i.purpose_en = body.get("purpose.en");
  i.basis_es = body.get("basis.es");
  i.basis_en = body.get("basis.en");
  i.rules_es = body.get("rules.es");
  i.rules_en = body.get("rules.en");
  i.admission = or_else("admission", "closed");
  i.quorum_percent = body.get("quorum_percent");
  i.mechanism = or_else("mechanism", "undecided");
  i.outcome_es = body.get("outcome.es");
  i.outcome_en = body.get("outcome.en");
  i.founded_on = body.get("founded_on");
  i.dissolved_on = body.get("dissolved_on");
  i.version = body.get("version");
  return i;
}

Response list(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    TRY(alliances::see(tx, auth::actor_of(request), id));
    array items;
    for (const auto& listed : of_alliance(tx, id)) {
      auto item = json(listed.committee);
      item["members_count"] = listed.members;
      items.push_back(std::move(item));
    }
    return http::json_response(object{{"committees", std::move(items)}});
  }));
}

Response one(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto seen = TRY(see(tx, auth::actor_of(request), alliance, id));
    return http::json_response(json(seen.committee, book(tx, id)));
  }));
}

Response add(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/committees/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return found(tx, act, alliance, input(body)); }));
  return http::json_response(json(made), 201)
      .with("Location", http::Url("/api/v1/alliances/{}/committees/{}", alliance, made.id).text());
}

Response change(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(200, request.path);
  demand(site.db.write([&](db::Tx& tx) { return edit(tx, act, alliance, id, input(body)); }));
  return one(site, request);
}

Response join(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/committees/{id}");
  const auto organization = OrganizationId::parse(body.get("organization")).value_or(OrganizationId());
  const auto member =
      demand(site.db.write([&](db::Tx& tx) { return add_member(tx, act, alliance, id, organization, body.get("since")); }));
  return http::json_response(object{{"id", member.text()}}, 201);
}

Response leave(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  const auto member = demand(request.id<MemberId>("member"));
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/committees/{id}");
  demand(site.db.write(
      [&](db::Tx& tx) { return end_member(tx, act, alliance, id, member, body.get("until"), body.get("reason")); }));
  return http::json_response(object{{"id", member.text()}}, 201);
}

Response name(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/committees/{id}");
  const AppointmentInput wanted{body.get("office"), body.get("holder"), body.get("organization"),
                                body.get("email"),  body.get("since"),  body.get("document")};
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(appoint(tx, act, alliance, id, wanted));
    return http::json_response(object{{"appointments", json_list(book(tx, id).appointments)}}, 201);
  }));
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "committees", auth::scope("committees"), "/api/v1/alliances/{alliance}/committees");
  api.get("", list, {_("Comités de la alianza"), "", "CommitteeList"});
  api.post("", add, {_("Crea un comité"), "CommitteeInput", "Committee"});
  api.get("/{committee}", one, {_("Un comité con sus integrantes y nombramientos"), "", "Committee"});
  api.put("/{committee}", change, {_("Cambia los datos del comité"), "CommitteeInput", "Committee"});
  api.post("/{committee}/members", join, {_("Agrega una organización al comité"), "CommitteeMemberInput", "CommitteeMember"});
  api.post("/{committee}/members/{member}/end", leave,
           {_("Retira a una organización del comité"), "CommitteeMemberEndInput", "CommitteeMember"});
  api.post("/{committee}/appointments", name,
           {_("Nombra presidencia o secretaría"), "CommitteeAppointmentInput", "CommitteeAppointmentList"});
}

}  // namespace alianza::committees
