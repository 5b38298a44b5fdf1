// The API of appointments through the real router: the same acts and the same answers as the pages.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/membership/feature.h"
#include "platform/test/test_app.h"

namespace alianza::agencies {
namespace {

using auth::Role;
using auth::Scope;
using http::Method;

class Api : public testing::Test {
 protected:
  Api() {
    agency = make("agencia");
    app.appoint(app.person("director"), Scope::agency(agency.value()), Role::director);
    app.appoint(app.person("legal"), Scope::agency(agency.value()), Role::legal);
    app.person("leo");
    app.appoint(app.person("other"), Scope::agency(make("vecina").value()), Role::director);
  }
  AgencyId make(const char* slug) {
    const Input identity{slug, "Agencia de prueba", "", "AP", "MX", "America/Mexico_City", "#4a3c8c", "#2c2260", "#ece8f7"};
    const auto op = app.act(app.server_operator());
    return app.write([&](db::Tx& tx) { return create(tx, op, identity); }).id;
  }

  std::string root() const { return "/api/v1/agencies/" + agency.text() + "/appointments"; }
  http::TestAnswer call(const std::string& who, Method method, const std::string& path, const std::string& body = "{}",
                        const http::Pairs& headers = {}) {
    const auto actor = who == "operator" ? app.server_operator() : app.person(who);
    return app.token_client(actor, {"agencies:write"}).json(method, path, method == Method::get ? "" : body, headers);
  }
  boost::json::array rows() { return boost::json::parse(call("legal", Method::get, root()).body).at("appointments").as_array(); }
  /// "/api/v1/…/{its only appointment}/end"
  std::string end_of(const std::string& name) {
    for (const auto& row : rows())
      if (row.at("name").as_string() == name) return root() + "/" + std::string(row.at("id").as_string()) + "/end";
    ADD_FAILURE() << name;
    return {};
  }
  std::string wanted(const char* mail, const char* role) const {
    return boost::json::serialize(
        boost::json::object{{"email", mail}, {"role", role}, {"since", app.today().text()}, {"reason", "Oficio 7"}});
  }
  std::string until(Date day) const { return R"({"until":")" + day.text() + R"(","reason":"Se jubiló"})"; }

  test::TestApp app{{&membership::manifest, &manifest}};
  AgencyId agency;
};

TEST_F(Api, AsksWhoMayBeforeItReadsWhatWasSent) {
  const auto of_director = end_of("director");
  const auto of_legal = end_of("legal");
  struct Case {
    const char* who;
    int list;
    int appoint;
    int end_director;
    int end_legal;
  };
  for (const auto& at : {Case{"director", 200, 422, 422, 422},
                         {"legal", 200, 403, 403, 403},
                         {"operator", 200, 422, 422, 403},
                         {"other", 404, 404, 404, 404},
                         {"nobody", 404, 404, 404, 404}}) {
    EXPECT_EQ(call(at.who, Method::get, root()).status, at.list) << at.who;
    EXPECT_EQ(call(at.who, Method::post, root()).status, at.appoint) << at.who;
    EXPECT_EQ(call(at.who, Method::post, of_director).status, at.end_director) << at.who;
    EXPECT_EQ(call(at.who, Method::post, of_legal).status, at.end_legal) << at.who;
  }
  EXPECT_EQ(app.visitor().json(Method::get, root()).status, 401);
  auto reader = app.token_client(app.person("director"), {"agencies:read"});
  EXPECT_EQ(reader.json(Method::get, root()).status, 200);
  EXPECT_EQ(reader.json(Method::post, root(), wanted("leo@example.org", "fund")).status, 403);
}

TEST_F(Api, AppointsAndEnds) {
  const auto made = call("director", Method::post, root(), wanted("LEO@example.org", "secretariat"));
  ASSERT_EQ(made.status, 201) << made.body;
  const auto json = boost::json::parse(made.body);
  EXPECT_EQ(json.at("email").as_string(), "leo@example.org");
  EXPECT_EQ(json.at("role").as_string(), "secretariat");
  EXPECT_EQ(json.at("reason").as_string(), "Oficio 7");
  EXPECT_TRUE(json.at("until").is_null());
  EXPECT_TRUE(json.at("in_office").as_bool());
  EXPECT_EQ(rows().size(), 3U);
  EXPECT_EQ(call("director", Method::post, root(), wanted("leo@example.org", "secretariat")).status, 409);
  const auto end = root() + "/" + std::string(json.at("id").as_string()) + "/end";
  EXPECT_TRUE(call("director", Method::post, end, until(app.today().plus_days(-1))).contains(R"("field":"until")"));
  const auto ended = call("director", Method::post, end, until(app.today()));
  ASSERT_EQ(ended.status, 201) << ended.body;
  EXPECT_EQ(boost::json::parse(ended.body).at("until").as_string(), app.today().text());
  EXPECT_EQ(call("director", Method::post, end, until(app.today())).status, 409);
}

TEST_F(Api, ListsWhoIsInOfficeFirst) {
  const auto day = app.today().plus_days(-2);
  ASSERT_EQ(call("director", Method::post, root(), wanted("leo@example.org", "legal")).status, 201);
  ASSERT_EQ(call("director", Method::post, end_of("legal"), until(day)).status, 201);
  const auto list = boost::json::parse(call("leo", Method::get, root()).body).at("appointments").as_array();
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].at("name").as_string(), "leo");
  EXPECT_EQ(list[2].at("name").as_string(), "legal");
  EXPECT_FALSE(list[2].at("in_office").as_bool());
  EXPECT_EQ(list[2].at("until").as_string(), day.text());
}

TEST_F(Api, NamesEveryWrongField) {
  const auto wrong = call("director", Method::post, root(), R"({"email":"x","role":"observer","since":"mañana"})");
  EXPECT_EQ(wrong.status, 422);
  for (const auto* field : {"email", "role", "since"})
    EXPECT_TRUE(wrong.contains("\"field\":\"" + std::string(field) + "\"")) << field << wrong.body;
  EXPECT_TRUE(call("operator", Method::post, root(), wanted("leo@example.org", "fund")).contains(R"("field":"role")"))
      << "the operator names directors only";
  for (const auto* body : {"[]", "null", "{", R"({"email":1,"role":[],"since":{}})"}) {
    const auto status = call("director", Method::post, root(), body).status;
    EXPECT_TRUE(status == 422 || status == 400) << body << " " << status;
  }
  EXPECT_EQ(rows().size(), 2U);
}

TEST_F(Api, ADirectorMayGoOnceThereIsAnother) {
  const auto yesterday = until(app.today().plus_days(-1));
  const auto own = end_of("director");
  EXPECT_TRUE(call("director", Method::post, own, yesterday).contains(R"("field":"until")")) << "an agency keeps a director";
  ASSERT_EQ(call("operator", Method::post, root(), wanted("leo@example.org", "director")).status, 201);
  const auto gone = call("director", Method::post, own, yesterday);
  ASSERT_EQ(gone.status, 201) << gone.body;
  EXPECT_FALSE(boost::json::parse(gone.body).at("in_office").as_bool());
  EXPECT_EQ(call("director", Method::get, root()).status, 404);
}

TEST_F(Api, OfAnotherAgencyOrNobodyIsNotThere) {
  const auto of_director = end_of("director");
  const auto foreign = boost::json::parse(call("operator", Method::get, "/api/v1/agencies").body).at("agencies").as_array();
  for (const auto& row : foreign) {
    const auto id = std::string(row.at("id").as_string());
    if (id == agency.text()) continue;
    const auto crossed = "/api/v1/agencies/" + id + "/appointments" + of_director.substr(root().size());
    EXPECT_EQ(call("other", Method::post, crossed, until(app.today())).status, 404);
  }
  EXPECT_EQ(call("director", Method::post, root() + "/0000000000000/end", until(app.today())).status, 404);
  EXPECT_EQ(call("director", Method::post, root() + "/x/end", until(app.today())).status, 404);
  EXPECT_EQ(call("director", Method::get, "/api/v1/agencies/0000000000000/appointments").status, 404);
}

TEST_F(Api, AppointsOnceUnderOneKey) {
  auto program = app.token_client(app.person("director"), {"agencies:write"});
  for (int i = 0; i < 2; ++i) {
    const auto answer = program.json(Method::post, root(), wanted("leo@example.org", "fund"), {{"Idempotency-Key", "k1"}});
    EXPECT_EQ(answer.status, 201) << answer.body;
  }
  EXPECT_EQ(rows().size(), 3U);
}

TEST_F(Api, StandsInTheDescription) {
  const auto document = boost::json::parse(app.visitor().get("/openapi.json").body);
  const auto& paths = document.at("paths").as_object();
  for (const auto* path : {"", "/{appointment}/end"})
    EXPECT_TRUE(paths.contains("/api/v1/agencies/{agency}/appointments" + std::string(path))) << path;
  for (const auto* schema : {"AgencyAppointmentInput", "AgencyAppointment", "AgencyAppointmentList", "AgencyAppointmentEndInput"})
    EXPECT_TRUE(document.at("components").at("schemas").as_object().contains(schema)) << schema;
}

}  // namespace
}  // namespace alianza::agencies
