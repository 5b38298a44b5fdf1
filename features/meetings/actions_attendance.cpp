// Attendance and reported counts: who came, and what is only told.
#include <algorithm>
#include <set>

#include "features/committees/actions.h"
#include "features/meetings/actions_shared.h"
#include "features/meetings/store.h"
#include "features/meetings/store_attendance.h"
#include "features/membership/actions.h"

namespace alianza::meetings {
namespace {

using membership::Status;

audit::Fields fields_of(const Attendance& row) {
  audit::Fields f;
  f.set("organization", row.organization)
      .set("mode", to_text(row.mode))
      .set("arrival", to_text(row.arrival))
      .set("group", row.group)
      .set("teller", to_text(row.teller));
  if (!row.person.empty()) f.personal("person", {}, row.person);
  return f;
}

/// The name of who came is hidden by a salt of their own row: erasing one person leaves the others of the meeting.
feature::About about_row(const Meeting& meeting, AttendanceId row) {
  auto about_it = about(meeting);
  about_it.person_kind = "attendance";
  about_it.person_id = row.value();
  return about_it;
}

Result<SeenMeeting> seen_to_register(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id) {
  auto seen = TRY(seen_for(tx, act, alliance, id, Action::register_));
  if (seen.meeting.state == State::cancelled)
    return fail(Error::conflict(_("La reunión está cancelada. Prográmela de nuevo para registrar asistencia.")));
  return seen;
}

Done check_group(db::Tx& tx, MeetingId meeting, GroupId group) {
  if (!group) return {};
  for (const auto& g : store::groups(tx, meeting))
    if (g.id == group) return {};
  return fail(Error::field("group", _("Elija una mesa de la lista.")));
}

Date day_of(const SeenMeeting& s) { return s.meeting.on.value_or(s.seen.today); }

bool in_committee_on(const committees::Member& member, Date day) {
  return (!member.since || *member.since <= day) && (!member.until || day < *member.until);
}

/// A body at the meeting: members and rules are those of that day.
Assembly assembly(CommitteeId committee, const std::vector<committees::Member>& history,
                  const std::vector<committees::Rules>& editions, Date day, const std::set<OrganizationId>& there) {
  Assembly out;
  out.committee = committee;
  std::set<OrganizationId> members;
  for (const auto& member : history)
    if (in_committee_on(member, day)) members.insert(member.organization);
  for (const auto id : members) out.present += there.contains(id) ? 1 : 0;
  out.expected.assign(members.begin(), members.end());
  if (const auto* rules = committees::rules_on(editions, day))
    out.quorum = committees::quorum(*rules, static_cast<int>(members.size()));
  return out;
}

std::vector<Assembly> assemblies(db::Tx& tx, const SeenMeeting& s, const std::set<OrganizationId>& there) {
  const auto bodies = bodies_of(s.meeting);
  const auto day = day_of(s);
  if (bodies.empty()) return {};
  if (bodies.size() == 1) {
    const auto body = bodies.front();
    return {assembly(body, committees::book(tx, body).members, committees::rules(tx, body), day, there)};
  }
  const auto history = committees::history_of_alliance(tx, s.seen.alliance.id);
  const auto editions = committees::rules_of_alliance(tx, s.seen.alliance.id);
  const auto of = [](const auto& all, CommitteeId body) {
    const auto found = all.find(body);
    return found == all.end() ? typename std::decay_t<decltype(all)>::mapped_type() : found->second;
  };
  std::vector<Assembly> out;
  for (const auto body : bodies) out.push_back(assembly(body, of(history, body), of(editions, body), day, there));
  return out;
}

}  // namespace

Sheet sheet(db::Tx& tx, const SeenMeeting& s) {
  Sheet out;
  const auto day = day_of(s);
  const auto& alliance = s.seen.alliance;
  out.rows = store::attendances(tx, s.meeting.id);
  std::set<OrganizationId> there;
  for (const auto& row : out.rows) there.insert(row.organization);
  std::set<OrganizationId> expected;
  out.bodies = assemblies(tx, s, there);
  for (const auto& body : out.bodies) expected.insert(body.expected.begin(), body.expected.end());
  if (out.bodies.size() == 1) out.quorum = out.bodies.front().quorum;
  if (out.bodies.empty()) {
    for (const auto id : membership::with_status_on(tx, alliance.id, Status::active, day)) expected.insert(id);
  }
  std::set<OrganizationId> guests;
  for (const auto status : {Status::active, Status::invited, Status::suspended})
    for (const auto id : membership::with_status_on(tx, alliance.id, status, day))
      if (!expected.contains(id)) guests.insert(id);
  for (const auto& row : out.rows)
    if (!expected.contains(row.organization)) guests.insert(row.organization);
  out.groups = store::groups(tx, s.meeting.id);
  out.expected.assign(expected.begin(), expected.end());
  out.guests.assign(guests.begin(), guests.end());
  return out;
}

Result<AttendanceId> register_attendance(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id,
                                         OrganizationId organization, const AttendanceInput& input) {
  const auto seen = TRY(seen_to_register(tx, act, alliance, id));
  auto row = TRY(parse(input));
  row.organization = organization;
  TRY(check_group(tx, id, row.group));
  // Whoever has a place in the alliance, whatever the status: that it was there is a fact, not a right.
  if (membership::history(tx, alliance, organization).empty())
    return fail(Error::field("organization", _("Elija una organización de la alianza. Si es nueva, invítela primero.")));
  const auto zone = Zone::parse(seen.seen.alliance.zone).value_or(Zone());
  if (const auto arrival = arrival_at(span_of(seen.meeting, zone), tx.now())) {
    row.arrived_at = tx.now();
    if (input.arrival.empty()) row.arrival = *arrival;
  }
  return register_attendance(tx, act, seen.meeting, row);
}

Result<AttendanceId> register_attendance(db::Tx& tx, const feature::Act& act, const Meeting& meeting, const Attendance& row) {
  // Two people at the door tap the same row: the second finds it done.
  if (const auto present = store::attendance_of(tx, meeting.id, row.organization, fold(row.person))) {
    TRY(feature::remember(tx, act, meeting.id.text()));
    return present->id;
  }
  const auto id = store::insert_attendance(tx, meeting, row, act.who().account);
  feature::record(tx, act, about_row(meeting, id), "attendance.register", fields_of(row));
  TRY(feature::remember(tx, act, meeting.id.text()));
  return id;
}

Result<AttendanceId> correct_attendance(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id,
                                        AttendanceId attendance, const AttendanceInput& input) {
  const auto seen = TRY(seen_to_register(tx, act, alliance, id));
  const auto before = store::find_attendance(tx, id, attendance);
  if (!before) return fail(Error::not_found());
  auto after = TRY(parse(input));
  after.organization = before->organization;
  after.arrived_at = before->arrived_at;
  after.teller = before->teller;
  if (after.person.empty()) after.person = before->person;
  TRY(check_group(tx, id, after.group));
  const auto other = store::attendance_of(tx, id, after.organization, fold(after.person));
  if (other && other->id != attendance) {
    auto taken = Error::field("person", _("Esa persona ya está registrada."));
    taken.fault = Fault::conflict;
    return fail(std::move(taken));
  }
  store::withdraw_attendance(tx, attendance, act.who().account);
  const auto made = store::insert_attendance(tx, seen.meeting, after, act.who().account);
  feature::record(tx, act, about_row(seen.meeting, made), "attendance.correct", fields_of(after));
  TRY(feature::remember(tx, act, id.text()));
  return made;
}

Done correct_organization(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, OrganizationId organization,
                          const AttendanceInput& input) {
  const auto seen = TRY(seen_to_register(tx, act, alliance, id));
  auto after = TRY(parse(input));
  TRY(check_group(tx, id, after.group));
  after.organization = organization;
  bool found = false;
  for (const auto& row : store::attendances(tx, id)) {
    if (row.organization != organization) continue;
    found = true;
    after.person = row.person;
    after.arrived_at = row.arrived_at;
    after.teller = row.teller;
    store::withdraw_attendance(tx, row.id, act.who().account);
    store::insert_attendance(tx, seen.meeting, after, act.who().account);
  }
  if (!found) return fail(Error::not_found());
  after.person.clear();
  feature::record(tx, act, about(seen.meeting), "attendance.correct", fields_of(after));
  return feature::remember(tx, act, id.text());
}

Done withdraw_attendance(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, AttendanceId attendance) {
  const auto seen = TRY(seen_to_register(tx, act, alliance, id));
  const auto row = store::find_attendance(tx, id, attendance);
  if (!row) return fail(Error::not_found());
  store::withdraw_attendance(tx, attendance, act.who().account);
  feature::record(tx, act, about_row(seen.meeting, attendance), "attendance.withdraw", fields_of(*row));
  return feature::remember(tx, act, id.text());
}

Done withdraw_organization(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, OrganizationId organization) {
  const auto seen = TRY(seen_to_register(tx, act, alliance, id));
  std::int64_t rows = 0;
  for (const auto& row : store::attendances(tx, id)) {
    if (row.organization != organization) continue;
    store::withdraw_attendance(tx, row.id, act.who().account);
    ++rows;
  }
  if (rows > 0)
    feature::record(tx, act, about(seen.meeting), "attendance.withdraw",
                    audit::Fields().set("organization", organization).set("rows", rows));
  return feature::remember(tx, act, id.text());
}

Done remove_group(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, GroupId group) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::convene));
  const auto groups = store::groups(tx, id);
  const auto found = std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.id == group; });
  if (found == groups.end()) return fail(Error::not_found());
  for (const auto& row : store::attendances(tx, id))
    if (row.group == group)
      return fail(Error::conflict(_("Hay asistencia registrada en esa mesa. Cámbiela de mesa antes de quitarla.")));
  store::delete_group(tx, id, group);
  feature::record(tx, act, about(seen.meeting), "meeting.remove_group", audit::Fields().change("name", found->name, {}));
  return feature::remember(tx, act, id.text());
}

Done report_group(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, GroupId group, const GroupResult& raw) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::convene));
  const auto groups = store::groups(tx, id);
  const auto found = std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.id == group; });
  if (found == groups.end()) return fail(Error::not_found());
  const auto told = TRY(parse(raw));
  store::report_group(tx, id, group, told);
  audit::Fields fields;
  fields.set("group", group).personal("result", found->result, told.result);
  fields.personal("reporter", found->reporter, told.reporter);
  auto about_it = about(seen.meeting);
  about_it.person_kind = "breakout_group";
  about_it.person_id = group.value();
  feature::record(tx, act, about_it, "meeting.report_group", std::move(fields));
  return feature::remember(tx, act, id.text());
}

Result<CountId> report_count(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, const CountInput& input) {
  const auto seen = TRY(seen_to_register(tx, act, alliance, id));
  return report_count(tx, act, seen.meeting, TRY(parse(input)));
}

Result<CountId> report_count(db::Tx& tx, const feature::Act& act, const Meeting& meeting, const ReportedCount& c) {
  const auto id = store::insert_count(tx, meeting, c, act.who().account);
  audit::Fields fields;
  fields.set("value", c.value).set("qualifier", to_text(c.qualifier)).set("noun", c.noun.es).set("source", c.source.es);
  feature::record(tx, act, about(meeting), "count.report", std::move(fields));
  TRY(feature::remember(tx, act, meeting.id.text()));
  return id;
}

Done withdraw_count(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, CountId count) {
  const auto seen = TRY(seen_to_register(tx, act, alliance, id));
  if (!store::withdraw_count(tx, id, count, act.who().account)) return fail(Error::not_found());
  feature::record(tx, act, about(seen.meeting), "count.withdraw", audit::Fields().set("count", count));
  return feature::remember(tx, act, id.text());
}

void merge(db::Tx& tx, const Merge& m) { store::merge(tx, {m.id, m.kept, m.gone}); }
void unmerge(db::Tx& tx, const Merge& m) { store::unmerge(tx, {m.id, m.kept, m.gone}); }

}  // namespace alianza::meetings
