// Calendars and downloads of meetings.
#include "features/meetings/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/documents/table.h"
#include "platform/feature/routes.h"

namespace alianza::meetings {
namespace {

using documents::Cell;
using documents::Format;
using feature::demand;
using http::Request;
using http::Response;
using http::Url;
using Rows = std::vector<std::vector<Cell>>;

const feature::Notice feed_ended(_("La dirección dejó de servir.").key());

constexpr std::string_view calendar_type = "text/calendar; charset=utf-8";

/// "https://alianza.example": as configured, else as the browser names us.
std::string origin(const feature::Site& site, const Request& request) {
  const auto& configured = site.config.server.public_url;
  if (!configured.empty()) return configured;
  // Not the site's router: a running server has taken it.
  return (site.config.server.secure_cookies ? "https://" : "http://") + request.host;
}

CalendarWanted wanted(const feature::Site& site, const Request& request, AllianceId alliance, Lang lang) {
  return {lang, origin(site, request), "/alliances/" + alliance.text() + "/meetings"};
}

Response calendar_file(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  auto file = demand(site.db.read([&](db::Tx& tx) -> Result<std::string> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), id));
    return calendar_text(tx, seen.alliance, wanted(site, request, id, request.lang));
  }));
  return Response::download(std::move(file), calendar_type, text(request, _("reuniones")) + ".ics");
}

/// The private address: whoever has it reads what its person may read today.
Response feed(feature::Site& site, Request& request) {
  std::string_view secret = request.param("secret");
  if (secret.ends_with(".ics")) secret.remove_suffix(4);
  auto file = demand(site.db.read([&](db::Tx& tx) -> Result<std::string> {
    const auto found = TRY(open_feed(tx, secret));
    return calendar_text(tx, found.alliance, wanted(site, request, found.alliance.id, found.lang));
  }));
  auto response = Response::text(std::move(file))
                      .with("Content-Type", calendar_type)
                      .with("Cache-Control", "private, max-age=900")
                      .with("X-Robots-Tag", "noindex");
  return std::move(response).with_content_etag();
}

Result<views::CalendarPage> calendar_page(feature::Site& site, db::Tx& tx, Request& request, AllianceId id) {
  const auto seen = TRY(alliances::see(tx, auth::actor_of(request), id));
  views::CalendarPage p;
  p.shell = alliances::shell(site, tx, request, seen, text(request, _("Reuniones en su calendario")), "meetings");
  p.crumbs = {{{text(request, _("Reuniones")), list_url(id)}}, text(request, _("Reuniones en su calendario"))};
  if (const auto since = feed_since(tx, auth::actor(request), id)) p.since = moment_text(seen.alliance, *since, request.lang);
  p.make = Url("/alliances/{}/calendar", id);
  p.end = Url("/alliances/{}/calendar/end", id);
  p.download = Url("/alliances/{}/meetings.ics", id);
  return p;
}

Response calendar(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) { return calendar_page(site, tx, request, id); })));
}

Response make_calendar(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  auto act = feature::act(request);
  act.key->answer(303, Url("/alliances/{}/calendar", id).in(request.lang).text());
  const auto secret = demand(site.db.write([&](db::Tx& tx) { return make_feed(tx, act, id, request.lang); }));
  auto page = demand(site.db.read([&](db::Tx& tx) { return calendar_page(site, tx, request, id); }));
  page.secret_url = origin(site, request) + "/calendar/" + secret + ".ics";
  return html::respond(request, page).no_store().without_compression();
}

Response end_calendar(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  auto act = feature::act(request);
  const auto back = feed_ended.at(Url("/alliances/{}/calendar", id)).in(request.lang);
  act.key->answer(303, back.text());
  demand(site.db.write([&](db::Tx& tx) { return end_feed(tx, act, id); }));
  return Response::redirect_see_other(back);
}

// ---- Tables.

documents::TableOptions options(const Request& request, const alliances::Seen& seen, const Message& title) {
  documents::TableOptions o;
  o.title = text(request, title);
  o.about.emplace_back("alliance", seen.alliance.name.in(request.lang));
  if (const auto seal = alliances::seal(seen.alliance, request.lang)) o.about.emplace_back("seal", seal->tag + ". " + seal->text);
  o.about.emplace_back("date", seen.today.text());
  return o;
}

Response stream_rows(const Request& request, documents::TableOptions o, Rows rows, Format format, const Message& name) {
  auto pieces = documents::stream(documents::table_writer(format, std::move(o)), std::move(rows));
  return Response::stream_download(std::move(pieces), documents::media_type(format),
                                   text(request, name) + "." + std::string(documents::extension(format)));
}

Filter filter_of(const Request& request) {
  Filter f;
  const auto& q = request.query;
  if (q.get("when") == "past") f.when = When::past;
  if (q.get("when") == "upcoming") f.when = When::upcoming;
  if (Kind kind{}; from_text(q.get("kind"), kind)) f.kind = kind;
  if (State state{}; from_text(q.get("state"), state)) f.state = state;
  f.committee = CommitteeId::parse(q.get("committee"));
  if (const auto& year = q.get("year"); year.size() == 4 && year.find_first_not_of("0123456789") == std::string::npos)
    f.year = std::stoi(year);
  f.search = q.get("q");
  return f;
}

Cell clock_cell(const std::optional<int>& minute) { return minute ? Cell(clock_text(*minute)) : Cell(); }

std::vector<Cell> meeting_cells(const Listed& row, const std::map<CommitteeId, std::string>& names, Lang lang) {
  const auto& m = row.meeting;
  const auto bodies = bodies_text(m, names, lang);
  std::string counts;
  for (const auto& c : row.counts) {
    if (!counts.empty()) counts += "; ";
    counts += std::string(sign(c.qualifier)) + std::to_string(c.value) + " " + c.noun.in(lang);
  }
  return {m.id.text(),
          text(lang, label(m.kind)),
          m.title.in(lang),
          bodies.empty() ? Cell() : Cell(bodies),
          m.on,
          m.until,
          std::string(to_text(m.precision)),
          clock_cell(m.starts),
          clock_cell(m.ends),
          m.venue.in(lang),
          text(lang, label(m.state)),
          row.turnout.organizations,
          row.turnout.persons,
          counts,
          m.source.in(lang)};
}

Response meetings_table(feature::Site& site, Request& request, Format format) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  documents::TableOptions o;
  Rows rows;
  demand(site.db.read([&](db::Tx& tx) -> Done {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), id));
    o = options(request, seen, _("Reuniones"));
    const auto column = [&](const char* name, const Message& title, int width) {
      o.columns.push_back({name, text(request, title), width});
    };
    column("id", _("Identificador"), 16);
    column("kind", _("Clase"), 18);
    column("title", _("Título"), 36);
    column("committee", _("Comité"), 30);
    column("on", _("Fecha"), 12);
    column("until", _("Último día"), 12);
    column("precision", _("Cuánto se sabe de la fecha"), 14);
    column("starts", _("De"), 8);
    column("ends", _("A"), 8);
    column("venue", _("Lugar"), 30);
    column("state", _("Estado"), 14);
    column("organizations", _("Organizaciones en la lista"), 12);
    column("persons", _("Personas en la lista"), 12);
    column("reported_counts", _("Cifras reportadas"), 30);
    column("source", _("Fuente"), 30);
    const auto names = committee_names(tx, id, request.lang);
    each(tx, id, filter_of(request), seen.today,
         [&](const Listed& row) { rows.push_back(meeting_cells(row, names, request.lang)); });
    return {};
  }));
  return stream_rows(request, std::move(o), std::move(rows), format, _("reuniones"));
}

void attendance_columns(documents::TableOptions& o, const Request& request) {
  const auto column = [&](const char* name, const Message& title, int width) {
    o.columns.push_back({name, text(request, title), width});
  };
  column("meeting", _("Reunión"), 36);
  column("on", _("Fecha"), 12);
  column("organization", _("Organización"), 36);
  column("person", _("Persona"), 30);
  column("mode", _("Cómo"), 14);
  column("arrival", _("Llegada"), 14);
  column("group", _("Mesa"), 20);
  column("recorded_at", _("Registrada"), 22);
  column("arrived_at", _("Hora de llegada"), 22);
  column("teller", _("Quién lo dijo"), 14);
}

std::vector<Cell> attendance_cells(const Meeting& m, const Attendance& a,
                                   const std::map<OrganizationId, organizations::Name>& names, const std::vector<Group>& groups,
                                   const Request& request) {
  const auto name = names.find(a.organization);
  Cell group;
  for (const auto& g : groups)
    if (g.id == a.group) group = Cell(g.name);
  return {m.title.in(request.lang),
          m.on,
          name == names.end() ? Cell() : Cell(name->second.name),
          a.person,
          text(request, label(a.mode)),
          text(request, label(a.arrival)),
          group,
          a.recorded_at.text(),
          a.arrived_at ? Cell(a.arrived_at->text()) : Cell(),
          std::string(to_text(a.teller))};
}

Response attendance_table(feature::Site& site, Request& request, Format format) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<MeetingId>("meeting"));
  documents::TableOptions o;
  Rows rows;
  demand(site.db.read([&](db::Tx& tx) -> Done {
    const auto seen = TRY(see(tx, auth::actor_of(request), alliance, id));
    o = options(request, seen.seen, _("Asistencia"));
    attendance_columns(o, request);
    const auto b = book(tx, id);
    std::set<OrganizationId> ids;
    for (const auto& row : b.attendance) ids.insert(row.organization);
    const auto names = organizations::names(tx, {ids.begin(), ids.end()});
    for (const auto& row : b.attendance) rows.push_back(attendance_cells(seen.meeting, row, names, b.groups, request));
    return {};
  }));
  return stream_rows(request, std::move(o), std::move(rows), format, _("asistencia"));
}

}  // namespace

void add_calendar_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}");
  pages.form("/calendar", calendar, make_calendar);
  pages.post("/calendar/end", end_calendar);
  pages.get("/meetings.ics", calendar_file);
  for (const auto format : documents::formats) {
    const auto tail = "." + std::string(documents::extension(format));
    pages.get("/meetings" + tail, feature::given(meetings_table, format));
    pages.get("/meetings/{meeting}/attendance" + tail, feature::given(attendance_table, format));
  }
  feature::Routes(site, auth::anyone()).get("/calendar/{secret}", feed);
}

}  // namespace alianza::meetings
