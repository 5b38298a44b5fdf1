// The jobs of the server: the operator sees what runs, waits and stopped, and decides about what stopped.
#include <gtest/gtest.h>

#include "features/accounts/actions.h"
#include "features/accounts/feature.h"
#include "platform/jobs/workers.h"
#include "platform/test/test_app.h"

namespace alianza::accounts {
namespace {

class ServerJobs : public ::testing::Test {
 protected:
  ServerJobs() {
    kinds.add({.name = "shop.hopeless",
               .handler = [](jobs::Context&) -> Done { return fail(Error::conflict(_("La campaña está cerrada."))); },
               .policy = {.attempts = 1}});
    kinds.add({.name = "shop.later",
               .handler = [](jobs::Context&) -> Done {
                 return fail(Error{Fault::unavailable, _("La campaña está cerrada."), {}});
               },
               .policy = {.attempts = 5}});
  }
  jobs::JobId ask(const char* kind) {
    return app.write([&](db::Tx& tx) -> Result<jobs::JobId> {
      return jobs::enqueue(tx, {.kind = kind, .payload_json = R"({"secret":"no se muestra"})"});
    });
  }
  int run() { return jobs::run_due(app.db(), kinds).value(); }
  std::string state(jobs::JobId id) {
    return app.read([&](db::Tx& tx) -> Result<std::string> { return std::string(to_text(jobs::find(tx, id)->state)); });
  }
  std::int64_t lines(const char* sql) {
    return app.read([&](db::Tx& tx) -> Result<std::int64_t> { return *tx.one<std::int64_t>(sql); });
  }

  test::TestApp app{{&manifest}};
  jobs::Kinds kinds;
};

TEST_F(ServerJobs, AreShownByWhatIsToBeKnownOfThem) {
  ask("shop.hopeless");
  ask("shop.later");
  run();
  ask("newer.kind");
  auto& client = app.client(app.server_operator());
  const struct {
    const char* address;
    const char* there;
    const char* not_there;
  } cases[] = {{"/jobs", "shop.hopeless", "shop.later"},
               {"/jobs?state=dead", "La campaña está cerrada.", "newer.kind"},
               {"/jobs?state=retrying", "shop.later", "newer.kind"},
               {"/jobs?state=waiting", "newer.kind", "shop.hopeless"},
               {"/jobs?state=running", "Ningún trabajo está en este estado.", "shop.later"},
               {"/en/jobs?state=dead", "Try again", "no se muestra"}};
  for (const auto& c : cases) {
    const auto page = client.get(c.address);
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.contains(c.there)) << c.address;
    EXPECT_FALSE(page.contains(c.not_there)) << c.address;
    EXPECT_FALSE(page.contains("no se muestra")) << "what a job is about is not the operator's";
  }
  EXPECT_TRUE(client.get("/accounts").contains("href=\"/jobs\""));
}

TEST_F(ServerJobs, ThatStoppedAreTriedAgainOrLetGoByTheOperatorAlone) {
  const auto again = ask("shop.hopeless");
  const auto gone = ask("shop.hopeless");
  run();
  ASSERT_EQ(state(again), "dead");
  auto& client = app.client(app.server_operator());
  client.get("/jobs");
  EXPECT_EQ(client.submit("/jobs/" + again.text() + "/retry", {}).status, 303);
  EXPECT_EQ(state(again), "waiting");
  client.get("/jobs");
  EXPECT_EQ(client.submit("/jobs/" + gone.text() + "/let-go", {}).status, 303);
  EXPECT_EQ(state(gone), "dismissed");
  client.get("/jobs");
  EXPECT_EQ(client.submit("/jobs/" + gone.text() + "/retry", {}).status, 409) << "it is not stopped any more";
  EXPECT_EQ(lines("SELECT count(*) FROM audit_lines WHERE verb = 'job.retry'"), 1);
  EXPECT_EQ(lines("SELECT count(*) FROM audit_lines WHERE verb = 'job.let_go'"), 1);
  auto& other = app.client(app.person("clara"));
  EXPECT_EQ(other.get("/jobs").status, 404);
  const auto refused = app.db().write([&](db::Tx& tx) { return retry_job(tx, app.act(app.person("clara")), gone); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::forbidden);
}

TEST_F(ServerJobs, AreTheSameForAProgram) {
  const auto again = ask("shop.hopeless");
  const auto gone = ask("shop.hopeless");
  ask("shop.later");
  run();
  auto client = app.token_client(app.server_operator(), {"accounts:write"});
  const auto dead = client.json(http::Method::get, "/api/v1/jobs");
  EXPECT_EQ(dead.status, 200);
  for (const auto* part : {"\"dead\":2", "\"retrying\":1", "La campaña está cerrada.", "\"tries\":1", "\"next\":null"})
    EXPECT_TRUE(dead.contains(part)) << part;
  EXPECT_FALSE(dead.contains("no se muestra"));
  EXPECT_TRUE(client.json(http::Method::get, "/api/v1/jobs?state=retrying").contains("shop.later"));
  EXPECT_EQ(client.json(http::Method::get, "/api/v1/jobs?state=asleep").status, 422);
  const auto json = [&](const std::string& path) { return client.json(http::Method::post, path).status; };
  EXPECT_EQ(json("/api/v1/jobs/" + again.text() + "/retry"), 204);
  EXPECT_EQ(state(again), "waiting");
  EXPECT_EQ(json("/api/v1/jobs/" + gone.text() + "/let-go"), 204);
  EXPECT_EQ(state(gone), "dismissed");
  EXPECT_EQ(json("/api/v1/jobs/" + gone.text() + "/retry"), 409);
}

}  // namespace
}  // namespace alianza::accounts
