// The API of organisations through the real router: the same acts and the same answers as the pages.
#include <boost/json.hpp>

#include "features/organizations/tests/house.h"

namespace alianza::organizations {
namespace {

using http::Method;

class Api : public ::testing::Test {
 protected:
  std::string alliance() const { return "/api/v1/alliances/" + house.alliance.text(); }
  std::string root() const { return alliance() + "/organizations"; }
  std::string of(OrganizationId id, const std::string& tail = {}) const { return root() + "/" + id.text() + tail; }
  http::TestClient token(const std::string& who) { return house.app.token_client(house.person(who), {"organizations:write"}); }
  http::TestAnswer call(const std::string& who, Method method, const std::string& path, const std::string& body = {}) {
    return token(who).json(method, path, body);
  }
  boost::json::value read(const std::string& who, const std::string& path) {
    return boost::json::parse(call(who, Method::get, path).body);
  }
  House house;
};

TEST_F(Api, AnswersEachStandingAsThePagesDo) {
  const auto id = house.seats["active"];
  struct Case {
    const char* who;
    int list;
    int own;
    int edit;
    int convene;
  };
  for (const auto& at : {Case{"outsider", 404, 404, 404, 404},
                         {"invited", 404, 404, 404, 404},
                         {"withdrawn", 404, 404, 404, 404},
                         {"active", 200, 200, 201, 403},
                         {"suspended", 200, 403, 403, 403},
                         {"facilitator", 200, 403, 403, 403},
                         {"legal", 200, 200, 403, 403},
                         {"director", 200, 200, 201, 200}}) {
    EXPECT_EQ(call(at.who, Method::get, root()).status, at.list) << at.who;
    EXPECT_EQ(call(at.who, Method::get, of(id)).status, at.list) << at.who;
    for (const auto* tail : {"/contributions", "/contacts", "/history"})
      EXPECT_EQ(call(at.who, Method::get, of(id, tail)).status, at.own) << at.who << tail;
    EXPECT_EQ(call(at.who, Method::post, of(id, "/contributions"),
                   R"({"kind":"knowledge","description":"Curso","state":"offered","since":"2026-02-01"})")
                  .status,
              at.edit)
        << at.who;
    for (const auto* tail : {"/duplicates", "/merges"})
      EXPECT_EQ(call(at.who, Method::get, alliance() + tail).status, at.convene) << at.who << tail;
  }
  EXPECT_EQ(house.app.visitor().json(Method::get, root()).status, 401);
  auto reader = house.app.token_client(house.person("director"), {"organizations:read"});
  EXPECT_EQ(reader.json(Method::post, root(), R"({"name":"x"})").status, 403);
}

TEST_F(Api, RegistersReadsAndEdits) {
  const auto made = call(
      "secretariat", Method::post, root(),
      R"({"type":"company","name":"Energía Altozano","aliases":["EA","Altozano"],"country":"MX","state":"11","sector":"22","size":"small",
                             "rfc":"AAA080808HL8","description":{"es":"Solar","en":"Solar power"},"interests":["Vender"],"origin":"by_agency","status":"active","since":"2026-02-01"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto json = boost::json::parse(made.body);
  EXPECT_EQ(made.location(), root() + "/" + std::string(json.at("id").as_string()));
  EXPECT_EQ(json.at("is_sme").as_bool(), true);
  EXPECT_EQ(json.at("aliases").as_array().size(), 2U);
  EXPECT_EQ(json.at("participations").as_array().at(0).at("status").as_string(), "active");
  const auto changed =
      call("secretariat", Method::put, made.location(),
           R"({"type":"company","name":"Energía Altozano","country":"MX","sector":"22","size":"large","version":1})");
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(boost::json::parse(changed.body).at("version").as_int64(), 2);
  EXPECT_EQ(call("secretariat", Method::put, made.location(),
                 R"({"type":"company","name":"Otra","country":"MX","sector":"22","size":"large","version":1})")
                .status,
            409);
  const auto wrong = call("secretariat", Method::post, root(), R"({"type":"cooperative","name":""})");
  EXPECT_EQ(wrong.status, 422);
  for (const auto* field : {"name", "country", "sector", "size"})
    EXPECT_TRUE(wrong.contains("\"field\":\"" + std::string(field) + "\"")) << field << wrong.body;
  EXPECT_EQ(call("secretariat", Method::post, root(), "[]").status, 422);
}

TEST_F(Api, KeepsPrivatePartsPrivate) {
  auto in = house.company("Energía Altozano");
  in.rfc = "AAA080808HL8";
  const auto id = house.registered(in);
  house.participate(id, Status::active, house.alliance);
  EXPECT_TRUE(call("legal", Method::get, of(id)).contains("AAA080808HL8"));
  const auto seen = call("facilitator", Method::get, of(id));
  EXPECT_TRUE(seen.contains("Energía Altozano"));
  for (const auto* field : {"rfc", "source", "origin"}) EXPECT_FALSE(seen.contains("\"" + std::string(field) + "\"")) << field;
}

TEST_F(Api, ListsByKeyWithFilters) {
  for (int i = 10; i < 40; ++i) house.registered("Molinos " + std::to_string(i));
  const auto first = read("legal", root() + "?q=molinos");
  EXPECT_EQ(first.at("organizations").as_array().size(), 25U);
  EXPECT_EQ(first.at("count").at("value").as_int64(), 30);
  EXPECT_EQ(first.at("count").at("qualifier").as_string(), "exact");
  const auto rest = read("legal", root() + "?q=molinos&after=" + std::string(first.at("next").as_string()));
  EXPECT_EQ(rest.at("organizations").as_array().size(), 5U);
  EXPECT_TRUE(rest.at("next").is_null());
  EXPECT_EQ(read("legal", root() + "?type=academia").at("organizations").as_array().size(), 0U);
  EXPECT_EQ(read("legal", root() + "?shelf=active&sort=-name").at("organizations").as_array().at(0).at("name").as_string(),
            "Organización withdrawn");
  for (const auto* wrong :
       {"?type=banco", "?sdg=18", "?status=club", "?state=99", "?sort=age", "?size=101", "?size=x", "?after=z"})
    EXPECT_EQ(call("legal", Method::get, root() + wrong).status, 422) << wrong;
}

TEST_F(Api, DeclaresGoalsAndChangesParticipation) {
  const auto id = house.seats["active"];
  const auto goals = call("active", Method::put, of(id, "/sdgs"),
                          R"({"sdgs":[{"goal":7,"level":"priority"},{"goal":13,"level":"interested"}]})");
  ASSERT_EQ(goals.status, 200) << goals.body;
  EXPECT_EQ(boost::json::parse(goals.body).at("sdgs").as_array().size(), 2U);
  for (const auto* wrong : {R"({"sdgs":[{"goal":18,"level":"priority"}]})", R"({"sdgs":[{"goal":7}]})", R"({"sdgs":7})", "{}",
                            R"({"sdgs":[7,"x"]})", R"({"sdgs":[{"goal":7,"level":"priority"},{"goal":7,"level":"interested"}]})",
                            R"({"sdgs":[{"goal":4294967303,"level":"priority"}]})"})
    EXPECT_EQ(call("active", Method::put, of(id, "/sdgs"), wrong).status, 422) << wrong;
  EXPECT_EQ(call("secretariat", Method::post, of(id, "/participations"), R"({"status":"suspended","since":"2026-02-01"})").status,
            422);
  const auto changed = call("secretariat", Method::post, of(id, "/participations"),
                            R"({"status":"suspended","since":"2026-02-01","reason":"No respondió"})");
  ASSERT_EQ(changed.status, 201) << changed.body;
  EXPECT_EQ(boost::json::parse(changed.body).at("participations").as_array().size(), 2U);
  EXPECT_EQ(call("secretariat", Method::put, of(id, "/shelf"), R"({"shelf":"inactive","reason":"x"})").status, 409);
  EXPECT_EQ(call("secretariat", Method::put, of(id, "/shelf"), R"({"shelf":"merged","reason":"x"})").status, 422);
}

TEST_F(Api, KeepsTheLedger) {
  const auto id = house.seats["active"];
  const auto made = call(
      "active", Method::post, of(id, "/contributions"),
      R"({"kind":"financial","description":"Para la clínica","amount":"1,320,000.50","state":"pledged","since":"2026-02-01"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto json = boost::json::parse(made.body);
  EXPECT_EQ(json.at("amount").as_string(), "1320000.50");
  EXPECT_EQ(json.at("currency").as_string(), "MXN");
  EXPECT_EQ(json.at("steps").as_array().size(), 1U);
  const auto steps = made.location() + "/steps";
  EXPECT_EQ(call("active", Method::post, steps, R"({"state":"delivered","on":"2026-02-02","note":"Yo"})").status, 422);
  const auto delivered =
      call("secretariat", Method::post, steps, R"({"state":"delivered","on":"2026-02-02","note":"Transferencia 8"})");
  ASSERT_EQ(delivered.status, 201) << delivered.body;
  EXPECT_EQ(boost::json::parse(delivered.body).at("state").as_string(), "delivered");
  const auto ledger = read("active", of(id, "/contributions"));
  EXPECT_EQ(ledger.at("totals").as_array().at(0).at("delivered").as_string(), "1320000.50");
  EXPECT_EQ(call("active", Method::get, made.location()).status, 200);
  EXPECT_EQ(call("active", Method::get, of(id, "/contributions/0000000000000")).status, 404);
}

TEST_F(Api, KeepsContactsAndHistory) {
  const auto id = house.seats["active"];
  const auto made = call("active", Method::post, of(id, "/contacts"), R"({"name":"Clara Ibarra","email":"clara@altozano.mx"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto contact = std::string(boost::json::parse(made.body).at("id").as_string());
  const auto ended = call("active", Method::post, of(id, "/contacts/" + contact + "/end"), R"({"until":"2026-03-01"})");
  EXPECT_EQ(ended.status, 422) << "it begins today, after that day";
  EXPECT_EQ(read("legal", of(id, "/contacts")).at("contacts").as_array().at(0).at("name").as_string(), "Clara Ibarra");
  const auto history = read("legal", of(id, "/history"));
  const auto& lines = history.at("lines").as_array();
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines.back().at("verb").as_string(), "organization.register");
}

TEST_F(Api, MergesAndTakesBack) {
  const auto kept = house.registered("Energía Altozano");
  const auto gone = house.registered("Energia Altozano SA de CV");
  const auto pairs = read("secretariat", alliance() + "/duplicates");
  EXPECT_EQ(pairs.at("count").at("value").as_int64(), 1);
  EXPECT_TRUE(pairs.at("next").is_null());
  const auto preview = read("secretariat", alliance() + "/duplicates/" + kept.text() + "/" + gone.text());
  EXPECT_EQ(preview.at("result").at("name").as_string(), "Energía Altozano");
  const auto merged = call("secretariat", Method::post, alliance() + "/merges",
                           R"({"kept":")" + kept.text() + R"(","gone":")" + gone.text() + R"(","reason":"La misma"})");
  ASSERT_EQ(merged.status, 201) << merged.body;
  EXPECT_EQ(read("legal", of(gone)).at("merged_into").as_string(), kept.text());
  const auto undo = alliance() + "/merges/" + std::string(boost::json::parse(merged.body).at("id").as_string()) + "/undo";
  EXPECT_EQ(call("legal", Method::post, undo).status, 403);
  EXPECT_EQ(call("secretariat", Method::post, undo).status, 201);
  EXPECT_EQ(call("secretariat", Method::post, undo).status, 409);
  const auto dismiss = alliance() + "/duplicates/" + kept.text() + "/" + gone.text() + "/dismiss";
  EXPECT_EQ(call("secretariat", Method::post, dismiss, "{}").status, 422);
  EXPECT_EQ(call("secretariat", Method::post, dismiss, R"({"reason":"Otra ciudad"})").status, 201);
  EXPECT_EQ(read("secretariat", alliance() + "/duplicates").at("count").at("value").as_int64(), 0);
  EXPECT_EQ(call("secretariat", Method::post, alliance() + "/merges", R"({"kept":"x","gone":7})").status, 422);
}

TEST_F(Api, StandsInTheDescription) {
  const auto document = boost::json::parse(house.app.visitor().get("/openapi.json").body);
  const auto& paths = document.at("paths").as_object();
  for (const auto* path : {"/organizations", "/organizations/{organization}",
                           "/organizations/{organization}/contributions/{contribution}/steps", "/merges/{merge}/undo"})
    EXPECT_TRUE(paths.contains("/api/v1/alliances/{alliance}" + std::string(path))) << path;
}

}  // namespace
}  // namespace alianza::organizations
