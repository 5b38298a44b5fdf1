#include "features/registrations/actions.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "features/agencies/actions.h"
#include "features/membership/actions.h"
#include "features/registrations/access.h"
#include "features/registrations/letters.h"
#include "features/registrations/store.h"
#include "platform/auth/accounts.h"
#include "platform/feature/letter.h"
#include "platform/jobs/jobs.h"
#include "platform/mail/mail.h"

namespace alianza::registrations {
namespace {

/// Links outlive the day of the meeting, which may move; whether there is something to reply to is asked of the meeting.
constexpr auto links_serve = std::chrono::hours(24 * 400);

feature::About about(const meetings::Meeting& m) { return {m.agency.value(), m.alliance.value(), "meeting", m.id.value()}; }
/// Names and words of a reply are hidden by its own salt, so that erasing one person touches no other reply.
feature::About about(const meetings::Meeting& m, const Registration& r) {
  auto out = about(m);
  out.person_kind = "registration";
  out.person_id = r.id.value();
  return out;
}
Officer officer_of(const meetings::SeenMeeting& s) { return s.officer ? Officer::yes : Officer::no; }
Zone zone_of(const alliances::Alliance& a) { return Zone::parse(a.zone).value_or(Zone()); }

Result<meetings::SeenMeeting> seen_to_keep(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, MeetingId meeting) {
  auto seen = TRY(meetings::see(tx, actor, alliance, meeting));
  if (!may_keep(seen)) return fail(Error::forbidden());
  return seen;
}

/// Who is expected, with what was said and whether a letter would arrive, by name.
std::vector<Line> lines_of(db::Tx& tx, const meetings::SeenMeeting& seen) {
  const auto expected = meetings::sheet(tx, seen).expected;
  std::set<OrganizationId> ids(expected.begin(), expected.end());
  auto rows = store::of_meeting(tx, seen.meeting.id);
  for (const auto& [id, row] : rows)
    if (row.reply != Reply::silent) ids.insert(id);
  const std::vector<OrganizationId> all(ids.begin(), ids.end());
  std::set<OrganizationId> reachable;
  for (const auto& contact : membership::reachable(tx, all)) reachable.insert(contact.organization);
  const auto names = organizations::names(tx, all);
  std::vector<Line> out;
  for (const auto id : all) {
    Line line{id, {}, {}, reachable.contains(id)};
    if (const auto name = names.find(id); name != names.end()) line.name = name->second.name;
    if (const auto row = rows.find(id); row != rows.end()) line.registration = std::move(row->second);
    out.push_back(std::move(line));
  }
  std::sort(out.begin(), out.end(), [](const Line& a, const Line& b) {
    return std::pair(fold(a.name), a.organization) < std::pair(fold(b.name), b.organization);
  });
  return out;
}

/// Does this sending write to that organisation, and has not yet?
bool is_addressed(const Line& line, Audience audience, ConvocationId convocation) {
  const auto last = line.registration ? line.registration->convocation : ConvocationId();
  if (!line.reachable || line.reply() != Reply::silent || (last && last == convocation)) return false;
  return audience == Audience::unwritten ? !last : static_cast<bool>(last);
}

Registration born(const meetings::Meeting& m, OrganizationId organization) {
  Registration r;
  r.id = RegistrationId::make();
  r.agency = m.agency;
  r.alliance = m.alliance;
  r.meeting = m.id;
  r.organization = organization;
  return r;
}

audit::Fields changes(const Registration& before, const Registration& after) {
  audit::Fields f;
  f.set("organization", after.organization).change("reply", to_text(before.reply), to_text(after.reply));
  f.personal("persons", before.persons, after.persons).personal("note", before.note, after.note);
  f.personal("replied_by", before.replied_by, after.replied_by);
  return f;
}

Registration replied(const Registration& before, const ReplyInput& input, const std::string& by, Instant now) {
  auto after = before;
  from_text(input.reply, after.reply);
  after.persons = input.persons;
  after.note = input.note;
  after.replied_by = by;
  after.replied_at = now;
  return after;
}

/// A link and a letter for each; the registration knows them.
Done write_letters(db::Tx& tx, const Convocation& c, const alliances::Alliance& alliance, const meetings::Meeting& meeting,
                   const std::string& origin, const std::vector<Line>& lines) {
  const auto agency = agencies::find(tx, c.agency);
  if (!agency) return fail(Error::not_found());
  Letterhead head{meeting,
                  meetings::book(tx, meeting.id).agenda,
                  alliance.name,
                  agency->name,
                  zone_of(alliance),
                  origin,
                  c.message,
                  c.audience,
                  {}};
  if (const auto asker = auth::find_account(tx, auth::AccountId(c.asked_by))) head.reply_to = asker->email;
  std::vector<OrganizationId> ids;
  for (const auto& line : lines) ids.push_back(line.organization);
  std::map<OrganizationId, membership::Reachable> contacts;
  for (auto& contact : membership::reachable(tx, ids)) contacts.emplace(contact.organization, std::move(contact));
  for (const auto& line : lines) {
    const auto& to = contacts.at(line.organization);
    auto r = line.registration.value_or(born(meeting, line.organization));
    const auto secret =
        auth::issue_link(tx, {r.agency.value(), link_purpose, r.id.value(), to.email, to.name, tx.now() + links_serve});
    r.convocation = c.id;
    r.written_to = to.email.text();
    const auto account = auth::find_account(tx, to.email);
    const auto lang = account ? account->lang : Lang::es;
    r.letter = mail::send(tx, convocation_letter(head, {line.name, to.name, to.email, lang}, secret));
    r.letter_state = mail::to_text(mail::State::queued);
    r.letter_at = tx.now();
    store::put(tx, r, std::nullopt);
  }
  return {};
}

/// Why nobody can be written to now.
Done check_convening(db::Tx& tx, const Book& now, Audience audience, const std::optional<std::string>& origin) {
  if (auto over = refuses_reply(now.at.meeting, zone_of(now.at.seen.alliance), tx.now()))
    return fail(Error::conflict(std::move(*over)));
  if (!now.convocations.empty() && !now.convocations.front().finished_at)
    return fail(Error::conflict(_("Las cartas anteriores aún se están enviando. Espere un momento.")));
  if ((audience == Audience::unwritten ? now.unwritten : now.silent) == 0)
    return fail(
        Error::field("audience", _("No hay a quién escribir: las demás ya recibieron carta, respondieron o no tienen correo.")));
  if (!origin) return fail(feature::no_address_in_letters());
  return {};
}

}  // namespace

bool may_keep(const meetings::SeenMeeting& s) { return may(Action::keep, s.seen.standing, officer_of(s)); }

Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, MeetingId meeting) {
  Book out{TRY(seen_to_keep(tx, actor, alliance, meeting)), {}, {}, {}, 0, 0, 0};
  out.lines = lines_of(tx, out.at);
  out.convocations = store::convocations(tx, meeting);
  for (const auto& line : out.lines) {
    count(out.tally, line.registration ? &*line.registration : nullptr);
    out.unwritten += is_addressed(line, Audience::unwritten, {}) ? 1 : 0;
    out.silent += is_addressed(line, Audience::silent, {}) ? 1 : 0;
    out.unreachable += line.reachable ? 0 : 1;
  }
  return out;
}

Result<Convocation> convene(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId meeting,
                            const ConvocationInput& input, const std::optional<std::string>& origin) {
  const auto now = TRY(book(tx, act.actor, alliance, meeting));
  const auto& m = now.at.meeting;
  Convocation c;
  auto message = parse_text(input.message, 2000, Lines::many);
  if (!message) return fail(Error::field("message", message.error().message));
  if (!from_text(input.audience, c.audience)) return fail(Error::field("audience", _("Elija a quién se escribe.")));
  TRY(check_convening(tx, now, c.audience, origin));
  c.id = ConvocationId::make();
  c.agency = m.agency;
  c.alliance = alliance;
  c.meeting = meeting;
  c.message = std::move(*message);
  c.asked_by = act.who().account.value();
  c.asked_at = tx.now();
  store::insert(tx, c);
  jobs::enqueue(tx, {.kind = sending_kind,
                     .payload_json = boost::json::serialize(boost::json::object{{"convocation", c.id.text()}}),
                     .agency_id = c.agency.value(),
                     .alliance_id = alliance.value(),
                     .account_id = c.asked_by,
                     .unique_key = c.id.text()});
  feature::record(tx, act, about(m), "meeting.convene",
                  audit::Fields().set("audience", to_text(c.audience)).set("message", c.message));
  TRY(feature::remember(tx, act, meeting.text()));
  return c;
}

Result<Batch> send_batch(db::Tx& tx, ConvocationId id, const std::string& origin, int limit) {
  auto c = store::find_convocation(tx, id);
  if (!c || c->finished_at) return Batch{};
  const auto alliance = alliances::find(tx, c->alliance);
  const auto meeting = meetings::find(tx, c->alliance, c->meeting);
  std::vector<Line> wanted;
  if (alliance && meeting && !refuses_reply(*meeting, zone_of(*alliance), tx.now())) {
    const meetings::SeenMeeting seen{{*alliance, {}, zone_of(*alliance).date_of(tx.now())}, *meeting, false};
    for (auto& line : lines_of(tx, seen))
      if (is_addressed(line, c->audience, id)) wanted.push_back(std::move(line));
  }
  const auto left = std::max<std::int64_t>(0, static_cast<std::int64_t>(wanted.size()) - limit);
  wanted.resize(wanted.size() - static_cast<std::size_t>(left));
  if (!wanted.empty()) TRY(write_letters(tx, *c, *alliance, *meeting, origin, wanted));
  c->letters += static_cast<std::int64_t>(wanted.size());
  if (left == 0) c->finished_at = tx.now();
  store::update(tx, *c);
  return Batch{static_cast<std::int64_t>(wanted.size()), left};
}

void note_letter(db::Tx& tx, mail::LetterId letter, mail::State state) { store::note_letter(tx, letter, state); }

std::vector<Line> own_lines(db::Tx& tx, const meetings::SeenMeeting& seen) {
  auto lines = lines_of(tx, seen);
  std::erase_if(lines,
                [&](const Line& line) { return !may(Action::reply, seen.seen.standing, officer_of(seen), line.organization); });
  return lines;
}

Result<Registration> reply(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId meeting,
                           OrganizationId organization, const ReplyInput& raw) {
  const auto seen = TRY(meetings::see(tx, act.actor, alliance, meeting));
  const auto own = own_lines(tx, seen);
  if (own.empty() && !may_keep(seen)) return fail(Error::forbidden());
  const auto line = std::find_if(own.begin(), own.end(), [&](const Line& l) { return l.organization == organization; });
  if (line == own.end()) return fail(Error::field("organization", _("Elija una organización convocada a esta reunión.")));
  if (auto over = refuses_reply(seen.meeting, zone_of(seen.seen.alliance), tx.now()))
    return fail(Error::conflict(std::move(*over)));
  const auto input = TRY(parse(raw, Signed::by_account));
  const auto before = line->registration.value_or(born(seen.meeting, organization));
  const auto after = replied(before, input, act.who().name, tx.now());
  store::put(tx, after, act.who().account);
  // What is known is not asked any more.
  auth::answer_links(tx, link_purpose, after.id.value(), to_text(after.reply));
  feature::record(tx, act, about(seen.meeting, after), "registration.reply", changes(before, after));
  TRY(feature::remember(tx, act, meeting.text()));
  return after;
}

std::vector<Registration> silent_of(db::Tx& tx, const std::vector<OrganizationId>& organizations,
                                    const std::vector<MeetingId>& meetings) {
  return store::silent_of(tx, organizations, meetings);
}

Result<Opened> open(db::Tx& tx, const auth::Link& link) {
  auto registration = store::find(tx, RegistrationId(link.subject_id));
  if (!registration || link.purpose != link_purpose) return fail(Error::not_found());
  auto alliance = alliances::find(tx, registration->alliance);
  auto meeting = meetings::find(tx, registration->alliance, registration->meeting);
  const auto agency = agencies::find(tx, registration->agency);
  if (!alliance || !meeting || !agency) return fail(Error::not_found());
  Opened at{std::move(*registration), std::move(*meeting), {}, std::move(*alliance), agency->name, {}, link.state(tx.now()), {}};
  at.agenda = meetings::book(tx, at.meeting.id).agenda;
  at.over = refuses_reply(at.meeting, zone_of(at.alliance), tx.now());
  const auto names = organizations::names(tx, {at.registration.organization});
  if (const auto name = names.find(at.registration.organization); name != names.end()) at.organization = name->second.name;
  return at;
}

Done reply(db::Tx& tx, const feature::Act& act, const auth::Link& link, const ReplyInput& raw) {
  TRY(auth::hold_link(tx, link));
  const auto at = TRY(open(tx, link));
  if (at.over) return fail(Error{Fault::gone, *at.over, {}});
  const auto input = TRY(parse(raw, Signed::by_name));
  const auto after = replied(at.registration, input, input.name, tx.now());
  store::put(tx, after, std::nullopt);
  auth::answer_links(tx, link_purpose, after.id.value(), to_text(after.reply));
  feature::record(tx, act, about(at.meeting, after), "registration.reply", changes(at.registration, after));
  return {};
}

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) {
  store::merge(tx, merge, kept, gone);
  // `kept` has a registration of its own there: a reply for the other would count what is merged.
  for (const auto id : store::of_organization(tx, gone)) auth::revoke_links(tx, link_purpose, id.value());
}
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone) { store::unmerge(tx, merge, gone); }

}  // namespace alianza::registrations
