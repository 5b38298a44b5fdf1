// JSON of bulletins, on the same actions as the pages.
#include "features/bulletins/api.h"

#include "features/bulletins/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::bulletins {
namespace {

using feature::demand;
using feature::Intake;
using feature::one_of;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

const Shape<Edition> edition_json{
    "BulletinEdition",
    {{"number", &Edition::number},
     {"state", &Edition::state},
     {"title", &Edition::title},
     {"summary", &Edition::summary},
     {"body", &Edition::body, _("Markdown (CommonMark)")},
     {"correction", &Edition::correction, _("Qué corrige; vacío en la primera versión")},
     {"publish_on", [](const Edition& e) { return e.publish_on ? std::optional(e.publish_on->text()) : std::nullopt; },
      _("A la hora de la alianza, como se pidió")},
     {"published_at", [](const Edition& e) { return e.published_at ? std::optional(e.published_at->text()) : std::nullopt; },
      _("Desde cuándo es público")},
     {"version", &Edition::version}}};

/// A bulletin with the editions that the reader may know.
struct Whole {
  Bulletin bulletin;
  std::vector<Edition> editions;
};
const Shape<Whole> whole_json{
    "Bulletin",
    {{"id", [](const Whole& w) { return w.bulletin.id; }},
     {"alliance", [](const Whole& w) { return w.bulletin.alliance; }},
     {"kind", [](const Whole& w) { return w.bulletin.kind; }},
     {"withdrawn_at",
      [](const Whole& w) { return w.bulletin.withdrawn_at ? std::optional(w.bulletin.withdrawn_at->text()) : std::nullopt; }},
     {"withdrawn_reason", [](const Whole& w) { return w.bulletin.withdrawn_reason; }},
     {"editions", [](const Whole& w) -> const auto& { return w.editions; }, edition_json}}};
struct Page {
  std::vector<Whole> bulletins;
  std::optional<std::string> next;
};
const Shape<Page> list_json{
    "BulletinList",
    {{"bulletins", &Page::bulletins, whole_json}, {"next", &Page::next, _("Para `before`; null en la última página")}}};

const std::vector<feature::Taken<Input>> fields{
    {"kind", &Input::kind, one_of<Kind>()},
    {"title.es", &Input::title_es, text().required()},
    {"title.en", &Input::title_en, text()},
    {"summary.es", &Input::summary_es, text()},
    {"summary.en", &Input::summary_en, text()},
    {"body.es", &Input::body_es, text().required()},
    {"body.en", &Input::body_en, text()},
    {"correction.es", &Input::correction_es, text()},
    {"correction.en", &Input::correction_en, text()},
    {"publish_on", &Input::publish_on, feature::date()},
    {"publish_time", &Input::publish_time, feature::time()},
    {"version", &Input::version, feature::integer(), _("La que se leyó antes de cambiar")}};
const Intake<Input> bulletin_body{"BulletinInput", fields};
struct Reason {
  std::string reason;
};
const Intake<Reason> reason_body{"BulletinReasonInput", {{"reason", &Reason::reason, text().required()}}};

Response list_all(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    auto listing = TRY(list(tx, auth::actor_of(request), id, EditionId::parse(request.query.get("before"))));
    Page page;
    for (auto& row : listing.rows) page.bulletins.push_back({std::move(row.bulletin), {std::move(row.edition)}});
    if (listing.next) page.next = listing.next->text();
    return http::json_response(list_json(page));
  }));
}

struct At {
  AllianceId alliance;
  BulletinId bulletin;
};
At at_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<BulletinId>("bulletin"))};
}

Response one(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    auto at = TRY(see(tx, auth::actor_of(request), alliance, id));
    // For who does not convene, what everybody reads; a withdrawn one has its title left.
    if (at.editions.empty()) at.editions = at.told->editions.empty() ? std::vector{at.told->current} : at.told->editions;
    return http::json_response(whole_json({at.bulletin, at.editions}));
  }));
}

Response add(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(bulletin_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/bulletins/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return write(tx, act, alliance, body); }));
  return http::json_response(feature::id_json()(made.value()), 201)
      .with("Location", http::Url("/api/v1/alliances/{}/bulletins/{}", alliance, made).text());
}

/// One act on the bulletin of the address; answers how it stands then.
template <class Do>
Response act_on(feature::Site& site, Request& request, const Do& perform) {
  const auto at = at_of(request);
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/alliances/" + at.alliance.text() + "/bulletins/{id}");
  demand(site.db.write([&](db::Tx& tx) { return perform(tx, act, at); }));
  return one(site, request);
}

Response change(feature::Site& site, Request& request) {
  const auto body = demand(bulletin_body.read(request));
  return act_on(site, request,
                [&](db::Tx& tx, const feature::Act& act, const At& at) { return edit(tx, act, at.alliance, at.bulletin, body); });
}

Response add_correction(feature::Site& site, Request& request) {
  const auto body = demand(bulletin_body.read(request));
  return act_on(site, request, [&](db::Tx& tx, const feature::Act& act, const At& at) {
    return correct(tx, act, at.alliance, at.bulletin, body);
  });
}

Response send(feature::Site& site, Request& request) {
  return act_on(site, request,
                [](db::Tx& tx, const feature::Act& act, const At& at) { return submit(tx, act, at.alliance, at.bulletin); });
}

Response give_back(feature::Site& site, Request& request) {
  const auto body = demand(reason_body.read(request));
  return act_on(site, request, [&](db::Tx& tx, const feature::Act& act, const At& at) {
    return send_back(tx, act, at.alliance, at.bulletin, body.reason);
  });
}

Response agree(feature::Site& site, Request& request) {
  return act_on(site, request,
                [](db::Tx& tx, const feature::Act& act, const At& at) { return approve(tx, act, at.alliance, at.bulletin); });
}

Response take_away(feature::Site& site, Request& request) {
  const auto body = demand(reason_body.read(request));
  return act_on(site, request, [&](db::Tx& tx, const feature::Act& act, const At& at) {
    return withdraw(tx, act, at.alliance, at.bulletin, body.reason);
  });
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "bulletins", auth::scope("bulletins"), "/api/v1/alliances/{alliance}/bulletins");
  api.get("", list_all,
          {.summary = _("Comunicados y boletines; a quien no convoca, los publicados"),
           .answers = list_json,
           .query = {{"before", _("La que dio la página anterior en `next`")}}});
  api.post("", add, {_("Escribe un borrador"), bulletin_body, feature::id_json()});
  api.get("/{bulletin}", one, {_("Uno, con sus versiones"), {}, whole_json});
  api.put("/{bulletin}", change, {_("Cambia el borrador"), bulletin_body, whole_json});
  api.post(
      "/{bulletin}/correct", add_correction,
      {.summary = _("Prepara una corrección de lo publicado"), .asks = bulletin_body, .answers = whole_json, .success = 200});
  api.post("/{bulletin}/submit", send, {.summary = _("Envía el borrador a revisión"), .answers = whole_json, .success = 200});
  api.post("/{bulletin}/return", give_back,
           {.summary = _("Devuelve el texto a quien lo escribió"), .asks = reason_body, .answers = whole_json, .success = 200});
  api.post("/{bulletin}/approve", agree,
           {.summary = _("Aprueba lo que otra persona escribió"), .answers = whole_json, .success = 200});
  api.post("/{bulletin}/withdraw", take_away,
           {.summary = _("Retira el texto, con su motivo"), .asks = reason_body, .answers = whole_json, .success = 200});
}

}  // namespace alianza::bulletins
