// Somebody asks from the public page: seen by nobody before the address is confirmed, and no way to flood an alliance.
#include "features/applications/tests/house.h"

namespace alianza::applications {
namespace {

TEST(ApplicationForm, SaysWhatIsWrong) {
  const Input whole{"Aguas del Valle", "company", "Ana Ruiz", "", "ana@valle.example", "Queremos sumar.", ""};
  ASSERT_TRUE(parse(whole));
  const struct {
    std::string Input::*field;
    std::string typed;
    const char* wrong;
  } cases[] = {{&Input::organization, " ", "organization"},
               {&Input::organization, std::string(201, 'a'), "organization"},
               {&Input::type, "unspecified", "type"},
               {&Input::type, "circo", "type"},
               {&Input::name, "", "name"},
               {&Input::email, "ana en valle", "email"},
               {&Input::why, "", "why"},
               {&Input::why, std::string(2001, 'a'), "why"}};
  for (const auto& c : cases) {
    auto input = whole;
    input.*c.field = c.typed;
    const auto parsed = parse(input);
    ASSERT_FALSE(parsed) << c.wrong;
    EXPECT_EQ(parsed.error().fields.at(0).field, c.wrong);
  }
  EXPECT_EQ(parse({}).error().fields.size(), 5U) << "all at once";
  EXPECT_EQ(paragraphs("uno\r\n\n dos "), (std::vector<std::string>{"uno", "dos"}));
}

using Asking = House;

TEST_F(Asking, IsSeenByNobodyBeforeTheAddressIsConfirmed) {
  EXPECT_EQ(ask("Aguas del Valle", "ana@valle.example").location(), "/p/agua/join/sent");
  EXPECT_TRUE(app.visitor().get("/p/agua/join/sent").contains("Le escribimos al correo"));
  EXPECT_TRUE(rows(State::pending).empty());
  EXPECT_TRUE(rows(State::unconfirmed).empty()) << "unconfirmed ones are nobody's to see";
  const auto link = link_to("ana@valle.example");
  for (int i = 0; i < 2; ++i) {
    const auto page = app.visitor().get(link);
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.contains("Confirmar la solicitud"));
    EXPECT_NE(page.header("Cache-Control").find("no-store"), std::string::npos);
  }
  EXPECT_TRUE(rows(State::pending).empty()) << "opening the link confirms nothing";
  EXPECT_EQ(app.visitor().submit_from(link, link + "/confirm", {}).location(), link);
  EXPECT_TRUE(app.visitor().get(link).contains("el secretariado la revisa"));
  EXPECT_FALSE(app.visitor().get(link).contains(link + "/confirm")) << "once";
  ASSERT_EQ(rows(State::pending).size(), 1U);
  EXPECT_EQ(rows(State::pending).at(0).organization_name, "Aguas del Valle");
  EXPECT_EQ(number("SELECT count(*) FROM organizations"), 0) << "it is not in the directory";
  EXPECT_EQ(number("SELECT count(*) FROM organization_participations"), 0) << "and takes no part";
  EXPECT_TRUE(client("secretariat").get("/alliances/" + alliance.text()).contains("1 solicitud por decidir"));
}

TEST_F(Asking, AgainFromTheSameAddressOrIntoTheTrapIsAnsweredAlikeAndNotKept) {
  ask("Aguas del Valle", "ana@valle.example");
  EXPECT_EQ(ask("Otra", "ANA@valle.example").location(), "/p/agua/join/sent");
  EXPECT_EQ(ask("Robot", "robot@valle.example", {{"homepage", "http://spam.example"}}).location(), "/p/agua/join/sent");
  EXPECT_EQ(number("SELECT count(*) FROM applications"), 1);
  EXPECT_EQ(letters_to("robot@valle.example").size(), 0U);
  EXPECT_EQ(letters_to("ana@valle.example").size(), 1U);
}

TEST_F(Asking, HasALimitForANetworkAndForAnAlliance) {
  for (int i = 0; i < most_of_a_network; ++i) EXPECT_EQ(ask("Empresa", "e" + std::to_string(i) + "@uno.example").status, 303);
  EXPECT_EQ(ask("Empresa", "otra@uno.example").status, 429);
  app.clock().advance(std::chrono::minutes(61));
  EXPECT_EQ(ask("Empresa", "otra@uno.example").status, 303);
  app.write([&](db::Tx& tx) {
    for (int i = 0; i < most_of_a_day; ++i) {
      const auto network = "198.51." + std::to_string(i) + ".1";
      const Input input{"Empresa", "company", "Ana", "", "m" + std::to_string(i) + "@dos.example", "Porque sí.", ""};
      static_cast<void>(applications::ask(tx, {}, "agua", input, network, Lang::es, origin));
    }
  });
  EXPECT_EQ(number("SELECT count(*) FROM applications"), most_of_a_day);
}

TEST_F(Asking, KeepsWhatWasTypedWhenSomethingIsWrongAndShowsItAsText) {
  for (const std::string nasty : {"<script>alert(1)</script>", "=1+1", "Robert'); DROP TABLE", "\"><b>", "مرحبا", "🙂"}) {
    auto answer = ask(nasty, "esto no es correo");
    EXPECT_EQ(answer.status, 422);
    EXPECT_FALSE(answer.contains("<script>alert")) << nasty;
    EXPECT_FALSE(answer.contains("\"><b>")) << nasty;
    EXPECT_TRUE(answer.contains("Queremos sumar."));
  }
  const auto id = pending("<b>Aguas & Cía</b>", "ana@valle.example");
  const auto page = client("secretariat").get(page_of(id));
  EXPECT_TRUE(page.contains("&lt;b&gt;Aguas &amp; Cía&lt;/b&gt;"));
  EXPECT_FALSE(page.contains("<b>Aguas"));
}

TEST_F(Asking, IsNotPossibleWhereNobodyIsTakenIn) {
  EXPECT_EQ(app.visitor().get("/p/no-hay/join").status, 404);
  const auto without_address =
      app.db().write([&](db::Tx& tx) { return applications::ask(tx, {}, "agua", {}, "198.51.100.1", Lang::es, std::nullopt); });
  ASSERT_FALSE(without_address);
  EXPECT_EQ(without_address.error().fault, Fault::conflict);
  app.write([&](db::Tx& tx) { tx.exec("UPDATE alliances SET nature = 'reconstruction'"); });
  const auto page = app.visitor().get("/p/agua/join");
  EXPECT_TRUE(page.contains("no recibe solicitudes"));
  EXPECT_FALSE(page.contains("name=\"why\""));
}

TEST_F(Asking, IsForgottenWhenNobodyConfirms) {
  ask("Aguas del Valle", "ana@valle.example");
  const auto link = link_to("ana@valle.example");
  jobs::Kinds kinds;
  kinds.add(forgetting());
  app.clock().advance(std::chrono::hours(25));
  ASSERT_TRUE(jobs::run_due(app.db(), kinds));
  EXPECT_EQ(number("SELECT count(*) FROM applications WHERE network <> ''"), 0);
  app.clock().advance(to_confirm);
  EXPECT_EQ(app.visitor().get(link).status, 410);
  ASSERT_TRUE(jobs::run_due(app.db(), kinds));
  EXPECT_EQ(number("SELECT count(*) FROM applications"), 0);
  EXPECT_EQ(app.visitor().get(link).status, 410);
}

}  // namespace
}  // namespace alianza::applications
