#include <gtest/gtest.h>

#include "features/accounts/feature.h"
#include "platform/auth/second_factor.h"
#include "platform/auth/tokens.h"
#include "platform/auth/totp.h"
#include "platform/test/test_app.h"

namespace alianza::accounts {
namespace {

using enum http::Method;

class Api : public testing::Test {
 protected:
  test::TestApp app{{&manifest}};
  auth::Actor clara = app.person("clara");
  auth::Actor chief = app.server_operator();
};

TEST_F(Api, OnesOwnAccountIsReadByKeyAndSession) {
  auto key = app.token_client(clara, {"read"});
  const auto answer = key.json(get, "/api/v1/account");
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.contains("clara@example.org"));
  EXPECT_EQ(app.visitor().json(get, "/api/v1/account").status, 401);
}

TEST_F(Api, WhatLetsSomebodyInIsNotForKeys) {
  auto key = app.token_client(clara, {"write"});
  EXPECT_EQ(key.json(get, "/api/v1/account/tokens").status, 403);
  EXPECT_EQ(key.json(post, "/api/v1/account/tokens", R"({"name":"x","scopes":["read"]})").status, 403);
  EXPECT_EQ(key.json(get, "/api/v1/account/sessions").status, 403);
  EXPECT_EQ(key.json(put, "/api/v1/account/password", R"({"current":"x","password":"y"})").status, 403);
}

TEST_F(Api, TheOperatorCreatesClosesAndOpensAccountsByAKeyThatNamesThem) {
  auto plain = app.token_client(chief, {"write"});
  EXPECT_EQ(plain.json(get, "/api/v1/accounts").status, 403);
  auto key = app.token_client(chief, {"accounts:write"});
  const auto made = key.json(post, "/api/v1/accounts", R"({"email":"nueva@example.org","name":"Nueva","lang":"en"})");
  EXPECT_EQ(made.status, 201);
  EXPECT_TRUE(made.contains("temporary_password"));
  EXPECT_EQ(key.json(post, "/api/v1/accounts", R"({"email":"nueva@example.org","name":"Nueva"})").status, 409);
  EXPECT_EQ(key.json(post, "/api/v1/accounts", R"({"email":"x","name":""})").status, 422);
  const auto address = made.location();
  EXPECT_TRUE(key.json(get, address).contains("\"lang\":\"en\""));
  EXPECT_TRUE(key.json(put, address, R"({"name":"Renombrada","lang":"es"})").contains("Renombrada"));
  EXPECT_FALSE(key.json(post, address + "/disable").contains("\"disabled_at\":null"));
  EXPECT_TRUE(key.json(post, address + "/enable").contains("\"disabled_at\":null"));
  EXPECT_TRUE(key.json(post, address + "/reset").contains("temporary_password"));
  EXPECT_TRUE(key.json(get, "/api/v1/accounts?q=renombrada").contains("nueva@example.org"));
}

TEST_F(Api, ForOthersTheAccountsOfTheServerDoNotExist) {
  auto key = app.token_client(clara, {"accounts:write"});
  EXPECT_EQ(key.json(get, "/api/v1/accounts").status, 404);
  EXPECT_EQ(key.json(post, "/api/v1/accounts", R"({"email":"z@example.org","name":"Z"})").status, 404);
  EXPECT_EQ(key.json(get, "/api/v1/accounts/" + clara.account.text()).status, 404);
}

TEST_F(Api, AnOddBodyIsToldAndChangesNothing) {
  auto key = app.token_client(chief, {"accounts:write"});
  for (const auto* body : {"", "[]", "{", "{\"email\":1}", "null"}) {
    const auto status = key.json(post, "/api/v1/accounts", body).status;
    EXPECT_TRUE(status == 422 || status == 400 || status == 415) << body << " " << status;
  }
}

TEST_F(Api, ASecondFactorIsBegunConfirmedRenewedAndRemoved) {
  auto& client = app.client(clara);
  const auto field = [](const http::TestAnswer& answer, const std::string& name) {
    const auto from = answer.body.find("\"" + name + "\":\"") + name.size() + 4;
    return answer.body.substr(from, answer.body.find('"', from) - from);
  };
  client.get("/account");
  const auto send = [&](http::Method method, const std::string& tail, const std::string& body = "{}") {
    return client.json(method, "/api/v1/account/second-factor" + tail, body,
                       {{"X-CSRF-Token", http::hidden_field(client.page(), "_csrf")}});
  };
  EXPECT_TRUE(client.json(get, "/api/v1/account/second-factor").contains("\"state\":\"off\""));
  const auto begun = send(post, "");
  EXPECT_EQ(begun.status, 201);
  EXPECT_TRUE(begun.contains("otpauth://totp/Alianza:clara%40example.org?secret="));
  EXPECT_TRUE(client.json(get, "/api/v1/account/second-factor").contains("\"state\":\"begun\""));
  EXPECT_EQ(send(post, "/confirm", R"({"code":"000000"})").status, 422);
  const auto secret = app.read(
      [&](db::Tx& tx) { return Result<std::string>(auth::begun_secret(tx, app.site().gate.seal(), clara.account).value()); });
  EXPECT_EQ(field(begun, "secret"), auth::totp::spelled(secret));
  const auto codes = send(post, "/confirm", R"({"code":")" + auth::totp::code_at(secret, app.clock().now()) + R"("})");
  EXPECT_EQ(codes.status, 201);
  EXPECT_TRUE(codes.contains("recovery_codes"));
  const auto state = client.json(get, "/api/v1/account/second-factor");
  EXPECT_TRUE(state.contains("\"state\":\"on\""));
  EXPECT_TRUE(state.contains("\"recovery_codes_left\":10"));
  EXPECT_EQ(send(post, "/codes").status, 201);
  EXPECT_EQ(send(delete_, "").status, 204);
  EXPECT_EQ(send(delete_, "").status, 409);
  EXPECT_EQ(app.token_client(clara, {"write"}).json(get, "/api/v1/account/second-factor").status, 403) << "not for keys";
}

TEST_F(Api, TheOperatorTakesALostSecondFactorAwayByAKey) {
  app.write([&](db::Tx& tx) -> Done {
    const auto& seal = app.site().gate.seal();
    const auto secret = TRY(auth::begin_second_factor(tx, seal, clara.account));
    TRY(auth::confirm_second_factor(tx, seal, clara.account, auth::totp::code_at(secret, tx.now())));
    return {};
  });
  auto key = app.token_client(chief, {"accounts:write"});
  const auto address = "/api/v1/accounts/" + clara.account.text() + "/second-factor/reset";
  EXPECT_EQ(key.json(post, address, R"({"reason":""})").status, 422);
  EXPECT_EQ(key.json(post, address, R"({"reason":"perdió su teléfono"})").status, 200);
  EXPECT_EQ(key.json(post, address, R"({"reason":"perdió su teléfono"})").status, 409);
}

}  // namespace
}  // namespace alianza::accounts
