// The glossary on both engines: rules, acts, forms that show it, pages and API.
#include <gtest/gtest.h>

#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/actions.h"
#include "features/alliances/feature.h"
#include "features/membership/feature.h"
#include "features/terms/actions.h"
#include "features/terms/feature.h"
#include "features/terms/shell.h"
#include "platform/test/test_app.h"

namespace alianza::terms {
namespace {

using auth::Role;
using auth::Scope;

Input input(const std::string& name = "PyME", const std::string& place = "size") {
  Input i;
  i.name_es = name;
  i.definition_es = "Empresa de hasta 250 personas.";
  i.source_es = "Acuerdo de la plenaria";
  i.place = place;
  return i;
}

template <class T>
std::string outcome(const Result<T>& result) {
  if (result) return "done";
  const auto& error = result.error();
  if (!error.fields.empty()) return error.fields.front().field;
  return error.fault == Fault::forbidden   ? "forbidden"
         : error.fault == Fault::not_found ? "not_found"
         : error.fault == Fault::conflict  ? "conflict"
                                           : "other";
}

class Glossary : public ::testing::Test {
 protected:
  Glossary() {
    agencies::Input a{"muestra", "Agencia de muestra",  "Sample agency", "Muestra",
                      "MX",      "America/Mexico_City", "#4a3c8c",       "#2c2260",
                      "#ece8f7"};
    const auto op = app.act(app.server_operator());
    const auto agency = app.write([&](db::Tx& tx) { return agencies::create(tx, op, a); }).id;
    app.appoint(app.person("director"), Scope::agency(agency.value()), Role::director);
    app.appoint(app.person("secretariat"), Scope::agency(agency.value()), Role::secretariat);
    app.appoint(app.person("legal"), Scope::agency(agency.value()), Role::legal);
    alliances::Input in;
    in.slug = "muestra";
    in.name_es = "Alianza muestra";
    in.starts_on = "2026-01-01";
    alliance = app.write([&](db::Tx& tx) { return alliances::create(tx, act("director"), agency, in); }).id;
    app.appoint(app.person("facilitator"), Scope::alliance(alliance.value()), Role::facilitator);
  }
  feature::Act act(const std::string& who) { return who == "anonymous" ? feature::Act{} : app.act(app.person(who)); }
  Result<Term> add(const Input& wanted, const std::string& who = "secretariat") {
    const auto by = act(who);
    return app.db().write([&](db::Tx& tx) { return define(tx, by, alliance, wanted); });
  }
  Result<Term> change(TermId id, Input wanted, const std::string& version) {
    wanted.version = version;
    const auto by = act("director");
    return app.db().write([&](db::Tx& tx) { return redefine(tx, by, alliance, id, wanted); });
  }
  test::TestApp app{{&membership::manifest, &agencies::manifest, &alliances::manifest, &manifest}};
  AllianceId alliance;
};

TEST(Rules, SayEveryFieldThatIsWrong) {
  struct Case {
    void (*change)(Input&);
    const char* field;
  };
  for (const auto& c :
       {Case{[](Input&) {}, ""},
        {[](Input& i) { i.name_es = " "; }, "name_es"},
        {[](Input& i) { i.definition_es = ""; }, "definition_es"},
        {[](Input& i) { i.source_es = ""; }, "source_es"},
        {[](Input& i) { i.place = "kitchen"; }, "place"},
        {[](Input& i) { i.agreed_on = "ayer"; }, "agreed_on"},
        {[](Input& i) { i.meeting = "la de ayer"; }, "meeting"},
        {[](Input& i) { i.meeting = "https://a.example/en/alliances/01H2X7G9ZK4QP/meetings/01H2X7G9ZK4QR?x=1"; }, ""},
        {[](Input& i) { i.meeting = "01H2X7G9ZK4QR"; }, ""}}) {
    auto wanted = input();
    c.change(wanted);
    EXPECT_EQ(outcome(parse(wanted)), *c.field == '\0' ? "done" : c.field);
  }
}

TEST_F(Glossary, IsKeptByWhoConvenes) {
  for (const auto& [who, expected] :
       {std::pair{"anonymous", "not_found"}, {"facilitator", "forbidden"}, {"legal", "forbidden"}, {"secretariat", "done"}})
    EXPECT_EQ(outcome(add(input(), who)), expected) << who;
  EXPECT_EQ(outcome(add(input("pyme", "nowhere"))), "name_es");
  EXPECT_EQ(outcome(add(input("Otra", "size"))), "place");
  EXPECT_EQ(outcome(add(input("Otra", "nowhere"))), "done");
}

TEST_F(Glossary, ANewVersionKeepsTheFormer) {
  const auto term = add(input()).value();
  auto wanted = input();
  wanted.definition_es = "Empresa de hasta 100 personas.";
  wanted.agreed_on = "2026-03-01";
  EXPECT_EQ(outcome(change(term.id, wanted, "1")), "done");
  EXPECT_EQ(outcome(change(term.id, wanted, "1")), "conflict");
  EXPECT_EQ(outcome(change(term.id, wanted, "")), "conflict");
  EXPECT_EQ(outcome(change(TermId::make(), wanted, "1")), "not_found");
  const auto at = app.read([&](db::Tx& tx) { return see(tx, app.person("facilitator"), alliance, term.id); });
  ASSERT_EQ(at.versions.size(), 2u);
  EXPECT_EQ(at.term.now.definition.es, "Empresa de hasta 100 personas.");
  EXPECT_EQ(at.versions[1].definition.es, "Empresa de hasta 250 personas.");
  const auto before = app.read([&](db::Tx& tx) { return Result<std::map<TermId, std::vector<Version>>>(former(tx, alliance)); });
  EXPECT_EQ(before.at(term.id).size(), 1u);
}

TEST_F(Glossary, IsReadPageByPageInTheOrderOfItsWords) {
  for (int i = 0; i < page_size + 3; ++i) ASSERT_TRUE(add(input("Palabra " + std::to_string(1000 + i), "nowhere")));
  const auto page = [&](std::optional<TermId> after) {
    return app.read([&](db::Tx& tx) { return Result<Listing>(of_alliance(tx, alliance, after)); });
  };
  const auto first = page(std::nullopt);
  EXPECT_EQ(first.rows.size(), static_cast<std::size_t>(page_size));
  ASSERT_TRUE(first.next);
  const auto second = page(first.next);
  ASSERT_EQ(second.rows.size(), 3u);
  EXPECT_EQ(second.rows.front().now.name.es, "Palabra " + std::to_string(1000 + page_size));
  EXPECT_FALSE(second.next);
  const auto root = "/alliances/" + alliance.text() + "/terms";
  auto& reader = app.client(app.person("facilitator"));
  EXPECT_TRUE(reader.get(root).contains(root + "?after=" + first.next->text()));
  const auto later = reader.get(root + "?after=" + first.next->text());
  EXPECT_TRUE(later.contains("Palabra 1102"));
  EXPECT_TRUE(later.contains("Volver al principio de la lista"));
  EXPECT_TRUE(reader.get("/api/v1" + root + "?after=" + first.next->text()).contains("\"next\":null"));
}

TEST_F(Glossary, StandsBesideTheFieldsThatUseIt) {
  ASSERT_TRUE(add(input()));
  ASSERT_TRUE(add(input("Replicabilidad", "replicability")));
  ASSERT_TRUE(add(input("Sostenibilidad", "sustainability")));
  html::Form form;
  form.parts = {{.fields = {{.name = "size", .hint = _("La que declara.")}, {.name = "kind"}, {.name = "other"}}}};
  app.read([&](db::Tx& tx) -> Done {
    explain(tx, alliance, form, Lang::es,
            {{"size", Place::size}, {"kind", Place::replicability}, {"kind", Place::sustainability}, {"none", Place::size}});
    return {};
  });
  EXPECT_EQ(form.field("size").hint.in(Lang::es), "La que declara. PyME: Empresa de hasta 250 personas.");
  EXPECT_EQ(form.field("kind").hint.in(Lang::es),
            "Replicabilidad: Empresa de hasta 250 personas. Sostenibilidad: Empresa de hasta 250 personas.");
  EXPECT_TRUE(form.field("other").hint.empty());
}

TEST_F(Glossary, PagesAndApiDoTheSame) {
  const auto root = "/alliances/" + alliance.text() + "/terms";
  auto& writer = app.client(app.person("secretariat"));
  const auto wrong = writer.submit_from(root + "/new", root + "/new", {{"name_es", "<b>PyME</b>"}, {"place", "size"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("&lt;b&gt;PyME&lt;/b&gt;"));
  const auto made =
      writer.submit_from(root + "/new", root + "/new",
                         {{"name_es", "PyME"}, {"definition_es", "Hasta 250."}, {"source_es", "Plenaria"}, {"place", "size"}});
  ASSERT_EQ(made.status, 303);
  auto page = made.location();
  page = page.substr(0, page.find('?'));
  EXPECT_TRUE(writer.get(page).contains("Tamaño de la empresa"));
  const auto changed = writer.submit_from(
      page + "/edit", page + "/edit",
      {{"name_es", "PyME"}, {"definition_es", "Hasta 100."}, {"source_es", "Plenaria"}, {"place", "size"}, {"version", "1"}});
  EXPECT_EQ(changed.status, 303);
  auto& reader = app.client(app.person("facilitator"));
  EXPECT_TRUE(reader.get(page).contains("Hasta 250."));
  EXPECT_EQ(reader.get(page + "/edit").status, 403);
  EXPECT_TRUE(reader.get("/en" + root).contains("Glossary"));
  const auto api = "/api/v1" + root;
  auto program = app.token_client(app.person("secretariat"), {"terms:write"});
  const auto one = program.json(http::Method::post, api,
                                R"({"name":{"es":"CID"},"definition":{"es":"Dar y recibir."},"source":{"es":"Ley"}})");
  EXPECT_EQ(one.status, 201) << one.body;
  EXPECT_TRUE(program.json(http::Method::get, one.header("Location")).contains("Dar y recibir."));
  EXPECT_EQ(program
                .json(http::Method::put, one.header("Location"),
                      R"({"name":{"es":"CID"},"definition":{"es":"Dar."},"source":{"es":"Ley"},"version":1})")
                .status,
            200);
  EXPECT_TRUE(app.token_client(app.person("legal"), {"terms:read"}).json(http::Method::get, api).contains("Dar."));
}

}  // namespace
}  // namespace alianza::terms
