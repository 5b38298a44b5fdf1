// JSON of meetings, on the same actions as the pages.
#include "features/meetings/api.h"

#include "features/meetings/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::meetings {
namespace {

using feature::demand;
using feature::Intake;
using feature::itself;
using feature::one_of;
using feature::or_null;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

constexpr int most_rows = 200;

auto clock_of(std::optional<int> Meeting::*minute) {
  return [minute](const Meeting& m) { return m.*minute ? std::optional(clock_text(*(m.*minute))) : std::nullopt; };
}
const Shape<Meeting> meeting_json{"Meeting",
                                  {{"id", &Meeting::id},
                                   {"alliance", &Meeting::alliance},
                                   {"committee", or_null(&Meeting::committee)},
                                   {"joined", &Meeting::joined, _("Los demás comités de una sesión conjunta")},
                                   {"kind", &Meeting::kind},
                                   {"title", &Meeting::title},
                                   {"summary", &Meeting::summary},
                                   {"on", &Meeting::on},
                                   {"until", &Meeting::until},
                                   {"precision", &Meeting::precision, _("Qué tanto de la fecha se sabe")},
                                   {"starts", clock_of(&Meeting::starts), _("Hora de la alianza, como 10:30")},
                                   {"ends", clock_of(&Meeting::ends)},
                                   {"venue", &Meeting::venue},
                                   {"link", &Meeting::link},
                                   {"state", &Meeting::state},
                                   {"source", &Meeting::source},
                                   {"version", &Meeting::version},
                                   {"updated_at", &Meeting::updated_at}}};

const Shape<AgendaItem> agenda_item_json{"AgendaItem", {{"title", &AgendaItem::title}, {"minutes", &AgendaItem::minutes}}};
const Shape<Group> group_json{"BreakoutGroup",
                              {{"id", &Group::id},
                               {"name", &Group::name},
                               {"topic", &Group::topic},
                               {"reporter", &Group::reporter},
                               {"result", &Group::result}}};
const Shape<StateChange> state_json{
    "MeetingState",
    {{"state", &StateChange::state}, {"reason", &StateChange::reason}, {"by", &StateChange::by}, {"at", &StateChange::at}}};
const Shape<Turnout> turnout_json{"Turnout", {{"organizations", &Turnout::organizations}, {"persons", &Turnout::persons}}};
const Shape<Attendance> attendance_json{
    "Attendance",
    {{"id", &Attendance::id},
     {"organization", &Attendance::organization},
     {"person", &Attendance::person},
     {"mode", &Attendance::mode},
     {"arrival", &Attendance::arrival},
     {"group", or_null(&Attendance::group)},
     {"recorded_at", &Attendance::recorded_at},
     {"arrived_at", &Attendance::arrived_at, _("Hora de llegada, si se registró en la puerta")},
     {"teller", &Attendance::teller,
      _("Quién lo dijo: quien lleva la reunión, su representante o quien tenía el código del día")}}};
const Shape<ReportedCount> count_json{"ReportedCount",
                                      {{"id", &ReportedCount::id},
                                       {"value", &ReportedCount::value},
                                       {"qualifier", &ReportedCount::qualifier},
                                       {"noun", &ReportedCount::noun},
                                       {"rule", &ReportedCount::rule},
                                       {"source", &ReportedCount::source}}};

const Shape<Listed> listed_json{"ListedMeeting",
                                meeting_json,
                                &Listed::meeting,
                                {{"turnout", &Listed::turnout, turnout_json}, {"reported_counts", &Listed::counts, count_json}}};
const Shape<Page> meeting_list_json{
    "MeetingList",
    {{"meetings", &Page::rows, listed_json},
     {"next", [](const Page& page) { return page.later ? std::optional(page.later->text()) : std::nullopt; }}}};

/// A meeting with what is kept of it.
struct Whole {
  Meeting meeting;
  Book book;
};
const Shape<Whole> whole_json{"MeetingBook",
                              meeting_json,
                              &Whole::meeting,
                              {{"agenda", [](const Whole& w) -> const auto& { return w.book.agenda; }, agenda_item_json},
                               {"groups", [](const Whole& w) -> const auto& { return w.book.groups; }, group_json},
                               {"turnout", [](const Whole& w) { return turnout(w.book.attendance); }, turnout_json},
                               {"attendance", [](const Whole& w) -> const auto& { return w.book.attendance; }, attendance_json},
                               {"reported_counts", [](const Whole& w) -> const auto& { return w.book.counts; }, count_json},
                               {"states", [](const Whole& w) -> const auto& { return w.book.states; }, state_json}}};

const Shape<YearOfParticipation> year_json{"Participation",
                                           {{"year", &YearOfParticipation::year},
                                            {"meetings", &YearOfParticipation::meetings},
                                            {"organizations", &YearOfParticipation::organizations},
                                            {"persons", &YearOfParticipation::persons}}};
const Shape<std::vector<YearOfParticipation>> participation_json{"ParticipationList", {{"participation", itself, year_json}}};

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

feature::Taken<Input> agenda_field() {
  return {"agenda", [](const feature::JsonFields& body, Input& into) { into.agenda = agenda_of(body); },
          feature::list_of(agenda_item_json.schema()), _("O texto, un punto por línea")};
}

Input born() {
  Input input;
  input.kind.clear();
  return input;
}
const Intake<Input> meeting_body{"MeetingInput",
                                 {{"kind", &Input::kind, one_of<Kind>().required()},
                                  {"committee", &Input::committee, feature::id()},
                                  {"joined", &Input::joined, feature::list_of(feature::id())},
                                  {"title.es", &Input::title_es, text().required()},
                                  {"title.en", &Input::title_en, text()},
                                  {"summary.es", &Input::summary_es, text()},
                                  {"summary.en", &Input::summary_en, text()},
                                  {"on", &Input::on, feature::date().required()},
                                  {"until", &Input::until, feature::date()},
                                  {"starts", &Input::starts, feature::time()},
                                  {"ends", &Input::ends, feature::time()},
                                  {"venue.es", &Input::venue_es, text()},
                                  {"venue.en", &Input::venue_en, text()},
                                  {"link", &Input::link, text()},
                                  agenda_field(),
                                  {"version", &Input::version, feature::integer(), _("La que se leyó antes de cambiar")}},
                                 born()};
const Intake<Input> agenda_body{"AgendaInput", {agenda_field()}};

struct StateInput {
  std::string state;
  std::string reason;
};
const Intake<StateInput> state_body{
    "MeetingStateInput", {{"state", &StateInput::state, one_of<State>().required()}, {"reason", &StateInput::reason, text()}}};
struct GroupInput {
  std::string name;
  std::string topic;
};
const Intake<GroupInput> group_body{"BreakoutGroupInput",
                                    {{"name", &GroupInput::name, text().required()}, {"topic", &GroupInput::topic, text()}}};
const Intake<GroupResult> result_body{"BreakoutGroupResultInput",
                                      {{"reporter", &GroupResult::reporter, text()}, {"result", &GroupResult::result, text()}}};
struct Registration : AttendanceInput {
  std::string organization;
};
const Intake<Registration> attendance_body{"AttendanceInput",
                                           {{"organization", &Registration::organization, feature::id().required()},
                                            {"person", &Registration::person, text()},
                                            {"mode", &Registration::mode, one_of<Mode>()},
                                            {"arrival", &Registration::arrival, one_of<Arrival>()},
                                            {"group", &Registration::group, feature::id()}}};
CountInput unqualified() {
  CountInput input;
  input.qualifier.clear();
  return input;
}
const Intake<CountInput> count_body{"ReportedCountInput",
                                    {{"value", &CountInput::value, feature::integer().required()},
                                     {"qualifier", &CountInput::qualifier, one_of<Qualifier>().required()},
                                     {"noun.es", &CountInput::noun_es, text().required()},
                                     {"noun.en", &CountInput::noun_en, text()},
                                     {"rule.es", &CountInput::rule_es, text()},
                                     {"rule.en", &CountInput::rule_en, text()},
                                     {"source.es", &CountInput::source_es, text().required()},
                                     {"source.en", &CountInput::source_en, text()}},
                                    unqualified()};

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
    return http::json_response(meeting_list_json(page));
  }));
}

Response one(feature::Site& site, Request& request) {
  const auto at = place(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto seen = TRY(see(tx, auth::actor_of(request), at.alliance, at.meeting));
    return http::json_response(whole_json({seen.meeting, book(tx, at.meeting)}));
  }));
}

Response add(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto input = demand(meeting_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/meetings/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return schedule(tx, act, alliance, input); }));
  return http::json_response(meeting_json(made), 201)
      .with("Location", http::Url("/api/v1/alliances/{}/meetings/{}", alliance, made.id).text());
}

/// A write on one meeting: what is done with the body, then the meeting as it stands.
template <class T, class Write>
Response write(feature::Site& site, Request& request, const Intake<T>& intake, int status, Write&& what) {
  const auto at = place(request);
  const T body = demand(intake.read(request));
  auto act = feature::act(request);
  act.key->answer(status, "/api/v1/alliances/" + at.alliance.text() + "/meetings/{id}");
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(what(tx, act, at, body));
    auto meeting = TRY(see(tx, act.actor, at.alliance, at.meeting)).meeting;
    return http::json_response(whole_json({std::move(meeting), book(tx, at.meeting)}), status);
  }));
}

using feature::Act;

Response change(feature::Site& site, Request& request) {
  return write(site, request, meeting_body, 200, [](db::Tx& tx, const Act& act, const Place& at, const Input& input) {
    return edit(tx, act, at.alliance, at.meeting, input);
  });
}

Response put_agenda(feature::Site& site, Request& request) {
  return write(site, request, agenda_body, 200, [](db::Tx& tx, const Act& act, const Place& at, const Input& input) {
    return replace_agenda(tx, act, at.alliance, at.meeting, input.agenda);
  });
}

Response put_state(feature::Site& site, Request& request) {
  return write(site, request, state_body, 201, [](db::Tx& tx, const Act& act, const Place& at, const StateInput& input) {
    return change_state(tx, act, at.alliance, at.meeting, input.state, input.reason);
  });
}

Response post_group(feature::Site& site, Request& request) {
  return write(site, request, group_body, 201, [](db::Tx& tx, const Act& act, const Place& at, const GroupInput& input) {
    return add_group(tx, act, at.alliance, at.meeting, input.name, input.topic);
  });
}

Response put_result(feature::Site& site, Request& request) {
  const auto group = demand(request.id<GroupId>("group"));
  return write(site, request, result_body, 200, [group](db::Tx& tx, const Act& act, const Place& at, const GroupResult& told) {
    return report_group(tx, act, at.alliance, at.meeting, group, told);
  });
}

Response post_attendance(feature::Site& site, Request& request) {
  return write(site, request, attendance_body, 201, [](db::Tx& tx, const Act& act, const Place& at, const Registration& input) {
    const auto organization = OrganizationId::parse(input.organization).value_or(OrganizationId());
    return register_attendance(tx, act, at.alliance, at.meeting, organization, input);
  });
}

Response post_count(feature::Site& site, Request& request) {
  return write(site, request, count_body, 201, [](db::Tx& tx, const Act& act, const Place& at, const CountInput& input) {
    return report_count(tx, act, at.alliance, at.meeting, input);
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
    return http::json_response(participation_json(participation(tx, id)));
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
  alliance.get("/meetings", list_meetings, {_("Reuniones de la alianza, por fecha"), {}, meeting_list_json, list_query()});
  alliance.post("/meetings", add, {_("Convoca una reunión"), meeting_body, meeting_json});
  alliance.get("/participation", years_of_participation, {_("Participación por año"), {}, participation_json});
  const feature::Api each(site, "meetings", auth::scope("meetings"), "/api/v1/alliances/{alliance}/meetings/{meeting}");
  each.get("", one, {_("Una reunión con orden del día, mesas, asistencia y cifras"), {}, whole_json});
  each.put("", change, {_("Cambia los datos de la reunión"), meeting_body, whole_json});
  each.put("/agenda", put_agenda, {_("Cambia el orden del día"), agenda_body, whole_json});
  each.post("/states", put_state, {_("Celebrada, cancelada o programada de nuevo"), state_body, whole_json});
  each.post("/groups", post_group, {_("Agrega una mesa"), group_body, whole_json});
  each.put("/groups/{group}/result", put_result,
           {_("Escribe a qué llegó una mesa y quién lo presentó"), result_body, whole_json});
  each.remove("/groups/{group}", delete_group, {_("Quita una mesa vacía")});
  each.post("/attendance", post_attendance, {_("Registra a una organización o persona"), attendance_body, whole_json});
  each.remove("/attendance/{attendance}", delete_attendance, {_("Retira un registro de asistencia; la fila queda")});
  each.post("/counts", post_count, {_("Registra una cifra con su calificativo y su fuente"), count_body, whole_json});
  each.remove("/counts/{count}", delete_count, {_("Retira una cifra reportada; la fila queda")});
}

}  // namespace alianza::meetings
