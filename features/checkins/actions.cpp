#include "features/checkins/actions.h"

#include <algorithm>
#include <set>

#include "features/campaigns/campaigns.h"
#include "features/checkins/access.h"
#include "features/checkins/store.h"
#include "features/membership/actions.h"
#include "platform/auth/accounts.h"
#include "platform/auth/attempts.h"
#include "platform/i18n/i18n.h"

namespace alianza::checkins {
namespace {

using meetings::Attendance;
using meetings::Teller;
using membership::Status;

Officer officer_of(const meetings::SeenMeeting& s) { return s.officer ? Officer::yes : Officer::no; }
Zone zone_of(const alliances::Alliance& a) { return Zone::parse(a.zone).value_or(Zone()); }

Error no_such_code() {
  return {
      Fault::not_found,
      _("Este código de asistencia no sirve. Cambia cada día y solo vale desde dos horas antes de la reunión hasta que termina: "
        "lea el que está en la pantalla, o diga en la puerta que llegó."),
      {}};
}

/// The meeting of a code that serves now.
struct Found {
  alliances::Alliance alliance;
  meetings::Meeting meeting;
  meetings::Span window;
};
std::optional<Found> find(db::Tx& tx, std::string_view typed) {
  const auto text = parse_code(typed);
  if (text.empty()) return std::nullopt;
  const auto code = store::find(tx, text);
  if (!code) return std::nullopt;
  auto alliance = alliances::find(tx, code->alliance);
  auto meeting = meetings::find(tx, code->alliance, code->meeting);
  if (!alliance || !meeting) return std::nullopt;
  const auto window = window_of(*meeting, code->on, zone_of(*alliance));
  if (!window || tx.now() < window->from || tx.now() >= window->to) return std::nullopt;
  return Found{std::move(*alliance), std::move(*meeting), *window};
}

meetings::SeenMeeting anybody(const alliances::Alliance& alliance, const meetings::Meeting& meeting, Instant now) {
  return {{alliance, {}, zone_of(alliance).date_of(now)}, meeting, false};
}

/// Since when each organisation is present.
std::map<OrganizationId, Instant> since_of(const std::vector<Attendance>& rows) {
  std::map<OrganizationId, Instant> out;
  for (const auto& row : rows) out.emplace(row.organization, row.arrived_at.value_or(row.recorded_at));
  return out;
}

std::vector<Choice> choices(const std::vector<OrganizationId>& ids, const std::map<OrganizationId, organizations::Name>& names,
                            const std::map<OrganizationId, Instant>& since) {
  std::vector<Choice> out;
  for (const auto id : ids) {
    Choice choice{id, {}, {}};
    if (const auto name = names.find(id); name != names.end()) choice.name = name->second.name;
    if (const auto at = since.find(id); at != since.end()) choice.since = at->second;
    out.push_back(std::move(choice));
  }
  std::sort(out.begin(), out.end(), [](const Choice& a, const Choice& b) {
    return std::pair(fold(a.name), a.organization) < std::pair(fold(b.name), b.organization);
  });
  return out;
}

Attendance arrived(OrganizationId organization, std::string person, Teller teller, const Found& at, Instant now) {
  Attendance row;
  row.organization = organization;
  row.person = std::move(person);
  row.arrived_at = now;
  row.arrival =
      meetings::arrival_at(meetings::span_of(at.meeting, zone_of(at.alliance)), now).value_or(meetings::Arrival::on_time);
  row.teller = teller;
  return row;
}

std::vector<OrganizationId> seats_of(const membership::Standing& standing) {
  std::vector<OrganizationId> out;
  for (const auto& seat : standing.seats)
    if (seat.status != Status::withdrawn) out.push_back(seat.organization);
  return out;
}

}  // namespace

bool may_show(const meetings::SeenMeeting& s) { return may(Action::show_code, s.seen.standing, officer_of(s)); }
bool may_walk_in(const meetings::SeenMeeting& s) { return may(Action::walk_in, s.seen.standing, officer_of(s)); }

Result<Desk> desk(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, MeetingId meeting) {
  Desk d{TRY(meetings::see(tx, actor, alliance, meeting)), {}, {}, {}, {}, 0};
  if (!may_show(d.at)) return fail(Error::forbidden());
  d.day = day_for(d.at.meeting, d.at.seen.today);
  if (d.day) {
    d.code = store::find(tx, meeting, *d.day);
    d.window = window_of(d.at.meeting, *d.day, zone_of(d.at.seen.alliance));
  }
  const auto sheet = meetings::sheet(tx, d.at);
  d.turnout = meetings::turnout(sheet.rows);
  d.expected = static_cast<int>(sheet.expected.size());
  const auto notices = store::notices(tx, meeting);
  d.notice_accepted = notices.accepted;
  d.notice_read_at = notices.read_at;
  if (notices.read_at)
    if (const auto account = auth::find_account(tx, notices.read_by)) d.notice_read_by = account->name;
  const std::set<OrganizationId> expected(sheet.expected.begin(), sheet.expected.end());
  std::set<OrganizationId> there;
  for (const auto& row : sheet.rows)
    if (there.insert(row.organization).second) ++(expected.contains(row.organization) ? d.present : d.guests);
  return d;
}

Result<Code> make_code(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId meeting) {
  const auto d = TRY(desk(tx, act.actor, alliance, meeting));
  if (!d.day) return fail(Error::conflict(_("La reunión no tiene fecha exacta. Póngasela antes de mostrar su código.")));
  if (!d.window) return fail(Error::conflict(_("La reunión está cancelada. Prográmela de nuevo para registrar asistencia.")));
  if (tx.now() >= d.window->to)
    return fail(Error::conflict(_("La reunión ya terminó. La asistencia se corrige en la lista de la puerta.")));
  Code code{CodeId::make(), d.at.meeting.agency, alliance, meeting, *d.day, fresh_code(), tx.now()};
  store::withdraw(tx, meeting, *d.day);
  store::insert(tx, code, act.who().account);
  feature::record(tx, act, {code.agency.value(), alliance.value(), "meeting", meeting.value()}, "meeting.make_code",
                  audit::Fields().set("on", d.day->text()));
  TRY(feature::remember(tx, act, meeting.text()));
  return code;
}

Done read_notice(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId meeting) {
  const auto seen = TRY(meetings::see(tx, act.actor, alliance, meeting));
  if (!may_show(seen)) return fail(Error::forbidden());
  if (seen.meeting.state == meetings::State::cancelled)
    return fail(Error::conflict(_("La reunión está cancelada. Prográmela de nuevo para registrar asistencia.")));
  store::add_notice(tx, seen.meeting.agency, meeting, {}, campaigns::notice_version, act.who().account);
  feature::record(tx, act, {seen.meeting.agency.value(), alliance.value(), "meeting", meeting.value()}, "meeting.read_notice",
                  audit::Fields().set("version", campaigns::notice_version));
  return feature::remember(tx, act, meeting.text());
}

Result<Opened> open(const db::Database& db, const auth::MaybeActor& actor, std::string_view code,
                    std::string_view client_address) {
  auto opened = TRY(db.read([&](db::Tx& tx) -> Result<std::optional<Opened>> {
    TRY(auth::refuse_guessing(tx, client_address));
    auto found = find(tx, code);
    if (!found) return std::optional<Opened>();
    Opened o{std::move(found->alliance), std::move(found->meeting), {}, {}, {}, found->window};
    const auto sheet = meetings::sheet(tx, anybody(o.alliance, o.meeting, tx.now()));
    const auto since = since_of(sheet.rows);
    std::vector<OrganizationId> own;
    if (actor) {
      if (auto seen = meetings::see(tx, actor, o.alliance.id, o.meeting.id)) o.seen = std::move(*seen);
      own = seats_of(membership::standing(tx, actor, o.alliance.agency, o.alliance.id, zone_of(o.alliance).date_of(tx.now())));
    }
    auto ids = sheet.expected;
    ids.insert(ids.end(), own.begin(), own.end());
    const auto names = organizations::names(tx, ids);
    o.own = choices(own, names, since);
    o.expected = choices(sheet.expected, names, since);
    return std::optional<Opened>(std::move(o));
  }));
  if (opened) return std::move(*opened);
  TRY(db.write([&](db::Tx& tx) -> Done {
    auth::count_guess(tx, client_address);
    return {};
  }));
  return fail(no_such_code());
}

std::optional<Told> told(db::Tx& tx, const Opened& opened, AttendanceId id) {
  for (const auto& row : meetings::book(tx, opened.meeting.id).attendance) {
    if (row.id != id || row.teller == Teller::keeper) continue;
    const auto names = organizations::names(tx, {row.organization});
    const auto name = names.find(row.organization);
    return Told{name == names.end() ? std::string() : name->second.name, row.person, row.arrived_at.value_or(row.recorded_at)};
  }
  return std::nullopt;
}

Result<AttendanceId> arrive(db::Tx& tx, const feature::Act& act, std::string_view code, OrganizationId organization) {
  const auto at = find(tx, code);
  if (!at) return fail(no_such_code());
  const auto standing =
      membership::standing(tx, act.actor, at->alliance.agency, at->alliance.id, zone_of(at->alliance).date_of(tx.now()));
  const auto own = seats_of(standing);
  if (std::find(own.begin(), own.end(), organization) == own.end())
    return fail(Error::field("organization", _("Elija una organización por la que usted actúa.")));
  const auto id =
      TRY(meetings::register_attendance(tx, act, at->meeting, arrived(organization, act.who().name, Teller::own, *at, tx.now())));
  store::add_notice(tx, at->meeting.agency, at->meeting.id, id, campaigns::notice_version, act.who().account);
  return id;
}

Result<AttendanceId> arrive(db::Tx& tx, std::string_view code, const ArrivalInput& input) {
  const auto at = find(tx, code);
  if (!at) return fail(no_such_code());
  const auto sheet = meetings::sheet(tx, anybody(at->alliance, at->meeting, tx.now()));
  const auto organization = OrganizationId::parse(trim(input.organization)).value_or(OrganizationId());
  Error error = Error::invalid(_("Revise los datos marcados."));
  if (std::find(sheet.expected.begin(), sheet.expected.end(), organization) == sheet.expected.end())
    error.fields.push_back({"organization", _("Elija su organización. Si no está en la lista, dígalo en la puerta.")});
  const auto person = parse_text(input.person, 120);
  if (!person)
    error.fields.push_back({"person", person.error().message});
  else if (person->empty())
    error.fields.push_back({"person", _("Escriba su nombre.")});
  else if (std::count_if(sheet.rows.begin(), sheet.rows.end(), [&](const Attendance& row) {
             return row.organization == organization && row.teller == Teller::code;
           }) >= most_by_code)
    error.fields.push_back({"person", _("Ya hay muchas personas de esta organización. Regístrese en la puerta.")});
  if (!error.fields.empty()) return fail(std::move(error));
  const auto id = TRY(meetings::register_attendance(tx, feature::Act::system("checkins"), at->meeting,
                                                    arrived(organization, *person, Teller::code, *at, tx.now())));
  store::add_notice(tx, at->meeting.agency, at->meeting.id, id, campaigns::notice_version, {});
  return id;
}

Result<AttendanceId> walk_in(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId meeting,
                             const WalkInInput& raw) {
  const auto seen = TRY(meetings::see(tx, act.actor, alliance, meeting));
  if (!may_walk_in(seen)) return fail(Error::forbidden());
  const auto& home = seen.seen.alliance;
  organizations::ProfileInput input;
  input.name = raw.organization;
  input.type = organizations::to_text(organizations::OrganizationType::unspecified);  // the directory asks for the rest later
  auto profile = organizations::check(tx, home.agency, input);
  if (!profile) {
    // Of all that a profile can lack, the form asks for the name.
    for (const auto& field : profile.error().fields)
      if (field.field == "name") return fail(Error::field("organization", field.message));
    return fail(profile.error());
  }
  if (organizations::find_by_name(tx, home.agency, profile->name)) {
    auto taken = Error::field("organization",
                              _("El directorio ya tiene una organización con ese nombre: búsquela en la lista de la puerta."));
    taken.fault = Fault::conflict;
    return fail(std::move(taken));
  }
  // The request is answered once, by the last of the three.
  auto unkeyed = act;
  unkeyed.key = nullptr;
  const auto made = organizations::add(tx, unkeyed, home.agency, *profile, {}, seen.seen.today);
  TRY(membership::change(tx, unkeyed, seen.seen.standing,
                         {home.agency, alliance, made.id, Status::invited, seen.seen.today,
                          i18n::text(Lang::es, _("Llegó a la reunión «{1}».").arg(seen.meeting.title.es))}));
  return meetings::register_attendance(tx, act, alliance, meeting, made.id, {raw.person, "in_person", "", ""});
}

}  // namespace alianza::checkins
