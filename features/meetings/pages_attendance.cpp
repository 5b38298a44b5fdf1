// Attendance at the door: on a phone, one tap registers an organisation; without script the page comes back at the same row.
#include "features/meetings/access.h"
#include "features/meetings/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::meetings {
namespace {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

/// As many rows as a telephone scrolls gladly; the rest is found by name.
constexpr std::size_t most_rows = 120;

Url door_url(const Meeting& m) { return Url("/alliances/{}/meetings/{}/attendance", m.alliance, m.id); }

/// Everything the page knows of one meeting, read once.
struct Desk {
  SeenMeeting seen;
  Sheet sheet;
  std::map<OrganizationId, organizations::Name> names;
  std::map<CommitteeId, std::string> committees;
  std::set<OrganizationId> expected;
  std::map<OrganizationId, std::vector<const Attendance*>> present;
};

bool may_register(const SeenMeeting& seen) {
  return may(Action::register_, seen.seen.standing, seen.officer ? Officer::yes : Officer::no);
}

Result<Desk> desk(db::Tx& tx, const Request& request, AllianceId alliance, MeetingId id) {
  Desk d;
  d.seen = TRY(see(tx, auth::actor_of(request), alliance, id));
  if (!may_register(d.seen)) return fail(Error::forbidden());
  d.sheet = sheet(tx, d.seen);
  auto ids = d.sheet.expected;
  ids.insert(ids.end(), d.sheet.guests.begin(), d.sheet.guests.end());
  d.names = organizations::names(tx, ids);
  if (d.sheet.bodies.size() > 1) d.committees = committee_names(tx, alliance, request.lang);
  d.expected.insert(d.sheet.expected.begin(), d.sheet.expected.end());
  for (const auto& row : d.sheet.rows) d.present[row.organization].push_back(&row);
  return d;
}

views::DoorCount count_of(const Desk& d) {
  views::DoorCount c;
  c.expected = static_cast<int>(d.expected.size());
  for (const auto& [id, rows] : d.present) ++(d.expected.contains(id) ? c.present : c.guests);
  c.persons = turnout(d.sheet.rows).persons;
  c.quorum = d.sheet.quorum;
  c.bodies = body_lines(d.sheet, d.committees);
  return c;
}

views::DoorRow row_of(const Desk& d, OrganizationId id, const std::string& search, const std::string& show) {
  views::DoorRow row;
  row.id = id.text();
  if (const auto found = d.names.find(id); found != d.names.end()) {
    row.name = found->second.name;
    row.type = organizations::label(found->second.type);
  }
  row.guest = !d.expected.contains(id);
  row.post = door_url(d.seen.meeting);
  row.search = search;
  row.show = show;
  const auto found = d.present.find(id);
  if (found == d.present.end()) return row;
  row.present = true;
  const auto& first = *found->second.front();
  row.teller = note(first.teller);
  row.late = first.arrival == Arrival::late;
  row.arrived = first.arrived_at.has_value();
  row.remote = first.mode == Mode::remote;
  row.since =
      Zone::parse(d.seen.seen.alliance.zone).value_or(Zone()).civil_of(first.arrived_at.value_or(first.recorded_at)).clock_text();
  for (const auto& g : d.sheet.groups) {
    row.groups.push_back({g.id.text(), g.name});
    if (g.id == first.group) row.group_name = g.name;
  }
  if (first.group) row.group = first.group.text();
  for (const auto* a : found->second)
    if (!a->person.empty())
      row.persons.push_back({a->person, Url("/alliances/{}/meetings/{}/attendance/{}/withdraw", d.seen.meeting.alliance,
                                            d.seen.meeting.id, a->id)});
  return row;
}

/// Which organisations the page lists, by name: those expected or there; with a search, any of the alliance whose name has it.
std::vector<OrganizationId> listed(const Desk& d, const std::string& search, const std::string& show) {
  const auto wanted = fold(search);
  std::vector<std::pair<std::string, OrganizationId>> out;
  for (const auto& [id, name] : d.names) {
    const bool there = d.present.contains(id);
    const bool known = d.expected.contains(id) || there;
    auto key = fold(name.name);
    const bool matches = wanted.empty() ? known : key.find(wanted) != std::string::npos;
    if (!matches || (show == "present" && !there) || (show == "missing" && there)) continue;
    out.emplace_back(std::move(key), id);
  }
  std::sort(out.begin(), out.end());
  std::vector<OrganizationId> ids;
  for (const auto& [key, id] : out) ids.push_back(id);
  return ids;
}

Message notice_of(const Desk& d) {
  const auto& m = d.seen.meeting;
  if (m.state == State::cancelled) return _("La reunión está cancelada. Prográmela de nuevo para registrar asistencia.");
  if (m.on && *m.on > d.seen.seen.today)
    return _("Esta reunión es otro día. Puede registrar desde ahora, pero revise que sea la correcta.");
  return {};
}

std::string show_of(const std::string& typed) { return typed == "missing" || typed == "present" ? typed : std::string(); }

Url narrowed(Url url, const std::string& search, const std::string& show) {
  if (!search.empty()) url = std::move(url).with("q", search);
  if (!show.empty()) url = std::move(url).with("show", show);
  return url;
}

views::Door door_page(feature::Site& site, db::Tx& tx, Request& request, const Desk& d, const std::string& search,
                      const std::string& show) {
  const auto& m = d.seen.meeting;
  views::Door p;
  p.shell = alliances::shell(site, tx, request, d.seen.seen, text(request, _("Asistencia")), "meetings");
  p.crumbs = {{{text(request, _("Reuniones")), list_url(m.alliance)}, {m.title.in(request.lang), meeting_url(m.alliance, m.id)}},
              text(request, _("Asistencia"))};
  p.title = m.title;
  p.when = moment(m, request.lang);
  p.notice = notice_of(d);
  p.open = m.state != State::cancelled;
  p.count = count_of(d);
  p.search = search;
  p.show = show;
  p.here = door_url(m);
  p.all = narrowed(door_url(m), search, "");
  p.missing = narrowed(door_url(m), search, "missing");
  p.present = narrowed(door_url(m), search, "present");
  p.meeting = meeting_url(m.alliance, m.id);
  p.panels = html::drawn_before(site.draw("door", tx, {request, m.alliance.value(), m.id.value()}));
  const auto ids = listed(d, search, show);
  p.matching = static_cast<std::int64_t>(ids.size());
  for (std::size_t i = 0; i < ids.size() && i < most_rows; ++i) p.rows.push_back(row_of(d, ids[i], search, show));
  return p;
}

Response answer_piece(feature::Site& site, Request& request, AllianceId alliance, MeetingId id, OrganizationId organization,
                      const Done& done);

Response door(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<MeetingId>("meeting"));
  // A tap that was sent twice is answered by a redirect to here, while htmx waits for the row.
  if (const auto target = request.headers.get("HX-Target"); request.htmx && target.starts_with("o-"))
    if (const auto organization = OrganizationId::parse(target.substr(2)))
      return answer_piece(site, request, alliance, id, *organization, {});
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Door> {
    const auto d = TRY(desk(tx, request, alliance, id));
    return door_page(site, tx, request, d, trim(request.query.get("q")), show_of(request.query.get("show")));
  }));
  return html::respond(request, page);
}

/// What one tap asked for.
Done perform(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, OrganizationId organization,
             const http::Form& f) {
  const auto& what = f.get("act");
  if (what == "withdraw") return withdraw_organization(tx, act, alliance, id, organization);
  AttendanceInput input;
  if (what == "register") {
    input.arrival.clear();  // the clock says whether it is late
    TRY(register_attendance(tx, act, alliance, id, organization, input));
    return {};
  }
  input.mode = f.get("mode");
  input.arrival = f.get("arrival");
  input.group = f.get("group");
  // The name first: its row is then corrected with the others. One form, one remembered answer.
  auto unkeyed = act;
  unkeyed.key = nullptr;
  if (const auto& person = f.get("person"); !trim(person).empty()) {
    auto named = input;
    named.person = person;
    TRY(register_attendance(tx, unkeyed, alliance, id, organization, named));
  }
  return correct_organization(tx, act, alliance, id, organization, input);
}

std::string sentence(const Request& request, const Error& error) {
  return text(request, error.fields.empty() ? error.message : error.fields.front().message);
}

Response answer_piece(feature::Site& site, Request& request, AllianceId alliance, MeetingId id, OrganizationId organization,
                      const Done& done) {
  const auto answer = demand(site.db.read([&](db::Tx& tx) -> Result<views::DoorAnswer> {
    const auto d = TRY(desk(tx, request, alliance, id));
    views::DoorAnswer a{row_of(d, organization, trim(request.form().get("q")), show_of(request.form().get("show"))), count_of(d)};
    a.count.out_of_band = true;
    if (!done) {
      a.row.error = sentence(request, done.error());
      a.row.typed = request.form().get("person");
    }
    return a;
  }));
  return html::respond(request, answer, done ? 200 : 422);  // htmx swaps these two
}

Response answer_page(feature::Site& site, Request& request, AllianceId alliance, MeetingId id, OrganizationId organization,
                     const Error& error) {
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Door> {
    const auto d = TRY(desk(tx, request, alliance, id));
    auto p = door_page(site, tx, request, d, trim(request.form().get("q")), show_of(request.form().get("show")));
    for (auto& row : p.rows)
      if (row.id == organization.text()) {
        row.error = sentence(request, error);
        row.typed = request.form().get("person");
      }
    return p;
  }));
  return html::respond(request, page, http::status_of(error.fault));
}

Response tap(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<MeetingId>("meeting"));
  const auto& f = request.form();
  const auto organization = OrganizationId::parse(f.get("organization")).value_or(OrganizationId());
  auto act = feature::act(request);
  const auto back = narrowed(Url("/alliances/{}/meetings/{}/attendance", alliance, id), trim(f.get("q")), show_of(f.get("show")))
                        .fragment("o-" + organization.text())
                        .in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) { return perform(tx, act, alliance, id, organization, f); });
  if (!done && done.error().fault != Fault::invalid && done.error().fault != Fault::conflict) throw http::Abandon{done.error()};
  if (request.htmx) return answer_piece(site, request, alliance, id, organization, done);
  if (!done) return answer_page(site, request, alliance, id, organization, done.error());
  return Response::redirect_see_other(back);
}

Response withdraw(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<MeetingId>("meeting"));
  const auto row = demand(request.id<AttendanceId>("attendance"));
  const auto& f = request.form();
  auto act = feature::act(request);
  const auto back = narrowed(Url("/alliances/{}/meetings/{}/attendance", alliance, id), trim(f.get("q")), show_of(f.get("show")))
                        .in(request.lang);
  act.key->answer(303, back.text());
  demand(site.db.write([&](db::Tx& tx) { return withdraw_attendance(tx, act, alliance, id, row); }));
  return Response::redirect_see_other(back);
}

}  // namespace

void add_attendance_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/meetings/{meeting}/attendance");
  pages.get("", door, {.run = http::Run::inline_});
  pages.post("", tap);
  pages.post("/{attendance}/withdraw", withdraw);
}

}  // namespace alianza::meetings
