#include "features/portal/open_data_actions.h"

#include <algorithm>

#include "features/committees/actions.h"
#include "features/documents/actions.h"
#include "features/meetings/actions.h"
#include "platform/i18n/i18n.h"

namespace alianza::portal {
namespace {

using membership::OrganizationId;

// The portal reads the directory as the program does and shows only who is active: nobody's rights are lent.
auth::Actor reader() { return auth::Actor::system("portal"); }

/// Counts that lists remember; one for the program, as in the organisations' own pages.
organizations::CountMemory& memory() {
  static organizations::CountMemory counts;
  return counts;
}

organizations::ListRequest request_for(AllianceId alliance, const OrganizationsWanted& wanted) {
  organizations::ListRequest request;
  request.alliance = alliance;
  request.filter.search = wanted.search;
  request.filter.statuses = {membership::Status::active};
  request.after = wanted.after;
  request.before = wanted.before;
  request.limit = wanted.limit;
  return request;
}

/// The members in force of every body, with names, by body and name.
std::vector<Row> membership_rows(db::Tx& tx, const Public& open) {
  std::vector<Row> out;
  const auto bodies = committees::of_alliance(tx, open.alliance.id);
  for (const auto& body : bodies) {
    std::vector<Membership> members;
    std::vector<OrganizationId> ids;
    for (const auto& member : committees::book(tx, body.committee.id).members) {
      if (member.until) continue;
      members.push_back({&body.committee, member.organization, {}, {}, member.since});
      ids.push_back(member.organization);
    }
    const auto names = organizations::names(tx, ids);
    for (auto& member : members)
      if (const auto found = names.find(member.organization); found != names.end()) {
        member.name = found->second.name;
        member.type = found->second.type;
      }
    std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return fold(a.name) < fold(b.name); });
    for (const auto& member : members) out.push_back(membership_row(member));
  }
  return out;
}

std::vector<Row> document_rows(db::Tx& tx, const Public& open) {
  std::vector<Row> out;
  const auto bodies = committees::of_alliance(tx, open.alliance.id);
  for (auto& filed : document::published(tx, open.alliance.id)) {
    const auto body =
        std::find_if(bodies.begin(), bodies.end(), [&](const auto& b) { return b.committee.id == filed.document.committee; });
    const auto path = "/p/" + open.alliance.slug + "/documents/" + filed.document.id.text();
    out.push_back(document_row(
        {std::move(filed.document), std::move(filed.version), body == bodies.end() ? nullptr : &body->committee, path}));
  }
  return out;
}

std::map<OrganizationId, int> committees_of_each(db::Tx& tx, AllianceId alliance) {
  std::map<OrganizationId, int> out;
  for (const auto& [committee, members] : committees::members_of_alliance(tx, alliance))
    for (const auto id : members) ++out[id];
  return out;
}

std::vector<Row> meeting_rows(db::Tx& tx, const Public& open) {
  std::vector<Row> out;
  const auto bodies = committees::of_alliance(tx, open.alliance.id);
  for (const auto& meeting : public_meetings(tx, open, {}, bodies)) out.push_back(meeting_row(meeting));
  std::reverse(out.begin(), out.end());
  return out;
}

std::vector<Row> finding_rows(db::Tx& tx, const Public& open, Table table) {
  std::vector<Row> out;
  for (const auto& finding : findings(tx, open.alliance.id)) {
    if (table == Table::findings)
      out.push_back(finding_row(finding));
    else if (finding.kind == FindingKind::criterion)
      out.push_back(criterion_row(finding));
  }
  return out;
}

std::vector<Row> event_rows(db::Tx& tx, const Public& open, Table table) {
  std::vector<Row> out;
  for (const auto& event : timeline(tx, open.alliance)) {
    if (table == Table::facts)
      out.push_back(fact_row(event));
    else
      for (auto& row : figure_rows(event)) out.push_back(std::move(row));
  }
  return out;
}

}  // namespace

std::string Terms::in_one_line(Lang lang) const {
  if (source.empty()) return licence;
  return licence + " " + i18n::text(lang, _("Fuente: {1}").arg(source));
}

Terms terms_of(const Public& open, Lang lang) {
  Terms terms;
  terms.seal = open.alliance.seal.in(lang);
  terms.source = open.texts.of("citation").in(lang);
  terms.licence = open.texts.of("licence").in(lang);
  switch (open.alliance.nature) {
    case alliances::Nature::real:
      terms.notice = i18n::text(lang, _("Publicado por {1}").arg(open.agency.name.in(lang)));
      if (terms.licence.empty())
        terms.licence = i18n::text(lang, _("Puede usarlo y compartirlo si cita a {1}.").arg(open.agency.name.in(lang)));
      break;
    case alliances::Nature::reconstruction: terms.notice = i18n::text(lang, _("No oficial")); break;
    case alliances::Nature::synthetic:
      terms.notice = i18n::text(lang, _("Datos sintéticos"));
      if (terms.licence.empty()) terms.licence = i18n::text(lang, _("Datos inventados para la demostración. Uso libre."));
      break;
  }
  return terms;
}

std::vector<Row> rows(db::Tx& tx, const Public& open, Table table) {
  std::vector<Row> out;
  switch (table) {
    case Table::facts:
    case Table::figures: return event_rows(tx, open, table);
    case Table::funnel:
      for (const auto& row : funnel(tx, open.alliance)) out.push_back(funnel_row(row));
      break;
    case Table::committees:
      for (const auto& body : committees::of_alliance(tx, open.alliance.id))
        out.push_back(committee_row(body.committee, body.members));
      break;
    case Table::memberships: return membership_rows(tx, open);
    case Table::meetings: return meeting_rows(tx, open);
    case Table::documents: return document_rows(tx, open);
    case Table::criteria:
    case Table::findings: return finding_rows(tx, open, table);
    case Table::notes:
      for (const auto& note : contradictions(tx, open.alliance.id)) out.push_back(note_row(note));
      break;
    case Table::organizations: ENSURE(table != Table::organizations);
  }
  return out;
}

OrganizationBatch organizations_after(db::Tx& tx, const Public& open, const std::optional<OrganizationId>& after) {
  OrganizationBatch batch;
  const auto committees = committees_of_each(tx, open.alliance.id);
  auto found = organizations::rows_after(tx, memory(), reader(), request_for(open.alliance.id, {{}, after, {}, 500}));
  if (!found) tx.abandon(found.error());
  for (const auto& organization : *found) {
    const auto in = committees.find(organization.id);
    batch.rows.push_back(organization_row(organization, in == committees.end() ? 0 : in->second));
    batch.last = organization.id;
  }
  return batch;
}

namespace {

void write(documents::TableWriter& to, std::vector<Row> rows, const std::string& notice, const std::string& licence) {
  for (auto& row : rows) {
    row.emplace_back(notice);
    row.emplace_back(licence);
    to.row(row);
  }
}

/// Organisations come in batches, each in its own snapshot, so that a million of them take no memory.
documents::Source organizations_source(const db::Database& db, const Public& open, const std::string& notice,
                                       const std::string& licence) {
  return [db, open, notice, licence, after = std::optional<OrganizationId>()](documents::TableWriter& to) mutable {
    auto batch = db.read([&](db::Tx& tx) { return organizations_after(tx, open, after); });
    if (!batch)
      throw Impossible("the rows of a download could not be read");  // the connection is cut: no half file passes for a whole one
    const bool more = batch->last.has_value();
    if (more) after = batch->last;
    write(to, std::move(batch->rows), notice, licence);
    return more;
  };
}

documents::Source rows_source(const db::Database& db, const Public& open, Table table, const std::string& notice,
                              const std::string& licence) {
  return [db, open, table, notice, licence](documents::TableWriter& to) {
    auto all = db.read([&](db::Tx& tx) { return rows(tx, open, table); });
    if (!all) throw Impossible("the rows of a download could not be read");
    write(to, std::move(*all), notice, licence);
    return false;
  };
}

}  // namespace

documents::Pieces table_pieces(const db::Database& db, const Public& open, const FileWanted& wanted) {
  const auto lang = wanted.lang;
  const auto terms = terms_of(open, lang);
  documents::TableOptions options;
  options.columns = head(wanted.table);
  options.title = i18n::text(lang, title(wanted.table));
  const auto page = wanted.origin + (lang == Lang::en ? "/en" : "") + "/p/" + open.alliance.slug + "/data";
  options.about = {{"title", open.alliance.name.in(lang) + ": " + options.title},
                   {"notice", terms.seal.empty() ? terms.notice : terms.notice + ". " + terms.seal},
                   {"source", terms.source},
                   {"licence", terms.licence},
                   {"address", page}};
  std::erase_if(options.about, [](const auto& pair) { return pair.second.empty(); });
  const auto licence = terms.in_one_line(lang);
  auto source = wanted.table == Table::organizations ? organizations_source(db, open, terms.notice, licence)
                                                     : rows_source(db, open, wanted.table, terms.notice, licence);
  return documents::stream(documents::table_writer(wanted.format, std::move(options)), std::move(source));
}

std::map<Table, std::int64_t> count_rows(db::Tx& tx, const Public& open) {
  std::map<Table, std::int64_t> out;
  const auto events = timeline(tx, open.alliance);
  out[Table::facts] = static_cast<std::int64_t>(events.size());
  for (const auto& event : events) out[Table::figures] += static_cast<std::int64_t>(event.figures.size());
  out[Table::funnel] = static_cast<std::int64_t>(funnel(tx, open.alliance).size());
  for (const auto& body : committees::of_alliance(tx, open.alliance.id)) {
    ++out[Table::committees];
    out[Table::memberships] += body.members;
  }
  if (const auto page = public_organizations(tx, open.alliance, {{}, {}, {}, 1})) out[Table::organizations] = page->count;
  out[Table::meetings] = meetings::count(tx, open.alliance.id, {}, open.today);
  for (const auto& finding : findings(tx, open.alliance.id)) {
    ++out[Table::findings];
    if (finding.kind == FindingKind::criterion) ++out[Table::criteria];
  }
  out[Table::documents] = static_cast<std::int64_t>(document::published(tx, open.alliance.id).size());
  out[Table::notes] = static_cast<std::int64_t>(contradictions(tx, open.alliance.id).size());
  return out;
}

Result<organizations::ListPage> public_organizations(db::Tx& tx, const alliances::Alliance& alliance,
                                                     const OrganizationsWanted& wanted) {
  return TRY(organizations::list(tx, memory(), reader(), request_for(alliance.id, wanted))).page;
}

Result<organizations::Organization> public_organization(db::Tx& tx, const alliances::Alliance& alliance, OrganizationId id) {
  auto organization = organizations::find(tx, alliance.agency, id);
  if (!organization) return fail(Error::not_found());
  const auto history = membership::history(tx, alliance.id, organization->id);
  const bool active = !history.empty() && !history.front().until && history.front().status == membership::Status::active;
  if (!active) return fail(Error::not_found());
  return std::move(*organization);
}

std::vector<PublicMeeting> public_meetings(db::Tx& tx, const Public& open, const meetings::Filter& filter,
                                           const std::vector<committees::Listed>& bodies) {
  std::map<committees::CommitteeId, const committees::Committee*> by_id;
  for (const auto& body : bodies) by_id[body.committee.id] = &body.committee;
  std::map<MeetingId, When> told;
  for (const auto& event : timeline(tx, open.alliance))
    if (event.meeting) told[event.meeting] = event.when;
  std::vector<PublicMeeting> out;
  meetings::each(tx, open.alliance.id, filter, open.today, [&](const meetings::Listed& row) {
    PublicMeeting meeting{row.meeting, when_of(row.meeting), nullptr, row.turnout.organizations, {}};
    meeting.meeting.link.clear();
    if (const auto found = told.find(row.meeting.id); found != told.end()) meeting.when = found->second;
    if (const auto found = by_id.find(row.meeting.committee); found != by_id.end()) meeting.committee = found->second;
    for (const auto& count : row.counts) meeting.counts.push_back({count.value, count.qualifier, count.noun, count.rule});
    out.push_back(std::move(meeting));
  });
  return out;
}

}  // namespace alianza::portal
