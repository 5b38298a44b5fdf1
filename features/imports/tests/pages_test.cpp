// The pages and the API through the real router.
#include <boost/json.hpp>

#include "features/imports/tests/house.h"
#include "platform/documents/csv.h"

namespace alianza::imports {
namespace {

using http::Method;

class Pages : public ::testing::Test {
 protected:
  std::string base() const { return "/alliances/" + house.alliance.text() + "/imports"; }
  std::string page(ImportId id) const { return base() + "/" + id.text(); }
  http::TestClient& client(const std::string& who = "secretariat") { return house.app.client(house.app.person(who)); }
  std::string get(const std::string& path) { return client().get(path).body; }
  static bool has(const std::string& body, const std::string& text) { return body.find(text) != std::string::npos; }
  House house;
};

TEST_F(Pages, LeadFromTheDirectoryToThePreviewAndBack) {
  EXPECT_TRUE(has(get("/alliances/" + house.alliance.text() + "/organizations"), base()));
  EXPECT_FALSE(has(client("legal").get("/alliances/" + house.alliance.text() + "/organizations").body, base()));
  EXPECT_TRUE(has(get(base()), "Aún no se ha importado ninguna hoja"));
  EXPECT_TRUE(has(get(base() + "/new"), "type=\"file\""));
  const auto id = house.sent(shared("synthetic_90.csv"), "directorio.csv");
  const auto preview = get(page(id));
  for (const auto* text : {"directorio.csv", "Se aplicarán 83 filas: 83 nuevas y 0 con cambios.", "7 con errores",
                           "Corregir la fila 8", "Escriba el nombre de la organización.", "«Fecha de alta»", "Aplicar 83 filas"})
    EXPECT_TRUE(has(preview, text)) << text;
  EXPECT_TRUE(has(client().get("/en" + page(id)).body, "83 rows will be applied"));
  EXPECT_TRUE(has(get(page(id) + "?show=created"), "Alimentos Arrayán 01"));
  EXPECT_TRUE(has(get(base()), "directorio.csv"));
}

TEST_F(Pages, AreTheFirstStepOfAnAllianceWithoutOrganizations) {
  const auto home = "/alliances/" + house.alliance.text();
  const auto words = "Empiece por las organizaciones";
  const auto first = house.app.client(house.app.person("secretariat")).get(home);
  EXPECT_TRUE(first.contains(words));
  EXPECT_TRUE(first.contains(home + "/imports/new"));
  EXPECT_FALSE(house.app.client(house.app.person("legal")).get(home).contains(words)) << "who may not import";
  organizations::Profile profile;
  profile.name = "Acueducto del Valle";
  const auto id = house.app
                      .write([&](db::Tx& tx) {
                        return organizations::add(tx, house.act("director"), house.agency, profile, {}, house.app.today());
                      })
                      .id;
  const auto next = house.app.client(house.app.person("secretariat")).get(home);
  EXPECT_FALSE(next.contains(words)) << "the directory has one: what comes next are the letters";
  EXPECT_TRUE(next.contains("Hay 1 organización en el directorio"));
  EXPECT_TRUE(next.contains(home + "/campaigns/new"));
  house.app.write([&](db::Tx& tx) {
    const auto standing = membership::standing(tx, house.app.person("director"), house.agency, house.alliance, house.app.today());
    return membership::change(tx, house.act("director"), standing,
                              {house.agency, house.alliance, id, membership::Status::active, house.app.today(), "motivo"});
  });
  const auto joined = house.app.client(house.app.person("secretariat")).get(home);
  EXPECT_FALSE(joined.contains(words));
  EXPECT_FALSE(joined.contains("Ahora, invite a las organizaciones"));
}

TEST_F(Pages, ApplyAndUndoWithOneButtonEach) {
  const auto id = house.sent("Nombre\nTelares del Centro\n");
  EXPECT_TRUE(has(get(page(id)), "Aplicar 1 fila"));
  EXPECT_EQ(client().submit(page(id) + "/apply", {}).status, 303);
  EXPECT_TRUE(has(get(page(id)), "Ver cómo va ahora"));
  EXPECT_TRUE(has(get(page(id)), "sse-connect=\"" + page(id) + "/events\""));
  EXPECT_TRUE(has(get(page(id) + "/events"), "event: progress"));
  house.run_jobs();
  EXPECT_EQ(get(page(id) + "/events"), "event: over\ndata: \n\n");
  EXPECT_TRUE(has(get(page(id)), "Deshacer la importación"));
  EXPECT_EQ(client().submit(page(id) + "/undo", {}).status, 303);
  house.run_jobs();
  EXPECT_TRUE(has(get(page(id)), "Se deshizo 1."));
  EXPECT_EQ(client().submit(page(id) + "/undo", {}).status, 409);
}

TEST_F(Pages, MendARowInItsForm) {
  const auto id = house.sent("Nombre,Sitio web\nTelares,sin sitio\n");
  const auto form = get(page(id) + "/rows/2");
  EXPECT_TRUE(has(form, "sin sitio"));
  EXPECT_TRUE(has(form, "Escriba una dirección como"));
  EXPECT_EQ(client().submit(page(id) + "/rows/2", {{"c0", "Telares"}, {"c1", "https://telares.example"}}).status, 303);
  EXPECT_TRUE(has(get(page(id)), "Se aplicará 1 fila"));
  EXPECT_EQ(client().get(page(id) + "/rows/77").status, 404);
  EXPECT_EQ(client().get(page(id) + "/rows/x").status, 404);
}

TEST_F(Pages, TellTheErrorsAsCsv) {
  const auto id = house.sent(shared("synthetic_90.xlsx"));
  const auto table = documents::read_csv(get(page(id) + "/errors.csv"));
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows.size(), 7U);
  EXPECT_EQ(table->head.at(0), "Fila");
  EXPECT_EQ(table->rows.at(1).at(0), "19");
  EXPECT_EQ(table->rows.at(1).at(6), "XSA90");
}

TEST_F(Pages, ColumnsAreChosenInAForm) {
  const auto id = house.sent("Cosa,Otra\nTelares,https://telares.example\n");
  EXPECT_TRUE(has(get(page(id) + "/columns"), "https://telares.example"));
  EXPECT_EQ(client().submit(page(id) + "/columns", {{"c0", "website"}, {"c1", "website"}}).status, 422);
  EXPECT_EQ(client().submit(page(id) + "/columns", {{"c0", "name"}, {"c1", "website"}}).status, 303);
  house.run_jobs();
  EXPECT_TRUE(has(get(page(id)), "Se aplicará 1 fila"));
}

/// "a,b" lines of a download, without the mark.
std::string download(http::TestClient& client, const std::string& path) {
  auto body = client.get(path).body;
  return body.starts_with("\xEF\xBB\xBF") ? body.substr(3) : body;
}

TEST_F(Pages, ADownloadedDirectoryComesBackWithExactlyTheCellsThatWereEdited) {
  const auto first = house.sent(shared("synthetic_90.xlsx"));
  ASSERT_EQ(house.applied(first), "done");
  organizations::ProfileInput foreign;
  foreign.type = "foreign_government";
  foreign.name = "Embajada sintética";
  foreign.country = "DE";
  foreign.region = "Baviera";
  house.registered(foreign);
  for (const auto* language : {"", "/en"}) {
    const auto path = language + ("/alliances/" + house.alliance.text()) + "/organizations.";
    const auto whole = download(client(), path + "csv");
    const auto same = house.sent(whole);
    EXPECT_EQ(house.seen(same).counts.unchanged, 84) << language << house.rows(same).at(0).notes.errors.size();
    EXPECT_EQ(house.seen(same).counts.all(), 84);
    const auto sheet = house.sent(client().get(path + "xlsx").body, "directorio.xlsx");
    EXPECT_EQ(house.seen(sheet).counts.unchanged, 84) << language;
  }
  auto table = *documents::read_csv(download(client(), "/alliances/" + house.alliance.text() + "/organizations.csv"));
  const auto column = [&](const char* name) { return static_cast<std::size_t>(table.column(name)); };
  for (std::size_t i = 0; i < 6; ++i) {
    table.rows[10 + i][column("Organización")] += " editada";
    table.rows[10 + i][column("Tamaño")] = table.rows[10 + i][column("Tamaño")] == "Grande" ? "Mediana" : "Grande";
  }
  auto writer = documents::table_writer(documents::Format::csv, [&] {
    documents::TableOptions options;
    for (const auto& head : table.head) options.columns.push_back({head, head});
    return options;
  }());
  for (const auto& row : table.rows) writer->row({row.begin(), row.end()});
  writer->end();
  const auto edited = house.sent(writer->take());
  std::size_t cells = 0;
  for (const auto& row : house.rows(edited, Show::changed)) cells += row.notes.changes.size();
  EXPECT_EQ(cells, 12U);
  EXPECT_EQ(house.seen(edited).counts.changed, 6);
  EXPECT_EQ(house.seen(edited).counts.unchanged, 78);
}

TEST_F(Pages, TheApiDoesTheSame) {
  const auto api = "/api/v1" + base();
  auto token = house.app.token_client(house.app.person("secretariat"), {"organizations:write"});
  const auto sent = token.json(Method::post, api + "?name=hoja.csv",
                               "Nombre,Sitio web\nTelares,https://telares.example\nMal,no\n", {{"Content-Type", "text/csv"}});
  ASSERT_EQ(sent.status, 202) << sent.body;
  house.run_jobs();
  const auto id = std::string(boost::json::parse(sent.body).at("id").as_string());
  const auto one = api + "/" + id;
  const auto ready = boost::json::parse(token.json(Method::get, one, "").body);
  EXPECT_EQ(ready.at("state").as_string(), "ready");
  EXPECT_EQ(ready.at("counts").at("wrong").as_int64(), 1);
  const auto rows = boost::json::parse(token.json(Method::get, one + "/rows?show=wrong", "").body).at("rows").as_array();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].at("errors").as_array().at(0).at("column").as_int64(), 1);
  EXPECT_EQ(token.json(Method::put, one + "/rows/3", R"({"cells":["Bien","https://bien.example"]})").status, 200);
  EXPECT_EQ(token.json(Method::post, one + "/apply", "{}").status, 202);
  house.run_jobs();
  EXPECT_EQ(house.organizations_in_use(), 2);
  EXPECT_EQ(token.json(Method::post, one + "/undo", "").status, 202);
  house.run_jobs();
  EXPECT_EQ(house.organizations_in_use(), 0);
  EXPECT_EQ(token.json(Method::get, api, "").status, 200);
  EXPECT_EQ(token.json(Method::delete_, one, "").status, 409);
  EXPECT_EQ(token.json(Method::post, api, "{}").status, 422);
}

}  // namespace
}  // namespace alianza::imports
