// Copies: giving one, taking it back, and what who holds the link may do.
#include "features/minutes/actions_copies.h"

#include <algorithm>
#include <set>

#include "features/agencies/actions.h"
#include "features/membership/actions.h"
#include "features/minutes/actions_shared.h"
#include "features/minutes/store.h"
#include "features/minutes/store_copies.h"
#include "features/organizations/actions.h"
#include "platform/auth/accounts.h"
#include "platform/feature/letter.h"
#include "platform/mail/mail.h"

namespace alianza::minutes {
namespace {

std::set<OrganizationId> attending(db::Tx& tx, MeetingId meeting) {
  std::set<OrganizationId> out;
  for (const auto& row : meetings::book(tx, meeting).attendance) out.insert(row.organization);
  return out;
}

/// A seat of that organisation as it takes part today; none when it does not.
membership::Standing seat_of(db::Tx& tx, const alliances::Seen& seen, OrganizationId organization) {
  membership::Standing out;
  for (const auto& row : membership::history(tx, seen.alliance.id, organization))
    if (row.since <= seen.today && (!row.until || *row.until > seen.today)) {
      out.seats.push_back({organization, row.status});
      break;
    }
  return out;
}

std::string name_of(db::Tx& tx, OrganizationId organization) {
  const auto names = organizations::names(tx, {organization});
  const auto found = names.find(organization);
  return found == names.end() ? std::string() : found->second.name;
}

CopyDoor door_of(db::Tx& tx, const auth::Link& link, const Copy& copy, const SeenMeeting& at) {
  const auto state = link.state(tx.now());
  if (state == auth::LinkState::revoked || copy.revoked_at) return CopyDoor::revoked;
  if (state != auth::LinkState::open) return CopyDoor::expired;
  const auto contact = membership::reachable_person(tx, copy.organization, copy.person);
  if (!contact || contact->email.key() != link.address.key()) return CopyDoor::gone;
  const auto opened = store::find(tx, copy.meeting);
  const bool is_theirs = opened && attending(tx, copy.meeting).contains(copy.organization) &&
                         may_read_copy(tx, at, *opened, copy.organization, link.address);
  return is_theirs ? CopyDoor::serves : CopyDoor::gone;
}

/// Behind a link that still serves: what is in review, of an organisation that is active.
Result<OpenedCopy> open_to_review(db::Tx& tx, const auth::Link& link) {
  TRY(auth::hold_link(tx, link));
  auto at = TRY(open_copy(tx, link));
  if (at.door != CopyDoor::serves) return fail(Error{Fault::gone, _("Este enlace ya no sirve."), {}});
  TRY(under_review(tx, at.copy.meeting));
  if (!at.may_comment) return fail(Error::forbidden());
  return at;
}

Result<Voice> voice_of(const OpenedCopy& at, std::string_view name) {
  auto typed = parse_text(name, 120);
  if (!typed) return fail(Error::field("name", typed.error().message));
  if (typed->empty()) return fail(Error::field("name", _("Escriba su nombre.")));
  auth::Actor by;
  by.name = std::move(*typed);
  return Voice{std::move(by), at.copy.id};
}

}  // namespace

std::optional<SeenMeeting> unsigned_view(db::Tx& tx, AllianceId alliance, MeetingId meeting) {
  auto found = alliances::find(tx, alliance);
  auto met = meetings::find(tx, alliance, meeting);
  if (!found || !met) return std::nullopt;
  const auto today = Zone::parse(found->zone).value_or(Zone()).date_of(tx.now());
  SeenMeeting out;
  out.meeting = {{std::move(*found), {}, today}, std::move(*met), false};
  return out;
}

bool may_read_copy(db::Tx& tx, const SeenMeeting& at, const Minutes& m, OrganizationId organization, const Email& contact) {
  auth::MaybeActor actor;
  if (const auto account = auth::find_account(tx, contact); account && !account->disabled_at)
    actor = auth::Actor{.account = account->id, .name = account->name};
  const auto seat = seat_of(tx, at.meeting.seen, organization);
  const auto bodies = bodies_of(tx, m.meeting, m.committee);
  auto ties = ties_to(tx, actor, at.meeting.seen, bodies);
  ties.member =
      std::any_of(bodies.begin(), bodies.end(), [&](CommitteeId body) { return committees::is_member(tx, seat, body); });
  return may(Action::read, seat, ties);
}

void give_copy(db::Tx& tx, const Letterhead& head, const Minutes& m, const Reader& to, const membership::Reachable& contact) {
  auto copy = store::copy_of(tx, m.meeting, contact.organization).value_or(Copy{.id = CopyId::make()});
  if (copy.person && copy.person != contact.person) auth::revoke_links(tx, copy_purpose, copy.id.value());
  copy.agency = m.agency;
  copy.alliance = m.alliance;
  copy.meeting = m.meeting;
  copy.organization = contact.organization;
  copy.person = contact.person;
  copy.given_at = tx.now();
  const auto until = tx.now() + copies_serve;
  const auto secret = auth::issue_link(tx, {m.agency.value(), copy_purpose, copy.id.value(), to.email, to.person, until});
  copy.letter = mail::send(tx, minutes_letter(head, to, m, {secret, head.zone.date_of(until)}));
  store::put(tx, copy);
}

std::optional<Minutes> readable(db::Tx& tx, MeetingId meeting) {
  for (const auto& edition : store::editions(tx, meeting))
    if (edition.state != State::draft) return store::find(tx, meeting, edition.edition);
  return std::nullopt;
}

Result<CopyBook> copies(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, MeetingId meeting) {
  CopyBook out{TRY(minutes::see(tx, actor, alliance, meeting)), {}, {}};
  if (!out.at.may_write) return fail(Error::forbidden());
  const auto newest = TRY(edition(tx, out.at));
  out.minutes = readable(tx, meeting);
  const auto there = attending(tx, meeting);
  const std::vector<OrganizationId> ids(there.begin(), there.end());
  std::map<OrganizationId, membership::Reachable> contacts;
  for (auto& contact : membership::reachable(tx, ids)) contacts.emplace(contact.organization, std::move(contact));
  const auto given = store::copies(tx, meeting);
  const auto names = organizations::names(tx, ids);
  for (const auto id : ids) {
    CopyLine line{.organization = id};
    if (const auto name = names.find(id); name != names.end()) line.name = name->second.name;
    if (const auto contact = contacts.find(id); contact != contacts.end()) {
      line.contact = contact->second;
      line.may_read = may_read_copy(tx, out.at, newest, id, contact->second.email);
    }
    if (const auto copy = given.find(id); copy != given.end()) {
      line.copy = copy->second;
      if (const auto letter = mail::find(tx, copy->second.letter)) line.letter = letter->state;
    }
    out.lines.push_back(std::move(line));
  }
  std::sort(out.lines.begin(), out.lines.end(), [](const auto& a, const auto& b) {
    return std::pair(fold(a.name), a.organization) < std::pair(fold(b.name), b.organization);
  });
  return out;
}

Done send_copy(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId meeting, OrganizationId organization,
               const std::optional<std::string>& origin) {
  const auto now = TRY(copies(tx, act.actor, alliance, meeting));
  const auto line =
      std::find_if(now.lines.begin(), now.lines.end(), [&](const auto& l) { return l.organization == organization; });
  if (line == now.lines.end()) return fail(Error::field("organization", _("Elija una organización que haya asistido.")));
  if (!now.minutes) return fail(Error::conflict(_("La minuta es un borrador: se envía cuando esté en revisión o aprobada.")));
  if (!line->contact) return fail(Error::conflict(_("Esta organización no tiene un contacto con correo.")));
  if (!line->may_read)
    return fail(Error::conflict(_("Esta organización no puede leer la minuta: no es miembro activo de quien se reunió.")));
  if (!origin) return fail(feature::no_address_in_letters());
  const auto head = letterhead(tx, alliance, meeting, *origin);
  ENSURE(head);
  const auto account = auth::find_account(tx, line->contact->email);
  give_copy(tx, *head, *now.minutes, {line->contact->email, line->contact->name, line->name, account ? account->lang : Lang::es},
            *line->contact);
  feature::record(tx, act, about(*now.minutes), "minutes.send_copy", audit::Fields().set("organization", organization));
  return feature::remember(tx, act, meeting.text());
}

Done revoke_copy(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId meeting, OrganizationId organization) {
  const auto seen = TRY(seen_for(tx, act, alliance, meeting, Action::write));
  const auto m = TRY(edition(tx, seen));
  const auto copy = store::copy_of(tx, meeting, organization);
  if (!copy) return fail(Error::field("organization", _("Elija una organización que haya asistido.")));
  auth::revoke_links(tx, copy_purpose, copy->id.value());
  store::revoke(tx, copy->id);
  feature::record(tx, act, about(m), "minutes.revoke_copy", audit::Fields().set("organization", organization));
  return feature::remember(tx, act, meeting.text());
}

Result<OpenedCopy> open_copy(db::Tx& tx, const auth::Link& link) {
  auto copy = store::find_copy(tx, CopyId(link.subject_id));
  if (!copy || link.purpose != copy_purpose) return fail(Error::not_found());
  auto at = unsigned_view(tx, copy->alliance, copy->meeting);
  const auto agency = agencies::find(tx, copy->agency);
  if (!at || !agency) return fail(Error::not_found());
  OpenedCopy out;
  out.copy = std::move(*copy);
  out.at = std::move(*at);
  out.agency = agency->name;
  out.organization = name_of(tx, out.copy.organization);
  out.door = door_of(tx, link, out.copy, out.at);
  if (out.door != CopyDoor::serves) return out;
  out.minutes = readable(tx, out.copy.meeting);
  if (!out.minutes || out.minutes->state != State::review) return out;
  out.may_comment = seat_of(tx, out.at.meeting.seen, out.copy.organization).acts_for(out.copy.organization);
  for (const auto& given : store::assents(tx, *out.minutes))
    if (given.organization == out.copy.organization) out.assented_by = given.by;
  out.may_assent = out.may_comment && out.assented_by.empty();
  return out;
}

Done comment(db::Tx& tx, const feature::Act& act, const auth::Link& link, std::string_view section, std::string_view text,
             std::string_view name) {
  const auto at = TRY(open_to_review(tx, link));
  const auto voice = TRY(voice_of(at, name));
  TRY(put_comment(tx, act, *at.minutes, section, text, voice));
  return feature::remember(tx, act);
}

Done assent(db::Tx& tx, const feature::Act& act, const auth::Link& link, std::string_view name) {
  const auto at = TRY(open_to_review(tx, link));
  if (!at.may_assent) return fail(Error::conflict(_("Su organización ya dijo que está de acuerdo.")));
  const auto voice = TRY(voice_of(at, name));
  put_assent(tx, act, *at.minutes, at.copy.organization, voice);
  return feature::remember(tx, act);
}

}  // namespace alianza::minutes
