#include <algorithm>

#include "features/cadences/actions.h"
#include "features/cadences/feature.h"
#include "features/installations/actions.h"
#include "features/installations/feature.h"
#include "features/meetings/feature.h"
#include "features/minutes/feature.h"
#include "features/workplans/tests/house.h"
#include "platform/audit/digest.h"
#include "platform/documents/paper.h"

namespace alianza::installations {
namespace {

using workplans::outcome;

Record whole() {
  Record r;
  r.body = "Energía";
  r.president = Record::Officer{"Ana \"la de\" Pérez", "Molinos", "2026-01-15"};
  r.secretary = Record::Officer{"Luis", "", "2026-01-15"};
  r.members = {"Molinos", "Solar"};
  r.areas = {{"Energía limpia", {{"Taller", "", "2026-02-01", "2026-03-31"}}}};
  r.dynamics = {1, "2026-01-01", 50, 0, committees::VotingBase::members, "Sesiona cada mes.", 1, "2026-01-01"};
  return r;
}

TEST(InstallationRules, AnActStandsOnlyWithItsFiveParts) {
  EXPECT_TRUE(missing(whole()).empty());
  const auto lacks = [](auto&& change) {
    auto r = whole();
    change(r);
    return missing(r);
  };
  using Parts = std::vector<Part>;
  EXPECT_EQ(lacks([](Record& r) { r.president.reset(); }), Parts{Part::president});
  EXPECT_EQ(lacks([](Record& r) { r.secretary.reset(); }), Parts{Part::secretary});
  EXPECT_EQ(lacks([](Record& r) { r.areas.clear(); }), (Parts{Part::plan, Part::areas}));
  EXPECT_EQ(lacks([](Record& r) { r.areas.push_back({"Otra", {}}); }), Parts{Part::areas});
  EXPECT_EQ(lacks([](Record& r) { r.areas[0].activities.clear(); }), (Parts{Part::plan, Part::areas}));
  EXPECT_EQ(lacks([](Record& r) { r.dynamics.rules.clear(); }), Parts{Part::dynamics});
  EXPECT_EQ(lacks([](Record& r) { r.dynamics.months = 0; }), Parts{Part::dynamics});
}

TEST(InstallationRules, TheCanonicalTextIsReadBackAndWrittenAlike) {
  const auto text = canonical(whole());
  EXPECT_EQ(canonical(read_record(text)), text);
  EXPECT_EQ(text.find(", "), std::string::npos) << "no spaces between its parts";
  auto bare = whole();
  bare.president.reset();
  EXPECT_FALSE(read_record(canonical(bare)).president);
}

TEST(InstallationRules, TheDayIsNotAfterTodayAndACorrectionSaysWhatItCorrects) {
  const auto today = committees::day("2026-03-02");
  EXPECT_EQ(outcome(parse({"2026-03-02", "", "", ""}, today, 0)), "done");
  EXPECT_EQ(outcome(parse({"2026-03-03", "", "", ""}, today, 0)), "installed_on");
  EXPECT_EQ(outcome(parse({"", "", "", ""}, today, 0)), "installed_on");
  EXPECT_EQ(outcome(parse({"2026-03-02", "", " ", ""}, today, 1)), "correction");
  EXPECT_EQ(parse({"2026-03-02", "", "sobra", ""}, today, 0)->correction, "") << "the first corrects nothing";
  EXPECT_EQ(folio_text("MUESTRA", 2026, 7), "MUESTRA-INS-2026-0007");
}

class House : public workplans::House {
 public:
  House() : workplans::House({&meetings::manifest, &cadences::manifest, &minutes::manifest, &workplans::manifest, &manifest}) {
    documents::print_with([](const documents::Paper& paper) { return paper.html; });
  }
  std::string declare_as(const std::string& who, const Input& input) {
    return outcome(app.db().write([&](db::Tx& tx) { return declare(tx, act(who), alliance, energy, input); }));
  }
  /// Everything but what is named.
  void prepare() {
    area_ = area("Energía limpia");
    activity(input(area_, "Taller con empresas"));
    appoint("secretary", "active", "2026-01-15");
    app.write([&](db::Tx& tx) -> Done {
      TRY(committees::set_rules(tx, act("officer"), alliance, energy,
                                {"50", "", "present", "Decide por mayoría.", "", "2026-03-02", "", "1"}));
      return cadences::set(tx, act("secretariat"), alliance, energy, {"1", "2026-03-01"});
    });
  }
  std::vector<Installation> acts() {
    return app.read([&](db::Tx& tx) { return installations::see(tx, app.person("director"), alliance, energy); }).editions;
  }
  std::string act_at(const std::string& tail = {}) const {
    return "/alliances/" + alliance.text() + "/committees/" + energy.text() + "/installation" + tail;
  }
  workplans::AreaId area_;
};

TEST(Installation, IsDeclaredOnlyWhenAllFiveStandAndByWhoConvenes) {
  House house;
  EXPECT_EQ(house.declare_as("secretariat", {"2026-03-02", "", "", "0"}), "conflict");
  const auto page = house.as("officer").get(house.act_at());
  EXPECT_TRUE(page.contains("1 de 5 partes"));
  EXPECT_TRUE(page.contains("El plan aún no tiene áreas."));
  EXPECT_FALSE(page.contains("Declarar instalado</a>"));
  house.prepare();
  EXPECT_TRUE(house.as("officer").get(house.act_at()).contains("5 de 5 partes"));
  const std::pair<const char*, const char*> cases[] = {
      {"outsider", "not_found"}, {"neighbour", "not_found"}, {"facilitator", "not_found"}, {"active", "forbidden"},
      {"officer", "forbidden"},  {"legal", "forbidden"},     {"secretariat", "done"}};
  for (const auto& [who, expected] : cases)
    EXPECT_EQ(house.declare_as(who, {"2026-03-02", "En la sede.", "", "0"}), expected) << who;
  EXPECT_EQ(house.declare_as("director", {"2026-03-02", "", "otra", "0"}), "conflict") << "somebody was first";
  const auto acts = house.acts();
  ASSERT_EQ(acts.size(), 1U);
  EXPECT_EQ(acts[0].folio, "MUESTRA-INS-2026-0001");
  EXPECT_EQ(acts[0].digest, audit::sha256_hex(acts[0].canonical));
  EXPECT_EQ(read_record(acts[0].canonical).members.size(), 2U);
}

TEST(Installation, IsNotDeclaredBeforeThePresidencyBegan) {
  House house;
  house.prepare();
  EXPECT_EQ(house.declare_as("secretariat", {"2026-01-14", "", "", "0"}), "conflict") << "the president began on the 15th";
}

TEST(Installation, TheActStaysAsItWasAndACorrectionIsAnotherEdition) {
  House house;
  house.prepare();
  house.declare_as("secretariat", {"2026-03-02", "", "", "0"});
  const auto before = house.acts().at(0);
  house.app.write([&](db::Tx& tx) {
    return workplans::edit_area(tx, house.act("officer"), house.alliance, house.energy, house.area_, {"Otra área", "", ""});
  });
  EXPECT_EQ(house.acts().at(0).canonical, before.canonical);
  EXPECT_TRUE(house.as("active").get(house.act_at()).contains("Energía limpia"));
  EXPECT_EQ(house.declare_as("secretariat", {"2026-03-02", "", "", "1"}), "correction");
  EXPECT_EQ(house.declare_as("secretariat", {"2026-03-02", "", "El nombre del área", "1"}), "done");
  const auto acts = house.acts();
  ASSERT_EQ(acts.size(), 2U);
  EXPECT_EQ(acts[0].folio, before.folio);
  EXPECT_EQ(acts[1].canonical, before.canonical);
  EXPECT_NE(acts[0].digest, before.digest);
}

TEST(Installation, AnotherBodyTakesTheNextFolioAndARefusedOneTakesNone) {
  House house;
  house.prepare();
  house.declare_as("secretariat", {"2026-01-14", "", "", "0"});
  house.declare_as("secretariat", {"2026-03-02", "", "", "0"});
  EXPECT_EQ(house.acts().at(0).folio, "MUESTRA-INS-2026-0001");
}

TEST(Installation, ReachesNobodyOutsideTheBodyBeforeItIsPublished) {
  House house;
  house.prepare();
  house.declare_as("secretariat", {"2026-03-02", "Zarzaparrilla", "", "0"});
  const auto committee = "/alliances/" + house.alliance.text() + "/committees/" + house.energy.text();
  for (const auto* who : {"neighbour", "facilitator"}) {
    for (const auto* tail : {"", ".pdf", ".docx", ".json"})
      EXPECT_EQ(house.as(who).get(house.act_at(tail)).status, 404) << who << tail;
    EXPECT_FALSE(house.as(who).get(committee).contains("MUESTRA-INS")) << who;
  }
  for (const auto* who : {"active", "officer", "legal"}) {
    EXPECT_TRUE(house.as(who).get(house.act_at()).contains("Zarzaparrilla")) << who;
    for (const auto* tail : {".pdf", ".docx", ".json"})
      EXPECT_EQ(house.as(who).get(house.act_at(tail)).status, 200) << who << tail;
  }
  EXPECT_FALSE(house.app.read([&](db::Tx& tx) { return published_act(tx, house.energy); }));
  const auto publish = [&](const char* who, const char* edition, const char* word) {
    return outcome(house.app.db().write([&](db::Tx& tx) {
      return set_published(tx, house.act(who), house.alliance, house.energy, {edition, word});
    }));
  };
  EXPECT_EQ(publish("officer", "1", "1"), "forbidden");
  EXPECT_EQ(publish("secretariat", "2", "1"), "edition");
  EXPECT_EQ(publish("secretariat", "1", ""), "published");
  EXPECT_EQ(publish("secretariat", "1", "1"), "done");
  EXPECT_EQ(publish("secretariat", "1", "1"), "conflict");
  house.declare_as("secretariat", {"2026-03-02", "Zarzaparrilla corregida", "Una falta", "1"});
  const auto page = house.as("neighbour").get(house.act_at());
  EXPECT_TRUE(page.contains("Zarzaparrilla"));
  EXPECT_FALSE(page.contains("corregida")) << "the second edition is not published";
  EXPECT_FALSE(page.contains("Las cinco partes"));
  EXPECT_EQ(house.as("neighbour").get(house.act_at("?edition=2")).status, 404);
  EXPECT_EQ(house.app.read([&](db::Tx& tx) { return published_act(tx, house.energy); })->edition, 1);
}

TEST(Installation, IsDeclaredAndPublishedOnItsPages) {
  House house;
  house.prepare();
  auto& client = house.as("secretariat");
  const auto form = house.act_at("/declare");
  EXPECT_EQ(client.submit_from(form, form, {{"installed_on", "2026-03-09"}, {"edition", "0"}}).status, 422);
  EXPECT_EQ(client.submit_from(form, form, {{"installed_on", "2026-03-02"}, {"edition", "0"}}).status, 303);
  const auto page = client.get(house.act_at());
  EXPECT_TRUE(page.contains("Instalado el 2 de marzo de 2026"));
  EXPECT_TRUE(page.contains("Corregir el acta"));
  EXPECT_EQ(client.submit_from(house.act_at(), house.act_at("/publication"), {{"edition", "1"}, {"published", "1"}}).status, 303);
  EXPECT_TRUE(client.get(house.act_at(".pdf")).contains("MUESTRA-INS-2026-0001"));
  EXPECT_EQ(client.get(house.act_at(".json")).body, house.acts().at(0).canonical);
  EXPECT_EQ(house.as("officer").get(form).status, 403);
}

TEST(Installation, IsReadAndDeclaredByPrograms) {
  House house;
  house.prepare();
  auto client = house.app.token_client(house.app.person("secretariat"), {"committees:read", "committees:write"});
  const auto api = "/api/v1" + house.act_at();
  EXPECT_EQ(client.json(http::Method::post, api, R"({"installed_on":"2026-03-02","edition":0})").status, 201);
  EXPECT_EQ(client.json(http::Method::put, api + "/publication", R"({"edition":1,"published":true})").status, 200);
  EXPECT_NE(client.json(http::Method::get, api).body.find("MUESTRA-INS-2026-0001"), std::string::npos);
  auto neighbour = house.app.token_client(house.app.person("neighbour"), {"committees:read"});
  const auto seen = neighbour.json(http::Method::get, api).body;
  EXPECT_NE(seen.find("MUESTRA-INS-2026-0001"), std::string::npos);
  EXPECT_NE(seen.find("\"parts\":[]"), std::string::npos);
}

}  // namespace
}  // namespace alianza::installations
