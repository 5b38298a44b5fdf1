// Experiences on both engines: rules, who reads and writes them, search with and without accents, the portal, downloads, merges.
#include <gtest/gtest.h>

#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/actions.h"
#include "features/alliances/feature.h"
#include "features/committees/actions.h"
#include "features/committees/feature.h"
#include "features/documents/feature.h"
#include "features/experiences/actions.h"
#include "features/experiences/feature.h"
#include "features/meetings/feature.h"
#include "features/membership/actions.h"
#include "features/membership/feature.h"
#include "features/organizations/actions.h"
#include "features/organizations/feature.h"
#include "features/portal/feature.h"
#include "features/terms/feature.h"
#include "platform/test/test_app.h"

namespace alianza::experiences {
namespace {

using auth::Role;
using auth::Scope;
using membership::Status;

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

Input good(const std::string& title = "Energía solar en comunidades") {
  Input i;
  i.organization = "Organización active";
  i.sdgs = {"7"};
  i.title_es = title;
  i.problem_es = "No había electricidad.";
  i.done_es = "Se instalaron paneles.";
  i.result_es = "Hay luz.";
  i.lessons_es = "Conviene un comité local.";
  return i;
}

TEST(Rules, SayEveryFieldThatIsWrong) {
  struct Case {
    void (*change)(Input&);
    const char* field;
  };
  for (const auto& c : {Case{[](Input&) {}, "done"},
                        {[](Input& i) { i.title_es = ""; }, "title_es"},
                        {[](Input& i) { i.problem_es = " "; }, "problem_es"},
                        {[](Input& i) { i.sdgs = {}; }, "sdgs"},
                        {[](Input& i) { i.sdgs = {"18"}; }, "sdgs"},
                        {[](Input& i) {
                           i.sdgs = {"7", "7", "1"};
                         },
                         "done"},
                        {[](Input& i) { i.sector = "99"; }, "sector"},
                        {[](Input& i) { i.qualifier = "more_or_less"; }, "qualifier"},
                        {[](Input& i) { i.value = "siete"; }, "value"},
                        {[](Input& i) { i.value = "-1"; }, "value"},
                        {[](Input& i) { i.value = "7500"; }, "noun_es"},
                        {[](Input& i) { i.value = "7500", i.noun_es = "hogares"; }, "source"},
                        {[](Input& i) { i.value = "7500", i.noun_es = "hogares", i.source = "Informe"; }, "done"},
                        {[](Input& i) { i.confidentiality = "secret"; }, "confidentiality"}}) {
    auto input = good();
    c.change(input);
    EXPECT_EQ(outcome(parse(input)), c.field);
  }
}

class Knowledge : public ::testing::Test {
 protected:
  Knowledge() {
    agencies::Input a{"muestra", "Agencia de muestra",  "Sample agency", "Muestra",
                      "MX",      "America/Mexico_City", "#4a3c8c",       "#2c2260",
                      "#ece8f7"};
    const auto op = app.act(app.server_operator());
    agency = app.write([&](db::Tx& tx) { return agencies::create(tx, op, a); }).id;
    app.appoint(app.person("director"), Scope::agency(agency.value()), Role::director);
    app.appoint(app.person("secretariat"), Scope::agency(agency.value()), Role::secretariat);
    app.appoint(app.person("legal"), Scope::agency(agency.value()), Role::legal);
    alliances::Input in;
    in.slug = "muestra";
    in.name_es = "Alianza muestra";
    in.starts_on = "2026-01-01";
    in.is_public = "1";
    alliance = app.write([&](db::Tx& tx) { return alliances::create(tx, act("director"), agency, in); }).id;
    app.appoint(app.person("facilitator"), Scope::alliance(alliance.value()), Role::facilitator);
    seat("active", Status::active);
    seat("other", Status::active);
    seat("suspended", Status::suspended);
    seat("invited", Status::invited);
    committees::Input body;
    body.name_es = "Energía";
    body.sdg = "7";
    committee = app.write([&](db::Tx& tx) { return committees::found(tx, act("director"), alliance, body); }).id;
  }
  void seat(const std::string& name, Status status) {
    organizations::Profile profile;
    profile.name = "Organización " + name;
    const auto by = act("director");
    const auto id = app.write([&](db::Tx& tx) { return organizations::add(tx, by, agency, profile, {}, app.today()); }).id;
    const auto go = [&](Status to) {
      app.write([&](db::Tx& tx) {
        const auto standing = membership::standing(tx, by.actor, agency, alliance, app.today());
        return membership::change(tx, by, standing, {agency, alliance, id, to, app.today().plus_days(-30), "motivo"});
      });
    };
    if (status == Status::suspended) go(Status::active);
    go(status);
    app.appoint(app.person(name), Scope::organization(id.value()), Role::representative);
    seats[name] = id;
  }
  feature::Act act(const std::string& who) { return who == "anonymous" ? feature::Act{} : app.act(app.person(who)); }
  Result<ExperienceId> add(const Input& input, const std::string& who = "active") {
    const auto by = act(who);
    return app.db().write([&](db::Tx& tx) { return propose(tx, by, alliance, input); });
  }
  std::string let_out(ExperienceId id, const std::string& who = "secretariat") {
    const auto by = act(who);
    return outcome(app.db().write([&](db::Tx& tx) { return publish(tx, by, alliance, id); }));
  }
  std::string reads(ExperienceId id, const std::string& who) {
    return outcome(app.db().read([&](db::Tx& tx) { return see(tx, act(who).actor, alliance, id); }));
  }
  Listing listed(const Filter& filter, const std::string& who, Slice slice) {
    return app.read([&](db::Tx& tx) -> Result<Listing> {
      return list(tx, TRY(alliances::see(tx, app.person(who), alliance)), filter, Lang::es, slice);
    });
  }
  std::vector<std::string> titles(const Filter& filter, const std::string& who = "facilitator") {
    std::vector<std::string> out;
    for (const auto& row : listed(filter, who, {}).rows) out.push_back(row.experience.title.es);
    return out;
  }

  test::TestApp app{{&membership::manifest, &agencies::manifest, &alliances::manifest, &terms::manifest, &organizations::manifest,
                     &committees::manifest, &meetings::manifest, &document::manifest, &portal::manifest, &manifest}};
  AgencyId agency;
  AllianceId alliance;
  CommitteeId committee;
  std::map<std::string, OrganizationId> seats;
};

TEST_F(Knowledge, IsProposedByWhoActsForTheOrganisation) {
  for (const auto& [who, expected] : {std::pair{"anonymous", "not_found"},
                                      {"invited", "not_found"},
                                      {"suspended", "forbidden"},
                                      {"facilitator", "forbidden"},
                                      {"legal", "forbidden"},
                                      {"other", "organization"},
                                      {"active", "done"},
                                      {"secretariat", "done"}})
    EXPECT_EQ(outcome(add(good(), who)), expected) << who;
  auto input = good();
  input.organization = "Nadie";
  EXPECT_EQ(outcome(add(input, "secretariat")), "organization");
  input = good();
  input.committee = CommitteeId::make().text();
  EXPECT_EQ(outcome(add(input)), "committee");
}

TEST_F(Knowledge, IsReadByWhomItsConfidentialitySays) {
  struct Case {
    const char* confidentiality;
    const char* member;
    int visitor;
  };
  for (const auto& c : {Case{"everyone", "done", 200}, {"members", "done", 404}, {"office", "not_found", 404}}) {
    auto input = good();
    input.confidentiality = c.confidentiality;
    const auto id = add(input).value();
    const auto address = "/p/muestra/experiences/" + id.text();
    // Proposed: its organisation and who convenes.
    EXPECT_EQ(reads(id, "active"), "done");
    EXPECT_EQ(reads(id, "other"), "not_found");
    EXPECT_EQ(reads(id, "facilitator"), "not_found");
    EXPECT_EQ(app.visitor().get(address).status, 404);
    EXPECT_EQ(let_out(id, "active"), "forbidden");
    EXPECT_EQ(let_out(id), "done");
    EXPECT_EQ(let_out(id), "conflict");
    EXPECT_EQ(reads(id, "active"), "done");
    EXPECT_EQ(reads(id, "other"), c.member) << c.confidentiality;
    EXPECT_EQ(reads(id, "invited"), "not_found");
    EXPECT_EQ(app.visitor().get(address).status, c.visitor) << c.confidentiality;
    EXPECT_EQ(app.visitor().get("/sitemap.xml").contains(id.text()), c.visitor == 200);
  }
}

TEST_F(Knowledge, IsFoundByGoalSectorCommitteeAndWordsWithoutAccents) {
  auto solar = good("Energía solar en comunidades");
  solar.sector = "22";
  solar.committee = committee.text();
  auto school = good("Escuelas que enseñan oficios");
  school.sdgs = {"4", "8"};
  school.problem_es = "Jóvenes sin formación técnica.";
  for (const auto& input : {solar, school}) ASSERT_EQ(let_out(add(input).value()), "done");
  auto hidden = good("Energía que nadie ve");
  hidden.confidentiality = "office";
  ASSERT_EQ(let_out(add(hidden).value()), "done");
  using Titles = std::vector<std::string>;
  const Titles both{school.title_es, solar.title_es};
  EXPECT_EQ(titles({}), both);
  EXPECT_EQ(titles({.sdg = 4}), Titles{school.title_es});
  EXPECT_EQ(titles({.sdg = 1}), Titles{});
  EXPECT_EQ(titles({.sector = "22"}), Titles{solar.title_es});
  EXPECT_EQ(titles({.committee = committee}), Titles{solar.title_es});
  for (const auto* words : {"energia", "ENERGÍA", "Energía solar", "paneles comunid"})
    EXPECT_EQ(titles({.words = words}), Titles{solar.title_es}) << words;
  EXPECT_EQ(titles({.words = "formacion tecnica"}), Titles{school.title_es});
  EXPECT_EQ(titles({.sdg = 4, .words = "energia"}), Titles{});
  EXPECT_EQ(titles({.words = "energia"}, "secretariat").size(), 2u);
}

TEST_F(Knowledge, IsReadPageByPageByDateAndByWords) {
  for (int i = 0; i < 5; ++i) ASSERT_EQ(let_out(add(good("Agua limpia " + std::to_string(i))).value()), "done");
  for (const Filter& filter : {Filter{}, Filter{.words = "agua"}}) {
    std::vector<std::string> all;
    std::optional<ExperienceId> before;
    int pages = 0;
    do {
      const auto page = listed(filter, "facilitator", {before, 2});
      for (const auto& row : page.rows) all.push_back(row.experience.title.es);
      before = page.next;
    } while (before && ++pages < 9);
    EXPECT_EQ(pages, 2) << filter.words;
    EXPECT_EQ(all, titles(filter)) << filter.words;
    EXPECT_EQ(all.size(), 5u);
  }
}

TEST_F(Knowledge, IsChangedWhileProposedAndWithdrawnWithAReason) {
  const auto id = add(good()).value();
  const auto save = [&](const char* who, const char* version) {
    auto input = good("Otro título");
    input.version = version;
    const auto by = act(who);
    return outcome(app.db().write([&](db::Tx& tx) { return edit(tx, by, alliance, id, input); }));
  };
  EXPECT_EQ(save("active", "1"), "done");
  EXPECT_EQ(save("active", "1"), "conflict");
  EXPECT_EQ(let_out(id), "done");
  EXPECT_EQ(save("active", "3"), "forbidden");
  EXPECT_EQ(save("secretariat", "3"), "done");
  const auto take = [&](const char* who, const char* reason) {
    const auto by = act(who);
    return outcome(app.db().write([&](db::Tx& tx) { return withdraw(tx, by, alliance, id, reason); }));
  };
  EXPECT_EQ(take("active", "no"), "forbidden");
  EXPECT_EQ(take("secretariat", " "), "reason");
  EXPECT_EQ(take("secretariat", "La organización lo pidió"), "done");
  EXPECT_EQ(take("secretariat", "otra vez"), "conflict");
  EXPECT_EQ(reads(id, "other"), "not_found");
  EXPECT_EQ(reads(id, "active"), "done");
  EXPECT_EQ(titles({.words = "título"}, "secretariat"), std::vector<std::string>{});
}

TEST_F(Knowledge, PagesDownloadsAndApiDoTheSame) {
  const auto root = "/alliances/" + alliance.text() + "/experiences";
  auto& member = app.client(app.person("active"));
  EXPECT_TRUE(member.get(root + "/new").contains("value=\"Organización active\""));
  const http::Pairs fields{{"organization", "Organización active"},
                           {"sdgs", "7"},
                           {"title_es", "Luz <b>para</b> todos"},
                           {"problem_es", "Sin luz"},
                           {"done_es", "Paneles"},
                           {"result_es", "Con luz"},
                           {"value", "7500"},
                           {"qualifier", "more_than"},
                           {"noun_es", "hogares"},
                           {"source", "Informe"},
                           {"confidentiality", "everyone"}};
  auto wrong = fields;
  wrong[8].second = "";
  const auto redrawn = member.submit_from(root + "/new", root + "/new", wrong);
  EXPECT_EQ(redrawn.status, 422);
  EXPECT_TRUE(redrawn.contains("Luz &lt;b&gt;para&lt;/b&gt; todos"));
  const auto made = member.submit_from(root + "/new", root + "/new", fields);
  ASSERT_EQ(made.status, 303);
  auto page = made.location();
  page = page.substr(0, page.find('?'));
  EXPECT_EQ(member.submit_from(page, page + "/publish", {}).status, 403);
  auto& office = app.client(app.person("secretariat"));
  EXPECT_EQ(office.submit_from(page, page + "/publish", {}).status, 303);
  auto& visitor = app.visitor();
  const auto list = visitor.get("/p/muestra/experiences?q=paneles");
  EXPECT_TRUE(list.contains("Luz &lt;b&gt;para&lt;/b&gt; todos"));
  EXPECT_TRUE(list.contains("experiences.csv?q=paneles"));
  EXPECT_FALSE(visitor.get("/p/muestra/experiences?sdg=4").contains("Luz"));
  EXPECT_TRUE(visitor.get("/p/muestra").contains("Luz"));
  for (const auto* file : {"/p/muestra/experiences.csv", "/p/muestra/experiences.json"})
    EXPECT_TRUE(visitor.get(file).contains("hogares")) << file;
  EXPECT_FALSE(visitor.get("/p/muestra/experiences.csv?sdg=4").contains("hogares"));
  EXPECT_EQ(visitor.get("/p/muestra/experiences.xlsx").status, 200);
  EXPECT_TRUE(app.client(app.person("facilitator")).get("/en" + root + ".csv").contains("hogares"));
  const auto api =
      app.token_client(app.person("legal"), {"experiences:read"}).json(http::Method::get, "/api/v1" + root + "?sdg=7&q=hogares");
  EXPECT_EQ(api.status, 200);
  auto program = app.token_client(app.person("active"), {"experiences:write"});
  const auto one =
      program.json(http::Method::post, "/api/v1" + root,
                   R"({"organization":")" + seats["active"].text() +
                       R"(","sdgs":[7],"title":{"es":"T"},"problem":{"es":"P"},"done":{"es":"D"},"result":{"es":"R"}})");
  EXPECT_EQ(one.status, 201) << one.body;
  EXPECT_TRUE(program.json(http::Method::get, one.header("Location")).contains("proposed"));
  EXPECT_EQ(program.json(http::Method::post, one.header("Location") + "/publish", "{}").status, 403);
}

TEST_F(Knowledge, FollowsItsOrganisationThroughAMergeAndBack) {
  const auto id = add(good()).value();
  const auto of = [&] {
    return app.read([&](db::Tx& tx) { return see(tx, app.person("director"), alliance, id); }).experience.organization;
  };
  app.write([&](db::Tx& tx) -> Done {
    merge(tx, 7, seats["other"], seats["active"]);
    return {};
  });
  EXPECT_EQ(of(), seats["other"]);
  app.write([&](db::Tx& tx) -> Done {
    unmerge(tx, 7, seats["active"]);
    return {};
  });
  EXPECT_EQ(of(), seats["active"]);
}

}  // namespace
}  // namespace alianza::experiences
