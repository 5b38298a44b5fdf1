#pragma once
// An agency with one alliance, a person of every standing, and things to be found.
#include <gtest/gtest.h>

#include <boost/json.hpp>
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
#include "features/searches/actions.h"
#include "features/searches/feature.h"
#include "platform/test/test_app.h"

namespace alianza::searches {

using auth::Role;
using auth::Scope;
using membership::OrganizationId;
using membership::Status;

class House : public testing::Test {
 protected:
  House() {
    agencies::Input a{"muestra", "Agencia de muestra",  "Sample agency", "Muestra",
                      "MX",      "America/Mexico_City", "#4a3c8c",       "#2c2260",
                      "#ece8f7"};
    const auto op = app.act(app.server_operator());
    agency = app.write([&](db::Tx& tx) { return agencies::create(tx, op, a); }).id;
    app.appoint(app.person("director"), Scope::agency(agency.value()), Role::director);
    app.appoint(app.person("legal"), Scope::agency(agency.value()), Role::legal);
    alliance = make_alliance("muestra");
    sister = make_alliance("otra");
    app.appoint(app.person("facilitator"), Scope::alliance(alliance.value()), Role::facilitator);
    app.appoint(app.person("outsider"), Scope::alliance(sister.value()), Role::facilitator);
    for (const auto status : {Status::invited, Status::active, Status::suspended, Status::withdrawn}) {
      const std::string name(membership::code(status));
      seats[name] = organization("Molinos " + name, status);
      app.appoint(app.person(name), Scope::organization(seats[name].value()), Role::representative);
    }
  }

  feature::Act act(const std::string& who) { return app.act(app.person(who)); }

  OrganizationId organization(const std::string& name, Status status, const std::string& description = {}) {
    organizations::Profile profile;
    profile.name = name;
    profile.description.es = description;
    profile.rfc = "AAA080808HL8";
    profile.rfc_kept = true;
    const auto id =
        app.write([&](db::Tx& tx) { return organizations::add(tx, act("director"), agency, profile, {}, app.today()); }).id;
    become(id, status == Status::invited ? Status::invited : Status::active);
    if (status == Status::suspended || status == Status::withdrawn) become(id, status);
    return id;
  }
  void become(OrganizationId id, Status to) {
    app.write([&](db::Tx& tx) {
      const auto standing = membership::standing(tx, app.person("director"), agency, alliance, app.today());
      return membership::change(tx, act("director"), standing, {agency, alliance, id, to, app.today().plus_days(-30), "motivo"});
    });
  }
  committees::Committee committee(const std::string& name, const std::string& purpose = {}) {
    committees::Input input;
    input.name_es = name;
    input.purpose_es = purpose;
    return app.write([&](db::Tx& tx) { return committees::found(tx, act("director"), alliance, input); });
  }
  meetings::Meeting meeting(const std::string& title, const std::string& agenda = {}, const std::string& english = {}) {
    meetings::Input input;
    input.title_es = title;
    input.title_en = english;
    input.on = "2026-03-20";
    input.agenda = agenda;
    return app.write([&](db::Tx& tx) { return meetings::schedule(tx, act("director"), alliance, input); });
  }

  std::string page_url(const std::string& text) { return http::Url("/alliances/{}/search", alliance).with("q", text).text(); }
  std::string api_url(const std::string& text) {
    return http::Url("/api/v1/alliances/{}/search", alliance).with("q", text).text();
  }
  /// "organization 1: Molinos active; meeting 2: …" as the API tells it to that person.
  std::string found(const std::string& who, const std::string& text) {
    const auto answer = app.client(app.person(who)).get(api_url(text));
    if (answer.status != 200) return std::to_string(answer.status);
    std::string out;
    const auto document = boost::json::parse(answer.body);
    for (const auto& group : document.at("groups").as_array()) {
      out += (out.empty() ? "" : "; ") + std::string(group.at("kind").as_string()) + " " +
             std::to_string(group.at("count").at("value").as_int64()) + ":";
      for (const auto& item : group.at("items").as_array()) out += " " + std::string(item.at("title").at("text").as_string());
    }
    return out;
  }

  test::TestApp app{{&membership::manifest, &agencies::manifest, &alliances::manifest, &organizations::manifest,
                     &committees::manifest, &meetings::manifest, &manifest}};
  membership::AgencyId agency;
  AllianceId alliance;
  AllianceId sister;
  std::map<std::string, OrganizationId> seats;

 private:
  AllianceId make_alliance(const std::string& slug) {
    alliances::Input input;
    input.slug = slug;
    input.name_es = "Alianza " + slug;
    input.starts_on = "2026-01-01";
    return app.write([&](db::Tx& tx) { return alliances::create(tx, act("director"), agency, input); }).id;
  }
};

}  // namespace alianza::searches
