#pragma once
// An agency with an alliance, organisations with contacts, a person of every standing, and a post office that keeps letters.
#include <gtest/gtest.h>

#include <map>

#include "features/adherences/actions.h"
#include "features/adherences/feature.h"
#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/actions.h"
#include "features/alliances/feature.h"
#include "features/campaigns/actions.h"
#include "features/campaigns/feature.h"
#include "features/campaigns/jobs.h"
#include "features/membership/actions.h"
#include "features/membership/feature.h"
#include "features/organizations/actions.h"
#include "features/organizations/feature.h"
#include "features/privacy/feature.h"
#include "platform/jobs/workers.h"
#include "platform/mail/delivery.h"
#include "platform/mail/mail.h"
#include "platform/test/letter_link.h"
#include "platform/test/test_app.h"

namespace alianza::campaigns {

using auth::Role;
using auth::Scope;
using membership::Status;

inline const std::string origin = "http://127.0.0.1:8080";

/// The fault as a word, or the field that is wrong, or "done".
template <class T>
std::string outcome(const Result<T>& result) {
  if (result) return "done";
  if (!result.error().fields.empty()) return result.error().fields.front().field;
  switch (result.error().fault) {
    case Fault::not_found: return "not_found";
    case Fault::forbidden: return "forbidden";
    case Fault::conflict: return "conflict";
    case Fault::gone: return "gone";
    default: return "invalid";
  }
}

class House {
 public:
  House() {
    app.site().entry_checks.clear();  // the notice that everybody reads first is no subject of these tests
    agencies::Input a{"muestra", "Agencia de muestra",  "Sample agency", "Muestra",
                      "MX",      "America/Mexico_City", "#4a3c8c",       "#2c2260",
                      "#ece8f7"};
    const auto op = app.act(app.server_operator());
    agency = app.write([&](db::Tx& tx) { return agencies::create(tx, op, a); }).id;
    app.appoint(person("director"), Scope::agency(agency.value()), Role::director);
    app.appoint(person("secretariat"), Scope::agency(agency.value()), Role::secretariat);
    app.appoint(person("legal"), Scope::agency(agency.value()), Role::legal);
    alliance = make_alliance("muestra");
    other = make_alliance("otra");
    app.appoint(person("facilitator"), Scope::alliance(alliance.value()), Role::facilitator);
    app.appoint(person("outsider"), Scope::alliance(other.value()), Role::facilitator);
    for (const auto status : {Status::invited, Status::active, Status::suspended, Status::withdrawn}) {
      const auto name = std::string(membership::code(status));
      const auto id = organization("Organización " + name, status);
      app.appoint(person(name), Scope::organization(id.value()), Role::representative);
    }
  }

  auth::Actor person(const std::string& name) { return app.person(name); }
  feature::Act act(const std::string& name) {
    if (name == "anonymous") return {};
    if (name == "operator") return app.act(app.server_operator());
    return app.act(person(name));
  }

  /// Of the directory, with a contact when it has an e-mail, and a status in the alliance when it has one.
  OrganizationId organization(const std::string& name, std::optional<Status> status = {}, const std::string& email = {}) {
    organizations::Profile profile;
    profile.name = name;
    const auto by = act("director");
    const auto id = app.write([&](db::Tx& tx) { return organizations::add(tx, by, agency, profile, {}, app.today()); }).id;
    if (!email.empty()) contact(id, "Contacto de " + name, email);
    if (status) {
      if (*status == Status::invited || *status == Status::active)
        move(id, *status);
      else
        move(id, Status::active), move(id, *status);
    }
    return id;
  }
  void contact(OrganizationId id, const std::string& name, const std::string& email, const std::string& role = "contact") {
    const auto by = act("director");
    app.write([&](db::Tx& tx) {
      return organizations::add_contact(tx, by, alliance, id, {name, email, "", "Dirección", role}, app.today().text());
    });
  }
  void move(OrganizationId id, Status to) {
    app.write([&](db::Tx& tx) {
      const auto standing = membership::standing(tx, person("director"), agency, alliance, app.today());
      return membership::change(tx, act("director"), standing, {agency, alliance, id, to, app.today().plus_days(-100), "motivo"});
    });
  }
  void withdraw_today(OrganizationId id) {
    app.write([&](db::Tx& tx) {
      const auto standing = membership::standing(tx, person("director"), agency, alliance, app.today());
      return membership::change(tx, act("director"), standing, {agency, alliance, id, Status::withdrawn, app.today(), "motivo"});
    });
  }
  std::string status(OrganizationId id) {
    const auto rows = app.read(
        [&](db::Tx& tx) -> Result<std::vector<membership::Participation>> { return membership::history(tx, alliance, id); });
    return rows.empty() || rows.front().until ? "none" : std::string(membership::code(rows.front().status));
  }
  /// `count` organisations outside of the alliance, each with a contact: org1@uno.example…
  std::vector<OrganizationId> directory(int count) {
    std::vector<OrganizationId> out;
    for (int i = 1; i <= count; ++i)
      out.push_back(organization("Empresa " + std::to_string(100 + i), {}, "org" + std::to_string(i) + "@uno.example"));
    return out;
  }

  Input input(const std::string& name = "Empresas", const std::string& adherence = "not_required") {
    auto i = first_input();
    i.name = name;
    i.deadline = app.today().plus_days(20).text();
    i.adherence = adherence;
    i.reply_to = "secretariado@institucion.example";
    return i;
  }
  Campaign campaign(const std::string& name = "Empresas", const std::string& adherence = "not_required") {
    return app.write([&](db::Tx& tx) { return plan(tx, act("secretariat"), alliance, input(name, adherence)); });
  }
  Chosen choose_all(const Campaign& c, RecipientsInput wanted = {}) {
    const auto chosen = choose(app.db(), memory, act("secretariat"), alliance, c.id, wanted);
    if (!chosen) throw std::runtime_error("recipients were not chosen");
    return *chosen;
  }
  Done go(const Campaign& c) {
    return app.db().write([&](db::Tx& tx) { return start(tx, act("secretariat"), alliance, c.id, origin); });
  }
  /// Jobs that write letters; with `deliver` also the one that counts them as sent.
  int work(bool deliver = true) {
    jobs::Kinds kinds;
    kinds.add(sending(origin, 3));
    kinds.add(reminding(origin, 3));
    if (deliver) kinds.add(mail::keeping());
    int done = 0;
    while (const auto n = jobs::run_due(app.db(), kinds).value()) done += n;
    return done;
  }
  /// Planned, chosen, started and sent.
  Campaign sent(const std::string& adherence = "not_required") {
    const auto c = campaign("Empresas", adherence);
    choose_all(c);
    EXPECT_TRUE(go(c));
    work();
    return c;
  }

  adherences::Text publish(const std::string& body = "Nos adherimos.") {
    return app.write([&](db::Tx& tx) { return adherences::publish(tx, act("secretariat"), alliance, {body, ""}); });
  }

  Page invitations_of(const Campaign& c, Wanted wanted = {}) {
    return app.read([&](db::Tx& tx) { return invitations(tx, person("secretariat"), alliance, c.id, wanted); });
  }
  Counts counts(const Campaign& c) { return invitations_of(c).at.counts; }
  Campaign now(const Campaign& c) { return invitations_of(c).at.campaign; }
  Invitation invitation(const Campaign& c, const std::string& organization) {
    for (auto& row : invitations_of(c, {.limit = 2000}).rows)
      if (row.organization_name == organization) return row;
    throw std::runtime_error("no invitation of " + organization);
  }
  std::vector<mail::Kept> letters(mail::State state = mail::State::sent) {
    return app.read([&](db::Tx& tx) -> Result<std::vector<mail::Kept>> { return mail::in_state(tx, state, {.limit = 500}); });
  }
  /// The address in the newest letter to that person: "/invitations/…".
  std::string link_to(const std::string& email) {
    for (const auto& kept : letters()) {
      if (kept.letter.to.text() != email) continue;
      if (const auto link = test::letter_link(kept.letter.text, "invitations|adherences")) return *link;
    }
    throw std::runtime_error("no letter to " + email);
  }
  static std::string secret_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }
  auth::Link link(const std::string& email) {
    return auth::find_link(app.db(), link_purpose, secret_of(link_to(email)), "198.51.100.1").value();
  }
  std::int64_t number(const char* sql) {
    return app.read([&](db::Tx& tx) -> Result<std::int64_t> { return *tx.one<std::int64_t>(sql); });
  }

  test::TestApp app{{&membership::manifest, &agencies::manifest, &alliances::manifest, &privacy::manifest,
                     &organizations::manifest, &adherences::manifest, &campaigns::manifest}};
  organizations::CountMemory memory;
  AgencyId agency;
  AllianceId alliance;
  AllianceId other;

 private:
  AllianceId make_alliance(const std::string& slug) {
    alliances::Input in;
    in.slug = slug;
    in.name_es = "Alianza " + slug;
    in.starts_on = "2026-01-01";
    in.is_public = "1";
    return app.write([&](db::Tx& tx) { return alliances::create(tx, act("director"), agency, in); }).id;
  }
};

}  // namespace alianza::campaigns
