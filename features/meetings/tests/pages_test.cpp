// Pages and API of meetings through the real router.
#include <boost/json.hpp>

#include "features/meetings/tests/house.h"

namespace alianza::meetings {
namespace {

class Pages : public ::testing::Test {
 protected:
  std::string root(const std::string& tail = {}) const { return "/alliances/" + house.alliance.text() + "/meetings" + tail; }
  std::string api(const std::string& tail = {}) const { return "/api/v1" + root(tail); }
  std::string of(const Meeting& m, const std::string& tail = {}) const { return root("/" + m.id.text() + tail); }
  http::TestClient& as(const std::string& who) {
    if (who == "anonymous") return house.app.visitor();
    return who == "operator" ? house.app.client(house.app.server_operator()) : house.app.client(house.app.person(who));
  }
  int status(const std::string& who, const std::string& path) { return as(who).get(path).status; }
  std::int64_t present(const Meeting& m) { return turnout(house.book_of(m.id).attendance).organizations; }
  House house;
};

TEST_F(Pages, AreSeenByWhoReadsAndKeptByWhoConvenesOrIsAnOfficer) {
  const auto m = house.meeting("Sesión 1", "2026-03-02", house.energy);
  struct Case {
    const char* who;
    int read;
    int keep;
  };
  for (const auto& at : {Case{"anonymous", 303, 303},
                         {"operator", 404, 404},
                         {"outsider", 404, 404},
                         {"invited", 404, 404},
                         {"withdrawn", 404, 404},
                         {"active", 200, 403},
                         {"suspended", 200, 403},
                         {"facilitator", 200, 403},
                         {"legal", 200, 403},
                         {"stopped_officer", 200, 403},
                         {"officer", 200, 200},
                         {"secretariat", 200, 200},
                         {"director", 200, 200}}) {
    for (const auto& path : {root(), root("/past"), of(m), root(".csv"), root(".ics"), of(m, "/attendance.json"),
                             std::string("/alliances/" + house.alliance.text() + "/calendar")})
      EXPECT_EQ(status(at.who, path), at.read) << at.who << " " << path;
    for (const auto* tail : {"/edit", "/cancel", "/reschedule", "/attendance", "/groups/new", "/counts/new"})
      EXPECT_EQ(status(at.who, of(m, tail)), at.keep) << at.who << tail;
    EXPECT_EQ(status(at.who, root("/new")), at.keep) << at.who;
  }
}

TEST_F(Pages, OfStagesAreToldOfThePlenaryThatWasHeld) {
  const auto m = house.meeting("Lanzamiento", "2026-03-02");
  const auto stages = "/alliances/" + house.alliance.text() + "/stages";
  EXPECT_FALSE(as("secretariat").get(stages).contains("Se celebró «Lanzamiento»"));
  house.app.write([&](db::Tx& tx) { return change_state(tx, house.act("director"), house.alliance, m.id, State::held, ""); });
  EXPECT_TRUE(as("secretariat").get(stages).contains("Se celebró «Lanzamiento»."));
  EXPECT_TRUE(as("secretariat").get(stages).contains("/meet?on=2026-03-02&amp;evidence="));
  EXPECT_FALSE(as("active").get(stages).contains("evidence="));
}

TEST_F(Pages, ScheduleAMeetingWithItsAgenda) {
  auto& client = as("secretariat");
  const auto made = client.submit_from(root("/new"), root("/new"),
                                       {{"kind", "plenary"},
                                        {"committee", ""},
                                        {"title_es", "Lanzamiento"},
                                        {"on", "2026-03-17"},
                                        {"starts", "10:00"},
                                        {"ends", "12:00"},
                                        {"venue_es", "Salón 4"},
                                        {"link", "https://video.example.org/e9"},
                                        {"agenda", "Bienvenida | 10\nAsuntos generales"}});
  ASSERT_EQ(made.status, 303) << made.body;
  const auto page = client.get(made.location());
  for (const auto* words : {"Lanzamiento", "17 mar 2026", "10:00 a 12:00", "-06:00", "Salón 4", "Bienvenida", "10 min",
                            "https://video.example.org/e9"})
    EXPECT_TRUE(page.contains(words)) << words;
  EXPECT_TRUE(client.get(root()).contains("Lanzamiento"));
  const auto home = client.get("/alliances/" + house.alliance.text());
  EXPECT_TRUE(home.contains("Lanzamiento"));
  EXPECT_TRUE(home.contains("Cómo va cada comité"));
}

TEST_F(Pages, KeepWhatWasTypedAndSayWhatIsWrong) {
  auto& client = as("secretariat");
  const auto answer = client.submit_from(
      root("/new"), root("/new"),
      {{"kind", "committee"}, {"committee", ""}, {"title_es", "Sesión <9>"}, {"on", "mañana"}, {"agenda", "Uno\nDos | 5000"}});
  EXPECT_EQ(answer.status, 422);
  for (const auto* words : {"Sesión &lt;9&gt;", "mañana", "Dos | 5000", "Elija el comité o el consejo que sesiona.",
                            "Un punto dura entre 1 y 1440 minutos."})
    EXPECT_TRUE(answer.contains(words)) << words;
}

TEST_F(Pages, AnOfficerIsOfferedOnlyTheOwnCommittee) {
  const auto page = as("officer").get(root("/new"));
  EXPECT_TRUE(page.contains("<option value=\"" + house.energy.text()));
  EXPECT_FALSE(page.contains("<option value=\"" + house.water.text()));
  EXPECT_TRUE(page.contains("name=\"joined\" value=\"" + house.water.text())) << "another may be asked to join";
}

TEST_F(Pages, CancelAsksForTheReasonAndCanBeTakenBack) {
  const auto m = house.meeting("Plenaria");
  auto& client = as("director");
  EXPECT_EQ(client.submit_from(of(m, "/cancel"), of(m, "/cancel"), {{"reason", ""}}).status, 422);
  EXPECT_EQ(client.submit_from(of(m, "/cancel"), of(m, "/cancel"), {{"reason", "Sismo"}}).status, 303);
  EXPECT_TRUE(client.get(of(m)).contains("Sismo"));
  EXPECT_EQ(client.submit_from(of(m, "/reschedule"), of(m, "/reschedule"), {{"reason", "Se repone"}}).status, 303);
  EXPECT_EQ(client.submit_from(of(m), of(m, "/hold"), {}).status, 303);
  EXPECT_EQ(house.again(m.id).state, State::held);
}

TEST_F(Pages, TwoEditsAtOnceShowBothTexts) {
  const auto m = house.meeting("Plenaria");
  auto& client = as("director");
  const auto fields = [](const char* title) {
    return http::Pairs{{"kind", "plenary"}, {"title_es", title}, {"on", "2026-03-02"},
                       {"starts", "10:00"}, {"ends", "12:00"},   {"version", "1"}};
  };
  EXPECT_EQ(client.submit_from(of(m, "/edit"), of(m, "/edit"), fields("El título de Ana")).status, 303);
  const auto crossed = client.submit_from(of(m, "/edit"), of(m, "/edit"), fields("El título de Bruno"));
  EXPECT_EQ(crossed.status, 409);
  EXPECT_TRUE(crossed.contains("<del>El título de Ana</del>"));
  EXPECT_TRUE(crossed.contains("<ins>El título de Bruno</ins>"));
}

TEST_F(Pages, FiltersLiveInTheAddressAndDownloadsGiveExactlyTheseRows) {
  house.meeting("Plenaria de abril", "2026-04-01");
  house.meeting("Sesión de energía", "2026-04-02", house.energy);
  auto& client = as("active");
  const auto page = client.get(root("?kind=committee"));
  EXPECT_TRUE(page.contains("Sesión de energía"));
  EXPECT_FALSE(page.contains("Plenaria de abril"));
  EXPECT_TRUE(page.contains("meetings.csv?kind=committee&amp;when=upcoming"));
  const auto csv = client.get(root(".csv?kind=committee&when=upcoming"));
  EXPECT_TRUE(csv.contains("Sesión de energía"));
  EXPECT_FALSE(csv.contains("Plenaria de abril"));
  EXPECT_TRUE(client.get(root("?q=ENERGIA")).contains("Sesión de energía")) << "accents and case apart";
  EXPECT_TRUE(client.get(root("?q=100%25_")).contains("Ninguna reunión cumple los filtros"));
  EXPECT_EQ(client.get(root("?kind=nada&committee=nada&year=nada&after=nada")).status, 200) << "an old link still works";
}

TEST_F(Pages, OneTapRegistersWithoutScript) {
  const auto m = house.meeting("Plenaria");
  auto& client = as("secretariat");
  const auto door = client.get(of(m, "/attendance"));
  EXPECT_EQ(door.status, 200);
  EXPECT_TRUE(door.contains("<strong>0</strong> de 2 organizaciones"));
  const auto org = house.seats.at("active");
  const auto tapped =
      client.submit(of(m, "/attendance"), {{"act", "register"}, {"organization", org.text()}, {"q", ""}, {"show", ""}});
  ASSERT_EQ(tapped.status, 303);
  EXPECT_TRUE(tapped.location().ends_with("/attendance#o-" + org.text()));
  EXPECT_TRUE(client.get(of(m, "/attendance")).contains("<strong>1</strong> de 2 organizaciones"));
  EXPECT_EQ(client
                .submit_from(of(m, "/attendance"), of(m, "/attendance"),
                             {{"act", "correct"},
                              {"organization", org.text()},
                              {"person", "Clara Ibarra"},
                              {"mode", "remote"},
                              {"arrival", "late"}})
                .status,
            303);
  const auto rows = house.book_of(m.id).attendance;
  EXPECT_EQ(rows.size(), 2u);
  EXPECT_EQ(turnout(rows).persons, 1);
  for (const auto& row : rows) EXPECT_EQ(row.arrival, Arrival::late);
  EXPECT_EQ(
      client.submit_from(of(m, "/attendance"), of(m, "/attendance"), {{"act", "withdraw"}, {"organization", org.text()}}).status,
      303);
  EXPECT_EQ(present(m), 0);
}

TEST_F(Pages, WithHtmxTheRowAndTheCountComeBackAlone) {
  const auto m = house.meeting("Plenaria");
  auto& client = as("secretariat");
  client.get(of(m, "/attendance"));
  const auto org = house.seats.at("active").text();
  const auto form = [&](const std::string& fields) {
    return client.send(http::Method::post, of(m, "/attendance"),
                       {{"Content-Type", "application/x-www-form-urlencoded"}, {"HX-Request", "true"}, {"HX-Target", "o-" + org}},
                       "organization=" + org + "&_csrf=" + http::hidden_field(client.page(), "_csrf") + fields);
  };
  const auto tapped = form("&act=register");
  EXPECT_EQ(tapped.status, 200) << tapped.body;
  EXPECT_TRUE(tapped.body.starts_with("<li id=\"o-" + org)) << tapped.body;
  EXPECT_TRUE(tapped.contains("hx-swap-oob=\"true\""));
  EXPECT_FALSE(tapped.contains("<html"));
  const auto wrong = form("&act=correct&mode=by_pigeon&arrival=late&person=Ana");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("Elija si asiste en persona o a distancia."));
  EXPECT_TRUE(wrong.contains("value=\"Ana\"")) << "what was typed stays";
  const auto again = client.get(of(m, "/attendance"), {{"HX-Request", "true"}, {"HX-Target", "o-" + org}});
  EXPECT_TRUE(again.body.starts_with("<li id=\"o-" + org)) << "a tap sent twice ends in this row, not in a page inside of it";
}

TEST_F(Pages, SearchAtTheDoorFindsGuestsOfTheAlliance) {
  const auto m = house.meeting("Sesión 1", "2026-03-02", house.energy);
  const auto guest = house.member(Status::invited, "Fundación Puente Ñuevo");
  auto& client = as("officer");
  EXPECT_FALSE(client.get(of(m, "/attendance")).contains("Puente"));
  const auto found = client.get(of(m, "/attendance?q=puente+nuevo"));
  EXPECT_TRUE(found.contains("Fundación Puente Ñuevo"));
  EXPECT_EQ(client.submit(of(m, "/attendance"), {{"act", "register"}, {"organization", guest.text()}, {"q", "puente"}}).status,
            303);
  EXPECT_TRUE(client.get(of(m, "/attendance")).contains("1 más de la alianza"));
  EXPECT_TRUE(client.get(of(m)).contains("Fundación Puente Ñuevo"));
}

TEST_F(Pages, GroupsAndCountsAreAddedAndRemoved) {
  const auto m = house.meeting("Plenaria");
  auto& client = as("director");
  EXPECT_EQ(client.submit_from(of(m, "/groups/new"), of(m, "/groups/new"), {{"name", "Mesa 1"}, {"topic", "Agua"}}).status, 303);
  EXPECT_EQ(client.submit_from(of(m, "/groups/new"), of(m, "/groups/new"), {{"name", "MESA 1"}, {"topic", ""}}).status, 409);
  EXPECT_EQ(
      client
          .submit_from(of(m, "/counts/new"), of(m, "/counts/new"),
                       {{"qualifier", "more_than"}, {"value", "90"}, {"noun_es", "organizaciones"}, {"source_es", "Comunicado"}})
          .status,
      303);
  const auto page = client.get(of(m));
  EXPECT_TRUE(page.contains("Mesa 1"));
  EXPECT_TRUE(page.contains("<span class=\"q\">&gt;</span>90")) << "the sign stays";
  EXPECT_TRUE(page.contains("más de")) << "and its words";
  const auto count = house.book_of(m.id).counts.at(0).id.text();
  const auto group = house.book_of(m.id).groups.at(0).id.text();
  EXPECT_EQ(client.submit_from(of(m), of(m, "/counts/" + count + "/withdraw"), {}).status, 303);
  EXPECT_EQ(client.submit_from(of(m), of(m, "/groups/" + group + "/remove"), {}).status, 303);
  EXPECT_FALSE(client.get(of(m)).contains("Mesa 1"));
}

TEST_F(Pages, TheCalendarAddressIsShownOnceAndAnswersWithoutSession) {
  house.meeting("Plenaria", "2026-03-17");
  const auto calendar = "/alliances/" + house.alliance.text() + "/calendar";
  auto& client = as("active");
  const auto made = client.submit_from(calendar, calendar, {});
  ASSERT_EQ(made.status, 200) << made.body;
  const auto at = made.body.find("/calendar/");
  ASSERT_NE(at, std::string::npos);
  const auto start = made.body.find("http", made.body.find("id=\"feed\""));
  const auto url = made.body.substr(start, made.body.find('<', start) - start);
  const auto path = url.substr(url.find("/calendar/"));
  EXPECT_FALSE(client.get(calendar).contains(path)) << "the secret is not kept";
  const auto feed = house.app.visitor().get(path);
  EXPECT_EQ(feed.status, 200);
  EXPECT_EQ(feed.header("Content-Type"), "text/calendar; charset=utf-8");
  EXPECT_TRUE(feed.contains("BEGIN:VCALENDAR"));
  EXPECT_TRUE(feed.contains("DTSTART:20260317T160000Z"));
  EXPECT_EQ(house.app.visitor().get("/calendar/" + std::string(64, 'a') + ".ics").status, 404);
  EXPECT_EQ(client.submit_from(calendar, calendar + "/end", {}).status, 303);
  EXPECT_EQ(house.app.visitor().get(path).status, 404);
}

TEST_F(Pages, TheApiSchedulesRegistersAndCancels) {
  auto token = house.app.token_client(house.app.person("secretariat"), {"meetings:write"});
  const auto made = token.json(
      http::Method::post, api(),
      R"({"kind":"plenary","title":{"es":"Lanzamiento"},"on":"2026-03-02","starts":"10:00","agenda":[{"title":"Bienvenida","minutes":10},{"title":"Cierre"}]})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto id = std::string(boost::json::parse(made.body).at("id").as_string());
  const auto org = house.seats.at("active").text();
  const auto came = token.json(http::Method::post, api("/" + id + "/attendance"),
                               R"({"organization":")" + org + R"(","person":"Ana","mode":"remote"})");
  ASSERT_EQ(came.status, 201) << came.body;
  const auto shown = boost::json::parse(came.body);
  EXPECT_EQ(shown.at("turnout").at("organizations").as_int64(), 1);
  EXPECT_EQ(shown.at("agenda").as_array().at(0).at("minutes").as_int64(), 10);
  const auto row = std::string(shown.at("attendance").as_array().at(0).at("id").as_string());
  EXPECT_EQ(token.json(http::Method::delete_, api("/" + id + "/attendance/" + row)).status, 204);
  EXPECT_EQ(token.json(http::Method::put, api("/" + id + "/agenda"), R"({"agenda":"Uno | 5\nDos"})").status, 200);
  EXPECT_EQ(token
                .json(http::Method::post, api("/" + id + "/counts"),
                      R"({"value":90,"qualifier":"at_least","noun":{"es":"personas"},"source":{"es":"Acta"}})")
                .status,
            201);
  EXPECT_EQ(token.json(http::Method::post, api("/" + id + "/states"), R"({"state":"cancelled","reason":"Sismo"})").status, 201);
  EXPECT_EQ(token.json(http::Method::post, api("/" + id + "/states"), R"({"state":"cancelled","reason":"Sismo"})").status, 409);
  EXPECT_EQ(token.json(http::Method::get, api("?state=cancelled")).status, 200);
  EXPECT_EQ(token.json(http::Method::get, api("?state=lost")).status, 422);
  const auto wrong = token.json(http::Method::post, api(), R"({"kind":"plenary","title":{"es":""},"on":"2026-02-30"})");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("\"field\":\"on\""));
}

TEST_F(Pages, TheApiAnswersEachStandingAsThePagesDo) {
  for (const auto& [who, read, write] : {std::tuple{"outsider", 404, 404},
                                         {"invited", 404, 404},
                                         {"withdrawn", 404, 404},
                                         {"active", 200, 403},
                                         {"stopped_officer", 200, 403},
                                         {"officer", 200, 422},
                                         {"director", 200, 201}}) {
    auto token = house.app.token_client(house.app.person(who), {"meetings:write"});
    EXPECT_EQ(token.json(http::Method::get, api()).status, read) << who;
    EXPECT_EQ(token.json(http::Method::post, api(), R"({"kind":"plenary","title":{"es":"Plenaria"},"on":"2026-03-20"})").status,
              write)
        << who;
  }
}

}  // namespace
}  // namespace alianza::meetings
