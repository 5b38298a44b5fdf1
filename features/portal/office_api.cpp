// The record as who keeps it sees it, in JSON: drafts too, on the same actions as the pages.
#include "features/portal/actions.h"
#include "features/portal/api.h"
#include "platform/auth/policy.h"
#include "platform/feature/json.h"
#include "platform/feature/routes.h"

namespace alianza::portal {
namespace {

using boost::json::array;
using boost::json::object;
using feature::demand;
using http::Request;
using http::Response;

object json(const Figure& f) {
  return {{"value", f.value},
          {"qualifier", meetings::to_text(f.qualifier)},
          {"noun", feature::json(f.noun)},
          {"rule", feature::json(f.rule)}};
}

object json(const Source& s) { return {{"chapter", feature::json(s.chapter)}, {"fact", s.fact}}; }

object json(const Event& e) {
  array figures;
  for (const auto& figure : e.figures) figures.push_back(json(figure));
  return {{"id", e.id.text()},
          {"kind", to_text(e.kind)},
          {"stage", e.stage ? boost::json::value(alliances::code(*e.stage)) : boost::json::value(nullptr)},
          {"from", feature::json(e.when.from)},
          {"to", feature::json(e.when.to)},
          {"precision", meetings::to_text(e.when.precision)},
          {"sort_on", e.sort_on.text()},
          {"title", feature::json(e.title)},
          {"text", feature::json(e.text)},
          {"place", feature::json(e.place)},
          {"source", json(e.source)},
          {"figures", std::move(figures)},
          {"state", to_text(e.state)},
          {"withdrawn_reason", e.withdrawn_reason},
          {"version", e.version}};
}

object json(const Finding& f) {
  return {{"id", f.id.text()},
          {"kind", to_text(f.kind)},
          {"ordinal", f.ordinal},
          {"title", feature::json(f.title)},
          {"text", feature::json(f.text)},
          {"source", json(f.source)},
          {"state", to_text(f.state)},
          {"withdrawn_reason", f.withdrawn_reason},
          {"version", f.version}};
}

std::string or_default(std::string typed, const char* otherwise) { return typed.empty() ? otherwise : typed; }

EventInput event_input(const feature::JsonFields& body) {
  EventInput i;
  i.kind = or_default(body.get("kind"), "institutional");
  i.stage = body.get("stage");
  i.from = body.get("from");
  i.to = body.get("to");
  i.precision = or_default(body.get("precision"), "day");
  i.sort_on = body.get("sort_on");
  i.title_es = body.get("title.es"), i.title_en = body.get("title.en");
  i.text_es = body.get("text.es"), i.text_en = body.get("text.en");
  i.place_es = body.get("place.es"), i.place_en = body.get("place.en");
  i.chapter_es = body.get("source.chapter.es"), i.chapter_en = body.get("source.chapter.en");
  i.fact = body.get("source.fact");
  i.value = body.get("figure.value");
  i.qualifier = or_default(body.get("figure.qualifier"), "exact");
  i.noun_es = body.get("figure.noun.es"), i.noun_en = body.get("figure.noun.en");
  i.rule_es = body.get("figure.rule.es"), i.rule_en = body.get("figure.rule.en");
  i.version = body.get("version");
  return i;
}

FindingInput finding_input(const feature::JsonFields& body) {
  FindingInput i;
  i.kind = or_default(body.get("kind"), "achievement");
  i.title_es = body.get("title.es"), i.title_en = body.get("title.en");
  i.text_es = body.get("text.es"), i.text_en = body.get("text.en");
  i.chapter_es = body.get("source.chapter.es"), i.chapter_en = body.get("source.chapter.en");
  i.fact = body.get("source.fact");
  i.version = body.get("version");
  return i;
}

Response record(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto kept = demand(site.db.read([&](db::Tx& tx) { return book(tx, auth::actor_of(request), id); }));
  array events;
  array findings;
  for (const auto& event : kept.events) events.push_back(json(event));
  for (const auto& finding : kept.findings) findings.push_back(json(finding));
  return http::json_response(object{{"events", std::move(events)}, {"findings", std::move(findings)}});
}

/// Performs one act and answers with what it gives, or with the id alone.
template <class Act>
Response perform(feature::Site& site, Request& request, int status, Act&& do_it) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  auto act = feature::act(request);
  act.key->answer(status, "/api/v1/alliances/" + id.text() + "/record");
  const auto subject = demand(site.db.write([&](db::Tx& tx) { return do_it(tx, act, id); }));
  return http::json_response(object{{"id", subject}}, status);
}

Response add_event_json(feature::Site& site, Request& request) {
  const auto body = demand(feature::JsonFields::read(request));
  return perform(site, request, 201, [&](db::Tx& tx, const feature::Act& act, AllianceId id) -> Result<std::string> {
    return TRY(add_event(tx, act, id, event_input(body))).text();
  });
}

Response edit_event_json(feature::Site& site, Request& request) {
  const auto event = demand(request.id<EventId>("event"));
  const auto body = demand(feature::JsonFields::read(request));
  return perform(site, request, 200, [&](db::Tx& tx, const feature::Act& act, AllianceId id) -> Result<std::string> {
    return TRY(edit_event(tx, act, id, event, event_input(body))).id.text();
  });
}

Response publish_event_json(feature::Site& site, Request& request) {
  const auto event = demand(request.id<EventId>("event"));
  return perform(site, request, 200, [&](db::Tx& tx, const feature::Act& act, AllianceId id) -> Result<std::string> {
    TRY(publish_event(tx, act, id, event));
    return event.text();
  });
}

Response withdraw_event_json(feature::Site& site, Request& request) {
  const auto event = demand(request.id<EventId>("event"));
  const auto body = demand(feature::JsonFields::read(request));
  return perform(site, request, 200, [&](db::Tx& tx, const feature::Act& act, AllianceId id) -> Result<std::string> {
    TRY(withdraw_event(tx, act, id, event, body.get("reason")));
    return event.text();
  });
}

Response add_finding_json(feature::Site& site, Request& request) {
  const auto body = demand(feature::JsonFields::read(request));
  return perform(site, request, 201, [&](db::Tx& tx, const feature::Act& act, AllianceId id) -> Result<std::string> {
    return TRY(add_finding(tx, act, id, finding_input(body))).text();
  });
}

Response edit_finding_json(feature::Site& site, Request& request) {
  const auto finding = demand(request.id<FindingId>("finding"));
  const auto body = demand(feature::JsonFields::read(request));
  return perform(site, request, 200, [&](db::Tx& tx, const feature::Act& act, AllianceId id) -> Result<std::string> {
    return TRY(edit_finding(tx, act, id, finding, finding_input(body))).id.text();
  });
}

Response publish_finding_json(feature::Site& site, Request& request) {
  const auto finding = demand(request.id<FindingId>("finding"));
  return perform(site, request, 200, [&](db::Tx& tx, const feature::Act& act, AllianceId id) -> Result<std::string> {
    TRY(publish_finding(tx, act, id, finding));
    return finding.text();
  });
}

Response withdraw_finding_json(feature::Site& site, Request& request) {
  const auto finding = demand(request.id<FindingId>("finding"));
  const auto body = demand(feature::JsonFields::read(request));
  return perform(site, request, 200, [&](db::Tx& tx, const feature::Act& act, AllianceId id) -> Result<std::string> {
    TRY(withdraw_finding(tx, act, id, finding, body.get("reason")));
    return finding.text();
  });
}

}  // namespace

void add_office_api(feature::Site& site) {
  const feature::Api api(site, "portal", auth::scope("portal"), "/api/v1/alliances/{alliance}");
  api.get("/record", record, {_("Hechos y hallazgos, también los borradores")});
  api.post("/events", add_event_json, {_("Agrega un hecho como borrador")});
  api.put("/events/{event}", edit_event_json, {_("Cambia un hecho")});
  api.post("/events/{event}/publish", publish_event_json, {_("Publica un hecho")});
  api.post("/events/{event}/withdraw", withdraw_event_json, {_("Retira un hecho, con su motivo")});
  api.post("/findings", add_finding_json, {_("Agrega un hallazgo como borrador")});
  api.put("/findings/{finding}", edit_finding_json, {_("Cambia un hallazgo")});
  api.post("/findings/{finding}/publish", publish_finding_json, {_("Publica un hallazgo")});
  api.post("/findings/{finding}/withdraw", withdraw_finding_json, {_("Retira un hallazgo, con su motivo")});
}

}  // namespace alianza::portal
