// The API of conditions and plans of stages through the real router: the same acts and the same answers as the pages.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/actions.h"
#include "features/alliances/feature.h"
#include "features/membership/feature.h"
#include "platform/test/test_app.h"

namespace alianza::alliances {
namespace {

using auth::Role;
using auth::Scope;
using http::Method;

class Api : public testing::Test {
 protected:
  Api() {
    const agencies::Input identity{"agencia", "Agencia de prueba", "",       "AP", "MX", "America/Mexico_City",
                                   "#4a3c8c", "#2c2260",           "#ece8f7"};
    const auto op = app.act(app.server_operator());
    const auto agency = app.write([&](db::Tx& tx) { return agencies::create(tx, op, identity); }).id;
    for (const auto& [name, role] :
         {std::pair{"director", Role::director}, {"secretariat", Role::secretariat}, {"legal", Role::legal}})
      app.appoint(app.person(name), Scope::agency(agency.value()), role);
    Input input;
    input.slug = "agua";
    input.name_es = "Alianza del agua";
    input.starts_on = "2026-01-15";
    const auto director = app.act(app.person("director"));
    alliance = app.write([&](db::Tx& tx) { return create(tx, director, agency, input); });
    app.appoint(app.person("facilitator"), Scope::alliance(alliance.id.value()), Role::facilitator);
  }

  std::string root() const { return "/api/v1/alliances/" + alliance.id.text(); }
  std::string of(const Condition& c, const char* tail) const { return root() + "/conditions/" + c.id.text() + tail; }
  http::TestAnswer call(const std::string& who, Method method, const std::string& path, const std::string& body = "{}",
                        const http::Pairs& headers = {}) {
    const auto actor = who == "operator" ? app.server_operator() : app.person(who);
    return app.token_client(actor, {"alliances:write"}).json(method, path, method == Method::get ? "" : body, headers);
  }
  StageBook book() {
    return app.read([&](db::Tx& tx) { return stage_book(tx, alliance.cycle); });
  }
  Condition first_met() {
    const auto condition = book().conditions.front();
    EXPECT_EQ(
        call("secretariat", Method::post, of(condition, "/fulfilments"), R"({"on":"2026-02-01","evidence":"Minuta 1"})").status,
        201);
    return condition;
  }

  test::TestApp app{{&membership::manifest, &agencies::manifest, &manifest}};
  Alliance alliance;
};

TEST_F(Api, AsksWhoMayBeforeItReadsWhatWasSent) {
  const auto condition = first_met();
  struct Case {
    const char* who;
    int empty;
  };
  for (const auto& at :
       {Case{"director", 422}, {"secretariat", 422}, {"legal", 403}, {"facilitator", 403}, {"nobody", 404}, {"operator", 404}}) {
    EXPECT_EQ(call(at.who, Method::post, root() + "/conditions").status, at.empty) << at.who;
    EXPECT_EQ(call(at.who, Method::post, of(condition, "/withdraw")).status, at.empty) << at.who;
    EXPECT_EQ(call(at.who, Method::put, root() + "/stages/plan").status, at.empty) << at.who;
  }
  EXPECT_EQ(app.visitor().json(Method::post, root() + "/conditions", "{}").status, 401);
  auto reader = app.token_client(app.person("director"), {"alliances:read"});
  EXPECT_EQ(reader.json(Method::post, root() + "/conditions", R"({"stage":"approach","text":{"es":"x"}})").status, 403);
}

TEST_F(Api, AddsAConditionThatTheStageThenNeeds) {
  const auto before = book().conditions.size();
  const auto made = call("secretariat", Method::post, root() + "/conditions",
                         R"({"stage":"structuring","text":{"es":"Hay un presupuesto","en":"There is a budget"}})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto json = boost::json::parse(made.body);
  EXPECT_EQ(json.at("stage").as_string(), "structuring");
  EXPECT_EQ(json.at("text").at("en").as_string(), "There is a budget");
  EXPECT_TRUE(json.at("met_on").is_null());
  const auto id = std::string(json.at("id").as_string());
  EXPECT_EQ(book().conditions.size(), before + 1);
  EXPECT_TRUE(call("legal", Method::get, root() + "/stages").contains(id));
  EXPECT_EQ(
      call("director", Method::post, root() + "/conditions/" + id + "/fulfilments", R"({"on":"2026-02-01","evidence":"Acta 3"})")
          .status,
      201);
}

TEST_F(Api, NamesTheWrongFieldOfACondition) {
  const auto wrong = [&](const std::string& body) { return call("director", Method::post, root() + "/conditions", body); };
  EXPECT_TRUE(wrong(R"({"stage":"fifth","text":{"es":"x"}})").contains(R"("field":"stage")"));
  EXPECT_TRUE(wrong(R"({"stage":"approach","text":{"es":" "}})").contains(R"("field":"text_es")"));
  EXPECT_TRUE(wrong(R"({"stage":"approach","text":{"es":"x","en":")" + std::string(201, 'x') + R"("}})")
                  .contains(R"("field":"text_en")"));
  for (const auto* body : {"[]", "null", "{", R"({"stage":1,"text":2})", R"({"stage":"approach","text":"x"})"}) {
    const auto status = wrong(body).status;
    EXPECT_TRUE(status == 422 || status == 400) << body << " " << status;
  }
  EXPECT_EQ(book().conditions.size(), default_conditions().size());
}

TEST_F(Api, TakesAFulfilmentBackWithAReason) {
  const auto condition = first_met();
  const auto withdraw = [&](const char* body) { return call("director", Method::post, of(condition, "/withdraw"), body); };
  EXPECT_TRUE(withdraw(R"({"reason":" "})").contains(R"("field":"reason")"));
  const auto done = withdraw(R"({"reason":"La minuta era de otra sesión"})");
  ASSERT_EQ(done.status, 201) << done.body;
  EXPECT_EQ(boost::json::parse(done.body).at("condition").as_string(), condition.id.text());
  EXPECT_FALSE(book().conditions.front().met_on);
  EXPECT_EQ(withdraw(R"({"reason":"Otra vez"})").status, 409);
  EXPECT_EQ(call("director", Method::post, root() + "/conditions/0000000000000/withdraw", R"({"reason":"x"})").status, 404);
  EXPECT_EQ(call("director", Method::post, root() + "/conditions/x/withdraw", R"({"reason":"x"})").status, 404);
}

TEST_F(Api, PlansAStage) {
  const auto plan = [&](const char* body) { return call("secretariat", Method::put, root() + "/stages/plan", body); };
  const auto put = plan(R"({"stage":"approach","planned_from":"2026-01-15","planned_to":"2026-03-15","target_days":59})");
  ASSERT_EQ(put.status, 200) << put.body;
  const auto clock = boost::json::parse(put.body);
  EXPECT_EQ(clock.at("stage").as_string(), "approach");
  EXPECT_EQ(clock.at("planned_to").as_string(), "2026-03-15");
  EXPECT_EQ(clock.at("target_days").as_int64(), 59);
  EXPECT_EQ(clock.at("entered").as_string(), "2026-01-15");
  EXPECT_TRUE(plan(R"({"stage":"x"})").contains(R"("field":"stage")"));
  EXPECT_TRUE(plan(R"({"stage":"approach","planned_from":"mañana"})").contains(R"("field":"planned_from")"));
  EXPECT_TRUE(
      plan(R"({"stage":"approach","planned_from":"2026-02-01","planned_to":"2026-01-01"})").contains(R"("field":"planned_to")"));
  for (const auto* days : {"0", "3651", "1.5", "true", "\"x\""})
    EXPECT_TRUE(
        plan((R"({"stage":"approach","target_days":)" + std::string(days) + "}").c_str()).contains(R"("field":"target_days")"))
        << days;
  EXPECT_EQ(book().clocks[0].target_days, 59) << "what was refused changes nothing";
  EXPECT_EQ(plan(R"({"stage":"approach","planned_from":null})").status, 200);
  EXPECT_FALSE(book().clocks[0].planned_from);
}

TEST_F(Api, DoesNothingTwiceUnderOneKey) {
  const auto before = book().conditions.size();
  const http::Pairs key{{"Idempotency-Key", "k1"}};
  auto program = app.token_client(app.person("director"), {"alliances:write"});
  for (int i = 0; i < 2; ++i) {
    const auto answer =
        program.json(Method::post, root() + "/conditions", R"({"stage":"approach","text":{"es":"Una vez"}})", key);
    EXPECT_EQ(answer.status, 201) << answer.body;
  }
  EXPECT_EQ(book().conditions.size(), before + 1);
  const auto condition = first_met();
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(program.json(Method::post, of(condition, "/withdraw"), R"({"reason":"Una vez"})", key).status, 201);
}

TEST_F(Api, StandsInTheDescription) {
  const auto document = boost::json::parse(app.visitor().get("/openapi.json").body);
  const auto& paths = document.at("paths").as_object();
  for (const auto* path : {"/conditions", "/conditions/{condition}/withdraw", "/stages/plan"})
    EXPECT_TRUE(paths.contains("/api/v1/alliances/{alliance}" + std::string(path))) << path;
  for (const auto* schema : {"ConditionInput", "Condition", "FulfilmentWithdrawalInput", "StagePlanInput", "StageClock"})
    EXPECT_TRUE(document.at("components").at("schemas").as_object().contains(schema)) << schema;
}

TEST_F(Api, AndTheFirstPageTellsAnOperatorOfAnEmptyServerWhereToBegin) {
  const auto operators = app.client(app.server_operator()).get("/alliances");
  EXPECT_TRUE(operators.contains("Empiece por la institución"));
  EXPECT_FALSE(operators.contains("Su cuenta no pertenece todavía a ninguna alianza"));
  const auto others = app.client(app.person("nobody")).get("/alliances");
  EXPECT_TRUE(others.contains("Su cuenta no pertenece todavía a ninguna alianza"));
  EXPECT_FALSE(others.contains("Empiece por la institución"));
}

}  // namespace
}  // namespace alianza::alliances
