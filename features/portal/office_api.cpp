// The record as who keeps it sees it, in JSON: drafts too, on the same actions as the pages.
#include "features/portal/actions.h"
#include "features/portal/api.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::portal {
namespace {

using feature::demand;
using feature::Intake;
using feature::one_of;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

const Shape<Figure> figure_json{
    "Figure", {{"value", &Figure::value}, {"qualifier", &Figure::qualifier}, {"noun", &Figure::noun}, {"rule", &Figure::rule}}};
const Shape<Source> source_json{"Source", {{"chapter", &Source::chapter}, {"fact", &Source::fact}}};

const Shape<Event> event_json{"Event",
                              {{"id", &Event::id},
                               {"kind", &Event::kind},
                               {"stage", &Event::stage},
                               {"from", [](const Event& e) { return e.when.from; }},
                               {"to", [](const Event& e) { return e.when.to; }},
                               {"precision", [](const Event& e) { return e.when.precision; }, _("Qué tanto de la fecha se sabe")},
                               {"sort_on", &Event::sort_on},
                               {"title", &Event::title},
                               {"text", &Event::text},
                               {"place", &Event::place},
                               {"source", &Event::source, source_json},
                               {"figures", &Event::figures, figure_json},
                               {"state", &Event::state},
                               {"withdrawn_reason", &Event::withdrawn_reason},
                               {"version", &Event::version}}};
const Shape<Finding> finding_json{"Finding",
                                  {{"id", &Finding::id},
                                   {"kind", &Finding::kind},
                                   {"ordinal", &Finding::ordinal},
                                   {"title", &Finding::title},
                                   {"text", &Finding::text},
                                   {"source", &Finding::source, source_json},
                                   {"state", &Finding::state},
                                   {"withdrawn_reason", &Finding::withdrawn_reason},
                                   {"version", &Finding::version}}};
const Shape<Book> book_json{"Record", {{"events", &Book::events, event_json}, {"findings", &Book::findings, finding_json}}};

const Intake<EventInput> event_body{
    "EventInput",
    {{"kind", &EventInput::kind, one_of<EventKind>()},
     {"stage", &EventInput::stage, one_of<Stage>()},
     {"from", &EventInput::from, feature::date()},
     {"to", &EventInput::to, feature::date()},
     {"precision", &EventInput::precision, one_of<meetings::Precision>()},
     {"sort_on", &EventInput::sort_on, feature::date()},
     {"title.es", &EventInput::title_es, text().required()},
     {"title.en", &EventInput::title_en, text()},
     {"text.es", &EventInput::text_es, text()},
     {"text.en", &EventInput::text_en, text()},
     {"place.es", &EventInput::place_es, text()},
     {"place.en", &EventInput::place_en, text()},
     {"source.chapter.es", &EventInput::chapter_es, text()},
     {"source.chapter.en", &EventInput::chapter_en, text()},
     {"source.fact", &EventInput::fact, text()},
     {"figure.value", &EventInput::value, feature::integer()},
     {"figure.qualifier", &EventInput::qualifier, one_of<Qualifier>()},
     {"figure.noun.es", &EventInput::noun_es, text()},
     {"figure.noun.en", &EventInput::noun_en, text()},
     {"figure.rule.es", &EventInput::rule_es, text()},
     {"figure.rule.en", &EventInput::rule_en, text()},
     {"version", &EventInput::version, feature::integer(), _("La que se leyó antes de cambiar")}}};
const Intake<FindingInput> finding_body{
    "FindingInput",
    {{"kind", &FindingInput::kind, one_of<FindingKind>()},
     {"title.es", &FindingInput::title_es, text().required()},
     {"title.en", &FindingInput::title_en, text()},
     {"text.es", &FindingInput::text_es, text()},
     {"text.en", &FindingInput::text_en, text()},
     {"source.chapter.es", &FindingInput::chapter_es, text()},
     {"source.chapter.en", &FindingInput::chapter_en, text()},
     {"source.fact", &FindingInput::fact, text()},
     {"version", &FindingInput::version, feature::integer(), _("La que se leyó antes de cambiar")}}};
struct Withdrawal {
  std::string reason;
};
const Intake<Withdrawal> withdrawal_body{"WithdrawalInput", {{"reason", &Withdrawal::reason, text().required()}}};

Response record(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto kept = demand(site.db.read([&](db::Tx& tx) { return book(tx, auth::actor_of(request), id); }));
  return http::json_response(book_json(kept));
}

/// Performs one act and answers with what it gives, or with the id alone.
template <class Act>
Response perform(feature::Site& site, Request& request, int status, Act&& do_it) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  auto act = feature::act(request);
  act.key->answer(status, "/api/v1/alliances/" + id.text() + "/record");
  const auto subject = demand(site.db.write([&](db::Tx& tx) { return do_it(tx, act, id); }));
  return http::json_response(feature::id_json()(subject), status);
}

Response add_event_json(feature::Site& site, Request& request) {
  const auto body = demand(event_body.read(request));
  return perform(site, request, 201, [&](db::Tx& tx, const feature::Act& act, AllianceId id) -> Result<std::int64_t> {
    return TRY(add_event(tx, act, id, body)).value();
  });
}

Response edit_event_json(feature::Site& site, Request& request) {
  const auto event = demand(request.id<EventId>("event"));
  const auto body = demand(event_body.read(request));
  return perform(site, request, 200, [&](db::Tx& tx, const feature::Act& act, AllianceId id) -> Result<std::int64_t> {
    return TRY(edit_event(tx, act, id, event, body)).id.value();
  });
}

Response publish_event_json(feature::Site& site, Request& request) {
  const auto event = demand(request.id<EventId>("event"));
  return perform(site, request, 200, [&](db::Tx& tx, const feature::Act& act, AllianceId id) -> Result<std::int64_t> {
    TRY(publish_event(tx, act, id, event));
    return event.value();
  });
}

Response withdraw_event_json(feature::Site& site, Request& request) {
  const auto event = demand(request.id<EventId>("event"));
  const auto body = demand(withdrawal_body.read(request));
  return perform(site, request, 200, [&](db::Tx& tx, const feature::Act& act, AllianceId id) -> Result<std::int64_t> {
    TRY(withdraw_event(tx, act, id, event, body.reason));
    return event.value();
  });
}

Response add_finding_json(feature::Site& site, Request& request) {
  const auto body = demand(finding_body.read(request));
  return perform(site, request, 201, [&](db::Tx& tx, const feature::Act& act, AllianceId id) -> Result<std::int64_t> {
    return TRY(add_finding(tx, act, id, body)).value();
  });
}

Response edit_finding_json(feature::Site& site, Request& request) {
  const auto finding = demand(request.id<FindingId>("finding"));
  const auto body = demand(finding_body.read(request));
  return perform(site, request, 200, [&](db::Tx& tx, const feature::Act& act, AllianceId id) -> Result<std::int64_t> {
    return TRY(edit_finding(tx, act, id, finding, body)).id.value();
  });
}

Response publish_finding_json(feature::Site& site, Request& request) {
  const auto finding = demand(request.id<FindingId>("finding"));
  return perform(site, request, 200, [&](db::Tx& tx, const feature::Act& act, AllianceId id) -> Result<std::int64_t> {
    TRY(publish_finding(tx, act, id, finding));
    return finding.value();
  });
}

Response withdraw_finding_json(feature::Site& site, Request& request) {
  const auto finding = demand(request.id<FindingId>("finding"));
  const auto body = demand(withdrawal_body.read(request));
  return perform(site, request, 200, [&](db::Tx& tx, const feature::Act& act, AllianceId id) -> Result<std::int64_t> {
    TRY(withdraw_finding(tx, act, id, finding, body.reason));
    return finding.value();
  });
}

}  // namespace

void add_office_api(feature::Site& site) {
  const feature::Api api(site, "portal", auth::scope("portal"), "/api/v1/alliances/{alliance}");
  api.get("/record", record, {_("Hechos y hallazgos, también los borradores"), {}, book_json});
  api.post("/events", add_event_json, {_("Agrega un hecho como borrador"), event_body, feature::id_json()});
  api.put("/events/{event}", edit_event_json, {_("Cambia un hecho"), event_body, feature::id_json()});
  api.post("/events/{event}/publish", publish_event_json, {_("Publica un hecho"), {}, feature::id_json(), {}, 200});
  api.post("/events/{event}/withdraw", withdraw_event_json,
           {_("Retira un hecho, con su motivo"), withdrawal_body, feature::id_json(), {}, 200});
  api.post("/findings", add_finding_json, {_("Agrega un hallazgo como borrador"), finding_body, feature::id_json()});
  api.put("/findings/{finding}", edit_finding_json, {_("Cambia un hallazgo"), finding_body, feature::id_json()});
  api.post("/findings/{finding}/publish", publish_finding_json, {_("Publica un hallazgo"), {}, feature::id_json(), {}, 200});
  api.post("/findings/{finding}/withdraw", withdraw_finding_json,
           {_("Retira un hallazgo, con su motivo"), withdrawal_body, feature::id_json(), {}, 200});
}

}  // namespace alianza::portal
