// Pages and API of documents through the real router.
#include "features/documents/tests/house.h"

namespace alianza::document {
namespace {

class DocumentPages : public ::testing::Test {
 protected:
  std::string root(const std::string& tail = {}) const { return "/alliances/" + house.alliance.text() + tail; }
  std::string of(DocumentId id, const std::string& tail = {}) const { return root("/documents/" + id.text() + tail); }
  http::TestClient& as(const std::string& who) {
    if (who == "anonymous") return house.app.visitor();
    return who == "operator" ? house.app.client(house.app.server_operator()) : house.app.client(house.app.person(who));
  }
  http::TestAnswer send(const std::string& who, const std::string& bytes, http::Pairs more = {}) {
    auto& client = as(who);
    client.get(root("/documents/new"));
    http::Pairs fields{{"title", "Plan de trabajo"},
                       {"kind", "work_plan"},
                       {"author", "Clara Ibarra"},
                       {"on", "2026-02-20"},
                       {"confidentiality", "members"}};
    fields.insert(fields.end(), more.begin(), more.end());
    return client.submit(root("/documents/new"), fields, {{"file", "plan.txt", "text/plain", bytes}});
  }
  House house;
};

TEST_F(DocumentPages, ACommitteesDocumentReachesNobodyOfAnotherCommitteeAnywhere) {
  house.publish_alliance();
  const auto id = house.added("MARCADOR del comité", "committee", house.energy);
  house.again("secretariat", id, "MARCADOR en el archivo");
  const auto search = root("/search?q=marcador");
  for (const auto* who : {"anonymous", "operator", "outsider", "invited", "withdrawn", "stranger", "neighbour", "facilitator",
                          "stopped_officer", "suspended", "active", "officer", "legal", "secretariat", "director"}) {
    const std::string w = who;
    const bool sees = w == "active" || w == "officer" || w == "legal" || w == "secretariat" || w == "director";
    auto& client = as(who);
    for (const auto& path :
         {of(id), of(id, "/versions/1"), of(id, "/versions/2"), "/api/v1" + of(id), "/api/v1" + of(id, "/versions/2"),
          root("/documents"), root("/documents.csv"), root("/documents.json"), root("/documents?q=marcador"),
          root("/documents?committee=") + house.energy.text(), "/api/v1" + root("/documents"),
          root("/committees/" + house.energy.text()), search, "/api/v1" + search}) {
      const auto answer = client.get(path);
      EXPECT_EQ(answer.contains("MARCADOR") || answer.contains("Contenido de"), sees) << who << " " << path << answer.status;
    }
    for (const std::string path : {"/p/muestra", "/p/muestra/documents", "/p/muestra/data/documents.csv",
                                   "/p/muestra/data/documents.json", "/api/v1/portal/muestra/documents"})
      EXPECT_FALSE(client.get(path).contains("MARCADOR")) << who << " " << path;
    EXPECT_EQ(client.get("/p/muestra/documents/" + id.text()).status, 404) << who;
  }
}

TEST_F(DocumentPages, APublicDocumentStandsOnThePortalOfAPublicAllianceUntilItIsWithdrawn) {
  const auto id = house.added("MARCADOR público", "public");
  house.added("OCULTO", "members");
  const auto file = "/p/muestra/documents/" + id.text();
  EXPECT_EQ(as("anonymous").get(file).status, 404) << "the alliance has no portal yet";
  house.publish_alliance();
  const auto answer = as("anonymous").get(file);
  EXPECT_EQ(answer.body, "Contenido de MARCADOR público");
  EXPECT_TRUE(answer.header("Content-Disposition").starts_with("attachment"));
  EXPECT_EQ(answer.header("Content-Security-Policy"), "sandbox; default-src 'none'");
  for (const std::string path : {"/p/muestra/documents", "/p/muestra/data/documents.csv", "/api/v1/portal/muestra/documents"}) {
    EXPECT_TRUE(as("anonymous").get(path).contains("MARCADOR")) << path;
    EXPECT_FALSE(as("anonymous").get(path).contains("OCULTO")) << path;
  }
  house.withdrawn("secretariat", id, "Se sustituyó");
  EXPECT_EQ(as("anonymous").get(file).status, 404);
  EXPECT_FALSE(as("anonymous").get("/p/muestra/documents").contains("MARCADOR"));
}

TEST_F(DocumentPages, AreAddedWithoutScriptAndComeBackAsTheyWere) {
  const auto made = send("secretariat", "Primera versión", {{"note", "borrador"}});
  ASSERT_EQ(made.status, 303) << made.body;
  auto& client = as("secretariat");
  const auto page = client.get(made.location());
  EXPECT_TRUE(page.contains("Plan de trabajo"));
  EXPECT_TRUE(page.contains("borrador"));
  const auto path = made.location().substr(0, made.location().find('?'));
  const auto file = client.get(path + "/versions/1");
  EXPECT_EQ(file.body, "Primera versión");
  EXPECT_TRUE(file.header("Content-Disposition").starts_with("attachment"));
  EXPECT_EQ(client.get(path + "/versions/2").status, 404);
  EXPECT_EQ(client.get(path + "/versions/x").status, 404);
  EXPECT_TRUE(client.get(root("/search?q=primera")).contains("Plan de trabajo")) << "the words of the file are found";
}

TEST_F(DocumentPages, ARefusedFormKeepsWhatWasTyped) {
  const auto refused = send("secretariat", "", {{"note", "nota escrita"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("nota escrita"));
  EXPECT_TRUE(refused.contains("Elija un archivo"));
}

TEST_F(DocumentPages, TheSameFileIsToldWithAWayToIt) {
  const auto first = house.added("Acta original");
  const auto refused = send("secretariat", "Contenido de Acta original");
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("Acta original"));
  EXPECT_TRUE(refused.contains(of(first)));
  EXPECT_TRUE(refused.contains("name=\"confirm_same\""));
  EXPECT_EQ(send("secretariat", "Contenido de Acta original", {{"confirm_same", "1"}}).status, 303);
}

TEST_F(DocumentPages, GoThroughVersionsDataAndWithdrawalByForms) {
  const auto id = house.added("Plan");
  auto& client = as("secretariat");
  client.get(of(id, "/versions/new"));
  EXPECT_EQ(client.submit(of(id, "/versions/new"), {{"note", "corrige fechas"}}, {{"file", "plan.txt", "text/plain", "Segunda"}})
                .status,
            303);
  client.get(of(id, "/edit"));
  const auto version = http::hidden_field(client.page(), "version");
  const http::Pairs data{{"title", "Plan anual"}, {"kind", "work_plan"},         {"author", "Clara"},
                         {"on", "2026-02-21"},    {"confidentiality", "public"}, {"version", version}};
  EXPECT_EQ(client.submit(of(id, "/edit"), data).status, 303);
  const auto page = client.get(of(id));
  EXPECT_TRUE(page.contains("Plan anual"));
  EXPECT_TRUE(page.contains("corrige fechas"));
  EXPECT_EQ(client.submit_from(of(id, "/withdraw"), of(id, "/withdraw"), {{"reason", "Se sustituyó"}}).status, 303);
  EXPECT_TRUE(client.get(of(id)).contains("Se sustituyó"));
  EXPECT_EQ(as("stranger").get(of(id, "/versions/1")).status, 404);
  EXPECT_EQ(client.get(of(id, "/versions/1")).status, 200);
}

TEST_F(DocumentPages, AProgramAddsReadsChangesAndWithdraws) {
  auto client = house.app.token_client(house.app.person("secretariat"), {"documents:write"});
  const auto api = "/api/v1" + root("/documents");
  const http::Pairs text{{"Content-Type", "text/plain"}};
  const auto made = client.json(http::Method::post, api + "?title=Informe&author=Ana&on=2026-02-20&kind=speech&name=informe.txt",
                                "Texto del informe", text);
  ASSERT_EQ(made.status, 201) << made.body;
  const auto one = made.location();
  EXPECT_TRUE(made.contains(R"("sha256":")"));
  EXPECT_EQ(client.json(http::Method::get, one + "/versions/1").body, "Texto del informe");
  EXPECT_EQ(client.json(http::Method::get, one + "/versions/7").status, 404);
  EXPECT_EQ(client.json(http::Method::post, one + "/versions?name=informe.txt", "Texto nuevo", text).status, 201);
  EXPECT_EQ(client.json(http::Method::post, one + "/versions?name=informe.pdf", "Texto", text).status, 422) << "it is no PDF";
  EXPECT_EQ(client.json(http::Method::post, api, "{}").status, 422);
  EXPECT_EQ(
      client.json(http::Method::put, one, R"({"title":"Informe final","author":"Ana","on":"2026-02-21","version":1})").status,
      200);
  EXPECT_EQ(client.json(http::Method::put, one, R"({"title":"Tarde","author":"Ana","on":"2026-02-21","version":1})").status, 409);
  EXPECT_TRUE(client.json(http::Method::get, api + "?q=informe").contains("Informe final"));
  EXPECT_EQ(client.json(http::Method::get, api + "?kind=novel").status, 422);
  EXPECT_EQ(client.json(http::Method::post, one + "/withdraw", R"({"reason":"Se sustituyó"})").status, 201);
  EXPECT_FALSE(client.json(http::Method::get, api).contains("Informe final"));
  EXPECT_TRUE(client.json(http::Method::get, api + "?state=withdrawn").contains("Informe final"));
}

TEST_F(DocumentPages, TheListAsksAsOftenForManyAsForFew) {
  house.app.site().entry_checks.clear();  // remembered for some seconds, they would be counted now and then
  const auto asked = [&] {
    const auto before = house.app.db().stats().statements;
    EXPECT_EQ(as("active").get(root("/documents")).status, 200);
    return house.app.db().stats().statements - before;
  };
  house.added("Uno");
  asked();
  const auto few = asked();
  for (int i = 0; i < 12; ++i) house.added("Plan " + std::to_string(i), "committee", house.energy);
  asked();  // what is remembered between writes is read again
  EXPECT_LE(asked(), few);
}

}  // namespace
}  // namespace alianza::document
