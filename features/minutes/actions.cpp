#include "features/minutes/actions.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "features/agencies/actions.h"
#include "features/alliances/actions.h"
#include "features/committees/actions.h"
#include "features/minutes/actions_shared.h"
#include "features/minutes/store.h"
#include "features/minutes/store_agreements.h"
#include "features/organizations/actions.h"
#include "platform/audit/digest.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::minutes {
namespace {

constexpr std::size_t longest_body = 20'000;
constexpr std::size_t most_sections = 80;

Result<Minutes> draft_of(db::Tx& tx, MeetingId id) {
  auto m = store::find(tx, id);
  if (!m) return fail(Error::not_found());
  if (m->state != State::draft)
    return fail(Error::conflict(_("La minuta ya no es un borrador. Regrésela a borrador, o corríjala si está aprobada.")));
  return std::move(*m);
}

std::vector<Record::Attendant> attendance_of(db::Tx& tx, MeetingId id) {
  const auto rows = meetings::book(tx, id).attendance;
  std::set<OrganizationId> ids;
  for (const auto& row : rows) ids.insert(row.organization);
  const auto names = organizations::names(tx, {ids.begin(), ids.end()});
  std::map<OrganizationId, Record::Attendant> by;
  for (const auto& row : rows) {
    auto& a = by[row.organization];
    if (const auto found = names.find(row.organization); found != names.end()) a.organization = found->second.name;
    if (!row.person.empty()) a.persons.push_back(row.person);
    a.remote = row.mode == meetings::Mode::remote;
  }
  std::vector<Record::Attendant> out;
  for (auto& [organization, a] : by) out.push_back(std::move(a));
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return fold(a.organization) < fold(b.organization); });
  return out;
}

std::vector<Record::Commitment> commitments_of(db::Tx& tx, MeetingId id) {
  const auto rows = store::agreements_of(tx, id);
  std::vector<OrganizationId> ids;
  for (const auto& a : rows)
    if (a.organization) ids.push_back(a.organization);
  const auto names = organizations::names(tx, ids);
  std::vector<Record::Commitment> out;
  for (const auto& a : rows) {
    if (a.state == Progress::cancelled) continue;
    std::string owner;
    if (const auto found = names.find(a.organization); found != names.end()) owner = found->second.name;
    if (!a.person.empty()) owner += (owner.empty() ? "" : ", ") + a.person;
    out.push_back({std::to_string(a.number), a.text, std::move(owner), a.due ? a.due->text() : std::string()});
  }
  return out;
}

/// Who presided and who kept the minutes of a committee on the day of the meeting.
std::vector<Record::Signatory> signatories_of(db::Tx& tx, CommitteeId committee, Date day) {
  std::vector<Record::Signatory> out;
  const auto rows = committees::book(tx, committee).appointments;
  for (const auto office : {committees::Office::president, committees::Office::secretary})
    if (const auto* holder = committees::holder_on(rows, office, day)) out.push_back({holder->holder, office, {}});
  return out;
}

/// The bodies of minutes with their names, who convened first.
std::vector<std::pair<CommitteeId, std::string>> names_of(db::Tx& tx, const Minutes& m, Lang lang) {
  std::vector<std::pair<CommitteeId, std::string>> out;
  for (const auto body : bodies_of(tx, m.meeting, m.committee))
    if (const auto c = committees::find(tx, m.alliance, body)) out.emplace_back(body, c->name.in(lang));
  return out;
}

std::string hours_of(const meetings::Meeting& m) {
  if (!m.starts) return {};
  return meetings::clock_text(*m.starts) + (m.ends ? "–" + meetings::clock_text(*m.ends) : std::string());
}

std::string seal_of(const alliances::Alliance& a, Lang lang) {
  switch (a.nature) {
    case alliances::Nature::real: return {};
    case alliances::Nature::reconstruction: return i18n::text(lang, _("No oficial"));
    case alliances::Nature::synthetic: return i18n::text(lang, _("Datos sintéticos"));
  }
  return {};
}

/// One text into its section. Nothing is refused away: what crossed with another is kept too, and both are shown.
Result<Saved> write(db::Tx& tx, const feature::Act& act, const Minutes& m, const Section& before, const Note& note) {
  auto typed = before;
  const auto& version = note.version;
  if (std::from_chars(version.data(), version.data() + version.size(), typed.version).ec != std::errc() || version.empty())
    return fail(Error::field("version", _("Diga qué versión leyó antes de escribir.")));
  auto text = parse_text(note.body, longest_body, Lines::many);
  if (!text) return fail(Error::field("body", text.error().message));
  typed.body = std::move(*text);
  const bool is_changed = typed.body != before.body && (note.read.empty() || read_mark(typed.body) != note.read);
  if (!is_changed) return Saved{before, {}};
  const bool is_saved = store::save(tx, typed, act.who());
  store::keep_text(tx, m.agency, typed, is_saved ? store::Fate::saved : store::Fate::crossed, act.who());
  feature::record(tx, act, about(m), is_saved ? "minutes.write" : "minutes.cross",
                  audit::Fields().set("section", before.id).set("version", typed.version));
  Saved out{*store::find_section(tx, m.id, before.id), {}};
  if (!is_saved) out.typed = std::move(typed);
  return out;
}

}  // namespace

std::string read_mark(std::string_view body) { return audit::sha256_hex(body).substr(0, 16); }

feature::About about(const Minutes& m) { return {m.agency.value(), m.alliance.value(), "minutes", m.id.value()}; }

std::vector<CommitteeId> bodies_of(db::Tx& tx, MeetingId meeting, CommitteeId own) {
  if (!own) return {};
  std::vector<CommitteeId> out{own};
  for (const auto& [id, others] : store::joined(tx, {meeting})) out.insert(out.end(), others.begin(), others.end());
  return out;
}

std::vector<std::int64_t> circles_of(CommitteeId own, const std::vector<CommitteeId>& joined) {
  std::vector<std::int64_t> out;
  if (own) out.push_back(own.value());
  for (const auto body : joined) out.push_back(body.value());
  return out;
}

Ties ties_to(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen, const std::vector<CommitteeId>& bodies) {
  Ties t;
  t.whole = bodies.empty();
  if (t.whole) return t;
  const auto own = committees::offices_of(tx, actor, seen);
  for (const auto body : bodies) {
    t.officer = t.officer || std::find(own.begin(), own.end(), body) != own.end();
    t.member = t.member || committees::is_member(tx, seen.standing, body);
  }
  return t;
}

Result<SeenMeeting> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, MeetingId id) {
  SeenMeeting s{TRY(meetings::see(tx, actor, alliance, id)), false, false, {}};
  const auto& standing = s.meeting.seen.standing;
  // Minutes stay with the bodies they were opened for, whatever committees the meeting is given later.
  const auto opened = store::find(tx, id);
  const auto ties =
      ties_to(tx, actor, s.meeting.seen, opened ? bodies_of(tx, id, opened->committee) : meetings::bodies_of(s.meeting.meeting));
  if (!may(Action::read, standing, ties)) return fail(Error::not_found());
  s.may_write = may(Action::write, standing, ties);
  s.may_comment = may(Action::comment, standing, ties);
  std::set<OrganizationId> there;
  for (const auto& row : meetings::book(tx, id).attendance) there.insert(row.organization);
  for (const auto& seat : standing.seats)
    if (standing.acts_for(seat.organization) && there.contains(seat.organization)) s.may_assent.push_back(seat.organization);
  return s;
}

Result<SeenMeeting> seen_for(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, Action action) {
  auto seen = TRY(minutes::see(tx, act.actor, alliance, id));
  if ((action == Action::write && !seen.may_write) || (action == Action::comment && !seen.may_comment))
    return fail(Error::forbidden());
  return seen;
}

Result<Minutes> edition(db::Tx& tx, const SeenMeeting& seen, std::optional<int> number) {
  auto m = store::find(tx, seen.meeting.meeting.id, number);
  if (!m) return fail(Error::not_found());
  return std::move(*m);
}

std::optional<Minutes> newest(db::Tx& tx, MeetingId id) { return store::find(tx, id); }
std::vector<Minutes> in_review(db::Tx& tx, AllianceId alliance, int limit) { return store::in_review(tx, alliance, limit); }

Book book(db::Tx& tx, const Minutes& m) {
  return {store::sections(tx, m.id), store::comments(tx, m.id),           store::assents(tx, m),
          store::states(tx, m.id),   store::agreements_of(tx, m.meeting), store::editions(tx, m.meeting)};
}

std::vector<Crossed> crossed(db::Tx& tx, const SeenMeeting& seen, const Minutes& m) {
  return seen.may_write && m.state == State::draft ? store::crossed(tx, m.id) : std::vector<Crossed>();
}

Record record_of(db::Tx& tx, const SeenMeeting& seen, const Minutes& m, Lang lang) {
  if (m.state == State::approved) return read_record(m.canonical);
  const auto& meeting = seen.meeting.meeting;
  const auto& alliance = seen.meeting.seen.alliance;
  Record r;
  if (const auto agency = agencies::find(tx, m.agency)) r.agency = agency->name.in(lang);
  r.alliance = alliance.name.in(lang);
  const auto bodies = names_of(tx, m, lang);
  std::vector<std::string> names;
  for (const auto& body : bodies) names.push_back(body.second);
  r.committee = names.empty() ? std::string() : i18n::join(lang, names);
  r.title = meeting.title.in(lang);
  r.date = meeting.on ? meeting.on->text() : std::string();
  r.hours = hours_of(meeting);
  r.venue = meeting.venue.in(lang);
  r.folio = m.folio;
  r.edition = m.edition;
  r.correction = m.correction;
  r.seal = seal_of(alliance, lang);
  r.attendance = attendance_of(tx, m.meeting);
  for (const auto& s : store::sections(tx, m.id)) r.sections.push_back({s.title, s.body});
  r.agreements = commitments_of(tx, m.meeting);
  const auto day = meeting.on.value_or(seen.meeting.seen.today);
  for (const auto& [body, name] : bodies)
    for (auto& s : signatories_of(tx, body, day)) {
      if (bodies.size() > 1) s.body = name;
      r.signatories.push_back(std::move(s));
    }
  return r;
}

Result<Minutes> open(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, Lang lang) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::write));
  const auto& meeting = seen.meeting.meeting;
  if (store::find(tx, id)) return fail(Error::conflict(_("Esta reunión ya tiene minuta.")));
  if (meeting.state == meetings::State::cancelled) return fail(Error::conflict(_("La reunión está cancelada: no tiene minuta.")));
  Minutes m;
  m.id = MinutesId::make();
  m.agency = meeting.agency;
  m.alliance = alliance;
  m.committee = meeting.committee;
  m.meeting = id;
  store::insert(tx, m, act.who().account);
  store::put_joined(tx, m, meeting.joined);
  int ordinal = 0;
  for (auto& s : sections_of(meetings::book(tx, id).agenda, lang)) {
    s.id = SectionId::make();
    store::insert_section(tx, m, s, ++ordinal);
  }
  feature::record(tx, act, about(m), "minutes.open", audit::Fields().set("meeting", id).set("sections", ordinal));
  TRY(feature::remember(tx, act, id.text()));
  return m;
}

Result<SectionId> add_section(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, std::string_view title) {
  TRY(seen_for(tx, act, alliance, id, Action::write));
  const auto m = TRY(draft_of(tx, id));
  Section s;
  auto named = parse_text(title, 300);
  if (!named) return fail(Error::field("title", named.error().message));
  if (named->empty()) return fail(Error::field("title", _("Escriba de qué se trató.")));
  if (store::sections(tx, m.id).size() >= most_sections)
    return fail(Error::field("title", _("Una minuta tiene a lo más {1} puntos.").arg(static_cast<std::int64_t>(most_sections))));
  s.id = SectionId::make();
  s.title = std::move(*named);
  store::insert_section(tx, m, s, store::open_ordinal(tx, m.id));
  feature::record(tx, act, about(m), "minutes.add_section", audit::Fields().set("title", s.title));
  TRY(feature::remember(tx, act, id.text()));
  return s.id;
}

Result<Saved> save_section(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, SectionId section,
                           std::string_view body, std::string_view version) {
  TRY(seen_for(tx, act, alliance, id, Action::write));
  const auto m = TRY(draft_of(tx, id));
  const auto before = store::find_section(tx, m.id, section);
  if (!before) return fail(Error::not_found());
  auto out = TRY(write(tx, act, m, *before, {section, std::string(body), std::string(version), {}}));
  if (!out.typed) TRY(feature::remember(tx, act, id.text()));
  return out;
}

Result<std::vector<Saved>> save_sections(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id,
                                         const std::vector<Note>& notes) {
  TRY(seen_for(tx, act, alliance, id, Action::write));
  std::vector<Saved> out;
  if (notes.empty()) return out;
  auto m = draft_of(tx, id);
  if (!m) return fail(std::move(m.error()));
  std::map<SectionId, Section> before;
  for (auto& s : store::sections(tx, m->id)) before.emplace(s.id, std::move(s));
  for (const auto& note : notes) {
    const auto found = before.find(note.section);
    if (found == before.end()) return fail(Error::not_found());
    auto saved = write(tx, act, *m, found->second, note);
    if (!saved) {
      auto error = saved.error();
      for (auto& field : error.fields) field.field += "-" + note.section.text();
      return fail(std::move(error));
    }
    out.push_back(std::move(*saved));
  }
  const bool crossed = std::any_of(out.begin(), out.end(), [](const Saved& s) { return s.typed.has_value(); });
  if (!crossed) TRY(feature::remember(tx, act, id.text()));
  return out;
}

}  // namespace alianza::minutes
