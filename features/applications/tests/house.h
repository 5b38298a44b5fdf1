#pragma once
// An agency with a public alliance, its secretariat, and letters that are kept.
#include <gtest/gtest.h>

#include "features/adherences/feature.h"
#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/actions.h"
#include "features/alliances/feature.h"
#include "features/applications/actions.h"
#include "features/applications/feature.h"
#include "features/applications/jobs.h"
#include "features/campaigns/actions.h"
#include "features/campaigns/feature.h"
#include "features/campaigns/jobs.h"
#include "features/membership/actions.h"
#include "features/membership/feature.h"
#include "features/organizations/actions.h"
#include "features/organizations/feature.h"
#include "platform/jobs/workers.h"
#include "platform/mail/delivery.h"
#include "platform/mail/mail.h"
#include "platform/test/letter_link.h"
#include "platform/test/test_app.h"

namespace alianza::applications {

inline const std::string origin = "http://127.0.0.1:8080";

class House : public ::testing::Test {
 protected:
  House() {
    const agencies::Input a{"muestra", "Agencia de muestra",  "Sample agency", "Muestra",
                            "MX",      "America/Mexico_City", "#4a3c8c",       "#2c2260",
                            "#ece8f7"};
    const auto op = app.act(app.server_operator());
    agency = app.write([&](db::Tx& tx) { return agencies::create(tx, op, a); }).id;
    app.appoint(app.person("director"), auth::Scope::agency(agency.value()), auth::Role::director);
    app.appoint(app.person("secretariat"), auth::Scope::agency(agency.value()), auth::Role::secretariat);
    app.appoint(app.person("legal"), auth::Scope::agency(agency.value()), auth::Role::legal);
    alliances::Input in;
    in.slug = "agua";
    in.name_es = "Alianza por el agua";
    in.starts_on = "2026-01-01";
    in.is_public = "1";
    alliance = app.write([&](db::Tx& tx) { return alliances::create(tx, act("director"), agency, in); }).id;
  }

  feature::Act act(const std::string& name) { return app.act(app.person(name)); }
  http::TestClient& client(const std::string& name) { return app.client(app.person(name)); }
  static http::Pairs typed(const std::string& organization, const std::string& email) {
    return {{"organization", organization}, {"type", "company"}, {"name", "Ana Ruiz"},
            {"position", "Directora"},      {"email", email},    {"why", "Trabajamos con el agua.\nQueremos sumar."}};
  }
  http::TestAnswer ask(const std::string& organization, const std::string& email, http::Pairs more = {}) {
    auto fields = typed(organization, email);
    fields.insert(fields.end(), more.begin(), more.end());
    return app.visitor().submit_from("/p/agua/join", "/p/agua/join", fields);
  }
  /// What waits in the outbox is sent, to nobody.
  void deliver() {
    jobs::Kinds kinds;
    kinds.add(mail::keeping());
    kinds.add(campaigns::sending(origin));
    while (jobs::run_due(app.db(), kinds).value() > 0) {
    }
  }
  std::vector<mail::Kept> letters_to(const std::string& email) {
    deliver();
    std::vector<mail::Kept> out;
    for (auto& kept : app.read([&](db::Tx& tx) -> Result<std::vector<mail::Kept>> {
           return mail::in_state(tx, mail::State::sent, {.limit = 100});
         }))
      if (kept.letter.to.text() == email) out.push_back(std::move(kept));
    return out;
  }
  /// "/applications/…" of the first letter.
  std::string link_to(const std::string& email) {
    for (const auto& kept : letters_to(email))
      if (const auto link = test::letter_link(kept.letter.text, "applications")) return *link;
    throw std::runtime_error("no letter to " + email);
  }
  /// Asked and confirmed.
  ApplicationId pending(const std::string& organization, const std::string& email) {
    ask(organization, email);
    const auto link = link_to(email);
    app.visitor().submit_from(link, link + "/confirm", {});
    for (const auto& row : rows(State::pending))
      if (row.organization_name == organization) return row.id;
    throw std::runtime_error("nobody asked for " + organization);
  }
  std::vector<Application> rows(State state) {
    return app.read([&](db::Tx& tx) { return list(tx, app.person("secretariat"), alliance, state); }).rows;
  }
  std::string page_of(ApplicationId id) const { return "/alliances/" + alliance.text() + "/applications/" + id.text(); }
  std::int64_t number(const char* sql) {
    return app.read([&](db::Tx& tx) -> Result<std::int64_t> { return *tx.one<std::int64_t>(sql); });
  }
  OrganizationId organization(const std::string& name) {
    organizations::Profile profile;
    profile.name = name;
    return app.write([&](db::Tx& tx) { return organizations::add(tx, act("director"), agency, profile, {}, app.today()); }).id;
  }

  test::TestApp app{{&membership::manifest, &agencies::manifest, &alliances::manifest, &organizations::manifest,
                     &adherences::manifest, &campaigns::manifest, &applications::manifest}};
  organizations::CountMemory memory;
  AgencyId agency;
  AllianceId alliance;
};

}  // namespace alianza::applications
