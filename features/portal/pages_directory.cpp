// Who and when: committees, organisations, meetings, calendar.
#include <algorithm>
#include <map>

#include "features/committees/actions.h"
#include "features/meetings/actions.h"
#include "features/portal/pages_site.h"
#include "platform/auth/policy.h"
#include "platform/i18n/format.h"

namespace alianza::portal {
namespace {

using committees::CommitteeId;
using http::Request;
using http::Url;
using membership::OrganizationId;

constexpr int page_size = 50;

Url organization_url(const alliances::Alliance& alliance, OrganizationId id) {
  return Url("/p/{}/organizations/{}", alliance.slug, id);
}

views::MeetingList meeting_list(const std::vector<PublicMeeting>& meetings, const alliances::Alliance& alliance, Lang lang) {
  views::MeetingList list;
  for (const auto& meeting : meetings) list.meetings.push_back(meeting_view(meeting, alliance, lang));
  return list;
}

// ---- Committees.

/// By kind, in the order in which people look for them; those that were dissolved at the end.
std::vector<views::BodyGroup> groups_of(const Bodies& bodies, const alliances::Alliance& alliance) {
  using committees::Kind;
  std::vector<views::BodyGroup> out;
  const auto add = [&out](Message heading, const char* anchor, views::BodiesView group) {
    if (!group.bodies.empty()) out.push_back({std::move(heading), anchor, std::move(group)});
  };
  add(_("Comités"), "committee", bodies_view(bodies, Kind::committee, alliance));
  add(_("Plenaria"), "plenary", bodies_view(bodies, Kind::plenary, alliance));
  add(_("Consejos"), "council", bodies_view(bodies, Kind::council, alliance));
  add(_("Grupos de trabajo"), "working_group", bodies_view(bodies, Kind::working_group, alliance));
  views::BodiesView dissolved;
  for (const auto& body : bodies.listed)
    if (body.committee.dissolved_on) dissolved.bodies.push_back(body_view(bodies, body, alliance));
  add(_("Disueltos"), "dissolved", std::move(dissolved));
  return out;
}

Result<views::CommitteesPage> committees_page(db::Tx& tx, const Request& request, const Public& open) {
  const auto lang = request.lang;
  const auto name = _("Comités");
  views::CommitteesPage page{
      .frame = frame(request, open, i18n::text(lang, name), "committees"),
      .head = head(open, name, _("Los órganos de la alianza, con las organizaciones que los integran."), lang),
      .groups = groups_of(read_bodies(tx, open.alliance), open.alliance)};
  page.head.data = data_row(open.alliance, Table::committees, 0);
  return page;
}

/// Who presides is told by organisation: persons are not named in public.
std::string organization_in_office(db::Tx& tx, const committees::Book& book, committees::Office office, Date today) {
  const auto* holder = committees::holder_on(book.appointments, office, today);
  if (holder == nullptr || !holder->organization) return {};
  const auto names = organizations::names(tx, {holder->organization});
  return names.empty() ? std::string() : names.begin()->second.name;
}

std::vector<views::MemberView> members_of(db::Tx& tx, const committees::Book& book, const alliances::Alliance& alliance) {
  std::vector<OrganizationId> ids;
  for (const auto& member : book.members)
    if (!member.until) ids.push_back(member.organization);
  std::vector<views::MemberView> out;
  for (const auto& [id, named] : organizations::names(tx, ids))
    out.push_back({named.name, organizations::label(named.type), organization_url(alliance, id)});
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return fold(a.name) < fold(b.name); });
  return out;
}

Result<views::CommitteePage> committee_page(db::Tx& tx, const Request& request, const Public& open) {
  const auto lang = request.lang;
  const auto id = TRY(request.id<CommitteeId>("committee"));
  const auto committee = committees::find(tx, open.alliance.id, id);
  if (!committee) return fail(Error::not_found());
  const auto book = committees::book(tx, id);
  views::CommitteePage page{.frame = frame(request, open, committee->name.in(lang), "committees"),
                            .head = head(open, {}, {}, lang)};
  page.head.title_text = committee->name;
  page.head.parent = feature::views::Link{i18n::text(lang, _("Comités")), address(open.alliance, "committees"), false};
  page.head.tile = tile(committee->sdg, html::TileSize::s64);
  page.kind = committees::label(committee->kind);
  page.purpose = committee->purpose;
  page.decided = committee->mechanism != committees::Mechanism::undecided;
  page.mechanism = committees::label(committee->mechanism);
  page.outcome = committee->outcome;
  page.source = committee->source;
  page.presides = organization_in_office(tx, book, committees::Office::president, open.today);
  page.keeps = organization_in_office(tx, book, committees::Office::secretary, open.today);
  page.members = members_of(tx, book, open.alliance);
  const auto count = static_cast<std::int64_t>(page.members.size());
  page.members_title =
      i18n::text(lang, N_("{1} organización integrante", "{1} organizaciones integrantes", count).arg(i18n::number(count)));
  meetings::Filter filter;
  filter.committee = id;
  std::vector<PublicMeeting> upcoming;
  std::vector<PublicMeeting> held;
  for (auto& meeting : public_meetings(tx, open, filter, {}))
    (meeting.meeting.state == meetings::State::scheduled ? upcoming : held).push_back(std::move(meeting));
  std::reverse(upcoming.begin(), upcoming.end());
  page.upcoming = meeting_list(upcoming, open.alliance, lang);
  page.held = meeting_list(held, open.alliance, lang);
  return page;
}

// ---- Organisations.

views::OrganizationRow row_of(const organizations::ListedOrganization& o, const alliances::Alliance& alliance, Lang lang) {
  organizations::Profile place;
  place.country = o.country;
  place.state = o.state;
  place.region = o.region;
  place.municipality = o.municipality;
  views::OrganizationRow row;
  row.name = o.name;
  row.url = organization_url(alliance, o.id);
  row.type = organizations::label(o.type);
  row.place = organizations::place(place, lang);
  if (!o.sector.empty()) row.sector = organizations::sectors().name_in(o.sector, lang);
  for (const auto& interest : organizations::interests(o.sdgs)) row.sdgs.numbers.push_back(interest.goal);
  return row;
}

std::string counted(std::int64_t count, Lang lang) {
  if (count > organizations::most_counted)
    return i18n::text(lang, _("Más de {1} organizaciones").arg(i18n::number(organizations::most_counted)));
  return i18n::text(lang, N_("{1} organización", "{1} organizaciones", count).arg(i18n::number(count)));
}

Result<views::OrganizationsPage> organizations_page(db::Tx& tx, const Request& request, const Public& open) {
  const auto lang = request.lang;
  const auto name = _("Organizaciones");
  views::OrganizationsPage page{.frame = frame(request, open, i18n::text(lang, name), "organizations"),
                                .head = head(open, name, _("Las que participan en la alianza."), lang)};
  page.head.data = data_row(open.alliance, Table::organizations, 0);
  page.here = address(open.alliance, "organizations");
  page.search = TRY(parse_text(request.query.get("q"), 100));
  const auto listed = TRY(public_organizations(tx, open.alliance,
                                               {page.search, OrganizationId::parse(request.query.get("after")),
                                                OrganizationId::parse(request.query.get("before")), page_size}));
  page.counted = counted(listed.count, lang);
  for (const auto& organization : listed.rows) {
    page.rows.push_back(row_of(organization, open.alliance, lang));
    page.shows_places |= !page.rows.back().place.empty();
    page.shows_sdgs |= !page.rows.back().sdgs.numbers.empty();
  }
  const auto here = request.here().without("after").without("before");
  if (listed.has_previous && !listed.rows.empty()) page.previous = here.set("before", listed.rows.front().id.text());
  if (listed.has_next && !listed.rows.empty()) page.next = here.set("after", listed.rows.back().id.text());
  return page;
}

Result<views::OrganizationPage> organization_page(db::Tx& tx, const Request& request, const Public& open) {
  const auto lang = request.lang;
  const auto id = TRY(request.id<OrganizationId>("organization"));
  const auto organization = TRY(public_organization(tx, open.alliance, id));
  const auto& profile = organization.profile;
  views::OrganizationPage page{.frame = frame(request, open, profile.name, "organizations"), .head = head(open, {}, {}, lang)};
  page.head.title_text = {profile.name, {}, Lang::es};
  page.head.title_text.en = profile.name;  // a name is the same in every language
  page.head.parent = feature::views::Link{i18n::text(lang, _("Organizaciones")), address(open.alliance, "organizations"), false};
  page.type = organizations::label(profile.type);
  page.description = profile.description;
  page.place = organizations::place(profile, lang);
  if (!profile.sector.empty()) page.sector = organizations::sectors().name_in(profile.sector, lang);
  if (const auto website = Url::external(profile.website); !profile.website.empty() && website) {
    page.website = *website;
    page.website_text = profile.website;
  }
  for (const auto& interest : organizations::interests(organization.sdgs)) page.sdgs.numbers.push_back(interest.goal);
  page.source = profile.source;
  std::map<CommitteeId, committees::Committee> here;
  for (auto& listed : committees::of_alliance(tx, open.alliance.id))
    here.emplace(listed.committee.id, std::move(listed.committee));
  for (const auto& membership : committees::memberships_of(tx, organization.id)) {
    const auto committee = here.find(membership.committee);
    if (membership.until || committee == here.end()) continue;
    views::BodyView body;
    body.tile = tile(committee->second.sdg, html::TileSize::s32);
    body.name = committee->second.name;
    body.url = Url("/p/{}/committees/{}", open.alliance.slug, committee->first);
    page.committees.bodies.push_back(std::move(body));
  }
  return page;
}

// ---- Meetings.

Result<views::MeetingsPage> meetings_page(db::Tx& tx, const Request& request, const Public& open) {
  const auto lang = request.lang;
  const auto name = _("Reuniones");
  views::MeetingsPage page{
      .frame = frame(request, open, i18n::text(lang, name), "meetings"),
      .head = head(open, name, _("Plenarias, sesiones de los comités y demás reuniones de la alianza."), lang)};
  page.head.data = data_row(open.alliance, Table::meetings, 0);
  page.calendar = address(open.alliance, "calendar.ics");
  const auto bodies = committees::of_alliance(tx, open.alliance.id);
  meetings::Filter upcoming;
  upcoming.when = meetings::When::upcoming;
  page.upcoming = meeting_list(public_meetings(tx, open, upcoming, bodies), open.alliance, lang);
  meetings::Filter past;
  past.when = meetings::When::past;
  // A short history stands on one page; a long one by years, the last first.
  if (const auto years = meetings::years(tx, open.alliance.id);
      meetings::count(tx, open.alliance.id, past, open.today) > page_size) {
    const auto& wanted = request.query.get("year");
    const auto current = std::find(years.begin(), years.end(), wanted) == years.end() ? years.front() : wanted;
    past.year = std::stoi(current);
    for (const auto& year : years)
      page.years.push_back({year, address(open.alliance, "meetings").with("year", year), year == current});
  }
  page.held = meeting_list(public_meetings(tx, open, past, bodies), open.alliance, lang);
  return page;
}

/// The calendar of the members without what is theirs: how to connect, agenda and notes. A property goes with the lines it is
/// folded into.
std::string for_everybody(std::string_view calendar) {
  std::string out;
  bool left_out = false;
  for (std::size_t at = 0; at < calendar.size();) {
    const auto end = std::min(calendar.find('\n', at), calendar.size() - 1) + 1;
    const auto line = calendar.substr(at, end - at);
    const bool continues = line.starts_with(' ') || line.starts_with('\t');
    if (!continues)
      left_out =
          line.starts_with("DESCRIPTION") || (line.starts_with("LOCATION") && line.find(":http") != std::string_view::npos);
    if (!left_out) out += line;
    at = end;
  }
  return out;
}

Result<http::Response> calendar(const feature::Site& site, Request& request) {
  const auto text = TRY(site.db.read([&](db::Tx& tx) -> Result<std::string> {
    const auto open = TRY(portal::open(tx, request.param("slug")));
    return meetings::calendar_text(tx, open.alliance,
                                   {request.lang, site.config.server.public_url, "/p/" + open.alliance.slug + "/meetings"});
  }));
  auto response = http::Response::text(for_everybody(text));
  response.set("Content-Type", "text/calendar; charset=utf-8");
  return public_answer(site, request, std::move(response));
}

}  // namespace

void add_directory_pages(feature::Site& site) {
  const auto add = [&site](const char* pattern, auto draw) {
    site.router.get(pattern, auth::anyone(), [&site, draw](Request& request) {
      return answer_page(site, request, [&](db::Tx& tx, const Public& open) { return draw(tx, request, open); });
    });
  };
  add("/p/{slug}/committees", committees_page);
  // What features above tell the public of a body: a place for panels, as on the first page.
  site.router.get("/p/{slug}/committees/{committee}", auth::anyone(), [&site](Request& request) {
    return answer_page(site, request, [&](db::Tx& tx, const Public& open) -> Result<views::CommitteePage> {
      auto page = TRY(committee_page(tx, request, open));
      const auto id = TRY(request.id<CommitteeId>("committee"));
      page.sections = html::drawn_before(site.draw(committee_place, tx, {request, open.alliance.id.value(), id.value()}));
      return page;
    });
  });
  add("/p/{slug}/organizations", organizations_page);
  add("/p/{slug}/organizations/{organization}", organization_page);
  add("/p/{slug}/meetings", meetings_page);
  // Where calendars say that a meeting is kept.
  site.router.get("/p/{slug}/meetings/{meeting}", auth::anyone(), [&site](Request& request) -> Result<http::Response> {
    const auto id = TRY(request.id<MeetingId>("meeting"));
    TRY(site.db.read([&](db::Tx& tx) -> Done {
      const auto open = TRY(portal::open(tx, request.param("slug")));
      if (!meetings::find(tx, open.alliance.id, id)) return fail(Error::not_found());
      return {};
    }));
    return http::Response::redirect_permanent(Url("/p/{}/meetings", request.param("slug")).fragment(id.text()).in(request.lang));
  });
  site.router.get("/p/{slug}/calendar.ics", auth::anyone(), [&site](Request& request) { return calendar(site, request); });
}

}  // namespace alianza::portal
