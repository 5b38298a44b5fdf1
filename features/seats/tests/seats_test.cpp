// Seats: offered by letter, taken behind the link, ended; pages, API and who may.
#include <gtest/gtest.h>

#include <algorithm>

#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/actions.h"
#include "features/alliances/feature.h"
#include "features/membership/actions.h"
#include "features/membership/feature.h"
#include "features/organizations/actions.h"
#include "features/organizations/feature.h"
#include "features/seats/actions.h"
#include "features/seats/feature.h"
#include "platform/http/csrf.h"
#include "platform/mail/delivery.h"
#include "platform/mail/mail.h"
#include "platform/test/letter_link.h"
#include "platform/test/test_app.h"

namespace alianza::seats {
namespace {

using auth::Role;
using auth::Scope;
using membership::Status;

const std::string origin = "http://127.0.0.1:8080";
constexpr const char* good_password = "cuatro palabras sin orden";

bool has(const std::string& body, const std::string& text) { return body.find(text) != std::string::npos; }

class Seats : public testing::Test {
 protected:
  Seats() {
    const agencies::Input input{"muestra", "Agencia", "Agency", "Muestra", "MX", "America/Mexico_City",
                                "#4a3c8c", "#2c2260", "#ece8f7"};
    const auto by = app.act(app.server_operator());
    agency = app.write([&](db::Tx& tx) { return agencies::create(tx, by, input); }).id;
    app.appoint(app.person("director"), Scope::agency(agency.value()), Role::director);
    app.appoint(app.person("legal"), Scope::agency(agency.value()), Role::legal);
    alliances::Input made;
    made.slug = "muestra";
    made.name_es = "Alianza de prueba";
    made.starts_on = "2026-01-01";
    alliance = app.write([&](db::Tx& tx) { return alliances::create(tx, act("director"), agency, made); }).id;
    organization = registered("Telares del Norte");
    contact = contact_of(organization, "Ana Ruiz", "ana@telares.example");
  }

  feature::Act act(const std::string& name) { return app.act(app.person(name)); }
  OrganizationId registered(const std::string& name) {
    organizations::Profile profile;
    profile.name = name;
    const auto id =
        app.write([&](db::Tx& tx) { return organizations::add(tx, act("director"), agency, profile, {}, app.today()); }).id;
    become(id, Status::active);
    return id;
  }
  void become(OrganizationId id, Status to) {
    app.write([&](db::Tx& tx) {
      const auto by = act("director");
      const auto standing = membership::standing(tx, by.actor, agency, alliance, app.today());
      return membership::change(tx, by, standing, {agency, alliance, id, to, app.today(), "motivo"});
    });
  }
  membership::AffiliationId contact_of(OrganizationId id, const std::string& name, const std::string& email) {
    return app.write([&](db::Tx& tx) {
      return organizations::add_contact(tx, act("director"), alliance, id, {name, email, "", "", "contact"}, app.today().text());
    });
  }
  Result<Offer> offered(const std::string& who, membership::AffiliationId to, const std::string& role = "representative") {
    return app.db().write([&](db::Tx& tx) {
      return offer(tx, act(who), alliance, organization, {to.text(), role, "es"}, origin);
    });
  }
  /// The secret in the newest letter to that address.
  std::string secret_for(const std::string& email) {
    const auto letters = app.read([&](db::Tx& tx) {
      return Result<std::vector<std::string>>(tx.all<std::string>(
          "SELECT body_text FROM mail_letters WHERE to_address = :to ORDER BY created_at DESC, id DESC", {{"to", email}}));
    });
    for (const auto& text : letters)
      if (const auto link = test::letter_link(text, "seats")) return link->substr(link->rfind('/') + 1);
    return {};
  }
  Book seen(const std::string& who) {
    return app.read([&](db::Tx& tx) { return book(tx, app.person(who), alliance, organization); });
  }
  /// Ana takes her seat.
  void taken() {
    ENSURE(offered("director", contact));
    const auto link = "/seats/" + secret_for("ana@telares.example");
    const http::Pairs person{{"name", "Ana"}, {"password", good_password}, {"again", good_password}};
    EXPECT_EQ(app.visitor().submit_from(link, link, person).status, 303);
  }
  /// Ana's seat, whatever her session.
  bool lets_in() {
    return app.read([&](db::Tx& tx) -> Result<bool> {
      auth::Actor ana;
      ana.account = auth::find_account(tx, *Email::parse("ana@telares.example"))->id;
      const auto standing = membership::standing(tx, ana, agency, alliance, app.today());
      return std::ranges::any_of(standing.seats, [&](const membership::Seat& seat) { return seat.status == Status::active; });
    });
  }
  Done left(membership::AffiliationId who, Date until) {
    return app.db().write(
        [&](db::Tx& tx) { return organizations::end_contact(tx, act("director"), alliance, organization, who, until.text()); });
  }
  std::string path() const { return "/alliances/" + alliance.text() + "/organizations/" + organization.text() + "/seats"; }

  test::TestApp app{
      {&membership::manifest, &agencies::manifest, &alliances::manifest, &organizations::manifest, &seats::manifest}};
  AgencyId agency;
  AllianceId alliance;
  OrganizationId organization;
  membership::AffiliationId contact;
};

TEST_F(Seats, AContactBecomesRepresentativeByTheLinkOfTheLetter) {
  ASSERT_TRUE(offered("director", contact));
  const auto link = "/seats/" + secret_for("ana@telares.example");
  auto& visitor = app.visitor();
  // Scanners open every link, as often as they like.
  for (int i = 0; i < 3; ++i) {
    const auto page = visitor.get(link);
    EXPECT_EQ(page.status, 200);
    for (const auto* text : {"Telares del Norte", "Ana Ruiz", "ana@telares.example", "Crear mi cuenta y entrar"})
      EXPECT_TRUE(has(page.body, text)) << text;
  }
  const auto weak = visitor.submit_from(link, link, {{"name", "Ana Ruiz"}, {"password", "corta"}, {"again", "otra"}});
  EXPECT_EQ(weak.status, 422);
  EXPECT_TRUE(has(weak.body, "No es igual a la contraseña de arriba."));
  EXPECT_TRUE(seen("director").present.empty());
  const auto in = visitor.submit_from(link, link, {{"name", "Ana Ruiz"}, {"password", good_password}, {"again", good_password}});
  EXPECT_EQ(in.status, 303);
  EXPECT_EQ(in.location(), "/alliances/" + alliance.text());
  EXPECT_EQ(visitor.get("/alliances/" + alliance.text()).status, 200) << "signed in by the link";
  const auto book = seen("director");
  ASSERT_EQ(book.present.size(), 1U);
  EXPECT_EQ(book.present[0].name, "Ana Ruiz");
  EXPECT_EQ(book.present[0].appointment.role, Role::representative);
  EXPECT_TRUE(book.offers.empty());
  EXPECT_TRUE(book.contacts.empty());
  const auto again = http::TestClient(app.router()).get(link);
  EXPECT_EQ(again.status, 410);
  EXPECT_TRUE(has(again.body, "Este acceso ya se usó."));
}

TEST_F(Seats, WhoHasAnAccountComesWithItsPasswordAndNobodyElse) {
  app.write([&](db::Tx& tx) {
    return auth::create_account(
        tx, {*Email::parse("Ana@telares.example"), "Ana", Lang::es, auth::hash_password(good_password), false});
  });
  ASSERT_TRUE(offered("director", contact));
  const auto link = "/seats/" + secret_for("ana@telares.example");
  auto& visitor = app.visitor();
  EXPECT_TRUE(has(visitor.get(link).body, "Ya tiene una cuenta con este correo"));
  EXPECT_EQ(visitor.submit_from(link, link, {{"password", "no es esta, de ningún modo"}}).status, 422);
  EXPECT_EQ(
      visitor.submit_from(link, link, {{"name", "X"}, {"password", "otra frase muy larga"}, {"again", "otra frase muy larga"}})
          .status,
      422);
  EXPECT_TRUE(seen("director").present.empty());
  EXPECT_EQ(visitor.submit_from(link, link, {{"password", good_password}}).status, 303);
  EXPECT_EQ(seen("director").present.size(), 1U);
}

TEST_F(Seats, AnotherLetterEndsTheLinkBeforeAndAWithdrawnOneServesNobody) {
  const auto first = offered("director", contact);
  ASSERT_TRUE(first);
  EXPECT_FALSE(offered("director", contact)) << "an offer is open already";
  const auto old = "/seats/" + secret_for("ana@telares.example");
  const auto page = path();
  EXPECT_EQ(app.client(app.person("director")).submit_from(page, page + "/offers/" + first->id.text() + "/again", {}).status,
            303);
  EXPECT_EQ(app.visitor().get(old).status, 410);
  const auto fresh = "/seats/" + secret_for("ana@telares.example");
  auto& visitor = app.visitor();
  EXPECT_EQ(visitor.get(fresh).status, 200);
  EXPECT_EQ(app.client(app.person("director")).submit_from(page, page + "/offers/" + first->id.text() + "/withdraw", {}).status,
            303);
  EXPECT_EQ(visitor.submit(fresh, {{"name", "Ana"}, {"password", good_password}, {"again", good_password}}).status, 410);
  EXPECT_EQ(visitor.get(fresh).status, 410);
  EXPECT_EQ(app.visitor().get("/seats/" + std::string(43, 'x')).status, 404);
  EXPECT_TRUE(seen("director").present.empty());
}

TEST_F(Seats, ALinkEndsAfterThirtyDaysAndWhenTheOrganisationLeaves) {
  ASSERT_TRUE(offered("director", contact));
  const auto link = "/seats/" + secret_for("ana@telares.example");
  auto& visitor = app.visitor();
  EXPECT_EQ(visitor.get(link).status, 200);
  become(organization, Status::withdrawn);
  EXPECT_EQ(visitor.submit(link, {{"name", "Ana"}, {"password", good_password}, {"again", good_password}}).status, 410);
  become(organization, Status::active);
  EXPECT_EQ(app.visitor().get(link).status, 200);
  app.clock().advance(std::chrono::hours(24 * 30));
  EXPECT_EQ(app.visitor().get(link).status, 410);
}

TEST_F(Seats, ASeatThatEndedLetsNobodyIn) {
  ASSERT_TRUE(offered("director", contact));
  auto& visitor = app.visitor();
  const auto link = "/seats/" + secret_for("ana@telares.example");
  ASSERT_EQ(visitor.submit_from(link, link, {{"name", "Ana"}, {"password", good_password}, {"again", good_password}}).status,
            303);
  app.clock().advance(std::chrono::hours(48));
  EXPECT_TRUE(lets_in());
  const auto seat = seen("director").present.at(0).appointment.id.text();
  auto& director = app.client(app.person("director"));
  EXPECT_TRUE(has(director.get(path() + "/" + seat + "/end").body, "¿Terminar el acceso de Ana?"));
  EXPECT_EQ(director.submit_from(path(), path() + "/" + seat + "/end", {{"reason", ""}}).status, 422);
  EXPECT_EQ(director.submit_from(path(), path() + "/" + seat + "/end", {{"reason", "Dejó la empresa"}}).status, 303);
  EXPECT_EQ(seen("director").past.size(), 1U);
  EXPECT_FALSE(lets_in());
}

TEST_F(Seats, ARepresentativeNamesDelegatesOnlyAndTheOtherOfficesOnlyRead) {
  app.appoint(app.person("rep"), Scope::organization(organization.value()), Role::representative);
  const auto second = contact_of(organization, "Luis Sol", "luis@telares.example");
  EXPECT_EQ(offered("rep", second).error().fault, Fault::forbidden);
  EXPECT_TRUE(offered("rep", second, "delegate"));
  EXPECT_EQ(offered("legal", contact).error().fault, Fault::forbidden);
  EXPECT_FALSE(seen("legal").may_delegate);
  const auto other = registered("Otra organización");
  app.appoint(app.person("stranger"), Scope::organization(other.value()), Role::representative);
  const auto refused = app.db().read([&](db::Tx& tx) { return book(tx, app.person("stranger"), alliance, organization); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::forbidden);
  EXPECT_FALSE(
      has(app.client(app.person("stranger")).get("/alliances/" + alliance.text() + "/organizations/" + organization.text()).body,
          "luis@telares.example"));
  EXPECT_TRUE(
      has(app.client(app.person("director")).get("/alliances/" + alliance.text() + "/organizations/" + organization.text()).body,
          "1 acceso enviado, sin usar"));
}

TEST_F(Seats, WhoLeavesTheOrganisationIsNotLetInAnyMore) {
  taken();
  const auto luis = contact_of(organization, "Luis Sol", "luis@telares.example");
  ASSERT_TRUE(offered("director", luis, "delegate"));
  const auto offer = "/seats/" + secret_for("luis@telares.example");
  app.clock().advance(std::chrono::hours(48));
  EXPECT_TRUE(lets_in());
  const auto end =
      "/alliances/" + alliance.text() + "/organizations/" + organization.text() + "/contacts/" + contact.text() + "/end";
  EXPECT_TRUE(has(app.client(app.person("director")).get(end).body, "su acceso termina también"));
  EXPECT_EQ(app.client(app.person("director")).submit_from(end, end, {{"until", app.today().text()}}).status, 303);
  EXPECT_FALSE(lets_in());
  EXPECT_TRUE(seen("director").present.empty());
  ASSERT_EQ(seen("director").past.size(), 1U);
  EXPECT_EQ(seen("director").past[0].appointment.end_reason, "Dejó la organización.");
  EXPECT_EQ(app.visitor().get(offer).status, 200) << "somebody else's";
  EXPECT_TRUE(left(luis, app.today()));
  EXPECT_EQ(app.visitor().get(offer).status, 410);
}

TEST_F(Seats, ADepartureToComeEndsTheSeatThatDayAndItMayBeEndedBefore) {
  taken();
  app.clock().advance(std::chrono::hours(48));
  EXPECT_TRUE(left(contact, app.today().plus_days(5)));
  EXPECT_TRUE(lets_in());
  ASSERT_EQ(seen("director").present.size(), 1U);
  const auto seat = seen("director").present[0].appointment;
  EXPECT_EQ(seat.until, app.today().plus_days(5));
  EXPECT_TRUE(has(app.client(app.person("director")).get(path()).body, seat.id.text() + "/end"));
  EXPECT_EQ(
      app.client(app.person("director")).submit_from(path(), path() + "/" + seat.id.text() + "/end", {{"reason", "Ya"}}).status,
      303);
  EXPECT_FALSE(lets_in());
}

TEST_F(Seats, OneRoleOfTwoEndsAndTheSeatStays) {
  taken();
  contact_of(organization, "Ana Ruiz", "ana@telares.example");
  app.clock().advance(std::chrono::hours(48));
  EXPECT_TRUE(left(contact, app.today()));
  EXPECT_TRUE(lets_in());
  EXPECT_EQ(seen("director").present.size(), 1U);
}

TEST_F(Seats, FollowAMergeAndComeBackWithIt) {
  taken();
  app.appoint(app.person("both"), Scope::organization(organization.value()), Role::delegate);
  const auto luis = contact_of(organization, "Luis Sol", "luis@telares.example");
  ASSERT_TRUE(offered("director", luis));
  const auto offer = "/seats/" + secret_for("luis@telares.example");
  const auto kept = registered("Telares del Norte, S. A.");
  app.appoint(app.person("both"), Scope::organization(kept.value()), Role::delegate);
  const auto merged =
      app.write([&](db::Tx& tx) { return organizations::merge(tx, act("director"), alliance, kept, organization, "la misma"); });
  const auto of = [&](OrganizationId id) {
    return app.read([&](db::Tx& tx) { return book(tx, app.person("director"), alliance, id); });
  };
  EXPECT_EQ(of(kept).present.size(), 2U);
  EXPECT_EQ(of(kept).offers.size(), 1U);
  EXPECT_TRUE(lets_in());
  const auto standing = app.read([&](db::Tx& tx) {
    return Result<membership::Standing>(membership::standing(tx, app.person("both"), agency, alliance, app.today()));
  });
  EXPECT_TRUE(standing.acts_for(kept));
  EXPECT_TRUE(has(app.visitor().get(offer).body, "Telares del Norte, S. A."));
  app.write([&](db::Tx& tx) { return organizations::undo_merge(tx, act("director"), alliance, merged.id); });
  EXPECT_EQ(of(kept).present.size(), 1U);
  EXPECT_TRUE(of(kept).offers.empty());
  EXPECT_EQ(of(organization).present.size(), 2U);
  EXPECT_EQ(of(organization).offers.size(), 1U);
  EXPECT_TRUE(lets_in());
}

TEST_F(Seats, TheApiDoesTheSame) {
  auto token = app.token_client(app.person("director"), {"organizations:read", "organizations:write"});
  const auto api = "/api/v1" + path();
  const auto made = token.json(http::Method::post, api, R"({"contact":")" + contact.text() + R"(","role":"delegate"})");
  EXPECT_EQ(made.status, 201) << made.body;
  EXPECT_TRUE(has(made.body, R"("role":"delegate")"));
  EXPECT_TRUE(has(token.json(http::Method::get, api).body, "ana@telares.example"));
  EXPECT_EQ(token.json(http::Method::post, api, R"({"contact":"nada"})").status, 422);
}

}  // namespace
}  // namespace alianza::seats
