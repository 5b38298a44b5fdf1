// Pages and API of committees through the real router: what each standing gets, forms that come back with what was typed, a
// double click.
#include <boost/json.hpp>

#include "features/committees/tests/house.h"

namespace alianza::committees {
namespace {

class Pages : public ::testing::Test {
 protected:
  std::string root() const { return "/alliances/" + house.alliance.text() + "/committees"; }
  std::string api() const { return "/api/v1" + root(); }
  std::string of(const Committee& c, const std::string& tail = {}) const { return root() + "/" + c.id.text() + tail; }
  http::TestClient& as(const std::string& who) {
    return who == "operator" ? house.app.client(house.app.server_operator()) : house.app.client(house.person(who));
  }
  int status(const std::string& who, const std::string& path) {
    return (who == "anonymous" ? house.app.visitor() : as(who)).get(path).status;
  }
  House house;
};

TEST_F(Pages, AreSeenByWhoReadsAsAMember) {
  const auto c = house.committee("Energía", Admission::open);
  struct Case {
    const char* who;
    int read;     // list and page
    int join;     // the form that adds an organisation; the committee is open
    int convene;  // forms of the secretariat
  };
  for (const auto& at : {Case{"anonymous", 303, 303, 303},
                         {"operator", 404, 404, 404},
                         {"outsider", 404, 404, 404},
                         {"invited", 404, 404, 404},
                         {"withdrawn", 404, 404, 404},
                         {"active", 200, 200, 403},
                         {"suspended", 200, 403, 403},
                         {"facilitator", 200, 403, 403},
                         {"legal", 200, 403, 403},
                         {"secretariat", 200, 200, 200},
                         {"director", 200, 200, 200}}) {
    EXPECT_EQ(status(at.who, root()), at.read) << at.who;
    EXPECT_EQ(status(at.who, root() + ".csv"), at.read) << at.who;
    EXPECT_EQ(status(at.who, of(c)), at.read) << at.who;
    EXPECT_EQ(status(at.who, of(c, "/members/new")), at.join) << at.who;
    for (const auto* tail : {"/edit", "/appointments/new"}) EXPECT_EQ(status(at.who, of(c, tail)), at.convene) << at.who << tail;
    EXPECT_EQ(status(at.who, root() + "/new"), at.convene) << at.who;
  }
}

TEST_F(Pages, FoundACommitteeAndShowIt) {
  auto& client = as("secretariat");
  const auto answer = client.submit_from(root() + "/new", root() + "/new",
                                         {{"kind", "committee"},
                                          {"name_es", "Energía asequible"},
                                          {"sdg", "7"},
                                          {"admission", "closed"},
                                          {"quorum_percent", "50"},
                                          {"mechanism", "prior_studies"}});
  ASSERT_EQ(answer.status, 303);
  const auto page = client.get(answer.location());
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.contains("Energía asequible"));
  EXPECT_TRUE(page.contains("ODS 7"));
  EXPECT_TRUE(page.contains("Estudios y análisis previos"));
  EXPECT_TRUE(page.contains("El comité quedó creado"));
  EXPECT_TRUE(client.get(root()).contains("Energía asequible"));
  EXPECT_TRUE(client.get("/en" + root()).contains("lang=\"en\""));
}

TEST_F(Pages, KeepWhatWasTypedAndSayWhatIsWrong) {
  auto& client = as("secretariat");
  const auto answer = client.submit_from(root() + "/new", root() + "/new",
                                         {{"kind", "committee"},
                                          {"name_es", ""},
                                          {"purpose_es", "Un <b>propósito</b> ya escrito"},
                                          {"admission", "closed"},
                                          {"quorum_percent", "cien"},
                                          {"mechanism", "undecided"}});
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(answer.contains("Un &lt;b&gt;propósito&lt;/b&gt; ya escrito"));
  EXPECT_TRUE(answer.contains("Escriba el nombre del comité."));
  EXPECT_TRUE(answer.contains("href=\"#quorum_percent\""));
  EXPECT_TRUE(answer.contains("cien"));
}

TEST_F(Pages, RulesAndOfficesHaveTheirHistory) {
  const auto c = house.committee("Energía");
  auto& client = as("secretariat");
  const auto rules_at = of(c, "/rules");
  EXPECT_EQ(client
                .submit_from(rules_at + "/new", rules_at + "/new",
                             {{"quorum_number", "4"},
                              {"edition", "1"},
                              {"voting_base", "members"},
                              {"rules_es", "Cada mes"},
                              {"since", "2026-03-09"}})
                .status,
            422);
  EXPECT_EQ(client
                .submit_from(rules_at + "/new", rules_at + "/new",
                             {{"quorum_number", "4"},
                              {"edition", "1"},
                              {"voting_base", "members"},
                              {"rules_es", "Cada mes"},
                              {"since", "2026-03-02"}})
                .status,
            303);
  auto& member = as("active");
  const auto page = member.get(rules_at + "?on=2026-03-02");
  EXPECT_TRUE(page.contains("al menos 4 organizaciones"));
  EXPECT_TRUE(page.contains("Edición 2"));
  EXPECT_FALSE(page.contains("Cambiar las reglas"));
  EXPECT_EQ(status("active", rules_at + "/new"), 403);
  EXPECT_EQ(status("invited", rules_at), 404);
  const auto offices = of(c, "/appointments");
  client.submit_from(offices + "/new", offices + "/new",
                     {{"office", "president"}, {"holder", "Ana Pérez"}, {"since", "2026-01-10"}});
  const auto tenure = house.app.read([&](db::Tx& tx) { return book(tx, c.id).appointments; }).at(0).id.text();
  const auto end = offices + "/" + tenure + "/end";
  EXPECT_EQ(client.submit_from(end, end, {{"until", "2026-02-01"}, {"reason", "Cambió de puesto"}}).status, 303);
  const auto history = member.get(offices);
  EXPECT_TRUE(history.contains("Ana Pérez"));
  EXPECT_TRUE(history.contains("Cambió de puesto"));
  EXPECT_TRUE(history.contains("Nadie"));
  EXPECT_TRUE(member.get(of(c)).contains("Sin presidencia desde el 1 feb 2026"));
  EXPECT_TRUE(as("secretariat").get("/alliances/" + house.alliance.text()).contains("Energía no tiene presidencia"));
  const auto gap = client.submit_from(offices + "/new", offices + "/new",
                                      {{"office", "president"}, {"holder", "Luis"}, {"since", "2026-02-10"}});
  EXPECT_EQ(gap.status, 422);
  EXPECT_TRUE(gap.contains("Del 2026-02-01 al 2026-02-09"));
}

TEST_F(Pages, RulesAreReadAndChangedByPrograms) {
  const auto c = house.committee("Energía");
  auto client = house.app.token_client(house.person("secretariat"), {"committees:read", "committees:write"});
  const auto at = api() + "/" + c.id.text() + "/rules";
  EXPECT_EQ(client.json(http::Method::post, at, R"({"quorum_percent":50,"since":"2026-03-02","edition":1})").status, 201);
  EXPECT_EQ(client.json(http::Method::post, at, R"({"quorum_percent":50,"since":"2026-03-02","edition":1})").status, 409);
  EXPECT_NE(client.json(http::Method::get, at).body.find("\"edition\":2"), std::string::npos);
}

TEST_F(Pages, ADoubleClickActsOnce) {
  auto& client = as("secretariat");
  client.get(root() + "/new");
  const http::Pairs fields{{"kind", "committee"}, {"name_es", "Agua"}, {"admission", "closed"}, {"mechanism", "undecided"}};
  const auto page = client.page();
  http::Pairs twice = fields;
  twice.emplace_back("_csrf", http::hidden_field(page, "_csrf"));
  twice.emplace_back("_key", http::hidden_field(page, "_key"));
  const auto first = client.submit(root() + "/new", twice);
  const auto second = client.submit(root() + "/new", twice);
  EXPECT_EQ(first.status, 303);
  EXPECT_EQ(second.status, 303);
  EXPECT_EQ(house.app.read([&](db::Tx& tx) { return of_alliance(tx, house.alliance); }).size(), 1u);
}

TEST_F(Pages, TwoEditsAtOnceShowBothTexts) {
  const auto c = house.committee("Energía");
  auto& client = as("secretariat");
  client.get(of(c, "/edit"));
  const auto page = client.page();
  const auto fields = [&](const char* purpose) {
    return http::Pairs{{"kind", "committee"},   {"name_es", "Energía"},     {"sdg", "7"},    {"purpose_es", purpose},
                       {"admission", "closed"}, {"mechanism", "undecided"}, {"version", "1"}};
  };
  EXPECT_EQ(client.submit_from(of(c, "/edit"), of(c, "/edit"), fields("El texto de Ana")).status, 303);
  const auto crossed = client.submit_from(of(c, "/edit"), of(c, "/edit"), fields("El texto de Bruno"));
  EXPECT_EQ(crossed.status, 409);
  EXPECT_TRUE(crossed.contains("<del>El texto de Ana</del>"));
  EXPECT_TRUE(crossed.contains("<ins>El texto de Bruno</ins>"));
  EXPECT_TRUE(crossed.contains("name=\"version\" value=\"2\""));
}

TEST_F(Pages, MembersComeAndGo) {
  const auto c = house.committee("Energía");
  const auto org = house.member(Status::active, "Energía Altozano");
  auto& client = as("secretariat");
  EXPECT_TRUE(client.get(of(c, "/members/new")).contains("Energía Altozano"));
  const auto added = client.submit(of(c, "/members/new"), {{"organization", org.text()}, {"since", "2026-02-01"}});
  ASSERT_EQ(added.status, 303);
  EXPECT_TRUE(client.get(of(c)).contains("Energía Altozano"));
  EXPECT_FALSE(client.get(of(c, "/members/new")).contains("Energía Altozano")) << "a member is not offered again";
  const auto member = house.app.read([&](db::Tx& tx) { return book(tx, c.id).members.at(0).id; });
  const auto end = of(c, "/members/" + member.text() + "/end");
  const auto refused = client.submit_from(end, end, {{"until", "2026-03-01"}, {"reason", ""}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(client.submit(end, {{"until", "2026-03-01"}, {"reason", "Cambió de giro"}}).status, 303);
  EXPECT_TRUE(client.get(of(c)).contains("Cambió de giro"));
}

TEST_F(Pages, AnAppointmentShowsWhomItSucceeds) {
  const auto c = house.committee("Energía");
  auto& client = as("director");
  const auto name = [&](const char* holder, const char* since) {
    return client.submit_from(of(c, "/appointments/new"), of(c, "/appointments/new"),
                              {{"office", "president"},
                               {"holder", holder},
                               {"organization", ""},
                               {"email", ""},
                               {"since", since},
                               {"document", "Acta 7"}});
  };
  EXPECT_EQ(name("Clara Ibarra", "2025-01-01").status, 303);
  EXPECT_TRUE(client.get(of(c, "/appointments/new")).contains("Clara Ibarra"));
  EXPECT_EQ(name("Bruno Tejeda", "2026-02-01").status, 303);
  EXPECT_EQ(name("Otra persona", "2026-01-01").status, 422);
  const auto page = client.get(of(c));
  EXPECT_TRUE(page.contains("Bruno Tejeda"));
  EXPECT_TRUE(page.contains("Clara Ibarra"));
  EXPECT_TRUE(page.contains("Acta 7"));
}

TEST_F(Pages, DownloadsNeutraliseFormulas) {
  const auto c = house.committee("=HYPERLINK(\"x\")");
  auto& client = as("director");
  const auto csv = client.get(root() + ".csv");
  EXPECT_EQ(csv.status, 200);
  EXPECT_TRUE(csv.contains("'=HYPERLINK"));
  EXPECT_TRUE(client.get(root() + ".json").contains("\"committee\""));
  EXPECT_TRUE(client.get(root() + ".xlsx").body.starts_with("PK"));
}

TEST_F(Pages, TheApiFoundsEditsAndAppoints) {
  auto token = house.app.token_client(house.person("secretariat"), {"committees:write"});
  const auto made = token.json(http::Method::post, api(), R"({"kind":"council","name":{"es":"Consejo técnico"},"sdg":4})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto id = std::string(boost::json::parse(made.body).at("id").as_string());
  EXPECT_EQ(made.location(), api() + "/" + id);
  const auto changed = token.json(http::Method::put, api() + "/" + id,
                                  R"({"kind":"council","name":{"es":"Consejo"},"quorum_percent":50,"version":1})");
  EXPECT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(boost::json::parse(changed.body).at("quorum_percent").as_int64(), 50);
  EXPECT_EQ(token.json(http::Method::put, api() + "/" + id, R"({"kind":"council","name":{"es":"Consejo"},"version":1})").status,
            409);
  EXPECT_EQ(token
                .json(http::Method::post, api() + "/" + id + "/appointments",
                      R"({"office":"president","holder":"Clara","since":"2026-02-01"})")
                .status,
            201);
  const auto org = house.member(Status::active);
  EXPECT_EQ(token
                .json(http::Method::post, api() + "/" + id + "/members",
                      R"({"organization":")" + org.text() + R"(","since":"2026-02-01"})")
                .status,
            201);
  const auto shown = boost::json::parse(token.json(http::Method::get, api() + "/" + id).body);
  EXPECT_EQ(shown.at("members").as_array().size(), 1u);
  EXPECT_EQ(shown.at("appointments").as_array().at(0).at("holder").as_string(), "Clara");
  const auto wrong = token.json(http::Method::post, api(), R"({"kind":"club","name":{"es":""}})");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("\"field\":\"kind\""));
}

TEST_F(Pages, TheApiAnswersEachStandingAsThePagesDo) {
  const auto c = house.committee("Energía");
  for (const auto& [who, read, write] : {std::tuple{"outsider", 404, 404},
                                         {"invited", 404, 404},
                                         {"active", 200, 403},
                                         {"facilitator", 200, 403},
                                         {"director", 200, 201}}) {
    auto token = house.app.token_client(house.person(who), {"committees:write"});
    EXPECT_EQ(token.json(http::Method::get, api()).status, read) << who;
    EXPECT_EQ(token.json(http::Method::get, api() + "/" + c.id.text()).status, read) << who;
    EXPECT_EQ(token.json(http::Method::post, api(), R"({"name":{"es":"Comité nuevo"}})").status, write) << who;
  }
  auto reader = house.app.token_client(house.person("director"), {"committees:read"});
  EXPECT_EQ(reader.json(http::Method::post, api(), R"({"name":{"es":"Otro"}})").status, 403);
}

}  // namespace
}  // namespace alianza::committees
