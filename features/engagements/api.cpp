// JSON of engagements, on the same actions as the pages.
#include "features/engagements/api.h"

#include "features/engagements/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::engagements {
namespace {

using feature::demand;
using feature::Intake;
using feature::one_of;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

const Shape<Engagement> engagement_json{"Engagement",
                                        {{"id", &Engagement::id},
                                         {"alliance", &Engagement::alliance},
                                         {"kind", &Engagement::kind},
                                         {"title", &Engagement::title},
                                         {"about", &Engagement::about},
                                         {"starts", &Engagement::starts},
                                         {"ends", &Engagement::ends},
                                         {"places", &Engagement::places, _("Organizaciones; 0: las que quieran")},
                                         {"state", &Engagement::state},
                                         {"result", &Engagement::result},
                                         {"cancelled_for", &Engagement::cancelled_for},
                                         {"ended", &Engagement::ended},
                                         {"version", &Engagement::version}}};
const Shape<Listed> listed_json{"ListedEngagement",
                                engagement_json,
                                &Listed::engagement,
                                {{"organizations", &Listed::organizations}, {"people", &Listed::people}}};
const Shape<KindCount> count_json{"EngagementCount",
                                  {{"kind", &KindCount::kind},
                                   {"opened", &KindCount::opened, _("Abiertas y concluidas")},
                                   {"open", &KindCount::open},
                                   {"closed", &KindCount::closed},
                                   {"cancelled", &KindCount::cancelled},
                                   {"organizations", &KindCount::organizations, _("Cada una una vez")},
                                   {"people", &KindCount::people}}};
const Shape<List> list_json{"EngagementList",
                            {{"engagements", [](const List& l) -> const auto& { return l.rows; }, listed_json},
                             {"counts", [](const List& l) -> const auto& { return l.counts; }, count_json}}};
const Shape<SeenJoin> join_json{"EngagementJoin",
                                {{"organization", [](const SeenJoin& j) { return j.join.organization; }},
                                 {"name", &SeenJoin::name},
                                 {"people", [](const SeenJoin& j) { return j.join.people; }},
                                 {"note", [](const SeenJoin& j) { return j.join.note; }, _("Vacía si no se puede leer")},
                                 {"joined", [](const SeenJoin& j) { return j.join.joined; }},
                                 {"left", [](const SeenJoin& j) { return j.join.left; }}}};
struct Book {
  Engagement engagement;
  std::vector<SeenJoin> joins;
};
const Shape<Book> book_json{"EngagementBook", engagement_json, &Book::engagement, {{"joins", &Book::joins, join_json}}};

const Intake<Input> engagement_body{"EngagementInput",
                                    {{"kind", &Input::kind, one_of<Kind>().required()},
                                     {"title.es", &Input::title_es, text().required()},
                                     {"title.en", &Input::title_en, text()},
                                     {"about.es", &Input::about_es, text().required()},
                                     {"about.en", &Input::about_en, text()},
                                     {"starts", &Input::starts, feature::date().required()},
                                     {"ends", &Input::ends, feature::date()},
                                     {"places", &Input::places, feature::integer()},
                                     {"version", &Input::version, feature::integer(), _("La que se leyó antes de cambiar")}}};
const Intake<JoinInput> join_body{
    "EngagementJoinInput",
    {{"organization", &JoinInput::organization, text(), _("Su id o su nombre; hace falta si actúa por varias")},
     {"people", &JoinInput::people, feature::integer().required()},
     {"note", &JoinInput::note, text(), _("Privada: la leen esa organización y quien convoca")}},
    {.organization = {}, .people = {}, .note = {}}};  // the form offers one person; a body says how many
struct Typed {
  std::string organization, result_es, result_en, reason;
};
const Intake<Typed> leave_body{"EngagementLeaveInput", {{"organization", &Typed::organization, text()}}};
const Intake<Typed> close_body{"EngagementCloseInput",
                               {{"result.es", &Typed::result_es, text().required()}, {"result.en", &Typed::result_en, text()}}};
const Intake<Typed> cancel_body{"EngagementCancelInput", {{"reason", &Typed::reason, text().required()}}};

struct At {
  AllianceId alliance;
  EngagementId engagement;
};
At at_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<EngagementId>("engagement"))};
}

Response list_all(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  Filter filter;
  if (Kind kind{}; from_text(request.query.get("kind"), kind)) filter.kind = kind;
  if (State state{}; from_text(request.query.get("state"), state)) filter.state = state;
  return http::json_response(
      list_json(demand(site.db.read([&](db::Tx& tx) { return list(tx, auth::actor_of(request), id, filter); }))));
}

Response one(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    auto s = TRY(see(tx, auth::actor_of(request), at.alliance, at.engagement));
    return http::json_response(book_json(Book{std::move(s.engagement), std::move(s.joins)}));
  }));
}

Response add(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(engagement_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/engagements/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return open(tx, act, alliance, body); }));
  return http::json_response(feature::id_json()(made.value()), 201)
      .with("Location", http::Url("/api/v1/alliances/{}/engagements/{}", alliance, made).text());
}

/// One act on the engagement of the address; answers how it stands then.
template <class T, class Do>
Response act_on(feature::Site& site, Request& request, const Intake<T>& intake, const Do& perform) {
  const auto at = at_of(request);
  const auto body = demand(intake.read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/alliances/" + at.alliance.text() + "/engagements/{id}");
  demand(site.db.write([&](db::Tx& tx) { return perform(tx, act, at, body); }));
  return one(site, request);
}

Response change(feature::Site& site, Request& request) {
  return act_on(site, request, engagement_body, [](db::Tx& tx, const feature::Act& act, const At& at, const Input& body) {
    return edit(tx, act, at.alliance, at.engagement, body);
  });
}
Response enter(feature::Site& site, Request& request) {
  return act_on(site, request, join_body, [](db::Tx& tx, const feature::Act& act, const At& at, const JoinInput& body) {
    return join(tx, act, at.alliance, at.engagement, body);
  });
}
Response go(feature::Site& site, Request& request) {
  return act_on(site, request, leave_body, [](db::Tx& tx, const feature::Act& act, const At& at, const Typed& body) {
    return leave(tx, act, at.alliance, at.engagement, body.organization);
  });
}
Response conclude(feature::Site& site, Request& request) {
  return act_on(site, request, close_body, [](db::Tx& tx, const feature::Act& act, const At& at, const Typed& body) {
    return close(tx, act, at.alliance, at.engagement, body.result_es, body.result_en);
  });
}
Response call_off(feature::Site& site, Request& request) {
  return act_on(site, request, cancel_body, [](db::Tx& tx, const feature::Act& act, const At& at, const Typed& body) {
    return cancel(tx, act, at.alliance, at.engagement, body.reason);
  });
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "engagements", auth::scope("engagements"), "/api/v1/alliances/{alliance}/engagements");
  api.get("", list_all,
          {.summary = _("Formas de participar distintas de los proyectos, y cuántas hay de cada una"),
           .answers = list_json,
           .query = {{"kind", _("mentoring, know_how, volunteering, emergency, dialogue o event")},
                     {"state", _("open, closed o cancelled")}}});
  api.post("", add, {_("Abre una forma de participar"), engagement_body, feature::id_json()});
  api.get("/{engagement}", one, {_("Una forma de participar, y quién está en ella"), {}, book_json});
  api.put("/{engagement}", change, {_("Cambia una que sigue abierta"), engagement_body, book_json});
  const auto doc = [](Message summary, feature::Table asks) {
    return feature::Doc{.summary = std::move(summary), .asks = asks, .answers = book_json, .success = 200};
  };
  api.post("/{engagement}/join", enter, doc(_("Suma una organización"), join_body));
  api.post("/{engagement}/leave", go, doc(_("Retira una organización"), leave_body));
  api.post("/{engagement}/close", conclude, doc(_("La da por concluida con lo que resultó"), close_body));
  api.post("/{engagement}/cancel", call_off, doc(_("La cancela, con su motivo"), cancel_body));
}

}  // namespace alianza::engagements
