#include "platform/http/router.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/http/faults.h"
#include "platform/http/json.h"
#include "platform/http/testing.h"
#include "platform/log/metrics.h"

namespace alianza::http {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Handler say(std::string text) {
  return [text = std::move(text)](Request& request) {
    std::string out = text;
    for (const auto& [name, value] : request.params) out += " " + std::string(name) + "=" + value;
    return Response::text(out);
  };
}

Router sample() {
  Router router;
  router.get("/", everybody(), say("home"));
  router.get("/alliances", everybody(), say("list"));
  router.post("/alliances", everybody(), say("create"));
  router.get("/alliances/new", everybody(), say("new"));
  router.get("/alliances/{alliance}", everybody(), say("one"));
  router.get("/alliances/{alliance}/organizations/{organization}", everybody(), say("organization"));
  router.get("/alliances/{alliance}/organizations.csv", everybody(), say("csv"));
  return router;
}

TEST(Router, ALiteralGoesBeforeAParameter) {
  const auto router = sample();
  TestClient client(router);
  const std::pair<const char*, const char*> cases[] = {
      {"/", "home"},
      {"/?a=b", "home"},
      {"/en", "home"},
      {"/en/alliances", "list"},
      {"/alliances/new", "new"},
      {"/alliances/newer", "one alliance=newer"},
      {"/alliances/new/organizations/7", "organization alliance=new organization=7"},
      {"/alliances/a%2Fb%20%C3%B1", "one alliance=a/b ñ"},
      {"/alliances/x/organizations.csv", "csv alliance=x"},
  };
  for (const auto& [target, body] : cases) EXPECT_EQ(client.get(target).body, body) << target;
  for (const auto* target :
       {"/x", "/alliances//", "///", "//alliances", "/alliances/x/organizations", "/english", "/Alliances", "/en/en"})
    EXPECT_EQ(client.get(target).status, 404) << target;
}

TEST(Router, ARouteIsCountedFromItsFirstAnswerOn) {
  Router router;
  router.get("/counted/{thing}", everybody(), say("one"));
  router.get("/never-asked", everybody(), say("none"));
  EXPECT_THAT(metrics::text(), Not(HasSubstr("/counted/")));
  TestClient client(router);
  client.get("/counted/a");
  client.get("/counted/b");
  client.get("/counted/b/c");
  const auto text = metrics::text();
  EXPECT_THAT(text, HasSubstr(R"(alianza_http_requests_total{method="GET",route="/counted/{thing}",status="2xx"} 2)"));
  EXPECT_THAT(text, HasSubstr(R"(alianza_http_request_seconds_count{method="GET",route="/counted/{thing}"} 2)"));
  EXPECT_THAT(text, HasSubstr(R"(alianza_http_requests_total{method="-",route="-",status="4xx"})"));
  EXPECT_THAT(text, Not(HasSubstr("/never-asked")));
}

TEST(Router, ATrailingSlashLeadsToTheAddressWithoutIt) {
  const auto router = sample();
  TestClient client(router);
  const std::pair<const char*, const char*> cases[] = {{"/alliances/", "/alliances"},
                                                       {"/en/alliances/?q=a/", "/en/alliances?q=a/"},
                                                       {"/en/", "/en"},
                                                       {"/en/?x=1", "/en?x=1"},
                                                       {"//", "/"}};
  for (const auto& [target, to] : cases) {
    EXPECT_EQ(client.get(target).status, 308) << target;
    EXPECT_EQ(client.get(target).location(), to) << target;
  }
  EXPECT_EQ(client.get("//evil.example/").status, 404);
}

TEST(Router, KnowsHeadOptionsAndWhatIsAllowed) {
  const auto router = sample();
  TestClient client(router);
  EXPECT_EQ(client.send(Method::head, "/alliances", {}, "").status, 200);
  const auto options = client.send(Method::options, "/alliances", {}, "");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.header("Allow"), "OPTIONS, GET, HEAD, POST");
  const auto wrong = client.send(Method::delete_, "/alliances", {}, "");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.header("Allow"), "OPTIONS, GET, HEAD, POST");
}

TEST(Router, RoutesThatAreWronglyDeclaredAreNamed) {
  const auto problem = [](std::vector<Route> routes) {
    Router router;
    for (auto& route : routes) router.add(std::move(route));
    const auto list = router.problems();
    return list.empty() ? std::string() : list.front();
  };
  const auto route = [](const char* pattern, Method method = Method::get) {
    return Route{method, pattern, everybody(), say(""), {}};
  };
  EXPECT_EQ(problem({{Method::post, "/a", {}, say(""), {}}}), "POST /a declares no policy");
  EXPECT_EQ(problem({{Method::get, "/a", {"named", {}}, say(""), {}}}), "GET /a declares no policy");
  EXPECT_EQ(problem({{Method::get, "/a", everybody(), {}, {}}}), "GET /a has no handler");
  EXPECT_EQ(problem({route("/a/{b}"), route("/a/{c}")}), "GET /a/{b} and GET /a/{c} are the same");
  EXPECT_EQ(problem({route("/{a}/c"), route("/b/{c}")}), "GET /{a}/c and GET /b/{c} are ambiguous");
  EXPECT_EQ(problem({route("/a/{b}"), route("/a/b"), route("/a/{b}", Method::post), route("/{x}/{y}")}), "");
  for (const auto* bad : {"", "a", "/a/", "//", "/{}", "/{A}", "/a{b}", "/{b}/{b}", "/a b", "/en", "/en/a", "/ñ", "/a?b", "/."})
    EXPECT_THAT(problem({route(bad)}), HasSubstr("pattern")) << bad;
}

TEST(Router, FiltersStandAroundPolicyAndHandler) {
  std::vector<std::string> seen;
  Router router;
  const auto filter = [&](std::string name) {
    return Filter{name,
                  [&seen, name](Request& request) -> std::optional<Response> {
                    seen.push_back(name + ">");
                    if (request.query.get("stop") == name) return Response::text("stopped");
                    return std::nullopt;
                  },
                  [&seen, name](Request&, Response&) { seen.push_back("<" + name); }};
  };
  router.add_filter(filter("a"));
  router.add_filter(filter("b"));
  router.get("/x",
             {"p",
              [&](Request& request) -> std::optional<Response> {
                seen.emplace_back("policy");
                if (request.query.has("deny")) return Response::text("denied", 403);
                return std::nullopt;
              }},
             [&](Request& request) -> Response {
               seen.emplace_back("handler");
               if (request.query.has("throw")) throw std::runtime_error("x");
               return Response::text("ok");
             });
  TestClient client(router);
  const auto walk = [&](const char* target) {
    seen.clear();
    client.get(target);
    return seen;
  };
  EXPECT_THAT(walk("/x"), ElementsAre("a>", "b>", "policy", "handler", "<b", "<a"));
  EXPECT_THAT(walk("/x?deny"), ElementsAre("a>", "b>", "policy", "<b", "<a"));
  EXPECT_THAT(walk("/x?stop=a"), ElementsAre("a>", "<a"));
  EXPECT_THAT(walk("/x?throw"), ElementsAre("a>", "b>", "policy", "handler", "<b", "<a"));
}

TEST(Router, AReturnedErrorBecomesAPageOrProblemJson) {
  Router router;
  const auto failing = [](Request&) -> Result<Response> {
    auto error = Error::field("name", _("Escriba un nombre de «{1}»."));
    error.fields[0].message = _("Falta «{1}».").arg("el <nombre>");
    return fail(std::move(error));
  };
  router.get("/page", everybody(), failing);
  router.get("/api/v1/things", everybody(), failing);
  TestClient client(router);
  const auto page = client.get("/page", {{"Accept", "text/html,*/*;q=0.8"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("Falta «el &lt;nombre&gt;»."));
  for (const auto& answer : {client.get("/api/v1/things"), client.get("/page", {{"Accept", "application/json"}})}) {
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
    EXPECT_THAT(answer.body, HasSubstr(R"("title":"Unprocessable Content","status":422,"detail":"Revise los datos marcados.")"));
    EXPECT_THAT(answer.body, HasSubstr(R"("errors":[{"field":"name","message":"Falta «el <nombre>»."}])"));
  }
}

TEST(Router, EveryFaultHasItsStatus) {
  const std::pair<Fault, int> table[] = {{Fault::invalid, 422},   {Fault::unauthenticated, 401}, {Fault::forbidden, 403},
                                         {Fault::not_found, 404}, {Fault::conflict, 409},        {Fault::gone, 410},
                                         {Fault::too_large, 413}, {Fault::too_many, 429},        {Fault::unavailable, 503},
                                         {Fault::unsure, 500}};
  for (const auto& [fault, status] : table) {
    EXPECT_EQ(status_of(fault), status);
    EXPECT_NE(reason(status), "");
  }
}

TEST(Router, WhatIsBusySaysWhenToTryAgain) {
  Router router;
  router.add({Method::get, "/busy", everybody(), [](Request&) -> Result<Response> {
                return fail(Error{Fault::unavailable, _("La página no existe."), {}});
              }});
  router.add({Method::get, "/paper", everybody(), [](Request&) -> Result<Response> {
                throw Abandon{Error{Fault::unavailable, _("La página no existe."), {}}};
              }});
  router.get("/ready", everybody(), say("ready"));
  TestClient client(router);
  EXPECT_EQ(client.get("/busy").header("Retry-After"), "5");
  EXPECT_EQ(client.get("/paper").header("Retry-After"), "5");
  EXPECT_EQ(client.json(Method::get, "/busy").header("Retry-After"), "5");
  EXPECT_EQ(client.get("/ready").header("Retry-After"), "");
  EXPECT_EQ(client.get("/nothing").header("Retry-After"), "");
}

TEST(Router, TheErrorPageOfTheProductIsUsedAndItsFailureSurvived) {
  Router router;
  router.set_error_renderer([](Request& request, const Error&, int status) -> Response {
    if (request.path == "/worse") throw std::runtime_error("x");
    return Response::html("nuestra " + std::to_string(status), status);
  });
  TestClient client(router);
  EXPECT_EQ(client.get("/x").body, "nuestra 404");
  EXPECT_EQ(client.get("/worse").status, 404);
  EXPECT_EQ(client.get("/api/x").header("Content-Type"), "application/problem+json");
}

TEST(Router, ABadFormIsRefusedBeforeTheHandlerSeesIt) {
  bool reached = false;
  Router router;
  router.post("/x", everybody(), [&](Request&) {
    reached = true;
    return Response::no_content();
  });
  TestClient client(router);
  EXPECT_EQ(client.send(Method::post, "/x", {{"Content-Type", "application/x-www-form-urlencoded"}}, "name=%00").status, 422);
  EXPECT_FALSE(reached);
}

TEST(Router, WhatTheClientHasAlreadyIsNotSentAgain) {
  Router router;
  router.get("/tagged", everybody(),
             [](Request&) { return Response::html("x").with_etag("v 1").cache_public(std::chrono::minutes(5)); });
  router.get("/content", everybody(), [](Request&) { return Response::html("x").with_content_etag(); });
  router.get("/dated", everybody(),
             [](Request&) { return Response::html("x").last_modified(*Instant::parse("2026-11-22T18:33:06.000000Z")); });
  TestClient client(router);
  for (const auto* path : {"/tagged", "/content"}) {
    const auto first = client.get(path);
    const auto tag = first.header("ETag");
    EXPECT_THAT(tag, testing::MatchesRegex("W/\"[0-9a-f]{16}\""));
    for (const auto& asked : {tag, "\"other\", " + tag, tag.substr(2), std::string("*")}) {
      const auto second = client.get(path, {{"If-None-Match", asked}});
      EXPECT_EQ(second.status, 304) << asked;
      EXPECT_EQ(second.body, "");
      EXPECT_EQ(second.header("ETag"), tag);
    }
    EXPECT_EQ(client.get(path, {{"If-None-Match", "\"other\""}}).status, 200);
  }
  EXPECT_EQ(client.get("/tagged").header("Cache-Control"), "public, max-age=300");
  EXPECT_EQ(client.get("/content").header("Cache-Control"), "private, no-cache");
  EXPECT_EQ(client.get("/dated", {{"If-Modified-Since", "Sun, 22 Nov 2026 18:33:06 GMT"}}).status, 304);
}

TEST(Router, CookiesAreHttpOnlyLaxAndSecureWhenConfigured) {
  const auto cookie = [](bool secure) {
    Router router;
    router.set_secure(secure);
    router.get("/", everybody(), [](Request&) {
      return Response::html("").with_cookie({"a", "b", std::chrono::hours(1), SameSite::lax}).cache_public(std::chrono::hours(1));
    });
    const auto answer = TestClient(router).get("/");
    EXPECT_EQ(answer.header("Cache-Control"), "private, no-cache");
    return answer.header("Set-Cookie");
  };
  EXPECT_EQ(cookie(false), "a=b; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600");
  EXPECT_EQ(cookie(true), "a=b; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=3600");
}

TEST(TestClient, SendsFilesWithTheFieldsOfAForm) {
  Router router;
  router.post("/x", everybody(), [](Request& request) {
    const auto* file = request.form().file("file");
    return Response::text(file->name + " " + file->type + " " + file->bytes + " " + request.form().get("a"));
  });
  TestClient client(router);
  EXPECT_EQ(client.submit("/x", {{"a", "uno dos"}}, {{"file", "ñ.csv", "text/csv", "1,2\r\n"}}).body,
            "ñ.csv text/csv 1,2\r\n uno dos");
  EXPECT_EQ(client.submit("/x", {{"a", std::string(70'000, 'a')}}).status, 413);
}

TEST(Request, TellsWhatTheClientWants) {
  const auto json = [](const char* target, const char* accept) {
    return make_request(Method::get, target, {{"Accept", accept}})->wants_json;
  };
  EXPECT_TRUE(json("/api/v1", "text/html"));
  EXPECT_TRUE(json("/a", "application/json"));
  EXPECT_TRUE(json("/a", "application/problem+json;q=0.9, text/html;q=0.8"));
  EXPECT_FALSE(json("/a", "text/html, application/json;q=0.9"));
  EXPECT_FALSE(json("/a", "*/*"));
  EXPECT_TRUE(make_request(Method::get, "/a", {{"hx-request", "true"}})->htmx);
  const auto request = make_request(
      Method::get, "/a", {{"Cookie", "a=1; b=\"2\"; a=3"}, {"authorization", "bearer  xyz"}, {"Idempotency-Key", "k"}});
  EXPECT_EQ(request->cookie("a"), "1");
  EXPECT_EQ(request->cookie("b"), "\"2\"");
  EXPECT_EQ(request->cookie("c"), std::nullopt);
  EXPECT_EQ(request->bearer_token(), "xyz");
  EXPECT_EQ(request->idempotency_key(), "k");
  EXPECT_THROW((void)request->param("x"), Impossible);
}

TEST(Request, KeepsOneValueOfEachType) {
  const auto request = make_request(Method::get, "/");
  EXPECT_EQ(request->get<int>(), nullptr);
  request->set(1);
  request->set(std::string("a"));
  request->set(2);
  EXPECT_EQ(*request->get<int>(), 2);
  EXPECT_EQ(*request->get<std::string>(), "a");
}

TEST(Json, SaysWhereItIsWrong) {
  const auto parse = [](std::string body, const char* media_type = "application/json") {
    return parse_json(*make_request(Method::post, "/api/x", {{"Content-Type", media_type}}, std::move(body)));
  };
  EXPECT_EQ(parse("{\"a\": [1, \"ñ\"]}")->at("a").at(0).as_int64(), 1);
  EXPECT_EQ(parse("{\n \"a\": nul }").error().message.args().at(0), "2:7");
  for (const auto* bad : {"", "{", "{} x", "{'a':1}", "\"\xff\"", "[1,]"}) EXPECT_FALSE(parse(bad)) << bad;
  EXPECT_FALSE(parse(std::string(40, '[') + std::string(40, ']')));
  EXPECT_FALSE(parse("{}", "text/plain"));
  EXPECT_EQ(parse(R"({"a":[{"b":"x\u0000"}]})").error().fields.at(0).field, "/a/0/b");
}

}  // namespace
}  // namespace alianza::http
