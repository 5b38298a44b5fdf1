#include "features/registrations/tests/house.h"

namespace alianza::registrations {
namespace {

bool has(const std::string& body, const std::string& words) { return body.find(words) != std::string::npos; }

class Pages : public ::testing::Test {
 protected:
  Pages() : m(house.meeting("Plenaria de marzo", "2026-03-10")) {
    organization = house.reachable("Agua");
    base = "/alliances/" + house.alliance.text() + "/meetings/" + m.id.text();
  }
  http::TestClient& as(const std::string& name) { return house.app.client(house.app.person(name)); }
  House house;
  meetings::Meeting m;
  OrganizationId organization;
  std::string base;
};

TEST_F(Pages, TheSecretariatConvenesByLetterAndSeesWhoIsSilent) {
  auto& client = as("secretariat");
  EXPECT_TRUE(has(client.get(base).body, base + "/convocation"));
  const auto form = client.get(base + "/convocation");
  EXPECT_EQ(form.status, 200);
  EXPECT_TRUE(has(form.body, "1 carta"));
  EXPECT_TRUE(has(form.body, "2 organizaciones no tienen un contacto con correo"));
  const auto sent =
      client.submit_from(base + "/convocation", base + "/convocation", {{"audience", "unwritten"}, {"message", "Hola"}});
  EXPECT_EQ(sent.status, 303);
  house.work();
  const auto list = client.get(base + "/registrations");
  EXPECT_EQ(list.status, 200);
  EXPECT_TRUE(has(list.body, "3 sin respuesta"));
  EXPECT_TRUE(has(list.body, "Carta por salir"));
  EXPECT_EQ(client.submit_from(base + "/convocation", base + "/convocation", {{"audience", "unwritten"}, {"message", ""}}).status,
            422);
  EXPECT_EQ(as("active").get(base + "/registrations").status, 403);
  EXPECT_EQ(as("active").get(base + "/convocation").status, 403);
  EXPECT_EQ(client.get(base + "/registrations.csv").status, 200);
}

TEST_F(Pages, ALinkIsOpenedTenTimesAndAnsweredOnceOnAPhone) {
  house.convene("secretariat", m.id);
  house.work();
  const auto link = house.link_to("Agua");
  auto& visitor = house.app.visitor();
  for (int i = 0; i < 10; ++i) EXPECT_EQ(visitor.get(link).status, 200);
  EXPECT_EQ(house.book(m.id).tally.silent, 3) << "opening it changed nothing";
  const auto page = visitor.get(link);
  const auto token = http::hidden_field(page.body, "_csrf");
  EXPECT_TRUE(has(page.body, "martes 10 de marzo de 2026, 10:00 a 12:00, hora del centro de México (UTC-06:00)"));
  EXPECT_EQ(visitor.submit_from(link, link, {{"reply", ""}, {"name", "Ana"}}).status, 422);
  const auto done = visitor.submit_from(
      link, link, {{"reply", "coming"}, {"persons", "Ana Robles"}, {"note", "Silla de ruedas"}, {"name", "Ana"}});
  EXPECT_EQ(done.status, 303);
  const auto after = visitor.get(link);
  EXPECT_EQ(after.status, 200);
  for (const auto* words : {"Agua asiste", "Ana Robles", "Silla de ruedas"}) EXPECT_TRUE(has(after.body, words)) << words;
  EXPECT_EQ(visitor.submit(link, {{"_csrf", token}, {"_key", "second"}, {"reply", "not_coming"}, {"name", "Ana"}}).status, 409);
  EXPECT_TRUE(has(as("secretariat").get(base + "/registrations?show=coming").body, "Silla de ruedas"));
}

TEST_F(Pages, TheCalendarEntryOfALinkKeepsTheHourOfMexico) {
  house.convene("secretariat", m.id);
  house.work();
  const auto entry = house.app.visitor().get(house.link_to("Agua") + "/calendar.ics");
  EXPECT_EQ(entry.status, 200);
  EXPECT_TRUE(has(entry.body, "DTSTART:20260310T160000Z")) << entry.body;
  EXPECT_TRUE(has(entry.body, "DTEND:20260310T180000Z"));
  EXPECT_FALSE(has(entry.body, "/alliances/"));
}

TEST_F(Pages, ACancelledMeetingTellsSoBehindItsLinks) {
  house.convene("secretariat", m.id);
  house.work();
  house.cancel(m.id);
  const auto page = house.app.visitor().get(house.link_to("Agua"));
  EXPECT_EQ(page.status, 410);
  EXPECT_TRUE(has(page.body, "La reunión se canceló"));
}

TEST_F(Pages, ARepresentativeIsAskedOnTheFirstPageAndRepliesFromTheMeeting) {
  house.app.write([&](db::Tx& tx) {
    return organizations::add_contact(tx, house.act("director"), house.alliance, house.seats.at("active"),
                                      {"Eva Sol", "eva@organizacion.example", "", "", "contact"}, house.app.today().text());
  });
  house.convene("secretariat", m.id);
  house.work();
  auto& client = as("active");
  const auto home = "/alliances/" + house.alliance.text();
  EXPECT_TRUE(has(client.get(home).body, "Decir si asiste"));
  EXPECT_FALSE(has(as("officer").get(home).body, "falta su respuesta")) << "it got no letter";
  const auto own = house.seats.at("active").text();
  EXPECT_TRUE(has(client.get(base).body, base + "/registration?organization=" + own));
  EXPECT_EQ(client
                .submit_from(base + "/registration", base + "/registration",
                             {{"organization", own}, {"reply", "coming"}, {"persons", "Eva Sol"}, {"note", ""}})
                .status,
            303);
  EXPECT_FALSE(has(client.get(home).body, "falta su respuesta"));
  EXPECT_TRUE(has(client.get(base).body, "Eva Sol"));
  EXPECT_FALSE(has(as("officer").get(base).body, "Eva Sol")) << "what one says is not for the others";
}

TEST_F(Pages, WhoArrivedIsNotAskedAnyMoreWhetherTheyCome) {
  const auto today = house.meeting("Plenaria de hoy", house.app.today().text());
  house.app.write([&](db::Tx& tx) {
    return organizations::add_contact(tx, house.act("director"), house.alliance, house.seats.at("active"),
                                      {"Eva Sol", "eva@organizacion.example", "", "", "contact"}, house.app.today().text());
  });
  house.convene("secretariat", today.id);
  house.work();
  const auto home = "/alliances/" + house.alliance.text();
  EXPECT_TRUE(has(as("active").get(home).body, "falta su respuesta"));
  house.app.write([&](db::Tx& tx) {
    return meetings::register_attendance(tx, house.act("secretariat"), house.alliance, today.id, house.seats.at("active"), {});
  });
  EXPECT_FALSE(has(as("active").get(home).body, "falta su respuesta"));
}

TEST_F(Pages, ProgramsDoTheSame) {
  auto client = house.app.token_client(house.app.person("secretariat"), {"meetings:read", "meetings:write"});
  const auto api = "/api/v1" + base;
  const auto one = [&](const std::string& reply) {
    return R"({"organization":")" + organization.text() + R"(","persons":"Ana","reply":")" + reply + R"("})";
  };
  EXPECT_EQ(client.json(http::Method::post, api + "/convocations", R"({"message":"Hola"})").status, 201);
  EXPECT_EQ(client.json(http::Method::put, api + "/registration", one("coming")).status, 204);
  const auto list = client.json(http::Method::get, api + "/registrations");
  EXPECT_EQ(list.status, 200);
  EXPECT_TRUE(has(list.body, R"("coming":1)")) << list.body;
  EXPECT_EQ(client.json(http::Method::put, api + "/registration", one("perhaps")).status, 422);
}

}  // namespace
}  // namespace alianza::registrations
