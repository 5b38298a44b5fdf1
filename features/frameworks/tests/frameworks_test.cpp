// Frameworks on both engines: who keeps them, files that are loaded, pages, API, and what forms of other features take of them.
#include <gtest/gtest.h>

#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/actions.h"
#include "features/alliances/feature.h"
#include "features/frameworks/actions.h"
#include "features/frameworks/feature.h"
#include "features/frameworks/shell.h"
#include "features/membership/feature.h"
#include "platform/documents/table.h"
#include "platform/documents/workbook_child.h"
#include "platform/html/document.h"
#include "platform/test/test_app.h"

namespace alianza::frameworks {
namespace {

using auth::Role;
using auth::Scope;

const bool child_is_named = [] {
  documents::set_child_program(ALIANZA_WORKBOOK_CHILD);
  return true;
}();

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

class Frameworks : public ::testing::Test {
 protected:
  Frameworks() {
    agencies::Input a{"muestra", "Agencia de muestra",  "Sample agency", "Muestra",
                      "MX",      "America/Mexico_City", "#4a3c8c",       "#2c2260",
                      "#ece8f7"};
    const auto op = app.act(app.server_operator());
    agency = app.write([&](db::Tx& tx) { return agencies::create(tx, op, a); }).id;
    app.appoint(app.person("director"), Scope::agency(agency.value()), Role::director);
    app.appoint(app.person("secretariat"), Scope::agency(agency.value()), Role::secretariat);
    alliances::Input in;
    in.slug = "muestra";
    in.name_es = "Alianza muestra";
    in.starts_on = "2026-01-01";
    alliance = app.write([&](db::Tx& tx) { return alliances::create(tx, act("director"), agency, in); }).id;
    app.appoint(app.person("facilitator"), Scope::alliance(alliance.value()), Role::facilitator);
  }
  feature::Act act(const std::string& who) { return who == "anonymous" ? feature::Act{} : app.act(app.person(who)); }
  Result<Framework> added(const std::string& code, const std::string& who = "director") {
    const auto by = act(who);
    return app.db().write([&](db::Tx& tx) { return add(tx, by, alliance, code); });
  }
  static Input heading(const std::string& edition = "2025") {
    return {"pnd", "Plan Nacional", "National plan", edition, "DOF", "", "", "", "whole"};
  }
  Result<Load> sent(const std::string& csv, const std::string& edition = "2025", const std::string& who = "director") {
    return stage(app.db(), act(who), alliance, heading(edition), {"plan.csv", csv});
  }
  Result<Framework> loaded(LoadId id, const std::string& wrong = "") {
    const auto by = act("director");
    return app.db().write([&](db::Tx& tx) { return load(tx, by, alliance, id, {wrong}); });
  }
  std::vector<Node> taken(const Wanted& wanted) {
    return app.read([&](db::Tx& tx) { return Result<std::vector<Node>>(nodes(tx, wanted)); });
  }
  test::TestApp app{{&membership::manifest, &agencies::manifest, &alliances::manifest, &manifest}};
  AgencyId agency;
  AllianceId alliance;
};

const char* const good = "code,level,parent,title_es,title_en,weight\n1,eje,,Paz,Peace,2.5\n1.1,meta,1,Más paz,More peace,\n";
const char* const flawed = "code,level,parent,title_es\n1,eje,,Paz\n1.1,meta,1,Más paz\n2.1,meta,2,Huérfana\n";

TEST_F(Frameworks, AreAddedByWhoDirects) {
  for (const auto& [who, expected] :
       {std::pair{"anonymous", "not_found"}, {"facilitator", "forbidden"}, {"secretariat", "forbidden"}, {"director", "done"}})
    EXPECT_EQ(outcome(added("sdg", who)), expected) << who;
  EXPECT_EQ(outcome(added("sdg")), "code");
  EXPECT_EQ(outcome(added("none")), "code");
  const auto listing = app.read([&](db::Tx& tx) { return list(tx, app.person("facilitator"), alliance); });
  ASSERT_EQ(listing.frameworks.size(), 1u);
  const auto& editions = listing.frameworks.front().editions;
  ASSERT_EQ(editions.size(), 3u);
  for (const auto& [at, name, listed, different] :
       {std::tuple{0, "2025", 251, 234}, {1, "2020", 248, 231}, {2, "2017", 244, 232}}) {
    const auto& e = editions[static_cast<std::size_t>(at)];
    EXPECT_EQ(e.name, name);
    ASSERT_EQ(e.levels.size(), 3u);
    EXPECT_EQ(e.levels[0].listed, 17);
    EXPECT_EQ(e.levels[1].listed, 169);
    EXPECT_EQ(e.levels[2].listed, listed);
    EXPECT_EQ(e.levels[2].different, different);
  }
}

TEST_F(Frameworks, GiveOtherFeaturesTheirNodesInOneQuery) {
  ASSERT_TRUE(added("sdg"));
  EXPECT_EQ(taken({agency, "sdg", "", 0}).size(), 17u);
  const auto before = app.db().stats().statements;
  const auto targets = taken({agency, "sdg", "2017", 1});
  EXPECT_LE(app.db().stats().statements - before, 2);  // PostgreSQL counts the beginning of the transaction too
  EXPECT_EQ(targets.size(), 17u + 169u);
  EXPECT_EQ(targets[0].code, "1");
  EXPECT_EQ(targets[1].code, "1.1");
  EXPECT_EQ(taken({agency, "sdg", "", deepest}).size(), 17u + 169u + 251u);
  EXPECT_TRUE(taken({agency, "sdg", "1999", 1}).empty());
  EXPECT_TRUE(taken({AgencyId::make(), "sdg", "", 1}).empty());
  // Out of use: what asks for no edition by name gets the next one.
  const auto listing = app.read([&](db::Tx& tx) { return list(tx, app.person("director"), alliance); });
  const auto& newest = listing.frameworks.front().editions.front();
  const auto by = act("director");
  const auto shelve = [&](const char* shelf) {
    return outcome(app.db().write([&](db::Tx& tx) { return put_shelf(tx, by, alliance, newest.framework, newest.id, shelf); }));
  };
  EXPECT_EQ(shelve("elsewhere"), "shelf");
  EXPECT_EQ(shelve("out_of_use"), "done");
  EXPECT_EQ(taken({agency, "sdg", "", deepest}).size(), 17u + 169u + 248u);
  EXPECT_EQ(taken({agency, "sdg", "2025", deepest}).size(), 17u + 169u + 251u);
}

TEST_F(Frameworks, AreLoadedFromAFileThatWasLookedThrough) {
  EXPECT_EQ(outcome(sent(good, "2025", "secretariat")), "forbidden");
  EXPECT_EQ(outcome(sent("nothing")), "file");
  EXPECT_EQ(outcome(sent(good, "dos mil")), "edition");
  const auto load = sent(good);
  ASSERT_TRUE(load);
  EXPECT_TRUE(taken({agency, "pnd", "", 5}).empty());
  EXPECT_EQ(outcome(loaded(load->id)), "done");
  const auto plan = taken({agency, "pnd", "", 5});
  ASSERT_EQ(plan.size(), 2u);
  EXPECT_EQ(plan[0].weight, 2500);
  EXPECT_EQ(plan[1].parent, plan[0].id);
  EXPECT_EQ(outcome(loaded(load->id)), "conflict");
  EXPECT_EQ(outcome(sent(good)), "edition");
  EXPECT_EQ(outcome(sent(good, "2026")), "done");
}

TEST_F(Frameworks, LeaveWrongRowsOutOnlyWhenSaidSo) {
  const auto load = sent(flawed).value();
  const auto seen = app.read([&](db::Tx& tx) { return see_load(tx, app.person("director"), alliance, load.id); });
  EXPECT_EQ(seen.judged.wrong, 1);
  EXPECT_EQ(seen.judged.nodes(), 2);
  EXPECT_EQ(outcome(loaded(load.id)), "wrong");
  EXPECT_EQ(outcome(loaded(load.id, "leave_out")), "done");
  EXPECT_EQ(taken({agency, "pnd", "", 5}).size(), 2u);
  const auto hopeless = sent("code,parent,title_es\na,b,A\nb,a,B\n", "2030").value();
  EXPECT_EQ(outcome(loaded(hopeless.id, "leave_out")), "wrong");
  const auto by = act("director");
  const auto drop = [&] { return outcome(app.db().write([&](db::Tx& tx) { return discard(tx, by, alliance, hopeless.id); })); };
  EXPECT_EQ(drop(), "done");
  EXPECT_EQ(drop(), "conflict");
  EXPECT_EQ(outcome(loaded(hopeless.id, "leave_out")), "conflict");
}

/// A sheet as a spreadsheet program keeps it; the code 1.10 as the number 1.1.
std::string workbook() {
  auto writer = documents::table_writer(
      documents::Format::xlsx, {.columns = {{"code", "code"}, {"parent", "parent"}, {"title", "title_es"}}, .title = "Plan"});
  writer->row({"1", documents::Cell(), "Uno"});
  writer->row({documents::Cell::decimal("1.1"), "1", "Más"});
  writer->row({"1.2", "1", "Más"});
  writer->end();
  std::string out;
  for (auto piece = writer->take(); !piece.empty(); piece = writer->take()) out += piece;
  return out;
}

TEST_F(Frameworks, NoticeCodesThatASpreadsheetChanged) {
  const auto load = sent(workbook());
  ASSERT_TRUE(load) << load.error().fields.front().message.key();
  const auto seen = app.read([&](db::Tx& tx) { return see_load(tx, app.person("director"), alliance, load->id); });
  ASSERT_EQ(seen.judged.problems.size(), 1u);
  EXPECT_EQ(seen.judged.problems[0].row, 3);
  EXPECT_EQ(seen.judged.problems[0].column, Column::code);
}

TEST_F(Frameworks, ArePickedByBoxesThatBringTheirGoalAlong) {
  ASSERT_TRUE(added("sdg"));
  const auto p = app.read(
      [&](db::Tx& tx) { return Result<Picker>(picker(tx, agency, {.name = "ods", .legend = _("Marcos"), .chosen = {"4.7"}})); });
  ASSERT_EQ(p.groups.size(), 17u);
  EXPECT_TRUE(p.groups[3].is_open);
  EXPECT_FALSE(p.groups[4].is_open);
  html::Out out(Lang::es);
  render(p, out);
  const auto html = std::move(out).take();
  EXPECT_NE(html.find(R"(name="ods" value="4.7" checked)"), std::string::npos) << html.substr(0, 3000);
  EXPECT_NE(html.find("Naciones Unidas"), std::string::npos);
  EXPECT_NE(html.find("Educación de calidad"), std::string::npos);
  const auto offered = taken({agency, "sdg", "", 1});
  EXPECT_EQ(read_picked(offered, "ods", {"7.1", "4.7", "4.7"}).value(), (std::vector<std::string>{"4", "4.7", "7", "7.1"}));
  EXPECT_TRUE(read_picked(offered, "ods", {})->empty());
  EXPECT_EQ(outcome(read_picked(offered, "ods", {"18"})), "ods");
  EXPECT_EQ(outcome(read_picked(offered, "ods", {"4.7.1"})), "ods");
}

TEST_F(Frameworks, AreReadOnPagesByMembers) {
  const auto root = "/alliances/" + alliance.text() + "/frameworks";
  auto& director = app.client(app.person("director"));
  EXPECT_TRUE(director.get(root).contains("Añadir a nuestros marcos"));
  ASSERT_EQ(director.submit_from(root, root + "/add", {{"code", "sdg"}}).status, 303);
  ASSERT_EQ(director.submit_from(root, root + "/add", {{"code", "procid"}}).status, 303);
  auto& reader = app.client(app.person("facilitator"));
  const auto listed = reader.get(root);
  EXPECT_TRUE(listed.contains("251 indicadores, 234 distintos"));
  EXPECT_TRUE(listed.contains("Parcial"));
  EXPECT_FALSE(listed.contains("Añadir a nuestros marcos"));
  EXPECT_TRUE(reader.get("/alliances/" + alliance.text()).contains("Objetivos de Desarrollo Sostenible, 2025"));
  EXPECT_EQ(reader.get(root + "/new").status, 403);
  const auto listing = app.read([&](db::Tx& tx) { return list(tx, app.person("director"), alliance); });
  const auto& sdg = listing.frameworks[0];
  ASSERT_EQ(sdg.code, "sdg");
  const auto page = root + "/" + sdg.id.text();
  const auto tree = reader.get(page);
  EXPECT_TRUE(tree.contains("<details"));
  EXPECT_TRUE(tree.contains("© Naciones Unidas"));
  EXPECT_TRUE(reader.get("/en" + page + "?edition=2017").contains("232 different"));
  EXPECT_EQ(reader.get(page + "?edition=1999").status, 404);
  EXPECT_TRUE(reader.get(page + "?q=poblacion+electricidad").contains("7.1.1"));
  EXPECT_TRUE(reader.get(page + "?q=electricity").contains("<mark>electricity</mark>"));
  EXPECT_TRUE(reader.get(page + "?q=%3Cb%3Enada").contains("&lt;b&gt;nada"));
  const auto compared = reader.get(page + "/changes?from=2017&to=2020");
  EXPECT_TRUE(compared.contains("antes 17.6.2"));
  EXPECT_TRUE(compared.contains("13.3.2"));
  EXPECT_EQ(reader.get(page + "/changes?from=2020&to=2020").status, 404);
  const auto all = taken({agency, "sdg", "2020", deepest});
  const auto found = std::find_if(all.begin(), all.end(), [](const Node& n) { return n.code == "17.6.1"; });
  const auto one = reader.get(page + "/nodes/" + found->id.text());
  EXPECT_TRUE(one.contains("Fixed Internet broadband"));
  EXPECT_TRUE(one.contains("17.6.2"));
  EXPECT_EQ(reader.get(page + "/nodes/" + NodeId::make().text()).status, 404);
  EXPECT_TRUE(reader.get(page + "/nodes.csv?edition=2025").contains("Código anterior"));
}

TEST_F(Frameworks, GoRoundByTheirDownload) {
  ASSERT_TRUE(added("sdg"));
  const auto before = taken({agency, "sdg", "2025", deepest});
  const auto page = "/alliances/" + alliance.text() + "/frameworks/" +
                    app.read([&](db::Tx& tx) { return list(tx, app.person("director"), alliance); }).frameworks[0].id.text();
  auto wanted = heading();
  int copies = 0;
  for (const auto& [lang, format] : {std::pair{"", "csv"}, {"", "xlsx"}, {"/en", "csv"}}) {
    const auto file = app.client(app.person("director")).get(lang + page + "/nodes." + format + "?edition=2025").body;
    wanted.code = "copia-" + std::to_string(++copies);
    const auto load = stage(app.db(), act("director"), alliance, wanted, {"copia", file});
    ASSERT_TRUE(load) << load.error().fields.front().message.key();
    ASSERT_EQ(outcome(loaded(load->id)), "done");
    const auto after = taken({agency, wanted.code, "2025", deepest});
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
      EXPECT_EQ(after[i].code, before[i].code);
      EXPECT_EQ(after[i].title, before[i].title);
      EXPECT_EQ(after[i].parent_code, before[i].parent_code);
      EXPECT_EQ(after[i].same_as, before[i].same_as);
      EXPECT_EQ(after[i].note, before[i].note);
    }
  }
}

TEST_F(Frameworks, AreLoadedOnPages) {
  const auto root = "/alliances/" + alliance.text();
  auto& director = app.client(app.person("director"));
  const auto form = root + "/frameworks/new";
  http::Pairs fields{{"code", "pnd"}, {"name_es", "<b>Plan"}, {"edition", "2025"}, {"source_es", "DOF"}, {"extent", "partial"}};
  director.get(form);
  const auto refused = director.submit(form, fields, {});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("&lt;b&gt;Plan"));
  const auto made = director.submit(form, fields, {{"file", "plan.csv", "text/csv", flawed}});
  ASSERT_EQ(made.status, 303) << made.body;
  auto page = made.location();
  page = page.substr(0, page.find('?'));
  const auto preview = director.get(page);
  EXPECT_TRUE(preview.contains("1 fila con errores"));
  EXPECT_TRUE(preview.contains("No hay ninguna fila con ese código"));
  EXPECT_TRUE(preview.contains("dejar fuera las que tienen errores"));
  EXPECT_EQ(app.client(app.person("facilitator")).get(page).status, 403);
  EXPECT_EQ(director.submit_from(page, page + "/load", {{"wrong", "leave_out"}}).status, 303);
  EXPECT_TRUE(director.get(page).contains("Cargado."));
  EXPECT_TRUE(director.get(root + "/frameworks").contains("Parcial"));
}

TEST_F(Frameworks, HaveAnApi) {
  const auto api = "/api/v1/alliances/" + alliance.text();
  auto writer = app.token_client(app.person("director"), {"frameworks:write"});
  auto reader = app.token_client(app.person("facilitator"), {"frameworks:read"});
  const auto made = writer.json(http::Method::post, api + "/frameworks", R"({"code":"sdg"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto at = made.header("Location");
  EXPECT_TRUE(reader.json(http::Method::get, api + "/frameworks").contains("procid"));
  EXPECT_TRUE(reader.json(http::Method::get, at).contains("2020"));
  EXPECT_TRUE(reader.json(http::Method::get, at + "/nodes?edition=2017&q=13.3.2").contains("13.3.2"));
  EXPECT_TRUE(reader.json(http::Method::get, at + "/changes?from=2017&to=2020").contains("renumbered"));
  const auto node = taken({agency, "sdg", "", 1})[1];
  EXPECT_TRUE(reader.json(http::Method::get, at + "/nodes/" + node.id.text()).contains("1.1.1"));
  EXPECT_EQ(reader.json(http::Method::get, at + "/nodes/" + FrameworkId::make().text()).status, 404);
  const auto file = writer.json(http::Method::post, api + "/framework-loads",
                                R"({"code":"pnd","name":{"es":"Plan"},"edition":"2025","source":{"es":"DOF"},)"
                                R"("content":"code,title_es,parent\n1,Uno,\n2,Dos,9\n"})");
  ASSERT_EQ(file.status, 201) << file.body;
  const auto load = file.header("Location");
  EXPECT_TRUE(writer.json(http::Method::get, load).contains("\"column\":\"parent\""));
  EXPECT_EQ(writer.json(http::Method::post, load + "/load", "{}").status, 422);
  EXPECT_EQ(writer.json(http::Method::post, load + "/load", R"({"wrong":"leave_out"})").status, 201);
  EXPECT_EQ(writer.json(http::Method::delete_, load).status, 409);
  EXPECT_EQ(reader.json(http::Method::post, api + "/frameworks", R"({"code":"procid"})").status, 403);
  const auto editions = app.read([&](db::Tx& tx) { return list(tx, app.person("director"), alliance); }).frameworks;
  const auto& sdg = editions[0].code == "sdg" ? editions[0] : editions[1];
  EXPECT_TRUE(
      writer.json(http::Method::put, at + "/editions/" + sdg.editions[0].id.text() + "/shelf", R"({"shelf":"out_of_use"})")
          .contains("out_of_use"));
}

}  // namespace
}  // namespace alianza::frameworks
