// JSON of experiences, on the same actions as the pages.
#include "features/experiences/api.h"

#include "features/experiences/actions.h"
#include "platform/auth/policy.h"
#include "platform/base/typed.h"
#include "platform/feature/routes.h"

namespace alianza::experiences {
namespace {

using feature::demand;
using feature::Intake;
using feature::one_of;
using feature::or_null;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

const Shape<Experience> experience_json{"Experience",
                                        {{"id", &Experience::id},
                                         {"alliance", &Experience::alliance},
                                         {"organization", &Experience::organization},
                                         {"committee", or_null(&Experience::committee)},
                                         {"sector", &Experience::sector, _("Código SCIAN")},
                                         {"sdgs", &Experience::sdgs},
                                         {"title", &Experience::title},
                                         {"problem", &Experience::problem},
                                         {"done", &Experience::done},
                                         {"result", &Experience::result},
                                         {"value", &Experience::value},
                                         {"qualifier", &Experience::qualifier},
                                         {"noun", &Experience::noun},
                                         {"source", &Experience::source},
                                         {"lessons", &Experience::lessons},
                                         {"confidentiality", &Experience::confidentiality},
                                         {"state", &Experience::state},
                                         {"withdrawn_reason", &Experience::withdrawn_reason},
                                         {"version", &Experience::version}}};
struct Page {
  std::vector<Experience> rows;
  std::optional<std::string> next;
};
const Shape<Page> list_json{
    "ExperienceList",
    {{"experiences", &Page::rows, experience_json}, {"next", &Page::next, _("Para `before`; null en la última página")}}};

const Intake<Input> experience_body{
    "ExperienceInput",
    {{"organization", &Input::organization, text().required(), _("Su id, o su nombre como está en el directorio")},
     {"committee", &Input::committee, feature::id()},
     {"sector", &Input::sector, text(), _("Código SCIAN")},
     {"sdgs", &Input::sdgs, feature::list_of(feature::integer()).required()},
     {"title.es", &Input::title_es, text().required()},
     {"title.en", &Input::title_en, text()},
     {"problem.es", &Input::problem_es, text().required()},
     {"problem.en", &Input::problem_en, text()},
     {"done.es", &Input::done_es, text().required()},
     {"done.en", &Input::done_en, text()},
     {"result.es", &Input::result_es, text().required()},
     {"result.en", &Input::result_en, text()},
     {"value", &Input::value, feature::integer()},
     {"qualifier", &Input::qualifier, one_of<Qualifier>()},
     {"noun.es", &Input::noun_es, text()},
     {"noun.en", &Input::noun_en, text()},
     {"source", &Input::source, text()},
     {"lessons.es", &Input::lessons_es, text()},
     {"lessons.en", &Input::lessons_en, text()},
     {"confidentiality", &Input::confidentiality, one_of<Confidentiality>()},
     {"version", &Input::version, feature::integer(), _("La que se leyó antes de cambiar")}}};
struct Reason {
  std::string reason;
};
const Intake<Reason> reason_body{"ExperienceReasonInput", {{"reason", &Reason::reason, text().required()}}};

Filter filter_of(const Request& request) {
  Filter f;
  f.sdg = whole_number(request.query.get("sdg")).value_or(0);
  f.sector = request.query.get("sector");
  f.committee = CommitteeId::parse(request.query.get("committee")).value_or(CommitteeId());
  f.words = trim(request.query.get("q")).substr(0, 200);
  return f;
}

Response list_all(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), id));
    Page page;
    auto listing =
        TRY(list(tx, seen, filter_of(request), request.lang, {ExperienceId::parse(request.query.get("before")), page_size}));
    for (auto& listed : listing.rows) page.rows.push_back(std::move(listed.experience));
    if (listing.next) page.next = listing.next->text();
    return http::json_response(list_json(page));
  }));
}

struct At {
  AllianceId alliance;
  ExperienceId experience;
};
At at_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<ExperienceId>("experience"))};
}

Response one(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    return http::json_response(experience_json(TRY(see(tx, auth::actor_of(request), alliance, id)).experience));
  }));
}

Response add(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(experience_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/experiences/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return propose(tx, act, alliance, body); }));
  return http::json_response(feature::id_json()(made.value()), 201)
      .with("Location", http::Url("/api/v1/alliances/{}/experiences/{}", alliance, made).text());
}

/// One act on the experience of the address; answers how it stands then.
template <class Do>
Response act_on(feature::Site& site, Request& request, const Do& perform) {
  const auto at = at_of(request);
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/alliances/" + at.alliance.text() + "/experiences/{id}");
  demand(site.db.write([&](db::Tx& tx) { return perform(tx, act, at); }));
  return one(site, request);
}

Response change(feature::Site& site, Request& request) {
  const auto body = demand(experience_body.read(request));
  return act_on(site, request, [&](db::Tx& tx, const feature::Act& act, const At& at) {
    return edit(tx, act, at.alliance, at.experience, body);
  });
}

Response let_out(feature::Site& site, Request& request) {
  return act_on(site, request,
                [](db::Tx& tx, const feature::Act& act, const At& at) { return publish(tx, act, at.alliance, at.experience); });
}

Response take_away(feature::Site& site, Request& request) {
  const auto body = demand(reason_body.read(request));
  return act_on(site, request, [&](db::Tx& tx, const feature::Act& act, const At& at) {
    return withdraw(tx, act, at.alliance, at.experience, body.reason);
  });
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "experiences", auth::scope("experiences"), "/api/v1/alliances/{alliance}/experiences");
  api.get("", list_all,
          {.summary = _("Experiencias que quien pregunta puede leer"),
           .answers = list_json,
           .query = {{"q", _("Palabras, con o sin acentos")},
                     {"sdg", _("Número del ODS, del 1 al 17")},
                     {"sector", _("Código SCIAN")},
                     {"committee", _("Id de un comité")},
                     {"before", _("La que dio la página anterior en `next`")}}});
  api.post("", add, {_("Propone una experiencia"), experience_body, feature::id_json()});
  api.get("/{experience}", one, {_("Una experiencia"), {}, experience_json});
  api.put("/{experience}", change, {_("Cambia una experiencia"), experience_body, experience_json});
  api.post("/{experience}/publish", let_out,
           {.summary = _("Publica una experiencia propuesta"), .answers = experience_json, .success = 200});
  api.post(
      "/{experience}/withdraw", take_away,
      {.summary = _("Retira una experiencia, con su motivo"), .asks = reason_body, .answers = experience_json, .success = 200});
}

}  // namespace alianza::experiences
