// JSON of what only an organisation and the agency see: contributions, contacts, history.
#include <algorithm>

#include "features/organizations/api_shared.h"

namespace alianza::organizations {
namespace {

/// Numbers as programs read them: without commas.
std::string plain(std::string text) {
  std::erase(text, ',');
  return text;
}

object json(const Contribution& c) {
  return {{"id", c.id.text()},
          {"kind", to_text(c.kind)},
          {"description", c.description},
          {"amount", c.amount ? boost::json::value(plain(c.amount->amount_text())) : boost::json::value(nullptr)},
          {"currency", c.amount ? boost::json::value(c.amount->currency().code()) : boost::json::value(nullptr)},
          {"quantity", c.quantity ? boost::json::value(plain(c.quantity->text())) : boost::json::value(nullptr)},
          {"unit", c.unit},
          {"state", to_text(c.state)},
          {"since", c.since.text()}};
}

object json(const ContributionStep& s) {
  return {{"state", to_text(s.state)},
          {"on", s.on.text()},
          {"note", s.note},
          {"recorded_by", s.recorded_by},
          {"recorded_at", s.recorded_at.text()}};
}

object json(const Total& t) {
  const auto figure = [&](std::int64_t n) {
    if (!t.is_money) return plain(Quantity{n}.text());
    return plain(Money(n, Currency::parse(t.measure).value_or(Currency())).amount_text());
  };
  return {{"kind", to_text(t.kind)},
          {"measure", t.measure},
          {"committed", figure(t.committed)},
          {"delivered", figure(t.delivered)},
          {"entries", t.entries}};
}

object json(const membership::Contact& c) {
  return {{"id", c.affiliation.text()}, {"name", c.name}, {"email", c.email},        {"phone", c.phone},
          {"position", c.position},     {"role", c.role}, {"since", c.since.text()}, {"until", feature::json(c.until)}};
}

object json(const HistoryLine& line) {
  const auto changes = json_list(line.changes, [](const Difference& d) {
    return object{{"field", d.field}, {"before", d.before}, {"after", d.after}};
  });
  return {{"id", id_to_text(line.id)}, {"at", line.at.text()}, {"by", line.by}, {"verb", line.verb}, {"changes", changes}};
}

/// What `draw` makes of the organisation that the address names, for who sees its private parts.
template <class Draw>
Response shown(feature::Site& site, Request& request, Draw&& draw) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<OrganizationId>("organization"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto seen = TRY(see(tx, auth::actor_of(request), alliance, id));
    if (!seen.is_private_shown) return fail(Error::forbidden());
    return http::json_response(TRY(draw(tx, seen)));
  }));
}

Response contributions(feature::Site& site, Request& request) {
  return shown(site, request, [](db::Tx& tx, const Seen& seen) -> Result<object> {
    const auto rows = book(tx, seen).contributions;
    const auto sums = totals(rows);
    const auto unvalued = json_list(sums.unvalued, [](const auto& u) {
      return object{{"kind", to_text(u.first)}, {"entries", u.second}};
    });
    return object{{"contributions", json_list(rows, [](const Contribution& c) { return json(c); })},
                  {"totals", json_list(sums.rows, [](const Total& t) { return json(t); })},
                  {"unvalued", unvalued}};
  });
}

object json(const ContributionRecord& record) {
  auto out = json(record.contribution);
  out["steps"] = json_list(record.steps, [](const ContributionStep& s) { return json(s); });
  return out;
}

Response contribution_get(feature::Site& site, Request& request) {
  const auto id = demand(request.id<ContributionId>("contribution"));
  return shown(site, request,
               [&](db::Tx& tx, const Seen& seen) -> Result<object> { return json(TRY(contribution(tx, seen, id))); });
}

struct Place {
  AllianceId alliance;
  OrganizationId organization;
  std::string tail(const std::string& rest) const {
    return "/api/v1/alliances/" + alliance.text() + "/organizations/" + organization.text() + rest;
  }
};
Place place_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<OrganizationId>("organization"))};
}

Response add_contribution_post(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  const auto body = demand(Body::read(request));
  ContributionInput wanted{body.get("kind"),     body.get("description"), body.get("amount"),
                           body.get("currency"), body.get("quantity"),    body.get("unit"),
                           body.get("state"),    body.get("since"),       body.get("note")};
  if (wanted.currency.empty()) wanted.currency = "MXN";
  auto act = feature::act(request);
  act.key->answer(201, at.tail("/contributions/{id}"));
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    const auto made = TRY(add_contribution(tx, act, at.alliance, at.organization, wanted));
    return http::json_response(json(made), 201).with("Location", at.tail("/contributions/" + made.contribution.id.text()));
  }));
}

Response add_step(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  const auto id = demand(request.id<ContributionId>("contribution"));
  const auto body = demand(Body::read(request));
  auto act = feature::act(request);
  act.key->answer(201, at.tail("/contributions/" + id.text()));
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(change_contribution(tx, act, at.alliance, at.organization, id, {body.get("state"), body.get("on"), body.get("note")}));
    const auto seen = TRY(see(tx, act.actor, at.alliance, at.organization));
    return http::json_response(json(TRY(contribution(tx, seen, id))), 201);
  }));
}

object contacts_json(db::Tx& tx, const Seen& seen) {
  return {{"contacts", json_list(book(tx, seen).contacts, [](const membership::Contact& c) { return json(c); })}};
}

Response contacts(feature::Site& site, Request& request) {
  return shown(site, request, [](db::Tx& tx, const Seen& seen) -> Result<object> { return contacts_json(tx, seen); });
}

Response add_contact_post(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  const auto body = demand(Body::read(request));
  membership::PersonInput wanted{body.get("name"), body.get("email"), body.get("phone"), body.get("position"), body.get("role")};
  if (wanted.role.empty()) wanted.role = "contact";
  auto act = feature::act(request);
  act.key->answer(201, at.tail("/contacts"));
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    const auto made = TRY(add_contact(tx, act, at.alliance, at.organization, wanted, body.get("since")));
    return http::json_response(object{{"id", made.text()}}, 201).with("Location", at.tail("/contacts"));
  }));
}

Response end_contact_post(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  const auto contact = demand(request.id<membership::AffiliationId>("contact"));
  const auto body = demand(Body::read(request));
  auto act = feature::act(request);
  act.key->answer(201, at.tail("/contacts"));
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(end_contact(tx, act, at.alliance, at.organization, contact, body.get("until")));
    const auto seen = TRY(see(tx, act.actor, at.alliance, at.organization));
    return http::json_response(contacts_json(tx, seen), 201);
  }));
}

constexpr int lines_an_answer = 50;

Response history_get(feature::Site& site, Request& request) {
  const auto before = id_from_text(request.query.get("before")).value_or(0);
  return shown(site, request, [&](db::Tx& tx, const Seen& seen) -> Result<object> {
    auto lines = history(tx, seen, before, lines_an_answer + 1);
    boost::json::value next(nullptr);
    if (lines.size() > static_cast<std::size_t>(lines_an_answer)) {
      lines.pop_back();
      next = id_to_text(lines.back().id);
    }
    return object{{"lines", json_list(lines, [](const HistoryLine& line) { return json(line); })}, {"next", next}};
  });
}

}  // namespace

void add_parts_api(feature::Site& site) {
  const feature::Api api(site, "organizations", auth::scope("organizations"),
                         "/api/v1/alliances/{alliance}/organizations/{organization}");
  api.get("/contributions", contributions, {_("Sus aportes a la alianza, con sus sumas"), "", "ContributionList"});
  api.post("/contributions", add_contribution_post, {_("Registra un aporte"), "ContributionInput", "Contribution"});
  api.get("/contributions/{contribution}", contribution_get, {_("Un aporte con cada uno de sus estados"), "", "Contribution"});
  api.post("/contributions/{contribution}/steps", add_step,
           {_("Registra el nuevo estado de un aporte"), "ContributionStepInput", "Contribution"});
  api.get("/contacts", contacts, {_("Sus personas de contacto, presentes y pasadas"), "", "ContactList"});
  api.post("/contacts", add_contact_post, {_("Agrega una persona de contacto"), "ContactInput", "Contact"});
  api.post("/contacts/{contact}/end", end_contact_post,
           {_("Registra que una persona dejó la organización"), "ContactEndInput", "ContactList"});
  api.get("/history", history_get,
          {_("Qué cambió, quién lo hizo y cuándo"),
           "",
           "OrganizationHistory",
           {{"before", _("El «next» de la respuesta anterior")}}});
}

}  // namespace alianza::organizations
