// The notice and who takes note of it; one's own data.
#include <gtest/gtest.h>

#include "features/accounts/feature.h"
#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/feature.h"
#include "features/membership/feature.h"
#include "features/privacy/actions.h"
#include "features/privacy/feature.h"
#include "platform/auth/password.h"
#include "platform/test/test_app.h"

namespace alianza::privacy {
namespace {

constexpr auto password = "cuatro palabras sin relación";

class Pages : public testing::Test {
 protected:
  Pages() {
    const agencies::Input input{"agencia", "Agencia de Prueba", "Test Agency", "AP", "MX", "America/Mexico_City",
                                "#4a3c8c", "#2c2260",           "#ece8f7"};
    const auto by = app.act(app.server_operator());
    agency = app.write([&](db::Tx& tx) { return agencies::create(tx, by, input); }).id;
    app.appoint(director, auth::Scope::agency(agency.value()), auth::Role::director);
    app.appoint(officer, auth::Scope::agency(agency.value()), auth::Role::secretariat);
    const auto hash = auth::hash_password(password);
    app.write([&](db::Tx& tx) { return auth::set_password(tx, officer.account, hash, false, {}); });
    note(director);
  }
  void note(const auth::Actor& actor) {
    const auto act = app.act(actor);
    app.write([&](db::Tx& tx) { return accept(tx, act, agency, "1"); });
  }
  std::string at(const std::string& tail) { return "/agencies/" + agency.text() + "/privacy" + tail; }
  http::TestAnswer sign_in() {
    app.visitor().cookies().clear();
    return app.visitor().submit_from("/sign-in", "/sign-in", {{"email", "officer@example.org"}, {"password", password}});
  }
  http::TestAnswer take_note(const std::string& version) {
    return app.client(officer).submit_from("/account/privacy", "/account/privacy",
                                           {{"agency", agency.text()}, {"version", version}, {"next", ""}});
  }
  bool holds(const http::TestAnswer& answer, const char* text) { return answer.body.find(text) != std::string::npos; }

  test::TestApp app{{&accounts::manifest, &membership::manifest, &agencies::manifest, &alliances::manifest, &manifest}};
  auth::Actor director = app.person("director");
  auth::Actor officer = app.person("officer");
  AgencyId agency;
};

TEST_F(Pages, anybody_reads_the_notice_that_names_who_is_responsible) {
  const auto page = app.visitor().get("/privacy/" + agency.text());
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(holds(page, "Agencia de Prueba es responsable"));
  EXPECT_TRUE(holds(page, "ARCO"));
  EXPECT_TRUE(holds(app.visitor().get("/en/privacy/" + agency.text()), "Test Agency is responsible"));
  EXPECT_EQ(app.visitor().get("/privacy/" + Id<struct Nothing>::make().text()).status, 404);
}

TEST_F(Pages, who_signs_in_reads_it_once_and_again_when_it_changes) {
  EXPECT_EQ(sign_in().location(), "/account/privacy");
  const auto page = app.client(officer).get("/account/privacy");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(holds(page, "Leí el aviso"));
  EXPECT_EQ(take_note("1").location(), "/account/privacy");
  EXPECT_EQ(app.client(officer).get("/account/privacy").location(), "/alliances");
  EXPECT_EQ(sign_in().location(), "/alliances");

  const auto chief = app.act(director);
  app.write([&](db::Tx& tx) { return publish(tx, chief, agency, {"Otro aviso.", "Another notice."}); });
  EXPECT_EQ(sign_in().location(), "/account/privacy");
  take_note("1");  // an old page: nothing is accepted
  EXPECT_EQ(sign_in().location(), "/account/privacy");
  take_note("2");
  EXPECT_EQ(sign_in().location(), "/alliances");
}

TEST_F(Pages, a_session_that_is_open_is_asked_on_its_next_page_when_another_version_comes_into_force) {
  auto& client = app.client(officer);
  const auto address = "/agencies/" + agency.text();
  EXPECT_EQ(client.get(address).location(), "/account/privacy?next=%2Fagencies%2F" + agency.text());
  take_note("1");
  EXPECT_EQ(client.get(address).status, 200);
  const auto chief = app.act(director);
  app.write([&](db::Tx& tx) { return publish(tx, chief, agency, {"Otro aviso.", "Another notice."}); });
  const auto led = client.get("/en" + address);
  EXPECT_EQ(led.location(), "/en/account/privacy?next=%2Fen%2Fagencies%2F" + agency.text());
  EXPECT_TRUE(holds(client.get(led.location()), "Another notice."));
  // What is no page of the work behind the door: one's own account, public pages, API, pieces of pages, a form that is sent.
  for (const auto& free : {std::string("/account"), std::string("/account/data"), "/privacy/" + agency.text()})
    EXPECT_EQ(client.get(free).status, 200) << free;
  EXPECT_EQ(client.json(http::Method::get, "/api/v1/agencies").status, 200);
  EXPECT_EQ(client.get(address, {{"HX-Request", "true"}}).status, 200);
  EXPECT_EQ(client.get(address, {{"Sec-Fetch-Dest", "image"}}).status, 200);
  EXPECT_NE(client.submit_from("/account", address + "/edit", {}).status, 303) << "judged, not led away";
  take_note("2");
  EXPECT_EQ(client.get(address).status, 200);
}

TEST_F(Pages, who_belongs_to_no_agency_has_nothing_to_read) {
  EXPECT_EQ(app.client(app.person("nobody")).get("/account/privacy").location(), "/alliances");
}

TEST_F(Pages, the_director_publishes_versions_and_the_secretariat_does_not) {
  auto& client = app.client(director);
  const auto done = client.submit_from(at("/notice"), at("/notice"), {{"body_es", "Otro aviso."}, {"body_en", ""}});
  EXPECT_EQ(done.status, 303);
  EXPECT_TRUE(client.get(at("")).location().starts_with("/account/privacy")) << "also who published it";
  client.submit_from("/account/privacy", "/account/privacy", {{"agency", agency.text()}, {"version", "2"}, {"next", ""}});
  EXPECT_TRUE(holds(client.get(at("")), "Otro aviso."));
  EXPECT_EQ(client.submit_from(at("/notice"), at("/notice"), {{"body_es", "Otro aviso."}, {"body_en", ""}}).status, 422);
  EXPECT_TRUE(app.client(officer).get(at("/notice")).location().starts_with("/account/privacy")) << "read first";
  take_note("2");
  EXPECT_EQ(app.client(officer).get(at("/notice")).status, 403);
  EXPECT_EQ(app.client(officer).get(at("")).status, 200);
  EXPECT_EQ(app.client(app.person("stranger")).get(at("")).status, 404);
}

TEST_F(Pages, one_sees_and_downloads_ones_own_data) {
  auto& client = app.client(officer);
  EXPECT_TRUE(holds(client.get("/account/data"), "Cuenta para entrar"));
  const auto html = client.submit_from("/account/data", "/account/data", {{"format", "html"}});
  EXPECT_EQ(html.status, 200);
  EXPECT_TRUE(holds(html, "officer@example.org"));
  const auto json = client.submit_from("/account/data", "/account/data", {{"format", "json"}});
  EXPECT_TRUE(holds(json, "\"officer@example.org\""));
  EXPECT_TRUE(holds(json, "\"rows\""));
}

TEST_F(Pages, one_is_erased_only_after_saying_that_one_is_sure) {
  auto& client = app.client(officer);
  EXPECT_EQ(client.submit_from("/account/data/erase", "/account/data/erase", {}).status, 422);
  const auto done = client.submit_from("/account/data/erase", "/account/data/erase", {{"sure", "1"}});
  EXPECT_EQ(done.status, 200);
  EXPECT_EQ(client.get("/account").status, 303);
  EXPECT_EQ(sign_in().status, 422);
}

TEST_F(Pages, an_open_session_is_not_enough_to_erase_somebody) {
  auto& client = app.client(officer);
  EXPECT_EQ(client.get("/account/data/erase").status, 200);
  app.clock().advance(std::chrono::minutes(11));
  EXPECT_EQ(client.get("/account/data/erase").location(), "/account/confirm?next=%2Faccount%2Fdata%2Ferase");
  EXPECT_EQ(client.submit_from("/account", "/account/data/erase", {{"sure", "1"}}).status, 409);
  const std::string confirm = "/account/confirm";
  EXPECT_EQ(client.submit_from(confirm, confirm, {{"password", "no es esta"}, {"next", ""}}).status, 422);
  const auto done = client.submit_from(confirm, confirm, {{"password", password}, {"next", "/account/data/erase"}});
  EXPECT_EQ(done.location(), "/account/data/erase");
  EXPECT_EQ(client.get("/account/data/erase").status, 200);
  EXPECT_EQ(client.submit_from("/account/data/erase", "/account/data/erase", {{"sure", "1"}}).status, 200);
}

TEST_F(Pages, what_opens_a_door_asks_again_who_it_is) {
  app.clock().advance(std::chrono::minutes(11));
  auto& client = app.client(director);
  app.clock().advance(std::chrono::minutes(11));
  EXPECT_TRUE(client.submit_from("/account/tokens", "/account/tokens", {{"name", "clave"}, {"scopes", "read"}, {"days", "90"}})
                  .location()
                  .starts_with("/account/confirm"));
  EXPECT_TRUE(client.get(at("/person")).location().starts_with("/account/confirm"));
  const auto refused =
      client.submit_from(at(""), at("/person/export"), {{"email", "officer@example.org"}, {"reason", "Solicitud 9 de 2026"}});
  EXPECT_EQ(refused.status, 409);
}

TEST_F(Pages, who_directs_is_not_erased_before_the_office_ends) {
  auto& client = app.client(director);
  const auto done = client.submit_from("/account/data/erase", "/account/data/erase", {{"sure", "1"}});
  EXPECT_EQ(done.status, 409);
  EXPECT_EQ(client.get("/account").status, 200);
}

TEST_F(Pages, the_director_erases_a_person_who_asked_and_the_book_says_so) {
  auto& client = app.client(director);
  const auto asked = client.submit_from(at("/person"), at("/person"), {{"email", "officer@example.org"}});
  EXPECT_EQ(asked.status, 200);
  EXPECT_TRUE(holds(asked, "Nombramiento"));
  const auto none = client.submit_from(at("/person"), at("/person"), {{"email", "nadie@example.org"}});
  EXPECT_EQ(none.status, 422);
  const auto wordless =
      client.submit_from(at("/person"), at("/person/erase"), {{"email", "officer@example.org"}, {"reason", ""}});
  EXPECT_EQ(wordless.status, 422);
  const auto done = client.submit_from(at("/person"), at("/person/erase"),
                                       {{"email", "officer@example.org"}, {"reason", "Solicitud 7 de 2026"}});
  EXPECT_EQ(done.status, 303);
  EXPECT_TRUE(holds(client.get(at("")), "Solicitud 7 de 2026"));
  EXPECT_FALSE(holds(client.get("/agencies/" + agency.text()), "officer@example.org"));
}

TEST_F(Pages, the_secretariat_hands_over_and_does_not_erase) {
  note(officer);
  auto& client = app.client(officer);
  const std::vector<std::pair<std::string, std::string>> form{{"email", "director@example.org"},
                                                              {"reason", "Solicitud 8 de 2026"}};
  EXPECT_EQ(client.submit_from(at("/person"), at("/person/export"), form).status, 200);
  EXPECT_EQ(client.submit_from(at("/person"), at("/person/erase"), form).status, 403);
}

}  // namespace
}  // namespace alianza::privacy
