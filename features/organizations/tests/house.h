#pragma once
// An agency with two alliances and a person of every standing, over a fresh database.
#include <gtest/gtest.h>

#include <map>

#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/feature.h"
#include "features/membership/feature.h"
#include "features/organizations/actions.h"
#include "features/organizations/feature.h"
#include "features/terms/feature.h"
#include "platform/test/test_app.h"

namespace alianza::organizations {

using auth::Role;
using auth::Scope;

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

class House {
 public:
  House() {
    agencies::Input a{"muestra", "Agencia de muestra",  "Sample agency", "Muestra",
                      "MX",      "America/Mexico_City", "#4a3c8c",       "#2c2260",
                      "#ece8f7"};
    const auto op = app.act(app.server_operator());
    agency = app.write([&](db::Tx& tx) { return agencies::create(tx, op, a); }).id;
    app.appoint(person("director"), Scope::agency(agency.value()), Role::director);
    app.appoint(person("secretariat"), Scope::agency(agency.value()), Role::secretariat);
    app.appoint(person("legal"), Scope::agency(agency.value()), Role::legal);
    alliance = make_alliance("muestra");
    app.appoint(person("facilitator"), Scope::alliance(alliance.value()), Role::facilitator);
    other = make_alliance("otra");
    app.appoint(person("outsider"), Scope::alliance(other.value()), Role::facilitator);
    for (const auto status : {Status::invited, Status::active, Status::suspended, Status::withdrawn}) {
      const auto name = std::string(membership::code(status));
      seats[name] = member("Organización " + name, status);
      app.appoint(person(name), Scope::organization(seats[name].value()), Role::representative);
    }
  }

  auth::Actor person(const std::string& name) { return app.person(name); }
  feature::Act act(const std::string& name) {
    if (name == "anonymous") return {};
    if (name == "operator") return app.act(app.server_operator());
    return app.act(person(name));
  }

  ProfileInput company(const std::string& name) const {
    ProfileInput in;
    in.name = name;
    in.state = "09";
    in.sector = "22";
    in.size = "small";
    return in;
  }
  OrganizationId registered(const ProfileInput& profile) {
    RegisterInput input;
    input.profile = profile;
    input.confirm_distinct = "yes";
    return app.write([&](db::Tx& tx) { return register_organization(tx, act("secretariat"), alliance, input); }).id;
  }
  OrganizationId registered(const std::string& name) { return registered(company(name)); }
  void participate(OrganizationId id, Status to, AllianceId in) {
    const auto since = app.today().plus_days(-365).text();
    app.write([&](db::Tx& tx) {
      return change_participation(tx, act("secretariat"), in, id, {std::string(membership::code(to)), since, "motivo"});
    });
  }
  OrganizationId member(const std::string& name, Status status) {
    const auto id = registered(name);
    participate(id, status == Status::invited ? Status::invited : Status::active, alliance);
    if (status == Status::suspended || status == Status::withdrawn) participate(id, status, alliance);
    return id;
  }
  Organization stored(OrganizationId id) {
    return *app.read([&](db::Tx& tx) { return find(tx, agency, id); });
  }
  template <class F>
  auto write(F&& body) {
    return app.db().write(std::forward<F>(body));
  }
  template <class F>
  auto read(F&& body) {
    return app.db().read(std::forward<F>(body));
  }

  test::TestApp app{{&membership::manifest, &agencies::manifest, &alliances::manifest, &terms::manifest, &manifest}};
  AgencyId agency;
  AllianceId alliance;
  AllianceId other;
  std::map<std::string, OrganizationId> seats;  // the organisation of the person "invited", "active"…

 private:
  AllianceId make_alliance(const std::string& slug) {
    alliances::Input input;
    input.slug = slug;
    input.name_es = "Alianza " + slug;
    input.starts_on = "2026-01-01";
    return app.write([&](db::Tx& tx) { return alliances::create(tx, act("director"), agency, input); }).id;
  }
};

}  // namespace alianza::organizations
