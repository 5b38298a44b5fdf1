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

using C = Contribution;
const Shape<C> contribution_json{
    "Contribution",
    {{"id", &C::id},
     {"kind", &C::kind},
     {"description", &C::description},
     {"amount", [](const C& c) { return c.amount ? std::optional(plain(c.amount->amount_text())) : std::nullopt; },
      _("Decimal, como texto")},
     {"currency", [](const C& c) { return c.amount ? std::optional(std::string(c.amount->currency().code())) : std::nullopt; }},
     {"quantity", [](const C& c) { return c.quantity ? std::optional(plain(c.quantity->text())) : std::nullopt; },
      _("Decimal, como texto")},
     {"unit", &C::unit},
     {"state", &C::state},
     {"since", &C::since}}};
const Shape<ContributionStep> step_json{"ContributionStep",
                                        {{"state", &ContributionStep::state},
                                         {"on", &ContributionStep::on},
                                         {"note", &ContributionStep::note},
                                         {"recorded_by", &ContributionStep::recorded_by},
                                         {"recorded_at", &ContributionStep::recorded_at}}};
const Shape<ContributionRecord> record_json{"ContributionRecord",
                                            contribution_json,
                                            &ContributionRecord::contribution,
                                            {{"steps", &ContributionRecord::steps, step_json}}};

std::string figure(const Total& t, std::int64_t n) {
  if (!t.is_money) return plain(Quantity{n}.text());
  return plain(Money(n, Currency::parse(t.measure).value_or(Currency())).amount_text());
}
const Shape<Total> total_json{"ContributionTotal",
                              {{"kind", &Total::kind},
                               {"measure", &Total::measure, _("Moneda o unidad")},
                               {"committed", [](const Total& t) { return figure(t, t.committed); }},
                               {"delivered", [](const Total& t) { return figure(t, t.delivered); }},
                               {"entries", &Total::entries}}};
using Unvalued = std::pair<ContributionKind, int>;
const Shape<Unvalued> unvalued_json{"UnvaluedContributions", {{"kind", &Unvalued::first}, {"entries", &Unvalued::second}}};
struct Ledger {
  std::vector<Contribution> rows;
  Totals totals;
};
const Shape<Ledger> ledger_json{"ContributionList",
                                {{"contributions", &Ledger::rows, contribution_json},
                                 {"totals", [](const Ledger& l) -> const auto& { return l.totals.rows; }, total_json},
                                 {"unvalued", [](const Ledger& l) -> const auto& { return l.totals.unvalued; }, unvalued_json}}};

using K = membership::Contact;
const Shape<K> contact_json{"Contact",
                            {{"id", &K::affiliation},
                             {"name", &K::name},
                             {"email", &K::email},
                             {"phone", &K::phone},
                             {"position", &K::position},
                             {"role", &K::role},
                             {"since", &K::since},
                             {"until", &K::until}}};
const Shape<std::vector<K>> contact_list_json{"ContactList", {{"contacts", itself, contact_json}}};

const Shape<Difference> difference_json{
    "Difference", {{"field", &Difference::field}, {"before", &Difference::before}, {"after", &Difference::after}}};
const Shape<HistoryLine> line_json{"HistoryLine",
                                   {{"id", [](const HistoryLine& l) { return Id<struct LineTag>(l.id); }},
                                    {"at", &HistoryLine::at},
                                    {"by", &HistoryLine::by},
                                    {"verb", &HistoryLine::verb},
                                    {"changes", &HistoryLine::changes, difference_json}}};
struct Lines {
  std::vector<HistoryLine> rows;
  std::optional<Id<struct LineTag>> next;
};
const Shape<Lines> lines_json{"OrganizationHistory", {{"lines", &Lines::rows, line_json}, {"next", &Lines::next}}};

ContributionInput born() {
  ContributionInput input;
  input.kind.clear();
  input.state.clear();
  return input;
}
const Intake<ContributionInput> contribution_body{"ContributionInput",
                                                  {{"kind", &ContributionInput::kind, one_of<ContributionKind>().required()},
                                                   {"description", &ContributionInput::description, text().required()},
                                                   {"amount", &ContributionInput::amount, text(), _("Decimal, como texto")},
                                                   {"currency", &ContributionInput::currency, text()},
                                                   {"quantity", &ContributionInput::quantity, text(), _("Decimal, como texto")},
                                                   {"unit", &ContributionInput::unit, text()},
                                                   {"state", &ContributionInput::state, one_of<ContributionState>().required()},
                                                   {"since", &ContributionInput::since, feature::date().required()},
                                                   {"note", &ContributionInput::note, text()}},
                                                  born()};
const Intake<StateInput> step_body{"ContributionStepInput",
                                   {{"state", &StateInput::state, one_of<ContributionState>().required()},
                                    {"on", &StateInput::on, feature::date().required()},
                                    {"note", &StateInput::note, text()}}};
struct ContactInput : membership::PersonInput {
  std::string since;
};
const Intake<ContactInput> contact_body{"ContactInput",
                                        {{"name", &ContactInput::name, text().required()},
                                         {"email", &ContactInput::email, feature::email()},
                                         {"phone", &ContactInput::phone, text()},
                                         {"position", &ContactInput::position, text()},
                                         {"role", &ContactInput::role, one_of({"contact", "representative", "delegate"})},
                                         {"since", &ContactInput::since, feature::date()}}};
const Intake<membership::PersonInput> person_body{
    "ContactChangeInput",
    {{"name", &membership::PersonInput::name, text().required()},
     {"email", &membership::PersonInput::email, feature::email()},
     {"phone", &membership::PersonInput::phone, text()},
     {"position", &membership::PersonInput::position, text()},
     {"role", &membership::PersonInput::role, one_of({"contact", "representative", "delegate"})}}};
struct Ending {
  std::string until;
};
const Intake<Ending> ending_body{"ContactEndInput", {{"until", &Ending::until, feature::date().required()}}};

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
  return shown(site, request, [](db::Tx& tx, const Seen& seen) -> Result<boost::json::object> {
    Ledger ledger{book(tx, seen).contributions, {}};
    ledger.totals = totals(ledger.rows);
    return ledger_json(ledger);
  });
}

Response contribution_get(feature::Site& site, Request& request) {
  const auto id = demand(request.id<ContributionId>("contribution"));
  return shown(site, request, [&](db::Tx& tx, const Seen& seen) -> Result<boost::json::object> {
    return record_json(TRY(contribution(tx, seen, id)));
  });
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
  const auto wanted = demand(contribution_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, at.tail("/contributions/{id}"));
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    const auto made = TRY(add_contribution(tx, act, at.alliance, at.organization, wanted));
    return http::json_response(record_json(made), 201).with("Location", at.tail("/contributions/" + made.contribution.id.text()));
  }));
}

Response add_step(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  const auto id = demand(request.id<ContributionId>("contribution"));
  const auto body = demand(step_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, at.tail("/contributions/" + id.text()));
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(change_contribution(tx, act, at.alliance, at.organization, id, body));
    const auto seen = TRY(see(tx, act.actor, at.alliance, at.organization));
    return http::json_response(record_json(TRY(contribution(tx, seen, id))), 201);
  }));
}

Response contacts(feature::Site& site, Request& request) {
  return shown(site, request, [](db::Tx& tx, const Seen& seen) -> Result<boost::json::object> {
    return contact_list_json(book(tx, seen).contacts);
  });
}

Response add_contact_post(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  const auto wanted = demand(contact_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, at.tail("/contacts"));
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    const auto made = TRY(add_contact(tx, act, at.alliance, at.organization, wanted, wanted.since));
    return http::json_response(feature::id_json()(made.value()), 201).with("Location", at.tail("/contacts"));
  }));
}

Response change_contact_put(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  const auto contact = demand(request.id<membership::AffiliationId>("contact"));
  const auto wanted = demand(person_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, at.tail("/contacts"));
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(change_contact(tx, act, at.alliance, at.organization, contact, wanted));
    const auto seen = TRY(see(tx, act.actor, at.alliance, at.organization));
    return http::json_response(contact_list_json(book(tx, seen).contacts));
  }));
}

Response end_contact_post(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  const auto contact = demand(request.id<membership::AffiliationId>("contact"));
  const auto body = demand(ending_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, at.tail("/contacts"));
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(end_contact(tx, act, at.alliance, at.organization, contact, body.until));
    const auto seen = TRY(see(tx, act.actor, at.alliance, at.organization));
    return http::json_response(contact_list_json(book(tx, seen).contacts), 201);
  }));
}

constexpr int lines_an_answer = 50;

Response history_get(feature::Site& site, Request& request) {
  const auto before = id_from_text(request.query.get("before")).value_or(0);
  return shown(site, request, [&](db::Tx& tx, const Seen& seen) -> Result<boost::json::object> {
    Lines lines{history(tx, seen, before, lines_an_answer + 1), {}};
    if (lines.rows.size() > static_cast<std::size_t>(lines_an_answer)) {
      lines.rows.pop_back();
      lines.next = Id<struct LineTag>(lines.rows.back().id);
    }
    return lines_json(lines);
  });
}

}  // namespace

void add_parts_api(feature::Site& site) {
  const feature::Api api(site, "organizations", auth::scope("organizations"),
                         "/api/v1/alliances/{alliance}/organizations/{organization}");
  api.get("/contributions", contributions, {_("Sus aportes a la alianza, con sus sumas"), {}, ledger_json});
  api.post("/contributions", add_contribution_post, {_("Registra un aporte"), contribution_body, record_json});
  api.get("/contributions/{contribution}", contribution_get, {_("Un aporte con cada uno de sus estados"), {}, record_json});
  api.post("/contributions/{contribution}/steps", add_step, {_("Registra el nuevo estado de un aporte"), step_body, record_json});
  api.get("/contacts", contacts, {_("Sus personas de contacto, presentes y pasadas"), {}, contact_list_json});
  api.post("/contacts", add_contact_post, {_("Agrega una persona de contacto"), contact_body, feature::id_json()});
  api.put("/contacts/{contact}", change_contact_put,
          {_("Corrige los datos de una persona de contacto"), person_body, contact_list_json});
  api.post("/contacts/{contact}/end", end_contact_post,
           {_("Registra que una persona dejó la organización"), ending_body, contact_list_json});
  api.get("/history", history_get,
          {_("Qué cambió, quién lo hizo y cuándo"), {}, lines_json, {{"before", _("El «next» de la respuesta anterior")}}});
}

}  // namespace alianza::organizations
