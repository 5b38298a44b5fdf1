#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "features/portal/open_data.h"
#include "features/portal/tests/house.h"
#include "platform/documents/csv.h"
#include "platform/test/schema.h"

namespace alianza::portal {
namespace {

const std::vector<std::string> pages{
    "",          "/timeline", "/funnel", "/committees", "/organizations", "/organizations?q=nada",
    "/meetings", "/findings", "/notes",  "/data"};

TEST_F(House, every_page_answers_in_both_languages_and_may_be_kept_by_anybody) {
  for (const auto& tail : pages)
    for (const auto* prefix : {"", "/en"}) {
      const auto answer = app.visitor().get(prefix + ("/p/agua" + tail));
      EXPECT_EQ(answer.status, 200) << prefix << tail;
      EXPECT_NE(answer.header("Cache-Control").find("public"), std::string::npos) << tail;
      EXPECT_FALSE(answer.header("ETag").empty()) << tail;
      EXPECT_TRUE(answer.header("Set-Cookie").empty()) << tail;
      EXPECT_EQ(answer.body.find("_csrf"), std::string::npos) << tail;
      EXPECT_NE(answer.header("Link").find("hreflang=\"en\""), std::string::npos) << tail;
    }
}

TEST_F(House, who_changes_the_language_loads_no_file_again) {
  const auto english = app.visitor().get("/en/p/agua").body;
  EXPECT_NE(english.find("\"/assets/"), std::string::npos);
  EXPECT_EQ(english.find("/en/assets/"), std::string::npos);
  EXPECT_EQ(english.find("/en/brand/"), std::string::npos);
}

TEST_F(House, what_a_browser_has_already_is_not_sent_again) {
  const auto first = app.visitor().get("/p/agua");
  const auto again = app.visitor().get("/p/agua", {{"If-None-Match", first.header("ETag")}});
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.empty());
}

TEST_F(House, who_is_signed_in_sees_the_same_page_as_everybody) {
  EXPECT_EQ(app.client(secretariat).get("/p/agua").body, app.visitor().get("/p/agua").body);
}

TEST_F(House, the_committees_stand_on_a_page_of_their_own_by_kind_and_the_dissolved_ones_last) {
  EXPECT_TRUE(app.visitor().get("/p/agua/committees").contains("Aún no hay comités"));
  const auto found = [&](const char* kind, const char* name, const char* sdg, const char* dissolved) {
    committees::Input input;
    input.kind = kind;
    input.name_es = name;
    input.sdg = sdg;
    input.founded_on = "2026-01-20";
    input.dissolved_on = dissolved;
    return app.write([&](db::Tx& tx) { return committees::found(tx, app.act(secretariat), alliance.id, input); });
  };
  found("council", "Consejo <social>", "", "");
  found("committee", "Comité de cauces", "6", "");
  const auto old = found("committee", "Comité de pozos", "6", "2026-02-01");
  const auto answer = app.visitor().get("/p/agua/committees").body;
  std::size_t at = 0;
  for (const auto* piece : {"id=\"committee\"", "Comité de cauces", "id=\"council\"", "Consejo &lt;social&gt;",
                            "id=\"dissolved\"", "Comité de pozos"}) {
    at = answer.find(piece, at);
    ASSERT_NE(at, std::string::npos) << piece;
  }
  EXPECT_NE(answer.find("/p/agua/committees/" + old.id.text()), std::string::npos);
  EXPECT_NE(answer.find("No se conocen sus integrantes"), std::string::npos) << "nobody said that they have none";
  EXPECT_EQ(answer.find("<b>0</b>"), std::string::npos);
  EXPECT_NE(page("").find("href=\"/p/agua/committees\""), std::string::npos);
  EXPECT_NE(page("/committees/" + old.id.text()).find("href=\"/p/agua/committees\""), std::string::npos);
  EXPECT_TRUE(app.visitor().get("/en/p/agua/committees").contains("Dissolved"));
  EXPECT_TRUE(app.visitor().get("/sitemap.xml").contains("/p/agua/committees<"));
}

TEST_F(House, an_alliance_without_portal_is_not_there) {
  const auto closed = app.write([&](db::Tx& tx) -> Result<alliances::Alliance> {
    alliances::Draft draft;
    draft.alliance.slug = "cerrada";
    draft.alliance.name = {"Cerrada", "Closed", Lang::es};
    draft.alliance.zone = "America/Mexico_City";
    draft.starts_on = *Date::parse("2026-01-12");
    return alliances::create(tx, system, alliance.agency, draft);
  });
  for (const auto& tail : pages) EXPECT_EQ(app.visitor().get("/p/cerrada" + tail).status, 404) << tail;
  for (const auto* path : {"/p/cerrada/data/facts.csv", "/p/cerrada/data/facts.schema.json", "/p/cerrada/calendar.ics",
                           "/api/v1/portal/cerrada", "/api/v1/portal/cerrada/facts"})
    EXPECT_EQ(app.visitor().get(path).status, 404) << path;
  EXPECT_EQ(app.visitor().get("/sitemap.xml").body.find("cerrada"), std::string::npos);
  const auto home = "/alliances/" + closed.id.text();
  EXPECT_TRUE(app.client(secretariat).get(home + "/portal").contains("href=\"" + home + "/edit\"")) << "and the way to open it";
}

TEST_F(House, every_table_agrees_with_its_schema_and_its_csv) {
  for (const auto table : tables()) {
    const std::string name(to_text(table));
    SCOPED_TRACE(name);
    const auto schema = boost::json::parse(page("/data/" + name + ".schema.json"));
    const auto document = boost::json::parse(page("/data/" + name + ".json"));
    EXPECT_EQ(test::disagreements(schema, document), "");
    const auto csv = documents::read_csv(page("/data/" + name + ".csv"));
    ASSERT_TRUE(csv);
    ASSERT_EQ(csv->head.size(), columns(table).size() + 2);
    for (std::size_t i = 0; i < columns(table).size(); ++i) EXPECT_EQ(csv->head[i], columns(table)[i].name);
    EXPECT_EQ(csv->rows.size(), document.at("rows").as_array().size());
    EXPECT_EQ(page("/data/" + name + ".xlsx").substr(0, 2), "PK");
  }
}

TEST_F(House, unknown_files_are_not_there) {
  for (const auto* file : {"/data/secrets.csv", "/data/facts.exe", "/data/facts", "/data/.csv", "/data/facts.schema.csv"})
    EXPECT_EQ(app.visitor().get(std::string("/p/agua") + file).status, 404) << file;
}

TEST_F(House, the_front_page_the_list_and_the_plain_pages_answer) {
  for (const auto* path :
       {"/", "/en", "/p", "/en/p", "/privacy", "/en/privacy", "/accessibility", "/licence", "/robots.txt", "/sitemap.xml"})
    EXPECT_EQ(app.visitor().get(path).status, 200) << path;
  EXPECT_TRUE(app.visitor().get("/").contains("Alianza del agua"));
  EXPECT_TRUE(app.visitor().get("/sitemap.xml").contains("/p/agua/timeline"));
}

TEST_F(House, the_secretariat_writes_publishes_and_takes_away_by_form) {
  auto& client = app.client(secretariat);
  const auto base = "/alliances/" + alliance.id.text() + "/portal";
  EXPECT_TRUE(client.get(base).contains("Aún no hay hechos escritos"));
  const auto wrong = client.submit_from(
      base + "/events/new", base + "/events/new",
      {{"kind", "document"}, {"precision", "day"}, {"from", "2026-02-01"}, {"title_es", ""}, {"text_es", "Lo tecleado"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("Lo tecleado"));
  const auto made = client.submit_from(
      base + "/events/new", base + "/events/new",
      {{"kind", "document"}, {"precision", "day"}, {"from", "2026-02-01"}, {"title_es", "Carta <b>abierta</b>"}});
  ASSERT_EQ(made.status, 303);
  const auto id = app.read([&](db::Tx& tx) { return book(tx, secretariat, alliance.id); }).events.at(0).id.text();
  EXPECT_EQ(page("/timeline").find("Carta"), std::string::npos);
  EXPECT_EQ(client.submit_from(base, base + "/events/" + id + "/publish", {}).status, 303);
  EXPECT_NE(page("/timeline").find("Carta &lt;b&gt;abierta"), std::string::npos);
  EXPECT_EQ(
      client.submit_from(base + "/events/" + id + "/withdraw", base + "/events/" + id + "/withdraw", {{"reason", ""}}).status,
      422);
  EXPECT_EQ(
      client.submit_from(base + "/events/" + id + "/withdraw", base + "/events/" + id + "/withdraw", {{"reason", "Se repitió"}})
          .status,
      303);
  EXPECT_EQ(page("/timeline").find("Carta"), std::string::npos);
  EXPECT_TRUE(client.get(base).contains("Se repitió"));
}

TEST_F(House, who_does_not_convene_finds_no_door_to_the_record) {
  const auto base = "/alliances/" + alliance.id.text() + "/portal";
  EXPECT_EQ(app.client(legal).get(base).status, 403);
  EXPECT_EQ(app.client(app.person("nobody")).get(base).status, 404);
  EXPECT_EQ(app.visitor().get(base).status, 303);
}

}  // namespace
}  // namespace alianza::portal
