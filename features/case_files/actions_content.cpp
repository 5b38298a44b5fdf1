// What stands in a case file: every feature is asked, as the one who asked, what that person may read.
#include <map>
#include <set>

#include "features/case_files/actions.h"
#include "features/committees/actions.h"
#include "features/documents/actions.h"
#include "features/meetings/actions.h"
#include "features/membership/listing.h"
#include "features/minutes/actions.h"
#include "features/organizations/actions.h"
#include "platform/i18n/i18n.h"

namespace alianza::case_files {
namespace {

using Names = std::map<membership::OrganizationId, organizations::Name>;

/// Where the pieces of the content come together.
struct Desk {
  db::Tx& tx;
  const auth::MaybeActor& actor;
  const alliances::Seen& at;
  const CaseFile& file;
  Content content;
  std::map<CommitteeId, committees::Committee> bodies = {};

  std::string said(const Message& m) const { return i18n::text(file.lang, m); }
  std::string body(CommitteeId id) const {
    const auto found = bodies.find(id);
    return found == bodies.end() ? said(_("Toda la alianza")) : found->second.name.in(file.lang);
  }
  bool wants(CommitteeId id) const { return !file.committee || file.committee == id; }
  void tell(Event event) { content.events.push_back(std::move(event)); }
};

std::string name_of(const Names& names, membership::OrganizationId id) {
  const auto found = names.find(id);
  return found == names.end() ? std::string() : found->second.name;
}

void tell_stages(Desk& d) {
  if (d.file.committee) return;
  for (const auto& move : alliances::stage_book(d.tx, d.at.alliance.cycle).moves)
    d.tell({move.on.text(), EventKind::stage, d.said(alliances::label(move.to)), move.reason, {}, move.id.text()});
}

/// Who takes part is no secret among members; who was invited, suspended or left is for the agency.
void tell_participation(Desk& d) {
  if (d.file.committee) return;
  const auto rows = membership::participations(d.tx, d.file.alliance);
  std::vector<membership::OrganizationId> ids;
  for (const auto& row : rows) ids.push_back(row.organization);
  const auto names = organizations::names(d.tx, ids);
  for (const auto& row : rows) {
    const bool office = d.at.standing.works_for_agency();
    if (!office && (row.status != membership::Status::active || row.until)) continue;
    d.tell({row.since.text(),
            EventKind::participation,
            name_of(names, row.organization),
            d.said(membership::label(row.status)),
            {},
            row.id.text()});
  }
}

void tell_members(Desk& d) {
  const auto history = committees::history_of_alliance(d.tx, d.file.alliance);
  std::vector<membership::OrganizationId> ids;
  for (const auto& [body, rows] : history)
    for (const auto& row : rows) ids.push_back(row.organization);
  const auto names = organizations::names(d.tx, ids);
  for (const auto& [body, rows] : history) {
    if (!d.wants(body)) continue;
    for (const auto& row : rows) {
      const auto name = name_of(names, row.organization);
      const auto joined = d.said(_("Entra a: {1}").arg(d.body(body)));
      d.tell({row.since ? row.since->text() : "", EventKind::membership, name, joined, {}, row.id.text()});
      if (!row.until) continue;
      const auto left = d.said(_("Sale de: {1}").arg(d.body(body)));
      d.tell({row.until->text(),
              EventKind::membership,
              name,
              row.reason.empty() ? left : left + ". " + row.reason,
              {},
              row.id.text()});
    }
  }
}

/// One query a body: there are few of them.
void tell_appointments(Desk& d) {
  for (const auto& [id, body] : d.bodies) {
    if (!d.wants(id)) continue;
    for (const auto& a : committees::book(d.tx, id).appointments) {
      const auto until = a.until ? d.said(_("hasta el {1}").arg(a.until->text())) : std::string();
      const auto what = d.said(committees::label(a.office)) + ", " + d.body(id);
      d.tell({a.since.text(), EventKind::appointment, a.holder, until.empty() ? what : what + ", " + until, {}, a.id.text()});
    }
  }
}

/// The canonical text of every approved edition, which its digest is of.
void add_minutes(Desk& d, const meetings::Meeting& meeting) {
  const auto seen = minutes::see(d.tx, d.actor, d.file.alliance, meeting.id);
  const auto newest = seen ? minutes::newest(d.tx, meeting.id) : std::nullopt;
  if (!newest) return;
  for (const auto& edition : minutes::book(d.tx, *newest).editions) {
    if (edition.state != minutes::State::approved) continue;
    const auto m = minutes::edition(d.tx, *seen, edition.edition);
    if (!m) continue;
    const auto day = meeting.on ? meeting.on->text() : m->approved_on->text();
    const auto path = "minutes/" + day + "_" + path_word(m->folio) + "_v" + std::to_string(m->edition) + ".json";
    const auto detail = d.said(_("{1}, versión {2}. SHA-256 {3}").arg(m->folio).arg(std::int64_t{m->edition}).arg(m->digest));
    d.content.entries.push_back({path, m->canonical, {}, static_cast<std::int64_t>(m->canonical.size())});
    d.tell({m->approved_on ? m->approved_on->text() : day, EventKind::minutes, meeting.title.in(d.file.lang), detail, path,
            m->id.text()});
  }
}

std::string day_of(const meetings::Meeting& m) {
  if (!m.on) return {};
  return m.until ? m.on->text() + "/" + m.until->text() : m.on->text();
}

void tell_meetings(Desk& d) {
  meetings::Filter filter;
  if (d.file.committee) filter.committee = d.file.committee;
  std::vector<meetings::Listed> all;
  meetings::each(d.tx, d.file.alliance, filter, d.at.today, [&](const meetings::Listed& m) { all.push_back(m); });
  for (const auto& [m, turnout, counts] : all) {
    auto detail = d.said(meetings::label(m.state)) + ". " + d.body(m.committee);
    if (!m.venue.empty()) detail += ". " + m.venue.in(d.file.lang);
    if (turnout.organizations > 0)
      detail += ". " + d.said(N_("Asistió {1} organización", "Asistieron {1} organizaciones", turnout.organizations)
                                  .arg(std::int64_t{turnout.organizations}));
    d.tell({day_of(m), EventKind::meeting, m.title.in(d.file.lang), std::move(detail), {}, m.id.text()});
    add_minutes(d, m);
  }
}

void tell_documents(Desk& d) {
  const auto committee = d.file.committee ? std::optional(d.file.committee) : std::nullopt;
  for (const auto& [doc, v] : document::filed(d.tx, d.file.alliance, document::sight_of(d.tx, d.actor, d.at), committee)) {
    const auto path = "documents/" + doc.on.text() + "_" + path_word(doc.title) + "_" + path_word(doc.id.text()) + "_v" +
                      std::to_string(v.number) + "." + std::string(files::extension(v.type));
    auto detail = d.said(_("{1}, versión {2}, de {3}. {4}")
                             .arg(d.said(document::label(doc.kind)))
                             .arg(std::int64_t{v.number})
                             .arg(doc.author)
                             .arg(d.said(document::label(doc.confidentiality))));
    if (!v.note.empty()) detail += ". " + v.note;
    d.content.entries.push_back({path, {}, v.digest, v.bytes});
    d.tell({doc.on.text(), EventKind::document, doc.title, std::move(detail), path, doc.id.text() + std::to_string(v.number)});
  }
}

}  // namespace

Result<Content> content_for(db::Tx& tx, const auth::MaybeActor& actor, const CaseFile& file) {
  const auto at = TRY(alliances::see(tx, actor, file.alliance));
  Desk d{tx, actor, at, file, {}};
  for (auto& listed : committees::of_alliance(tx, file.alliance))
    d.bodies.emplace(listed.committee.id, std::move(listed.committee));
  auto& c = d.content;
  c.alliance = at.alliance.name.in(file.lang);
  c.alliance_id = file.alliance.text();
  if (file.committee) {
    c.committee = d.body(file.committee);
    c.committee_id = file.committee.text();
  }
  if (at.alliance.nature == alliances::Nature::reconstruction) c.seal = d.said(_("No oficial"));
  if (at.alliance.nature == alliances::Nature::synthetic) c.seal = d.said(_("Datos sintéticos"));
  c.as_of = file.as_of;
  c.lang = file.lang;
  tell_stages(d);
  tell_participation(d);
  tell_members(d);
  tell_appointments(d);
  tell_meetings(d);
  tell_documents(d);
  put_in_order(c.events);
  std::sort(c.entries.begin(), c.entries.end(), [](const Entry& a, const Entry& b) { return a.path < b.path; });
  return std::move(c);
}

}  // namespace alianza::case_files
