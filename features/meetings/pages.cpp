// Pages of meetings: the lists, and one meeting.
#include "features/meetings/pages.h"

#include "features/committees/actions.h"
#include "features/meetings/access.h"
#include "features/meetings/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/zones.h"

namespace alianza::meetings {
namespace {

using feature::demand;
using html::Control;
using html::Need;
using html::Width;
using http::Request;
using http::Response;
using http::Url;

template <class E>
std::vector<html::Option> words_of(int count) {
  std::vector<html::Option> out;
  for (int i = 0; i < count; ++i) out.push_back({std::string(to_text(static_cast<E>(i))), label(static_cast<E>(i))});
  return out;
}

const html::ListShape shape{.filters = {"kind", "committee", "state", "year"}, .sorts = {"date"}};

/// The filters of the address; what is not understood is left out.
Filter filter_of(const html::ListAddress& address, When when) {
  Filter f;
  f.when = when;
  if (Kind kind{}; from_text(address.value("kind").value_or(""), kind)) f.kind = kind;
  if (State state{}; from_text(address.value("state").value_or(""), state)) f.state = state;
  if (const auto text = address.value("committee")) f.committee = CommitteeId::parse(*text);
  if (const auto text = address.value("year");
      text && text->size() == 4 && text->find_first_not_of("0123456789") == std::string::npos)
    f.year = std::stoi(*text);
  f.search = address.search();
  return f;
}

html::Words filter_value(const html::ListAddress::Pair& pair, const std::map<CommitteeId, std::string>& committees) {
  if (Kind kind{}; pair.first == "kind" && from_text(pair.second, kind)) return label(kind);
  if (State state{}; pair.first == "state" && from_text(pair.second, state)) return label(state);
  if (const auto id = CommitteeId::parse(pair.second); pair.first == "committee" && id)
    if (const auto found = committees.find(*id); found != committees.end()) return found->second;
  return pair.second;
}

html::Words filter_name(const std::string& name) {
  if (name == "kind") return _("Clase");
  if (name == "state") return _("Estado");
  if (name == "committee") return _("Comité");
  return _("Año");
}

html::FilterChips chips(const html::ListAddress& address, const std::map<CommitteeId, std::string>& committees) {
  html::FilterChips out{{}, address.without_filters()};
  if (!address.search().empty()) out.chips.push_back({_("Búsqueda"), address.search(), address.without_search()});
  for (const auto& pair : address.filters())
    out.chips.push_back({filter_name(pair.first), filter_value(pair, committees), address.without(pair.first, pair.second)});
  return out;
}

html::FilterPanel panel(const html::ListAddress& address, const Url& action, const std::map<CommitteeId, std::string>& committees,
                        const std::vector<std::string>& years) {
  html::FilterPanel out{.action = action};
  const auto select = [&](const char* name, Message label, std::vector<html::Option> options) {
    out.fields.push_back({.control = Control::select,
                          .name = name,
                          .label = std::move(label),
                          .value = address.value(name).value_or(""),
                          .options = std::move(options),
                          .first_option = _("Todas"),
                          .need = Need::optional,
                          .width = Width::mid,
                          .id_prefix = "filter-"});
  };
  select("kind", _("Clase de reunión"), words_of<Kind>(6));
  std::vector<html::Option> bodies;
  for (const auto& [id, name] : committees) bodies.push_back({id.text(), name});
  if (!bodies.empty()) select("committee", _("Comité"), std::move(bodies));
  select("state", _("Estado"), words_of<State>(3));
  std::vector<html::Option> of_years;
  for (const auto& year : years) of_years.push_back({year, year});
  if (of_years.size() > 1) select("year", _("Año"), std::move(of_years));
  if (!address.search().empty()) out.hidden = {{"q", address.search()}};
  return out;
}

std::vector<html::Download> downloads(const html::ListAddress& address, AllianceId alliance, When when) {
  const auto url = [&](Url base) {
    return when == When::past ? address.at(std::move(base)).with("when", "past")
                              : address.at(std::move(base)).with("when", "upcoming");
  };
  return {{_("CSV"), _("UTF-8, separado por comas"), url(Url("/alliances/{}/meetings.csv", alliance))},
          {_("XLSX"), _("hoja de cálculo"), url(Url("/alliances/{}/meetings.xlsx", alliance))},
          {_("JSON"), _("con el esquema"), url(Url("/alliances/{}/meetings.json", alliance))}};
}

html::EmptyState empty_list(const views::List& p, const html::ListAddress& address) {
  if (address.is_filtered())
    return html::nothing_matches(address, _("Ninguna reunión cumple los filtros"), _("Quítelos para ver las demás."));
  if (p.past) return {_("Aún no hay reuniones anteriores"), _("Las que se celebren quedan aquí, por año.")};
  html::EmptyState out{_("No hay reuniones convocadas"),
                       _("Al convocar una, aparece aquí y en el calendario de cada integrante.")};
  if (p.schedule)
    out.act = html::Link{_("Convocar una reunión"), *p.schedule};
  else if (p.past_total > 0)
    out.act = html::Link{_("Ver las anteriores"), p.past_url};
  return out;
}

/// The rows of a page, parted by year when they are past.
void fill_rows(views::List& p, const Page& page, const std::map<CommitteeId, std::string>& names, Lang lang) {
  for (const auto& listed : page.rows) {
    const auto year = p.past ? listed.meeting.sort_on.substr(0, 4) : std::string();
    if (p.groups.empty() || p.groups.back().year != year) p.groups.push_back({year, {}});
    p.groups.back().rows.push_back(row_view(listed, names, lang));
  }
}

void fill_around(views::List& p, db::Tx& tx, const Request& request, const html::ListAddress& address, const Filter& filter,
                 const alliances::Seen& seen, const std::map<CommitteeId, std::string>& names) {
  const auto id = seen.alliance.id;
  const auto page_url = p.past ? p.past_url : p.upcoming_url;
  const auto matching = count(tx, id, filter, seen.today);
  p.search =
      html::search_box(address, page_url, _("Buscar reuniones"), _("Busca en el título y el lugar. Da igual con o sin acentos."));
  p.filters = panel(address, page_url, names, years(tx, id));
  p.chips = chips(address, names);
  p.bar.count = N_("{1} reunión", "{1} reuniones", matching).arg(html::count_text(request.lang, matching));
  if (address.is_filtered())
    p.bar.of_all = _("de {1}").arg(html::count_text(request.lang, p.past ? p.past_total : p.upcoming_total));
  p.bar.download_note = _("Exactamente estas filas, con estos filtros y este orden.");
  p.bar.downloads = downloads(address, id, filter.when);
}

Result<views::List> list_page(feature::Site& site, db::Tx& tx, Request& request, AllianceId id, When when) {
  const auto seen = TRY(alliances::see(tx, auth::actor_of(request), id));
  views::List p;
  p.past = when == When::past;
  p.shell = alliances::shell(site, tx, request, seen, text(request, _("Reuniones")), "meetings");
  p.upcoming_url = list_url(id);
  p.past_url = Url("/alliances/{}/meetings/past", id);
  p.calendar = Url("/alliances/{}/calendar", id);
  p.upcoming_total = count(tx, id, {.when = When::upcoming}, seen.today);
  p.past_total = count(tx, id, {.when = When::past}, seen.today);
  if (may_convene(tx, auth::actor_of(request), seen).any()) p.schedule = Url("/alliances/{}/meetings/new", id);
  const html::ListAddress address(p.past ? p.past_url : p.upcoming_url, request.query, shape);
  const auto filter = filter_of(address, when);
  const auto names = committee_names(tx, id, request.lang);
  const auto cursor = address.before()  ? Cursor::parse("<" + *address.before())
                      : address.after() ? Cursor::parse(*address.after())
                                        : std::nullopt;
  const auto page = list(tx, id, filter, cursor, address.size(), seen.today);
  fill_rows(p, page, names, request.lang);
  fill_around(p, tx, request, address, filter, seen, names);
  if (page.rows.empty()) p.empty = empty_list(p, address);
  if (page.earlier) p.paging.previous = address.page_before(page.earlier->text().substr(1));
  if (page.later) p.paging.next = address.page_after(page.later->text());
  p.paged = page.earlier || page.later;
  if (p.paged && !page.rows.empty()) {
    p.paging.first = moment(page.rows.front().meeting, request.lang).text;
    p.paging.last = moment(page.rows.back().meeting, request.lang).text;
  }
  if (p.past && !address.is_filtered())
    for (const auto& y : participation(tx, id)) p.years.push_back({y.year, y.meetings, y.organizations, y.persons});
  return p;
}

Response upcoming(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return html::respond(request,
                       demand(site.db.read([&](db::Tx& tx) { return list_page(site, tx, request, id, When::upcoming); })));
}

Response past(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) { return list_page(site, tx, request, id, When::past); })));
}

// ---- One meeting.

std::string group_name(const std::vector<Group>& groups, GroupId id) {
  for (const auto& g : groups)
    if (g.id == id) return g.name;
  return {};
}

/// One line for each organisation, with its persons, by name.
std::vector<views::AttendanceLine> attendance_lines(db::Tx& tx, const SeenMeeting& seen, const Book& book) {
  std::set<OrganizationId> ids;
  for (const auto& row : book.attendance) ids.insert(row.organization);
  const auto names = organizations::names(tx, {ids.begin(), ids.end()});
  const auto zone = Zone::parse(seen.seen.alliance.zone).value_or(Zone());
  std::map<OrganizationId, views::AttendanceLine> lines;
  for (const auto& row : book.attendance) {
    auto& line = lines[row.organization];
    if (const auto found = names.find(row.organization); found != names.end()) line.name = found->second.name;
    line.url = Url("/alliances/{}/organizations/{}", seen.meeting.alliance, row.organization);
    if (!row.person.empty()) line.persons.push_back(row.person);
    line.remote = row.mode == Mode::remote;
    line.late = row.arrival == Arrival::late;
    if (row.arrived_at) line.arrived = zone.civil_of(*row.arrived_at).clock_text();
    line.group = group_name(book.groups, row.group);
  }
  std::vector<views::AttendanceLine> out;
  for (auto& [id, line] : lines) out.push_back(std::move(line));
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return fold(a.name) < fold(b.name); });
  return out;
}

void fill_links(views::Show& p, const SeenMeeting& seen) {
  const auto a = seen.meeting.alliance;
  const auto id = seen.meeting.id;
  p.edit = Url("/alliances/{}/meetings/{}/edit", a, id);
  p.cancel = Url("/alliances/{}/meetings/{}/cancel", a, id);
  p.reopen = Url("/alliances/{}/meetings/{}/reschedule", a, id);
  p.hold = Url("/alliances/{}/meetings/{}/hold", a, id);
  p.register_ = Url("/alliances/{}/meetings/{}/attendance", a, id);
  p.add_group = Url("/alliances/{}/meetings/{}/groups/new", a, id);
  p.add_count = Url("/alliances/{}/meetings/{}/counts/new", a, id);
  p.downloads = {{_("CSV"), {}, Url("/alliances/{}/meetings/{}/attendance.csv", a, id)},
                 {_("XLSX"), {}, Url("/alliances/{}/meetings/{}/attendance.xlsx", a, id)},
                 {_("JSON"), {}, Url("/alliances/{}/meetings/{}/attendance.json", a, id)}};
}

void fill_parts(views::Show& p, const SeenMeeting& seen, const Book& book, Lang lang) {
  const auto a = seen.meeting.alliance;
  const auto id = seen.meeting.id;
  p.agenda = book.agenda;
  p.agenda_minutes = minutes_of(book.agenda);
  p.turnout = turnout(book.attendance);
  std::map<GroupId, std::set<OrganizationId>> in_group;
  for (const auto& row : book.attendance) in_group[row.group].insert(row.organization);
  for (const auto& g : book.groups) {
    const auto there = static_cast<int>(in_group[g.id].size());
    p.groups.push_back({g.name, g.topic, g.reporter, g.result, there, {}, {}});
    if (p.may_keep) p.groups.back().report = Url("/alliances/{}/meetings/{}/groups/{}/result", a, id, g.id);
    if (p.may_keep && there == 0) p.groups.back().remove = Url("/alliances/{}/meetings/{}/groups/{}/remove", a, id, g.id);
  }
  for (const auto& c : book.counts) {
    p.counts.push_back(count_view(c));
    if (p.may_keep) p.counts.back().withdraw = Url("/alliances/{}/meetings/{}/counts/{}/withdraw", a, id, c.id);
  }
  for (auto c = book.states.rbegin(); c != book.states.rend(); ++c)
    p.changes.push_back({label(c->state), moment_text(seen.seen.alliance, c->at, lang), c->by, c->reason});
}

Result<views::Show> show_page(feature::Site& site, db::Tx& tx, Request& request, AllianceId alliance, MeetingId id) {
  const auto seen = TRY(see(tx, auth::actor_of(request), alliance, id));
  const auto& m = seen.meeting;
  views::Show p;
  p.meeting = m;
  p.shell = alliances::shell(site, tx, request, seen.seen, m.title.in(request.lang), "meetings");
  p.crumbs = {{{text(request, _("Reuniones")), list_url(alliance)}}, m.title.in(request.lang)};
  p.when = moment(m, request.lang);
  p.state = badge(m.state);
  p.kind = label(m.kind);
  if (m.starts && m.on) {
    const auto zone = Zone::parse(seen.seen.alliance.zone).value_or(Zone());
    p.zone = i18n::zone_name(request.lang, zone, zone.instant_of({*m.on, *m.starts}));
  }
  const auto names = committee_names(tx, alliance, request.lang);
  for (const auto body : bodies_of(m))
    if (const auto name = names.find(body); name != names.end())
      p.committees.push_back({name->second, Url("/alliances/{}/committees/{}", alliance, body)});
  if (!m.link.empty())
    if (auto link = Url::external(m.link)) p.link = std::move(*link);
  p.may_keep = may(Action::convene, seen.seen.standing, seen.officer ? Officer::yes : Officer::no);
  p.may_hold = !m.on || *m.on <= seen.seen.today;
  const auto book = meetings::book(tx, id);
  fill_links(p, seen);
  fill_parts(p, seen, book, request.lang);
  p.attendance = attendance_lines(tx, seen, book);
  const auto s = sheet(tx, seen);
  p.expected = m.source.empty() ? static_cast<int>(s.expected.size()) : 0;  // a source's list is not ours to measure against
  p.quorum = m.source.empty() ? s.quorum : 0;
  if (m.source.empty()) p.bodies = body_lines(s, names);
  std::set<OrganizationId> guests;
  for (const auto& row : book.attendance)
    if (std::find(s.expected.begin(), s.expected.end(), row.organization) == s.expected.end()) guests.insert(row.organization);
  p.guests = p.expected > 0 ? static_cast<int>(guests.size()) : 0;
  p.panels = html::drawn_before(site.draw("meeting", tx, {request, alliance.value(), id.value()}));
  return p;
}

Response show(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<MeetingId>("meeting"));
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) { return show_page(site, tx, request, alliance, id); })));
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/meetings");
  pages.get("", upcoming, {.run = http::Run::inline_});
  pages.get("/past", past, {.run = http::Run::inline_});
  pages.get("/{meeting}", show, {.run = http::Run::inline_});
  add_form_pages(site);
  add_attendance_pages(site);
  add_calendar_pages(site);
  add_panels(site);
  add_awaited(site);
}

}  // namespace alianza::meetings
