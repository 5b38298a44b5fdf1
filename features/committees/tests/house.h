#pragma once
// An agency with one alliance and a person of every standing, over a fresh database.
#include <gtest/gtest.h>

#include <map>

#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/actions.h"
#include "features/alliances/feature.h"
#include "features/committees/actions.h"
#include "features/committees/feature.h"
#include "features/membership/actions.h"
#include "features/membership/feature.h"
#include "features/organizations/actions.h"
#include "features/organizations/feature.h"
#include "platform/test/test_app.h"

namespace alianza::committees {

using auth::Role;
using auth::Scope;
using membership::Status;

inline Date day(const char* text) { return *Date::parse(text); }

class House {
 public:
  /// `above`: features that stand on committees.
  explicit House(std::vector<const feature::Feature*> above = {}) : app(with(std::move(above))) {
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
      seats[name] = member(status);
      app.appoint(person(name), Scope::organization(seats[name].value()), Role::representative);
    }
  }

  auth::Actor person(const std::string& name) { return app.person(name); }
  feature::Act act(const std::string& name) {
    if (name == "anonymous") return {};
    if (name == "operator") return app.act(app.server_operator());
    return app.act(person(name));
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
        const auto standing = membership::standing(tx, person("director"), agency, alliance, app.today());
        return membership::change(tx, act("director"), standing, {agency, alliance, id, to, since, "motivo"});
      });
    };
    go(status == Status::invited ? Status::invited : Status::active);
    if (status == Status::suspended || status == Status::withdrawn) go(status);
    return id;
  }

  Committee committee(const std::string& name, Admission admission = Admission::closed) {
    Input input;
    input.name_es = name;
    input.sdg = "7";
    input.admission = to_text(admission);
    return app.write([&](db::Tx& tx) { return found(tx, act("secretariat"), alliance, input); });
  }

  test::TestApp app;
  AgencyId agency;
  AllianceId alliance;
  AllianceId other;
  std::map<std::string, OrganizationId> seats;  // the organisation of the person "invited", "active"…

 private:
  int made_ = 0;
  static std::vector<const feature::Feature*> with(std::vector<const feature::Feature*> above) {
    std::vector<const feature::Feature*> all{&membership::manifest, &agencies::manifest, &alliances::manifest,
                                             &organizations::manifest, &committees::manifest};
    all.insert(all.end(), above.begin(), above.end());
    return all;
  }
  AllianceId make_alliance(const std::string& slug) {
    alliances::Input input;
    input.slug = slug;
    input.name_es = "Alianza " + slug;
    input.starts_on = "2026-01-01";
    return app.write([&](db::Tx& tx) { return alliances::create(tx, act("director"), agency, input); }).id;
  }
};

}  // namespace alianza::committees
