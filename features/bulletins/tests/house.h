#pragma once
// An agency with one public alliance, two officers, a director and a member, over a fresh database.
#include <gtest/gtest.h>

#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/actions.h"
#include "features/alliances/feature.h"
#include "features/bulletins/actions.h"
#include "features/bulletins/feature.h"
#include "features/bulletins/jobs.h"
#include "features/committees/feature.h"
#include "features/documents/feature.h"
#include "features/meetings/feature.h"
#include "features/membership/actions.h"
#include "features/membership/feature.h"
#include "features/organizations/actions.h"
#include "features/organizations/feature.h"
#include "features/portal/feature.h"
#include "features/searches/feature.h"
#include "features/terms/feature.h"
#include "platform/jobs/workers.h"
#include "platform/test/test_app.h"

namespace alianza::bulletins {

using auth::Role;
using auth::Scope;
using membership::Status;

/// Where letters of tests say that the server is.
inline constexpr const char* origin = "http://127.0.0.1:8080";

/// "done", the first wrong field, or the word of the fault.
template <class T>
std::string outcome(const Result<T>& result) {
  if (result) return "done";
  if (!result.error().fields.empty()) return result.error().fields.front().field;
  switch (result.error().fault) {
    case Fault::forbidden: return "forbidden";
    case Fault::not_found: return "not_found";
    case Fault::conflict: return "conflict";
    case Fault::gone: return "gone";
    default: return "other";
  }
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
    app.appoint(person("officer"), Scope::agency(agency.value()), Role::secretariat);
    app.appoint(person("legal"), Scope::agency(agency.value()), Role::legal);
    alliance = make_alliance("muestra", "1");
    hidden = make_alliance("oculta", "");
    app.appoint(person("facilitator"), Scope::alliance(alliance.value()), Role::facilitator);
    seat("active", Status::active);
    seat("invited", Status::invited);
  }

  auth::Actor person(const std::string& name) { return app.person(name); }
  feature::Act act(const std::string& name) {
    if (name == "anonymous") return {};
    return app.act(person(name));
  }
  /// An act in its transaction, as that person: outcome(as("director", [&](auto& tx, const auto& by) { … })).
  template <class Do>
  auto as(const std::string& name, const Do& perform) {
    const auto by = act(name);
    return app.db().write([&](db::Tx& tx) { return perform(tx, by); });
  }

  static Input input(const std::string& title = "Primer boletín", const std::string& body = "Hola *a* todos.") {
    Input i;
    i.title_es = title;
    i.summary_es = "Resumen de " + title;
    i.body_es = body;
    return i;
  }
  BulletinId draft(const Input& wanted = input()) {
    return app.write([&](db::Tx& tx) { return write(tx, act("secretariat"), alliance, wanted); });
  }
  std::string submit(BulletinId id, const std::string& who = "secretariat") {
    return outcome(as(who, [&](db::Tx& tx, const feature::Act& by) { return bulletins::submit(tx, by, alliance, id); }));
  }
  std::string approve(BulletinId id, const std::string& who = "director") {
    return outcome(as(who, [&](db::Tx& tx, const feature::Act& by) { return bulletins::approve(tx, by, alliance, id); }));
  }
  std::string withdraw(BulletinId id, const std::string& reason = "Un error") {
    return outcome(
        as("officer", [&](db::Tx& tx, const feature::Act& by) { return bulletins::withdraw(tx, by, alliance, id, reason); }));
  }
  std::string correct(BulletinId id, const std::string& body) {
    auto wanted = input("Primer boletín, corregido", body);
    wanted.correction_es = "La cifra era otra.";
    return outcome(
        as("secretariat", [&](db::Tx& tx, const feature::Act& by) { return bulletins::correct(tx, by, alliance, id, wanted); }));
  }
  BulletinId published(const Input& wanted = input()) {
    const auto id = draft(wanted);
    EXPECT_EQ(submit(id), "done");
    EXPECT_EQ(approve(id), "done");
    work();
    return id;
  }
  SeenBulletin seen(BulletinId id, const std::string& who = "secretariat") {
    return app.read([&](db::Tx& tx) { return see(tx, person(who), alliance, id); });
  }
  /// Jobs that are due.
  int work() {
    jobs::Kinds kinds;
    kinds.add(announcing(std::string(origin), 3));
    int done = 0;
    while (const auto n = jobs::run_due(app.db(), kinds).value()) done += n;
    return done;
  }

  test::TestApp app{{&membership::manifest, &agencies::manifest, &alliances::manifest, &terms::manifest, &organizations::manifest,
                     &committees::manifest, &meetings::manifest, &document::manifest, &portal::manifest, &bulletins::manifest,
                     &searches::manifest}};
  AgencyId agency;
  AllianceId alliance;
  AllianceId hidden;  // without a portal

 private:
  AllianceId make_alliance(const std::string& slug, const std::string& is_public) {
    alliances::Input in;
    in.slug = slug;
    in.name_es = "Alianza " + slug;
    in.starts_on = "2026-01-01";
    in.is_public = is_public;
    return app.write([&](db::Tx& tx) { return alliances::create(tx, act("director"), agency, in); }).id;
  }
  void seat(const std::string& name, Status status) {
    organizations::Profile profile;
    profile.name = "Organización " + name;
    const auto by = act("director");
    const auto id = app.write([&](db::Tx& tx) { return organizations::add(tx, by, agency, profile, {}, app.today()); }).id;
    app.write([&](db::Tx& tx) {
      const auto standing = membership::standing(tx, by.actor, agency, alliance, app.today());
      return membership::change(tx, by, standing, {agency, alliance, id, status, app.today().plus_days(-30), "motivo"});
    });
    app.appoint(person(name), Scope::organization(id.value()), Role::representative);
  }
};

}  // namespace alianza::bulletins
