#pragma once
// An agency with one alliance, a committee with an officer, and a person of every standing, over a fresh database.
#include <gtest/gtest.h>

#include <map>

#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/actions.h"
#include "features/alliances/feature.h"
#include "features/committees/actions.h"
#include "features/committees/feature.h"
#include "features/meetings/actions.h"
#include "features/meetings/feature.h"
#include "features/membership/actions.h"
#include "features/membership/feature.h"
#include "features/organizations/actions.h"
#include "features/organizations/feature.h"
#include "platform/test/test_app.h"

namespace alianza::meetings {

using auth::Role;
using auth::Scope;
using membership::Status;

inline Date day(const char* text) { return *Date::parse(text); }

inline std::string outcome(const Done& done) {
  if (done) return "done";
  switch (done.error().fault) {
    case Fault::forbidden: return "forbidden";
    case Fault::not_found: return "not_found";
    case Fault::conflict: return "conflict";
    case Fault::invalid: return done.error().fields.empty() ? "invalid" : done.error().fields.front().field;
    default: return "other";
  }
}
template <class T>
std::string outcome(const Result<T>& result) {
  return result ? "done" : outcome(Done(fail(result.error())));
}

/// Today is Monday 2 March 2026 (platform/db/testing.h).
class House {
 public:
  /// `above`: features that stand on meetings.
  explicit House(std::vector<const feature::Feature*> above = {}) : app(with(std::move(above))) {
    agencies::Input a{"muestra", "Agencia de muestra",  "Sample agency", "Muestra",
                      "MX",      "America/Mexico_City", "#4a3c8c",       "#2c2260",
                      "#ece8f7"};
    const auto op = app.act(app.server_operator());
    agency = app.write([&](db::Tx& tx) { return agencies::create(tx, op, a); }).id;
    app.appoint(app.person("director"), Scope::agency(agency.value()), Role::director);
    app.appoint(app.person("secretariat"), Scope::agency(agency.value()), Role::secretariat);
    app.appoint(app.person("legal"), Scope::agency(agency.value()), Role::legal);
    alliance = make_alliance("muestra");
    app.appoint(app.person("facilitator"), Scope::alliance(alliance.value()), Role::facilitator);
    other = make_alliance("otra");
    app.appoint(app.person("outsider"), Scope::alliance(other.value()), Role::facilitator);
    for (const auto status : {Status::invited, Status::active, Status::suspended, Status::withdrawn})
      add_person(std::string(membership::code(status)), status);
    add_person("officer", Status::active);
    add_person("stopped_officer", Status::suspended);
    energy = make_committee("Energía", "officer");
    water = make_committee("Agua", "stopped_officer");
  }

  feature::Act act(const std::string& name) {
    if (name == "anonymous") return {};
    if (name == "operator") return app.act(app.server_operator());
    return app.act(app.person(name));
  }

  /// A new organisation with that status since a year ago; «Organización active 3» unless it is named.
  OrganizationId member(Status status, std::string name = {}) {
    organizations::Profile profile;
    profile.name =
        name.empty() ? "Organización " + std::string(membership::code(status)) + " " + std::to_string(++made_) : std::move(name);
    const auto id =
        app.write([&](db::Tx& tx) { return organizations::add(tx, act("director"), agency, profile, {}, app.today()); }).id;
    const auto since = app.today().plus_days(-365);
    const auto go = [&](Status to) {
      app.write([&](db::Tx& tx) {
        const auto standing = membership::standing(tx, app.person("director"), agency, alliance, app.today());
        return membership::change(tx, act("director"), standing, {agency, alliance, id, to, since, "motivo"});
      });
    };
    go(status == Status::invited ? Status::invited : Status::active);
    if (status == Status::suspended || status == Status::withdrawn) go(status);
    return id;
  }

  Input input(const std::string& title, const std::string& on = "2026-03-02", CommitteeId committee = {}) {
    Input i;
    i.kind = committee ? "committee" : "plenary";
    i.committee = committee ? committee.text() : "";
    i.title_es = title;
    i.on = on;
    i.starts = "10:00";
    i.ends = "12:00";
    return i;
  }
  Meeting meeting(const std::string& title, const std::string& on = "2026-03-02", CommitteeId committee = {}) {
    return app.write([&](db::Tx& tx) { return schedule(tx, act("secretariat"), alliance, input(title, on, committee)); });
  }
  std::string attend(const char* who, MeetingId id, OrganizationId org, const AttendanceInput& how = {}) {
    return outcome(app.db().write([&](db::Tx& tx) { return register_attendance(tx, act(who), alliance, id, org, how); }));
  }
  void add_person(const std::string& name, Status status) {
    seats[name] = member(status);
    app.appoint(app.person(name), Scope::organization(seats[name].value()), Role::representative);
  }
  Book book_of(MeetingId id) {
    return app.read([&](db::Tx& tx) { return book(tx, id); });
  }
  Meeting again(MeetingId id) {
    return *app.read([&](db::Tx& tx) { return find(tx, alliance, id); });
  }

  test::TestApp app;
  AgencyId agency;
  AllianceId alliance;
  AllianceId other;
  CommitteeId energy;  // its secretary is the person «officer»
  CommitteeId water;   // its secretary is the person «stopped_officer», whose organisation is suspended
  std::map<std::string, OrganizationId> seats;  // the organisation of the person "invited", "active"…

 private:
  int made_ = 0;
  static std::vector<const feature::Feature*> with(std::vector<const feature::Feature*> above) {
    std::vector<const feature::Feature*> all{&membership::manifest,    &agencies::manifest,   &alliances::manifest,
                                             &organizations::manifest, &committees::manifest, &manifest};
    all.insert(all.end(), above.begin(), above.end());
    return all;
  }
  AllianceId make_alliance(const std::string& slug) {
    alliances::Input i;
    i.slug = slug;
    i.name_es = "Alianza " + slug;
    i.starts_on = "2026-01-01";
    return app.write([&](db::Tx& tx) { return alliances::create(tx, act("director"), agency, i); }).id;
  }
  CommitteeId make_committee(const std::string& name, const std::string& officer) {
    committees::Input i;
    i.name_es = name;
    i.quorum_percent = "50";
    const auto id = app.write([&](db::Tx& tx) { return committees::found(tx, act("director"), alliance, i); }).id;
    app.write([&](db::Tx& tx) {
      return committees::appoint(tx, act("director"), alliance, id,
                                 {"secretary", "Quien lleva las minutas", "", officer + "@example.org", "2026-01-15", ""});
    });
    return id;
  }
};

}  // namespace alianza::meetings
