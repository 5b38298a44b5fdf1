// Pages of committees: the list, one committee, what an organisation's page says of them.
#include "features/committees/pages.h"

#include <algorithm>
#include <set>

#include "features/alliances/shell.h"
#include "features/committees/access.h"
#include "features/committees/actions.h"
#include "features/organizations/actions.h"
#include "platform/auth/policy.h"
#include "platform/documents/table.h"
#include "platform/feature/routes.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::committees {
namespace {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;
using Names = std::map<OrganizationId, organizations::Name>;

std::string name_in(const Names& names, OrganizationId id) {
  const auto found = names.find(id);
  return found == names.end() ? std::string() : found->second.name;
}

views::Holder holder(const Appointment& a, const Names& names) {
  return {label(a.office), a.holder, name_in(names, a.organization), a.since};
}

/// Names of every organisation that a set of appointments or members speaks of.
template <class Rows>
void collect(std::set<OrganizationId>& ids, const Rows& rows) {
  for (const auto& row : rows)
    if (row.organization) ids.insert(row.organization);
}
Names names_of(db::Tx& tx, const std::set<OrganizationId>& ids) { return organizations::names(tx, {ids.begin(), ids.end()}); }

std::vector<html::Download> downloads(AllianceId alliance) {
  return {{_("CSV"), _("UTF-8, separado por comas"), Url("/alliances/{}/committees.csv", alliance)},
          {_("XLSX"), _("hoja de cálculo"), Url("/alliances/{}/committees.xlsx", alliance)},
          {_("JSON"), _("con el esquema"), Url("/alliances/{}/committees.json", alliance)}};
}

views::ListRow list_row(const Listed& listed, const std::vector<Appointment>& in_office, const Names& names, Date today) {
  const auto& c = listed.committee;
  views::ListRow row;
  row.url = Url("/alliances/{}/committees/{}", c.alliance, c.id);
  row.sdg = c.sdg;
  row.name = c.name;
  row.purpose = c.purpose;
  row.members = listed.members;
  row.dissolved = c.dissolved_on && *c.dissolved_on <= today;
  for (const auto& a : in_office) row.holders.push_back(holder(a, names));
  return row;
}

/// What features above have to say of each committee, by its id.
feature::Pieces next_of(feature::Site& site, db::Tx& tx, Request& request, AllianceId alliance, const std::vector<Listed>& rows) {
  std::vector<std::int64_t> subjects;
  for (const auto& row : rows) subjects.push_back(row.committee.id.value());
  return site.draw_in_rows("committee_next", tx, {request, alliance.value(), subjects});
}

Response list(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::List> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), id));
    views::List p;
    p.shell = alliances::shell(site, tx, request, seen, text(request, _("Comités")), "committees");
    auto holders = holders_on(tx, id, seen.today);
    std::set<OrganizationId> ids;
    for (const auto& [committee, rows] : holders) collect(ids, rows);
    const auto names = names_of(tx, ids);
    const auto committees = of_alliance(tx, id);
    auto next = next_of(site, tx, request, id, committees);
    for (const auto& listed : committees) {
      const auto& c = listed.committee;
      if (p.groups.empty() || p.groups.back().kind != c.kind) p.groups.push_back({c.kind, {}});
      auto& row = p.groups.back().rows.emplace_back(list_row(listed, holders[c.id], names, seen.today));
      row.next = html::drawn_before(std::move(next[c.id.value()]));
      ++p.total;
    }
    std::set<OrganizationId> taking_part;
    for (const auto& [committee, members] : members_of_alliance(tx, id)) taking_part.insert(members.begin(), members.end());
    p.organizations = static_cast<int>(taking_part.size());
    p.downloads = downloads(id);
    if (may(Action::found, seen.standing)) p.found = Url("/alliances/{}/committees/new", id);
    return p;
  }));
  return html::respond(request, page);
}

views::MemberRow member_row(const SeenCommittee& seen, const Member& m, const Names& names) {
  const auto& c = seen.committee;
  const auto& standing = seen.seen.standing;
  views::MemberRow row;
  const auto found = names.find(m.organization);
  if (found != names.end()) {
    row.name = found->second.name;
    row.type = organizations::label(found->second.type);
  }
  row.url = Url("/alliances/{}/organizations/{}", c.alliance, m.organization);
  row.since = m.since;
  row.until = m.until;
  row.reason = m.reason;
  const bool keeps =
      may(Action::keep_members, standing, seen.officer ? Officer::yes : Officer::no) || may_move_own(standing, c, m.organization);
  if (keeps && !m.until) row.end = Url("/alliances/{}/committees/{}/members/{}/end", c.alliance, c.id, m.id);
  return row;
}

bool may_add(const SeenCommittee& seen) {
  const auto& standing = seen.seen.standing;
  if (may(Action::keep_members, standing, seen.officer ? Officer::yes : Officer::no)) return true;
  return std::any_of(standing.seats.begin(), standing.seats.end(),
                     [&](const auto& seat) { return may_move_own(standing, seen.committee, seat.organization); });
}

void fill_rows(views::Show& p, db::Tx& tx, const SeenCommittee& seen, Lang lang) {
  const auto book = committees::book(tx, seen.committee.id);
  std::set<OrganizationId> ids;
  collect(ids, book.members);
  collect(ids, book.appointments);
  const auto names = names_of(tx, ids);
  for (const auto& m : book.members) (m.until ? p.past : p.members).push_back(member_row(seen, m, names));
  std::sort(p.members.begin(), p.members.end(), [](const auto& a, const auto& b) { return fold(a.name) < fold(b.name); });
  p.quorum = quorum(seen.committee, static_cast<int>(p.members.size()));
  for (const auto& a : book.appointments)
    p.appointments.push_back({label(a.office), a.holder, name_in(names, a.organization), a.since, a.until, a.document});
  for (const auto office : {Office::president, Office::secretary}) {
    if (const auto* a = holder_on(book.appointments, office, seen.seen.today)) p.holders.push_back(holder(*a, names));
    auto rows = book.appointments;
    std::erase_if(rows, [&](const Appointment& a) { return a.office != office; });
    for (const auto& v : vacancies(std::move(rows), seen.seen.today))
      if (!v.to || *v.to > seen.seen.today)
        p.vacant.push_back((office == Office::president ? _("Sin presidencia desde el {1}") : _("Sin secretaría desde el {1}"))
                               .arg(i18n::short_date(lang, v.from)));
  }
  p.quorum_words = quorum_words(rules_of(seen.committee));
}

Response show(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Show> {
    const auto seen = TRY(see(tx, auth::actor_of(request), alliance, id));
    views::Show p;
    p.committee = seen.committee;
    p.shell = alliances::shell(site, tx, request, seen.seen, seen.committee.name.in(request.lang), "committees");
    p.crumbs = {{{text(request, _("Comités")), Url("/alliances/{}/committees", alliance)}}, seen.committee.name.in(request.lang)};
    fill_rows(p, tx, seen, request.lang);
    p.rules = Url("/alliances/{}/committees/{}/rules", alliance, id);
    p.succession = Url("/alliances/{}/committees/{}/appointments", alliance, id);
    p.panels = html::drawn_before(site.draw("committee", tx, {request, alliance.value(), id.value()}));
    if (may(Action::edit, seen.seen.standing)) p.edit = Url("/alliances/{}/committees/{}/edit", alliance, id);
    if (may(Action::appoint, seen.seen.standing)) p.appoint = Url("/alliances/{}/committees/{}/appointments/new", alliance, id);
    if (may_add(seen)) p.add_member = Url("/alliances/{}/committees/{}/members/new", alliance, id);
    return p;
  }));
  return html::respond(request, page);
}

/// The panel of an organisation's page.
std::string organization_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId alliance(at.alliance);
  const OrganizationId organization(at.subject);
  std::map<CommitteeId, Committee> known;
  for (auto& listed : of_alliance(tx, alliance)) known.emplace(listed.committee.id, std::move(listed.committee));
  const auto a = alliances::find(tx, alliance);
  const auto today = a ? Zone::parse(a->zone).value_or(Zone()).date_of(tx.now()) : Zone().date_of(tx.now());
  const auto holders = holders_on(tx, alliance, today);
  views::OrganizationPanel p;
  for (const auto& m : memberships_of(tx, organization)) {
    const auto c = known.find(m.committee);
    if (c == known.end()) continue;
    views::MembershipRow row{Url("/alliances/{}/committees/{}", alliance, m.committee),
                             c->second.sdg,
                             c->second.name,
                             _("Integrante"),
                             m.since,
                             m.until};
    if (const auto offices = holders.find(m.committee); offices != holders.end() && !m.until)
      for (const auto& office : offices->second)
        if (office.organization == organization) row.role = label(office.office);
    p.rows.push_back(std::move(row));
  }
  return std::string(html::draw(at.request.lang, p).markup());
}

documents::TableOptions table_options(const Request& request, const alliances::Seen& seen) {
  const auto& a = seen.alliance;
  documents::TableOptions o;
  const auto column = [&](const char* name, const Message& title, int width) {
    o.columns.push_back({name, text(request, title), width});
  };
  column("committee", _("Comité"), 36);
  column("kind", _("Clase"), 14);
  column("sdg", _("ODS"), 6);
  column("mechanism", _("Mecanismo de decisión"), 28);
  column("organization", _("Organización"), 36);
  column("since", _("Desde"), 12);
  column("until", _("Hasta"), 12);
  column("reason", _("Motivo de salida"), 30);
  o.title = text(request, _("Comités"));
  o.about.emplace_back("alliance", a.name.in(request.lang));
  if (const auto seal = alliances::seal(a, request.lang)) o.about.emplace_back("seal", seal->tag + ". " + seal->text);
  o.about.emplace_back("date", seen.today.text());
  return o;
}

std::vector<std::vector<documents::Cell>> table_rows(db::Tx& tx, const Request& request, AllianceId alliance) {
  std::vector<std::vector<documents::Cell>> rows;
  const auto everyone = history_of_alliance(tx, alliance);
  std::set<OrganizationId> ids;
  for (const auto& [committee, members] : everyone) collect(ids, members);
  const auto names = names_of(tx, ids);
  for (const auto& listed : of_alliance(tx, alliance)) {
    const auto& c = listed.committee;
    const auto found = everyone.find(c.id);
    const auto members = found == everyone.end() ? std::vector<Member>() : found->second;
    for (const auto& m : members)
      rows.push_back({c.name.in(request.lang), text(request, label(c.kind)),
                      c.sdg == 0 ? documents::Cell() : documents::Cell(c.sdg), text(request, label(c.mechanism)),
                      name_in(names, m.organization), m.since, m.until, m.reason});
    if (members.empty())
      rows.push_back({c.name.in(request.lang), text(request, label(c.kind)),
                      c.sdg == 0 ? documents::Cell() : documents::Cell(c.sdg), text(request, label(c.mechanism)),
                      documents::Cell(), documents::Cell(), documents::Cell(), documents::Cell()});
  }
  return rows;
}

Response download(feature::Site& site, Request& request, documents::Format format) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  documents::TableOptions options;
  auto rows = demand(site.db.read([&](db::Tx& tx) -> Result<std::vector<std::vector<documents::Cell>>> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), id));
    options = table_options(request, seen);
    return table_rows(tx, request, id);
  }));
  const auto name = text(request, _("comites")) + "." + std::string(documents::extension(format));
  auto pieces = documents::stream(documents::table_writer(format, std::move(options)), std::move(rows));
  return Response::stream_download(std::move(pieces), documents::media_type(format), name);
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/committees");
  pages.get("", list, {.run = http::Run::inline_});
  pages.get("/{committee}", show, {.run = http::Run::inline_});
  for (const auto format : documents::formats)
    pages.get("." + std::string(documents::extension(format)), feature::given(download, format));
  add_form_pages(site);
  add_member_pages(site);
  add_rules_pages(site);
  add_succession_pages(site);
  site.hang("organization", 10, organization_panel);
}

}  // namespace alianza::committees
