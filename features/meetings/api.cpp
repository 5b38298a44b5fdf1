// JSON of meetings, on the same actions as the pages.
#include "features/meetings/api.h"

#include "features/meetings/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/json.h"
#include "platform/feature/routes.h"

namespace alianza::meetings {
namespace {

using boost::json::array;
using boost::json::object;
using feature::demand;
using http::Request;
using http::Response;

constexpr int most_rows = 200;

boost::json::value clock_json(const std::optional<int>& minute) {
  return minute ? boost::json::value(clock_text(*minute)) : boost::json::value(nullptr);
}

object json(const Meeting& m) {
  return {{"id", m.id.text()},
          {"alliance", m.alliance.text()},
          {"committee", feature::json(m.committee)},
          {"kind", to_text(m.kind)},
          {"title", feature::json(m.title)},
          {"summary", feature::json(m.summary)},
          {"on", feature::json(m.on)},
          {"until", feature::json(m.until)},
          {"precision", to_text(m.precision)},
          {"starts", clock_json(m.starts)},
          {"ends", clock_json(m.ends)},
          {"venue", feature::json(m.venue)},
          {"link", m.link},
          {"state", to_text(m.state)},
          {"source", feature::json(m.source)},
          {"version", m.version},
          {"updated_at", m.updated_at.text()}};
}

object json(const AgendaItem& i) {
  return {{"title", i.title}, {"minutes", i.minutes ? boost::json::value(*i.minutes) : boost::json::value(nullptr)}};
}
object json(const Group& g) { return {{"id", g.id.text()}, {"name", g.name}, {"topic", g.topic}}; }
object json(const StateChange& c) {
  return {{"state", to_text(c.state)}, {"reason", c.reason}, {"by", c.by}, {"at", c.at.text()}};
}
object json(const Turnout& t) { return {{"organizations", t.organizations}, {"persons", t.persons}}; }

object json(const Attendance& a) {
  return {{"id", a.id.text()},
          {"organization", a.organization.text()},
          {"person", a.person},
          {"mode", to_text(a.mode)},
          {"arrival", to_text(a.arrival)},
          {"group", feature::json(a.group)},
          {"recorded_at", a.recorded_at.text()}};
}

object json(const ReportedCount& c) {
  return {{"id", c.id.text()},
          {"value", c.value},
          {"qualifier", to_text(c.qualifier)},
          {"noun", feature::json(c.noun)},
          {"rule", feature::json(c.rule)},
          {"source", feature::json(c.source)}};
}

template <class T>
array json_list(const std::vector<T>& rows) {
  array out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(json(row));
  return out;
}

object json(const Meeting& m, const Book& b) {
  auto out = json(m);
  out["agenda"] = json_list(b.agenda);
  out["groups"] = json_list(b.groups);
  out["turnout"] = json(turnout(b.attendance));
  out["attendance"] = json_list(b.attendance);
  out["reported_counts"] = json_list(b.counts);
  out["states"] = json_list(b.states);
  return out;
}

/// The agenda of a body: text, one item a line, or an array of {"title","minutes"}.
std::string agenda_of(const feature::JsonFields& body) {
  const auto* given = body.object().if_contains("agenda");
  if (given == nullptr || !given->is_array()) return body.get("agenda");
  std::string out;
  for (const auto& item : given->as_array()) {
    if (!item.is_object()) continue;
    const auto* title = item.as_object().if_contains("title");
    const auto* minutes = item.as_object().if_contains("minutes");
    if (title != nullptr && title->is_string()) out += std::string_view(title->as_string());
    if (minutes != nullptr && minutes->is_int64()) out += " | " + std::to_string(minutes->as_int64());
    out += '\n';
  }
  return out;
}

Input input(const feature::JsonFields& body) {
  Input i;
  i.kind = body.get("kind");
  i.committee = body.get("committee");
  i.title_es = body.get("title.es");
  i.title_en = body.get("title.en");
  i.summary_es = body.get("summary.es");
  i.summary_en = body.get("summary.en");
  i.on = body.get("on");
  i.until = body.get("until");
  i.starts = body.get("starts");
  i.ends = body.get("ends");
  i.venue_es = body.get("venue.es");
  i.venue_en = body.get("venue.en");
  i.link = body.get("link");
  i.agenda = agenda_of(body);
  i.version = body.get("version");
  return i;
}

struct Place {
  AllianceId alliance;
  MeetingId meeting;
};
Place place(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<MeetingId>("meeting"))};
}

/// Filters of the address; one that is not understood is refused, so that a program does not take everything for something.
Filter filter(const Request& request) {
  Filter f;
  const auto& q = request.query;
  const auto refuse = [](const char* name) { throw http::Abandon{Error::field(name, _("Este filtro no tiene ese valor."))}; };
  if (const auto& w = q.get("when"); w == "upcoming")
    f.when = When::upcoming;
  else if (w == "past")
    f.when = When::past;
  else if (!w.empty() && w != "all")
    refuse("when");
  if (Kind kind{}; from_text(q.get("kind"), kind))
    f.kind = kind;
  else if (q.has("kind"))
    refuse("kind");
  if (State state{}; from_text(q.get("state"), state))
    f.state = state;
  else if (q.has("state"))
    refuse("state");
  f.committee = CommitteeId::parse(q.get("committee"));
  if (q.has("committee") && !f.committee) refuse("committee");
  if (const auto& year = q.get("year"); year.size() == 4 && year.find_first_not_of("0123456789") == std::string::npos)
    f.year = std::stoi(year);
  else if (q.has("year"))
    refuse("year");
  f.search = q.get("q");
  return f;
}

Response list_meetings(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto wanted = filter(request);
  const auto cursor = Cursor::parse(request.query.get("after"));
  if (request.query.has("after") && !cursor)
    throw http::Abandon{Error::field("after", _("Use el «next» de la respuesta anterior."))};
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), id));
    const auto page = list(tx, id, wanted, cursor, most_rows, seen.today);
    array items;
    for (const auto& row : page.rows) {
      auto item = json(row.meeting);
      item["turnout"] = json(row.turnout);
      item["reported_counts"] = json_list(row.counts);
      items.push_back(std::move(item));
    }
    return http::json_response(
        object{{"meetings", std::move(items)},
               {"next", page.later ? boost::json::value(page.later->text()) : boost::json::value(nullptr)}});
  }));
}

Response one(feature::Site& site, Request& request) {
  const auto at = place(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto seen = TRY(see(tx, auth::actor_of(request), at.alliance, at.meeting));
    return http::json_response(json(seen.meeting, book(tx, at.meeting)));
  }));
}

Response add(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/meetings/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return schedule(tx, act, alliance, input(body)); }));
  return http::json_response(json(made), 201)
      .with("Location", http::Url("/api/v1/alliances/{}/meetings/{}", alliance, made.id).text());
}

/// A write on one meeting: what is done, then the meeting as it stands.
template <class Write>
Response write(feature::Site& site, Request& request, int status, Write&& what) {
  const auto at = place(request);
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(status, "/api/v1/alliances/" + at.alliance.text() + "/meetings/{id}");
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(what(tx, act, at, body));
    return http::json_response(json(TRY(see(tx, act.actor, at.alliance, at.meeting)).meeting, book(tx, at.meeting)), status);
  }));
}

using Body = feature::JsonFields;

Response change(feature::Site& site, Request& request) {
  return write(site, request, 200, [](db::Tx& tx, const feature::Act& act, const Place& at, const Body& body) -> Done {
    TRY(edit(tx, act, at.alliance, at.meeting, input(body)));
    return {};
  });
}

Response put_agenda(feature::Site& site, Request& request) {
  return write(site, request, 200, [](db::Tx& tx, const feature::Act& act, const Place& at, const Body& body) {
    return replace_agenda(tx, act, at.alliance, at.meeting, agenda_of(body));
  });
}

Response put_state(feature::Site& site, Request& request) {
  return write(site, request, 201, [](db::Tx& tx, const feature::Act& act, const Place& at, const Body& body) -> Done {
    return change_state(tx, act, at.alliance, at.meeting, body.get("state"), body.get("reason"));
  });
}

Response post_group(feature::Site& site, Request& request) {
  return write(site, request, 201, [](db::Tx& tx, const feature::Act& act, const Place& at, const Body& body) -> Done {
    TRY(add_group(tx, act, at.alliance, at.meeting, body.get("name"), body.get("topic")));
    return {};
  });
}

Response post_attendance(feature::Site& site, Request& request) {
  return write(site, request, 201, [](db::Tx& tx, const feature::Act& act, const Place& at, const Body& body) -> Done {
    AttendanceInput how;
    how.person = body.get("person");
    if (const auto mode = body.get("mode"); !mode.empty()) how.mode = mode;
    if (const auto arrival = body.get("arrival"); !arrival.empty()) how.arrival = arrival;
    how.group = body.get("group");
    const auto organization = OrganizationId::parse(body.get("organization")).value_or(OrganizationId());
    TRY(register_attendance(tx, act, at.alliance, at.meeting, organization, how));
    return {};
  });
}

Response post_count(feature::Site& site, Request& request) {
  return write(site, request, 201, [](db::Tx& tx, const feature::Act& act, const Place& at, const Body& body) -> Done {
    TRY(report_count(tx, act, at.alliance, at.meeting,
                     CountInput{body.get("value"), body.get("qualifier"), body.get("noun.es"), body.get("noun.en"),
                                body.get("rule.es"), body.get("rule.en"), body.get("source.es"), body.get("source.en")}));
    return {};
  });
}

Response delete_attendance(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto row = demand(request.id<AttendanceId>("attendance"));
  auto act = feature::act(request);
  act.key->answer(204, request.path);
  demand(site.db.write([&](db::Tx& tx) { return withdraw_attendance(tx, act, at.alliance, at.meeting, row); }));
  return Response::no_content();
}

Response delete_count(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto count = demand(request.id<CountId>("count"));
  auto act = feature::act(request);
  act.key->answer(204, request.path);
  demand(site.db.write([&](db::Tx& tx) { return withdraw_count(tx, act, at.alliance, at.meeting, count); }));
  return Response::no_content();
}

Response delete_group(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto group = demand(request.id<GroupId>("group"));
  auto act = feature::act(request);
  act.key->answer(204, request.path);
  demand(site.db.write([&](db::Tx& tx) { return remove_group(tx, act, at.alliance, at.meeting, group); }));
  return Response::no_content();
}

Response years_of_participation(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    TRY(alliances::see(tx, auth::actor_of(request), id));
    array items;
    for (const auto& y : participation(tx, id))
      items.push_back(
          object{{"year", y.year}, {"meetings", y.meetings}, {"organizations", y.organizations}, {"persons", y.persons}});
    return http::json_response(object{{"participation", std::move(items)}});
  }));
}

std::vector<http::ApiParameter> list_query() {
  return {{"when", _("upcoming, past o all")},
          {"kind", _("Clase de reunión")},
          {"committee", _("Identificador de un comité")},
          {"state", _("scheduled, held o cancelled")},
          {"year", _("Cuatro cifras")},
          {"q", _("Palabras del título o del lugar")},
          {"after", _("El «next» de la respuesta anterior")}};
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api alliance(site, "meetings", auth::scope("meetings"), "/api/v1/alliances/{alliance}");
  alliance.get("/meetings", list_meetings, {_("Reuniones de la alianza, por fecha"), "", "MeetingList", list_query()});
  alliance.post("/meetings", add, {_("Convoca una reunión"), "MeetingInput", "Meeting"});
  alliance.get("/participation", years_of_participation, {_("Participación por año"), "", "ParticipationList"});
  const feature::Api each(site, "meetings", auth::scope("meetings"), "/api/v1/alliances/{alliance}/meetings/{meeting}");
  each.get("", one, {_("Una reunión con orden del día, mesas, asistencia y cifras"), "", "Meeting"});
  each.put("", change, {_("Cambia los datos de la reunión"), "MeetingInput", "Meeting"});
  each.put("/agenda", put_agenda, {_("Cambia el orden del día"), "AgendaInput", "Meeting"});
  each.post("/states", put_state, {_("Celebrada, cancelada o programada de nuevo"), "MeetingStateInput", "Meeting"});
  each.post("/groups", post_group, {_("Agrega una mesa"), "BreakoutGroupInput", "Meeting"});
  each.remove("/groups/{group}", delete_group, {_("Quita una mesa vacía")});
  each.post("/attendance", post_attendance, {_("Registra a una organización o persona"), "AttendanceInput", "Meeting"});
  each.remove("/attendance/{attendance}", delete_attendance, {_("Retira un registro de asistencia; la fila queda")});
  each.post("/counts", post_count, {_("Registra una cifra con su calificativo y su fuente"), "ReportedCountInput", "Meeting"});
  each.remove("/counts/{count}", delete_count, {_("Retira una cifra reportada; la fila queda")});
}

}  // namespace alianza::meetings
