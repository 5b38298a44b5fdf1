#include <gtest/gtest.h>

#include "features/accounts/feature.h"
#include "platform/auth/tokens.h"
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

}  // namespace
}  // namespace alianza::accounts
