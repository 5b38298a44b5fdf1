#include "platform/auth/gate.h"

#include <atomic>
#include <thread>

#include "platform/auth/revocation.h"
#include "platform/auth/tests/house.h"
#include "platform/http/csrf.h"
#include "platform/http/testing.h"

namespace alianza::auth {
namespace {

using http::Request;
using http::Response;

class AtTheGate : public House {
 protected:
  AtTheGate() : gate(scratch.db(), {.clock = &scratch.clock()}) {
    router.add_filter(gate.actor_filter());
    router.add_filter(http::csrf_filter({std::string(32, 's'), {}}));
    router.add_filter(gate.repeat_filter());
    const auto who = [](Request& request) -> Result<Response> {
      const auto& found = actor_of(request);
      return Response::html((found ? found->name : std::string("nadie")) + "<input type=\"hidden\" name=\"_csrf\" value=\"" +
                            http::csrf_token(request) + "\">");
    };
    router.get("/", anyone(), who);
    router.get("/account", signed_in(), who);
    router.get("/account/password", signed_in(), who);
    router.get("/accounts", operator_only(), who);
    router.get("/api/v1/organizations", scope("organizations"), who);
    router.get("/api/v1/portal", anyone_scoped("portal"), who);
    router.get("/api/v1/accounts", operator_scope("accounts"), who);
    router.post("/things", signed_in(), [this](Request& request) { return make_thing(request); });
    router.post("/api/v1/things", scope("things"), [this](Request& request) { return make_thing(request); });
  }

  Result<Response> make_thing(Request& request) {
    auto& key = request_key(request);
    if (announces) key.answer(303, "/things/{id}");
    std::this_thread::sleep_for(slow);
    const int id = ++things;
    if (broken) return fail(Error::invalid(Message("No.")));
    if (remembers) {
      const Done kept = scratch.db().write([&](db::Tx& tx) { return remember(tx, key, std::to_string(id)); });
      if (!kept) return fail(kept.error());
    }
    return Response::redirect_see_other(http::Url("/things/{}", id));
  }

  void enter(http::TestClient& client, AccountId id) {
    const auto fresh = write([&](db::Tx& tx) { return open_session(tx, id, "203.0.113.7", "Firefox"); }).value();
    client.cookies()["alianza"] = fresh.secret;
  }
  std::string token(std::vector<std::string> scopes) {
    return write([&](db::Tx& tx) { return create_token(tx, {clara, "prueba", std::move(scopes)}); })->secret;
  }
  void make_operator(AccountId id) {
    ASSERT_TRUE(write([&](db::Tx& tx) {
      return appoint(tx, {id, Scope::server(), Role::server_operator, today, {}, {}, "primera", {}});
    }));
  }

  Gate gate;
  http::Router router;
  std::atomic<int> things = 0;
  bool remembers = true;
  bool announces = true;
  bool broken = false;
  std::chrono::milliseconds slow{0};
};

TEST_F(AtTheGate, TheCookieSaysWhoItIs) {
  http::TestClient client(router);
  EXPECT_TRUE(client.get("/").contains("nadie"));
  enter(client, clara);
  EXPECT_TRUE(client.get("/").contains("Clara Ibarra"));
  client.cookies()["alianza"] = std::string(43, 'A');
  EXPECT_TRUE(client.get("/").contains("nadie"));
}

TEST_F(AtTheGate, APageSendsWhoIsNotSignedInToTheSignInPageAndBack) {
  http::TestClient client(router);
  const auto answer = client.get("/account?tab=2");
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.location(), "/sign-in?next=%2Faccount%3Ftab%3D2");
  EXPECT_EQ(client.get("/en/account").location(), "/en/sign-in?next=%2Fen%2Faccount");
}

TEST_F(AtTheGate, HtmxGoesToTheSignInPageAsAWhole) {
  http::TestClient client(router);
  const auto answer = client.get("/account", {{"HX-Request", "true"}});
  EXPECT_EQ(answer.status, 401);
  EXPECT_TRUE(answer.header("HX-Redirect").starts_with("/sign-in"));
}

TEST_F(AtTheGate, AProgramGetsAProblemAndIsToldHowToSignIn) {
  http::TestClient client(router);
  const auto answer = client.get("/api/v1/organizations");
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.header("WWW-Authenticate"), "Bearer realm=\"alianza\"");
  EXPECT_TRUE(answer.header("Content-Type").starts_with("application/problem+json"));
}

TEST_F(AtTheGate, ATokenDoesWhatItsScopesSay) {
  http::TestClient client(router);
  client.with_token(token({"organizations:read"}));
  EXPECT_TRUE(client.json(http::Method::get, "/api/v1/organizations").contains("Clara"));
  EXPECT_EQ(client.json(http::Method::post, "/api/v1/things", "{}").status, 403);
  EXPECT_EQ(client.json(http::Method::get, "/api/v1/portal").status, 403);
  EXPECT_EQ(client.json(http::Method::get, "/account").status, 403) << "pages of a person";
  client.with_token(token({"write"}));
  EXPECT_EQ(client.json(http::Method::post, "/api/v1/things", "{}").status, 303);
}

TEST_F(AtTheGate, ATokenThatIsNotGoodIsRefusedEvenOnPublicPages) {
  http::TestClient client(router);
  for (const auto& bad : {std::string("alz_nothing"), std::string("x"), token({"read"}) + "x"}) {
    client.with_token(bad);
    EXPECT_EQ(client.json(http::Method::get, "/").status, 401) << bad;
  }
}

TEST_F(AtTheGate, ATokenExpires) {
  http::TestClient client(router);
  client.with_token(token({"read"}));
  EXPECT_EQ(client.json(http::Method::get, "/api/v1/organizations").status, 200);
  scratch.clock().advance(std::chrono::hours(24 * 90));
  EXPECT_EQ(client.json(http::Method::get, "/api/v1/organizations").status, 401);
}

TEST_F(AtTheGate, PagesOfTheOperatorDoNotExistForOthers) {
  http::TestClient client(router);
  enter(client, clara);
  EXPECT_EQ(client.get("/accounts").status, 404);
  make_operator(clara);
  EXPECT_EQ(client.get("/accounts").status, 200) << "an appointment counts at once";
  client.forget_cookies();
  client.with_token(token({"write"}));
  EXPECT_EQ(client.json(http::Method::get, "/api/v1/accounts").status, 403) << "accounts must be named";
  client.with_token(token({"accounts:read"}));
  EXPECT_EQ(client.json(http::Method::get, "/api/v1/accounts").status, 200);
}

TEST_F(AtTheGate, RevocationIsImmediate) {
  http::TestClient client(router);
  enter(client, clara);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.get("/account").status, 200);
  ASSERT_TRUE(write([&](db::Tx& tx) {
    revoke_sessions(tx, clara, {});
    return Done();
  }));
  EXPECT_EQ(client.get("/account").status, 303);
  enter(client, clara);
  EXPECT_EQ(client.get("/account").status, 200);
  ASSERT_TRUE(write([&](db::Tx& tx) { return disable_account(tx, clara, {}); }));
  EXPECT_EQ(client.get("/account").status, 303);
}

TEST_F(AtTheGate, ASessionEndsWhenIdleAndAfterFourteenDays) {
  http::TestClient client(router);
  enter(client, clara);
  scratch.clock().advance(std::chrono::hours(11));
  EXPECT_EQ(client.get("/account").status, 200);
  gate.flush();
  scratch.clock().advance(std::chrono::hours(11));
  EXPECT_EQ(client.get("/account").status, 200) << "it was not idle";
  gate.flush();
  scratch.clock().advance(std::chrono::hours(12));
  EXPECT_EQ(client.get("/account").status, 303);
  enter(client, clara);
  for (int i = 0; i < 14 * 24 / 8; ++i) {
    EXPECT_EQ(client.get("/account").status, 200) << i;
    gate.flush();
    scratch.clock().advance(std::chrono::hours(8));
  }
  EXPECT_EQ(client.get("/account").status, 303);
}

TEST_F(AtTheGate, LastSeenIsWrittenAtMostEveryFiveMinutes) {
  http::TestClient client(router);
  enter(client, clara);
  while (!revocation::may_keep()) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const auto writes = scratch->stats().writes;
  for (int i = 0; i < 50; ++i) client.get("/account");
  gate.flush();
  EXPECT_EQ(scratch->stats().writes, writes);
  scratch.clock().advance(std::chrono::minutes(6));
  for (int i = 0; i < 50; ++i) client.get("/account");
  gate.flush();
  EXPECT_EQ(scratch->stats().writes, writes + 1);
  const auto session = read([&](db::Tx& tx) { return sessions_of(tx, clara); })->at(0);
  EXPECT_EQ(session.last_seen, scratch.clock().now());
}

TEST_F(AtTheGate, WhoMustChangeThePasswordDoesNothingElse) {
  http::TestClient client(router);
  ASSERT_TRUE(write([&](db::Tx& tx) { return set_password(tx, clara, clara_hash(), true, {}); }));
  enter(client, clara);
  EXPECT_EQ(client.get("/account").location(), "/account/password");
  EXPECT_EQ(client.get("/account/password").status, 200);
  EXPECT_EQ(client.get("/api/v1/organizations").status, 403);
}

TEST_F(AtTheGate, TheCookieNameSaysWhetherItIsBoundToTheHost) {
  EXPECT_EQ(gate.cookie("s").name, "alianza");
  EXPECT_EQ(Gate(scratch.db(), {.secure_cookie = true}).cookie("s").name, "__Host-alianza");
  EXPECT_EQ(gate.no_cookie().max_age, std::chrono::seconds(0));
}

class Repeating : public AtTheGate {
 protected:
  Repeating() : client(router) { enter(client, clara); }
  http::TestAnswer send(const char* key, const char* name = "agua", const char* path = "/things") {
    client.get("/");  // for its token
    return client.submit(path, {{"_key", key}, {"name", name}});
  }
  http::TestClient client;
};

TEST_F(Repeating, TheSameFormTwiceActsOnceAndAnswersTheSame) {
  const auto first = send("k1");
  EXPECT_EQ(first.status, 303);
  EXPECT_EQ(first.location(), "/things/1");
  const auto second = send("k1");
  EXPECT_EQ(second.status, 303);
  EXPECT_EQ(second.location(), "/things/1");
  EXPECT_EQ(things, 1);
  EXPECT_EQ(send("k2").location(), "/things/2");
}

TEST_F(Repeating, WorksAlsoForPagesThatDoNotAnnounceAndActionsThatDoNotRemember) {
  announces = false;
  EXPECT_EQ(send("k1").location(), "/things/1");
  gate.flush();
  EXPECT_EQ(send("k1").location(), "/things/1");
  remembers = false;
  EXPECT_EQ(send("k2").location(), "/things/2");
  EXPECT_EQ(send("k2").location(), "/things/2");
  EXPECT_EQ(things, 2);
}

TEST_F(Repeating, AnEnglishFormIsLedToTheEnglishPageAgain) {
  send("k1", "agua", "/en/things");
  EXPECT_EQ(send("k1", "agua", "/en/things").location(), "/en/things/1");
}

TEST_F(Repeating, AnotherBodyUnderTheSameKeyIsRefused) {
  send("k1");
  const auto other = send("k1", "aire");
  EXPECT_EQ(other.status, 422);
  EXPECT_EQ(things, 1);
}

TEST_F(Repeating, WhatFailedMayBeSentAgainCorrected) {
  broken = true;
  EXPECT_EQ(send("k1").status, 422);
  broken = false;
  EXPECT_EQ(send("k1", "aire").status, 303);
}

TEST_F(Repeating, AKeyBelongsToItsAccountAndItsRoute) {
  send("k1");
  http::TestClient other(router);
  enter(other, account("beto@x.example", "Beto"));
  other.get("/");
  EXPECT_EQ(other.submit("/things", {{"_key", "k1"}, {"name", "agua"}}).location(), "/things/2");
  http::TestClient program(router);
  program.with_token(token({"write"}));
  EXPECT_EQ(program.json(http::Method::post, "/api/v1/things", "{}", {{"Idempotency-Key", "k1"}}).location(), "/things/3");
  EXPECT_EQ(program.json(http::Method::post, "/api/v1/things", "{}", {{"Idempotency-Key", "k1"}}).location(), "/things/3");
  EXPECT_EQ(program.json(http::Method::post, "/api/v1/things", "{ }", {{"Idempotency-Key", "k1"}}).status, 422);
}

TEST_F(Repeating, TwoAtTheSameTimeActOnceAndBothAreAnswered) {
  slow = std::chrono::milliseconds(100);
  const auto secret = token({"write"});
  std::vector<std::string> locations(4);
  std::vector<std::thread> clicks;
  for (auto& location : locations)
    clicks.emplace_back([&] {
      http::TestClient program(router);
      program.with_token(secret);
      location = program.json(http::Method::post, "/api/v1/things", "{}", {{"Idempotency-Key", "k1"}}).location();
    });
  for (auto& click : clicks) click.join();
  EXPECT_EQ(things, 1);
  EXPECT_EQ(locations, std::vector<std::string>(4, "/things/1"));
}

TEST_F(Repeating, InAnotherProcessTheSecondIsToldAndKeepsNothing) {
  RequestKey key{clara, "POST /things", "k9", "hash", 303, "/things/{id}"};
  auto same = key;
  ASSERT_TRUE(write([&](db::Tx& tx) { return remember(tx, key, "5"); }));
  EXPECT_EQ(write([&](db::Tx& tx) { return remember(tx, same, "6"); }).error().fault, Fault::conflict);
  const auto kept = read([&](db::Tx& tx) { return Result<std::optional<Remembered>>(find_remembered(tx, same)); }).value();
  EXPECT_EQ(kept->location, "/things/5");
}

TEST_F(Repeating, WhenTheProgramDiedBeforeItKnewWhereTheActLedItSaysSo) {
  send("k1");
  ASSERT_TRUE(write([](db::Tx& tx) { return tx.exec("UPDATE request_keys SET location = ''"); }));
  EXPECT_EQ(send("k1").status, 409);
  EXPECT_EQ(things, 1);
}

TEST_F(Repeating, KeysAreKeptForADay) {
  send("k1");
  const auto forget = [&] { return write([](db::Tx& tx) { return forget_old_keys(tx); }).value(); };
  EXPECT_EQ(forget(), 0);
  scratch.clock().advance(std::chrono::hours(25));
  EXPECT_EQ(forget(), 1);
}

TEST_F(Repeating, OddKeysAreRefused) {
  EXPECT_EQ(send("una llave con espacios").status, 422);
  EXPECT_EQ(send(std::string(201, 'x').c_str()).status, 422);
  EXPECT_EQ(things, 0);
}

TEST_F(Repeating, WithoutASessionThereIsNothingToRepeat) {
  client.forget_cookies();
  EXPECT_EQ(send("k1").status, 303);
  EXPECT_EQ(things, 0) << "sent to sign in";
}

}  // namespace
}  // namespace alianza::auth
