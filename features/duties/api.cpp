// JSON of duties, on the same actions as the pages.
#include "features/duties/api.h"

#include "features/duties/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::duties {
namespace {

using feature::demand;
using feature::Intake;
using feature::one_of;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

struct Told {
  Duty duty;
  std::string owner_name;
  bool overdue = false;
};
const Shape<Duty> duty_json{"Duty",
                            {{"id", &Duty::id},
                             {"alliance", &Duty::alliance},
                             {"kind", &Duty::kind},
                             {"what", &Duty::what},
                             {"detail", &Duty::detail},
                             {"owner", &Duty::owner, _("Su cuenta")},
                             {"due", &Duty::due},
                             {"every_months", &Duty::every_months, _("0: una sola vez")},
                             {"state", &Duty::state},
                             {"version", &Duty::version}}};
const Shape<Told> told_json{
    "ListedDuty", duty_json, &Told::duty, {{"owner_name", &Told::owner_name}, {"overdue", &Told::overdue}}};
struct Rows {
  std::vector<Told> rows;
  std::int64_t open = 0;
  std::int64_t overdue = 0;
};
const Shape<Rows> board_json{"DutyBoard",
                             {{"duties", &Rows::rows, told_json},
                              {"open", &Rows::open, _("De todas, sin filtros")},
                              {"overdue", &Rows::overdue, _("De todas, sin filtros")}}};
const Shape<Step> step_json{
    "DutyStep",
    {{"state", &Step::state}, {"note", &Step::note}, {"owner", &Step::owner}, {"due", &Step::due}, {"at", &Step::at}}};
struct Book {
  Duty duty;
  std::vector<Step> steps;
};
const Shape<Book> book_json{"DutyBook", duty_json, &Book::duty, {{"steps", &Book::steps, step_json}}};

const Intake<Input> duty_body{"DutyInput",
                              {{"kind", &Input::kind, one_of<Kind>().required()},
                               {"what", &Input::what, text().required()},
                               {"detail", &Input::detail, text()},
                               {"owner", &Input::owner, feature::id().required(), _("Cuenta de quien convoca hoy")},
                               {"due", &Input::due, feature::date().required()},
                               {"every_months", &Input::every_months, feature::integer()},
                               {"version", &Input::version, feature::integer(), _("La que se leyó antes de cambiar")}}};
struct Moved {
  std::string state, note;
};
const Intake<Moved> state_body{"DutyStateInput",
                               {{"state", &Moved::state, one_of<State>().required()},
                                {"note", &Moved::note, text(), _("Evidencia al cerrar; motivo en los demás")}}};

struct At {
  AllianceId alliance;
  DutyId duty;
};
At at_of(const Request& request) { return {demand(request.id<AllianceId>("alliance")), demand(request.id<DutyId>("duty"))}; }

Filter filter_of(const Request& request) {
  Filter f;
  const auto state = request.query.get("state");
  if (State one{}; from_text(state, one)) f.state = one;
  if (state == "all") f.state.reset();
  if (Kind one{}; from_text(request.query.get("kind"), one)) f.kind = one;
  f.owner = AccountId::parse(request.query.get("owner")).value_or(AccountId());
  f.overdue = request.query.get("due") == "overdue";
  return f;
}

Response list_all(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto b = demand(site.db.read([&](db::Tx& tx) { return board(tx, auth::actor_of(request), id, filter_of(request)); }));
  Rows rows{.open = b.open, .overdue = b.overdue};
  for (const auto& duty : b.rows) {
    const auto owner = b.names.find(duty.owner);
    rows.rows.push_back({duty, owner == b.names.end() ? std::string() : owner->second, is_overdue(duty, b.seen.today)});
  }
  return http::json_response(board_json(rows));
}

Response one(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    auto seen = TRY(see(tx, auth::actor_of(request), at.alliance, at.duty));
    return http::json_response(book_json(Book{std::move(seen.duty), std::move(seen.steps)}));
  }));
}

Response add_one(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(duty_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/duties/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return add(tx, act, alliance, body); }));
  return http::json_response(feature::id_json()(made.value()), 201)
      .with("Location", http::Url("/api/v1/alliances/{}/duties/{}", alliance, made).text());
}

/// One act on the duty of the address; answers how it stands then.
template <class Do>
Response act_on(feature::Site& site, Request& request, const Do& perform) {
  const auto at = at_of(request);
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/alliances/" + at.alliance.text() + "/duties/{id}");
  demand(site.db.write([&](db::Tx& tx) { return perform(tx, act, at); }));
  return one(site, request);
}

Response change(feature::Site& site, Request& request) {
  const auto body = demand(duty_body.read(request));
  return act_on(site, request,
                [&](db::Tx& tx, const feature::Act& act, const At& at) { return edit(tx, act, at.alliance, at.duty, body); });
}

Response change_state(feature::Site& site, Request& request) {
  const auto body = demand(state_body.read(request));
  return act_on(site, request, [&](db::Tx& tx, const feature::Act& act, const At& at) {
    return move(tx, act, at.alliance, at.duty, body.state, body.note);
  });
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "duties", auth::scope("duties"), "/api/v1/alliances/{alliance}/duties");
  api.get("", list_all,
          {.summary = _("Tareas de la institución que convoca"),
           .answers = board_json,
           .query = {{"state", _("open (si no se dice), done, cancelled o all")},
                     {"kind", _("agenda, invitations, follow_up, report o knowledge")},
                     {"owner", _("Id de la cuenta que responde")},
                     {"due", _("overdue: solo las vencidas")}}});
  api.post("", add_one, {_("Agrega una tarea"), duty_body, feature::id_json()});
  api.get("/{duty}", one, {_("Una tarea con su historia"), {}, book_json});
  api.put("/{duty}", change, {_("Cambia una tarea por hacer"), duty_body, book_json});
  api.post(
      "/{duty}/state", change_state,
      {.summary = _("Cierra, cancela o vuelve a abrir una tarea"), .asks = state_body, .answers = book_json, .success = 200});
}

}  // namespace alianza::duties
