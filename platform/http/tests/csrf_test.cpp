#include "platform/http/csrf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "platform/http/testing.h"

namespace alianza::http {
namespace {

const std::string secret(32, 'k');

/// A session is what the cookie `session` says.
Router guarded_routes() {
  Router router;
  router.add_filter({"session",
                     [](Request& request) -> std::optional<Response> {
                       if (const auto id = request.cookie("session")) request.set(CsrfBinding{std::string(*id)});
                       return std::nullopt;
                     },
                     {}});
  router.add_filter(csrf_filter({secret, "https://alianza.example"}));
  router.get("/form", everybody(), [](Request& request) {
    return Response::html("<form><input type=\"hidden\" name=\"_csrf\" value=\"" + csrf_token(request) + "\"></form>")
        .cache_public(std::chrono::hours(1));
  });
  router.get("/public", everybody(), [](Request&) { return Response::html("x").cache_public(std::chrono::hours(1)); });
  router.post("/act", everybody(), [](Request&) { return Response::text("done"); });
  router.post("/api/act", everybody(), [](Request&) { return Response::text("done"); });
  router.post("/leave/{link}", everybody(), [](Request&) { return Response::text("done"); });
  router.post("/sign-in", everybody(), [](Request& request) {
    csrf_rebind(request, "s2");
    return Response::html("<input name=\"_csrf\" value=\"" + csrf_token(request) + "\">")
        .with_cookie({"session", "s2", {}, SameSite::lax});
  });
  return router;
}

TEST(Csrf, AFormOfOursIsTaken) {
  const auto router = guarded_routes();
  for (const auto* session : {"", "s1"}) {
    TestClient client(router);
    if (*session != '\0') client.cookies()["session"] = session;
    EXPECT_EQ(client.submit_from("/form", "/act", {}).status, 200) << session;
    EXPECT_EQ(client.submit("/act", {}).status, 200) << "a page can be sent twice";
  }
}

TEST(Csrf, WithoutTheTokenNothingIsDone) {
  const auto router = guarded_routes();
  TestClient client(router);
  client.get("/form");
  const auto token = hidden_field(client.page(), "_csrf");
  for (const auto& wrong :
       {std::string(), std::string("x"), token.substr(1), token + "A", std::string(token.size(), 'A'), std::string(5000, 'A')})
    EXPECT_EQ(client.submit("/act", {{"_csrf", wrong}}).status, 403) << wrong;
  client.cookies()["session"] = "other";
  EXPECT_EQ(client.submit("/act", {{"_csrf", token}}).status, 403) << "the token of another session";
  client.forget_cookies();
  EXPECT_EQ(client.submit("/act", {{"_csrf", token}}).status, 403) << "no cookie";
}

TEST(Csrf, TokensOfTwoAnswersHaveNothingInCommon) {
  const auto router = guarded_routes();
  TestClient client(router);
  std::set<std::string> seen;
  for (int i = 0; i < 20; ++i) {
    client.get("/form");
    EXPECT_TRUE(seen.insert(hidden_field(client.page(), "_csrf").substr(0, 8)).second);
  }
}

TEST(Csrf, APageWithATokenIsNotPublicAndOneWithoutSetsNoCookie) {
  const auto router = guarded_routes();
  TestClient client(router);
  EXPECT_EQ(client.get("/public").header("Set-Cookie"), "");
  EXPECT_EQ(client.get("/public").header("Cache-Control"), "public, max-age=3600");
  const auto form = client.get("/form");
  EXPECT_EQ(form.header("Cache-Control"), "private, no-store");
  EXPECT_THAT(form.header("Set-Cookie"), testing::StartsWith("alianza_visit="));
}

TEST(Csrf, TheBrowserTellsWhereARequestComesFrom) {
  struct Case {
    Pairs headers;
    int status;
  };
  const Case cases[] = {
      {{}, 200},
      {{{"Sec-Fetch-Site", "same-origin"}}, 200},
      {{{"Sec-Fetch-Site", "none"}}, 200},
      {{{"Sec-Fetch-Site", "cross-site"}}, 403},
      {{{"Sec-Fetch-Site", "same-site"}}, 403},
      {{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "http://alianza.test"}}, 403},
      {{{"Origin", "http://alianza.test"}}, 200},
      {{{"Origin", "https://alianza.example"}}, 200},
      {{{"Origin", "https://evil.example"}}, 403},
      {{{"Origin", "null"}}, 403},
      {{{"Referer", "http://alianza.test/form"}}, 200},
      {{{"Referer", "https://evil.example/alianza.test"}}, 403},
      {{{"Referer", "nonsense"}}, 403},
  };
  const auto router = guarded_routes();
  for (const auto& one : cases) {
    TestClient client(router);
    client.get("/form");
    auto headers = one.headers;
    headers.emplace_back("X-CSRF-Token", hidden_field(client.page(), "_csrf"));
    EXPECT_EQ(client.send(Method::post, "/act", headers, "").status, one.status)
        << (one.headers.empty() ? "" : one.headers[0].first + " " + one.headers[0].second);
  }
}

TEST(Csrf, WhatCannotBeRiddenOnIsExempt) {
  const auto router = guarded_routes();
  TestClient client(router);
  client.cookies()["session"] = "s1";
  EXPECT_EQ(client.json(Method::post, "/api/act", "{}").status, 403) << "a cookie can be ridden on";
  EXPECT_EQ(client.with_token("t").json(Method::post, "/api/act", "{}").status, 200);
  TestClient bare(router);
  EXPECT_EQ(bare.json(Method::post, "/api/act", "{}").status, 200) << "no cookie, no bearer: the policy decides";
  EXPECT_EQ(bare.json(Method::post, "/act", "{}").status, 403) << "a page is no API";
}

TEST(Csrf, AMailProgramLeavesAListAndDoesNothingElseWithoutACookie) {
  const auto router = guarded_routes();
  const auto status = [&](const char* target, const Pairs& more, const char* body = "List-Unsubscribe=One-Click") {
    Pairs headers{{"Content-Type", "application/x-www-form-urlencoded"}};
    headers.insert(headers.end(), more.begin(), more.end());
    return TestClient(router).send(Method::post, target, headers, body).status;
  };
  EXPECT_EQ(status("/leave/x", {}), 200);
  EXPECT_EQ(status("/leave/x", {}, "nada=1"), 403);
  EXPECT_EQ(status("/leave/x", {{"Cookie", "session=s1"}}), 403);
  EXPECT_EQ(status("/sign-in", {}), 403) << "a form of another site would sign its victim in as somebody else";
  EXPECT_EQ(status("/act", {}), 403);
}

TEST(Csrf, AfterSigningInTokensBelongToTheNewSession) {
  const auto router = guarded_routes();
  TestClient client(router);
  EXPECT_EQ(client.submit_from("/form", "/sign-in", {}).status, 200);
  EXPECT_EQ(client.submit("/act", {}).status, 200);
}

}  // namespace
}  // namespace alianza::http
