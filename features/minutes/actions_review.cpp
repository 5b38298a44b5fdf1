// Review, approval, correction.
#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "features/agencies/actions.h"
#include "features/minutes/actions_shared.h"
#include "features/minutes/store.h"
#include "features/minutes/store_agreements.h"
#include "platform/audit/digest.h"

namespace alianza::minutes {
namespace {

std::string folio_of(db::Tx& tx, const Minutes& m, int year, int number) {
  const auto agency = agencies::find(tx, m.agency);
  return folio_text(folio_prefix(agency ? agency->short_name : ""), year, number);
}

/// Fills what an approval fixes: folio (a correction keeps its own), day, text in the language of the acts, digest.
void fix(db::Tx& tx, const SeenMeeting& seen, Minutes& m) {
  const auto& today = seen.meeting.seen.today;
  m.approved_on = today;
  if (m.folio.empty()) {
    const int year = static_cast<int>(today.ymd().year());
    m.folio = folio_of(tx, m, year, store::next_folio(tx, m.agency, year));
  }
  m.canonical = canonical(record_of(tx, seen, m, Lang::es));
  m.digest = audit::sha256_hex(m.canonical);
}

}  // namespace

Approval approval_of(db::Tx& tx, const SeenMeeting& seen, const Minutes& m) {
  const int year = static_cast<int>(seen.meeting.seen.today.ymd().year());
  std::set<OrganizationId> there;
  for (const auto& row : meetings::book(tx, m.meeting).attendance) there.insert(row.organization);
  return {m.folio.empty() ? folio_of(tx, m, year, store::last_folio(tx, m.agency, year) + 1) : m.folio,
          static_cast<int>(store::assents(tx, m).size()), static_cast<int>(there.size())};
}

search::Document document(const Minutes& m, const std::vector<CommitteeId>& joined) {
  const auto r = read_record(m.canonical);
  std::string text;
  for (const auto& s : r.sections) text.append(s.title).append("\n").append(s.body).append("\n");
  return {.kind = "minutes",
          .agency = m.agency.value(),
          .alliance = m.alliance.value(),
          .id = m.meeting.value(),
          .title = {m.folio + " " + r.title, "", Lang::es},
          .text = {std::move(text), "", Lang::es},
          .audience = m.committee ? search::Audience::circle : search::Audience::members,
          .circles = circles_of(m.committee, joined)};
}

Result<Minutes> change_state(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, std::string_view to,
                             std::string_view note) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::write));
  auto m = TRY(edition(tx, seen));
  State state{};
  if (!from_text(to, state)) return fail(Error::field("to", _("Elija un estado: draft, review, approved.")));
  auto why = parse_text(note, 500, Lines::many);
  if (!why) return fail(Error::field("note", why.error().message));
  if (auto no = refuses_state(m.state, state, *why)) return fail(std::move(*no));
  const auto before = m.state;
  if (state == State::approved) {
    fix(tx, seen, m);
    ENSURE(store::approve(tx, m, act.who()));
    m.state = state;
    search::put(tx, document(m, store::joined(tx, {id})[id]));
  } else {
    ENSURE(store::set_state(tx, m, state, *why, act.who()));
  }
  const char* verb = state == State::approved ? "minutes.approve" : state == State::review ? "minutes.send" : "minutes.return";
  audit::Fields fields;
  fields.change("state", to_text(before), to_text(state)).set("note", *why);
  if (state == State::approved) fields.set("folio", m.folio).set("digest", m.digest);
  feature::record(tx, act, about(m), verb, std::move(fields));
  // A loader tells nobody.
  if (state != State::draft && act.who().account)
    tx.publish({std::string(minutes_moved), m.id.value(),
                boost::json::serialize(boost::json::object{{"alliance", alliance.text()}, {"meeting", id.text()}})});
  TRY(feature::remember(tx, act, id.text()));
  return edition(tx, seen);
}

Result<Minutes> under_review(db::Tx& tx, MeetingId id) {
  auto m = store::find(tx, id);
  if (!m) return fail(Error::not_found());
  if (m->state != State::review) return fail(Error::conflict(_("La minuta no está en revisión.")));
  return std::move(*m);
}

namespace {

/// Words and names are hidden by the salt of who said them, so that erasing one person touches no other.
feature::About about(const Minutes& m, const Voice& voice) {
  auto out = minutes::about(m);
  out.person_kind = voice.copy ? "minutes_copy" : "account";
  out.person_id = voice.copy ? voice.copy.value() : voice.by.account.value();
  return out;
}

}  // namespace

Done put_comment(db::Tx& tx, const feature::Act& act, const Minutes& m, std::string_view section, std::string_view text,
                 const Voice& voice) {
  const auto where = SectionId::parse(section);
  if (!where || !store::find_section(tx, m.id, *where)) return fail(Error::field("section", _("Elija un punto de la minuta.")));
  auto body = parse_text(text, 2000, Lines::many);
  if (!body) return fail(Error::field("text", body.error().message));
  if (body->empty()) return fail(Error::field("text", _("Escriba su comentario.")));
  store::insert_comment(tx, m, {*where, *body, {}, {}}, voice.by, voice.copy);
  auto fields = audit::Fields().set("section", *where).personal("text", {}, *body);
  if (voice.copy) fields.personal("by", {}, voice.by.name);
  feature::record(tx, act, about(m, voice), "minutes.comment", std::move(fields));
  return {};
}

void put_assent(db::Tx& tx, const feature::Act& act, const Minutes& m, OrganizationId organization, const Voice& voice) {
  store::put_assent(tx, m, organization, voice.by, voice.copy);
  auto fields = audit::Fields().set("organization", organization).set("round", m.round);
  if (voice.copy) fields.personal("by", {}, voice.by.name);
  feature::record(tx, act, voice.copy ? about(m, voice) : minutes::about(m), "minutes.assent", std::move(fields));
}

Done comment(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, std::string_view section,
             std::string_view text) {
  TRY(seen_for(tx, act, alliance, id, Action::comment));
  TRY(put_comment(tx, act, TRY(under_review(tx, id)), section, text, {act.who(), {}}));
  return feature::remember(tx, act, id.text());
}

Done assent(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, std::string_view organization) {
  const auto seen = TRY(minutes::see(tx, act.actor, alliance, id));
  if (seen.may_assent.empty()) return fail(Error::forbidden());
  const auto m = TRY(under_review(tx, id));
  const auto who = OrganizationId::parse(organization);
  if (!who || std::find(seen.may_assent.begin(), seen.may_assent.end(), *who) == seen.may_assent.end())
    return fail(Error::field("organization", _("Elija una organización suya que haya asistido.")));
  put_assent(tx, act, m, *who, {act.who(), {}});
  return feature::remember(tx, act, id.text());
}

Result<Minutes> correct(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, std::string_view correction) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::write));
  const auto before = TRY(edition(tx, seen));
  if (before.state != State::approved) return fail(Error::conflict(_("La minuta aún no está aprobada: cámbiela directamente.")));
  auto what = parse_text(correction, 500, Lines::many);
  if (!what) return fail(Error::field("correction", what.error().message));
  if (what->empty()) return fail(Error::field("correction", _("Escriba qué corrige esta versión.")));
  Minutes m;
  m.id = MinutesId::make();
  m.agency = before.agency;
  m.alliance = alliance;
  m.committee = before.committee;
  m.meeting = id;
  m.edition = before.edition + 1;
  m.correction = *what;
  m.folio = before.folio;
  store::insert(tx, m, act.who().account);
  int ordinal = 0;
  for (auto s : store::sections(tx, before.id)) {
    s.id = SectionId::make();
    store::insert_section(tx, m, s, ++ordinal);
  }
  feature::record(tx, act, about(m), "minutes.correct", audit::Fields().set("edition", m.edition).set("correction", *what));
  TRY(feature::remember(tx, act, id.text()));
  return m;
}

search::Slice searched_minutes(db::Tx& tx, std::int64_t after, int limit) {
  search::Slice out;
  const auto rows = store::after(tx, MinutesId(after), limit);
  std::vector<MeetingId> meetings;
  for (const auto& m : rows) meetings.push_back(m.meeting);
  auto joined = store::joined(tx, meetings);
  for (const auto& m : rows) {
    if (m.state == State::approved) out.documents.push_back(document(m, joined[m.meeting]));
    out.last = m.id.value();
  }
  return out;
}

}  // namespace alianza::minutes
