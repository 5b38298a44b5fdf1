// The pages on which a sheet is mended, through the real router.
#include <boost/json.hpp>

#include "features/imports/tests/house.h"
#include "platform/documents/csv.h"

namespace alianza::imports {
namespace {

using http::Method;

class MendingPages : public ::testing::Test {
 protected:
  std::string base() const { return "/alliances/" + house.alliance.text() + "/imports"; }
  std::string page(ImportId id) const { return base() + "/" + id.text(); }
  http::TestClient& client(const std::string& who = "secretariat") { return house.app.client(house.app.person(who)); }
  std::string get(const std::string& path) { return client().get(path).body; }
  static bool has(const std::string& body, const std::string& text) { return body.find(text) != std::string::npos; }
  House house;
};

TEST_F(MendingPages, ARowsFormOffersEveryFieldOfItsType) {
  const auto id = house.sent("Nombre,Tipo\nTelares,Empresa\nMunicipio de Prueba,Gobierno local\nX,Gobierno\n");
  const auto company = get(page(id) + "/rows/2");
  for (const auto* text : {"name=\"x_sector\"", "name=\"x_size\"", "name=\"x_rfc\"", "Industrias manufactureras", "Mediana",
                           "name=\"choice\"", "Omitir esta fila", "Lo que la hoja no trae"})
    EXPECT_TRUE(has(company, text)) << text;
  EXPECT_FALSE(has(company, "name=\"x_mandate\""));
  const auto town = get(page(id) + "/rows/3");
  EXPECT_TRUE(has(town, "name=\"x_municipality\""));
  EXPECT_FALSE(has(town, "name=\"x_size\""));
  const auto unknown = get(page(id) + "/rows/4");
  EXPECT_TRUE(has(unknown, "«Gobierno»")) << "what was not understood stays a choice";
  EXPECT_TRUE(has(unknown, "Dependencia federal"));
  EXPECT_EQ(client()
                .submit(page(id) + "/rows/2", {{"c0", "Telares"}, {"c1", "company"}, {"x_sector", "22"}, {"x_size", "small"}})
                .status,
            303);
  EXPECT_EQ(house.row(id, 2).cells.at(1), "Empresa") << "the code of a word is no change of what the sheet says";
  EXPECT_EQ(house.row(id, 2).extra.at("size"), "small");
  EXPECT_TRUE(house.row(id, 2).notes.warnings.empty());
}

TEST_F(MendingPages, WhatWasWrittenStaysInSightWhenTheTypeHasNoSuchField) {
  const auto id = house.sent("Nombre,Tipo\nTelares,Empresa\n");
  ASSERT_FALSE(has(get(page(id) + "/rows/2"), "name=\"x_mandate\""));
  ASSERT_EQ(client().submit(page(id) + "/rows/2", {{"c0", "Telares"}, {"c1", "Empresa"}, {"x_size", "small"}}).status, 303);
  EXPECT_TRUE(has(get(page(id) + "/rows/2"), "name=\"x_size\""));
  ASSERT_EQ(client().submit(page(id) + "/rows/2", {{"c0", "Telares"}, {"c1", "federal_body"}}).status, 303);
  ASSERT_EQ(house.row(id, 2).outcome, Outcome::wrong);
  EXPECT_TRUE(has(get(page(id) + "/rows/2"), "name=\"x_size\""));
  ASSERT_EQ(client().submit(page(id) + "/rows/2", {{"c0", "Telares"}, {"c1", "federal_body"}, {"x_size", ""}}).status, 303);
  EXPECT_EQ(house.row(id, 2).outcome, Outcome::created);
}

TEST_F(MendingPages, AMendedRowLeadsToTheNextWithErrors) {
  const auto id = house.sent("Nombre,Sitio web\nUno,no\nDos,https://dos.example\nTres,no\n");
  EXPECT_TRUE(has(get(page(id) + "/rows/2"), "Siguiente con errores"));
  auto saved = client().submit(page(id) + "/rows/2", {{"c0", "Uno"}, {"c1", "https://uno.example"}});
  EXPECT_EQ(saved.status, 303);
  EXPECT_TRUE(has(saved.location(), "/rows/4")) << saved.location();
  saved = client().submit(page(id) + "/rows/4", {{"c0", "Tres"}, {"c1", "https://tres.example"}});
  EXPECT_FALSE(has(saved.location(), "/rows/")) << saved.location();
  EXPECT_TRUE(has(get(page(id) + "/rows/4?show=created"), "show=created&amp;after=3#rows"));
}

TEST_F(MendingPages, ValuesThatAreNotUnderstoodStandInOneTable) {
  const auto id = house.sent("Nombre,Tipo\nUno,Gobierno\nDos,Gobierno\n");
  const auto preview = get(page(id));
  EXPECT_TRUE(has(preview, "Qué quiere decir la hoja"));
  EXPECT_TRUE(has(preview, "2 filas"));
  EXPECT_EQ(client().submit(page(id) + "/meanings", {{"t0", "type"}, {"s0", "Gobierno"}, {"m0", "federal_body"}}).status, 303);
  house.run_jobs();
  EXPECT_TRUE(has(get(page(id)), "Se aplicarán 2 filas"));
  EXPECT_TRUE(has(get(page(id)), "Ya dicho.")) << "it can still be said otherwise";
  EXPECT_EQ(client().submit(page(id) + "/meanings", {}).status, 422);
}

TEST_F(MendingPages, RowsAreTickedAndLeftOutTogether) {
  const auto id = house.sent("Nombre\nTelares del Centro\nTELARES DEL CENTRO\n");
  const auto preview = get(page(id) + "?show=wrong");
  EXPECT_TRUE(has(preview, "Las elegidas son otras"));
  EXPECT_TRUE(has(preview, "name=\"row\""));
  const auto row = get(page(id) + "/rows/3");
  EXPECT_TRUE(has(row, "Es otra: registrarla como nueva"));
  EXPECT_EQ(client().submit(page(id) + "/choose", {{"row", "3"}, {"choice", "omit"}, {"show", "wrong"}}).status, 303);
  EXPECT_EQ(house.seen(id).counts.omitted, 1);
  EXPECT_TRUE(has(get(page(id) + "?show=omitted"), "Recuperar las elegidas"));
  EXPECT_EQ(client().submit(page(id) + "/choose", {{"choice", "omit"}}).status, 303)
      << "nothing ticked is told, and nothing else";
  EXPECT_EQ(client("legal").submit(page(id) + "/choose", {{"choice", "omit"}}).status, 403);
}

TEST_F(MendingPages, ATemplateIsFilledInAndUnderstoodInBothLanguages) {
  EXPECT_TRUE(has(get("/alliances/" + house.alliance.text() + "/organizations"), "template.xlsx"));
  EXPECT_TRUE(has(get(base()), "template.xlsx"));
  EXPECT_TRUE(has(get(base() + "/new"), "template.csv"));
  for (const auto* language : {"", "/en"})
    for (const auto* name : {"template.xlsx", "template.csv"}) {
      const auto id = house.sent(client().get(language + base() + "/" + name).body, name);
      const auto counts = house.seen(id).counts;
      EXPECT_EQ(counts.created, 12) << language << name;
      EXPECT_EQ(counts.wrong + counts.warned, 0) << language << name;
    }
  EXPECT_EQ(client("legal").get(base() + "/template.xlsx").status, 403);
}

TEST_F(MendingPages, UndoingAsksFirst) {
  const auto id = house.sent("Nombre\nTelares del Centro\nMolinos del Sur\n");
  ASSERT_EQ(house.applied(id), "done");
  const auto question = get(page(id) + "/undo");
  EXPECT_TRUE(has(question, "2 organizaciones que la importación agregó quedarán fuera de uso. No se borran."));
  EXPECT_EQ(house.organizations_in_use(), 2);
}

TEST_F(MendingPages, TheApiExplainsAndChooses) {
  const auto api = "/api/v1" + base();
  auto token = house.app.token_client(house.app.person("secretariat"), {"organizations:write"});
  const auto id = house.sent("Nombre,Tipo\nUno,Gobierno\nDos,Empresa\n");
  const auto one = api + "/" + id.text();
  const auto values = boost::json::parse(token.json(Method::get, one + "/unknowns", "").body).at("unknowns").as_array();
  EXPECT_EQ(values.size(), 3U);
  EXPECT_EQ(
      token.json(Method::put, one + "/rows/3", R"({"cells":["Dos","Empresa"],"extra":{"sector":"22","size":"small"}})").status,
      200);
  EXPECT_EQ(
      token.json(Method::put, one + "/meanings", R"({"meanings":[{"target":"type","said":"Gobierno","code":"federal_body"}]})")
          .status,
      202);
  house.run_jobs();
  EXPECT_EQ(house.seen(id).counts.wrong, 0);
  EXPECT_EQ(token.json(Method::post, one + "/choose", R"({"rows":[2],"choice":"omit"})").status, 200);
  EXPECT_EQ(house.seen(id).counts.omitted, 1);
  EXPECT_EQ(token.json(Method::post, one + "/choose", R"({"choice":"omit"})").status, 422);
}

}  // namespace
}  // namespace alianza::imports
