#include <gtest/gtest.h>

#include "features/accounts/actions.h"
#include "features/accounts/feature.h"
#include "platform/auth/password.h"
#include "platform/test/test_app.h"

namespace alianza::accounts {
namespace {

class Actions : public testing::Test {
 protected:
  std::vector<std::string> trail(AccountId id) {
    std::vector<std::string> verbs;
    for (const auto& line : app.read([&](db::Tx& tx) { return audit::history(tx, 0, "account", id.value()); }))
      verbs.push_back(line.verb);
    return verbs;
  }
  template <class F>
  auto attempt(F&& body) {
    return app.db().write(std::forward<F>(body));
  }

  test::TestApp app{{&manifest}};
  auth::Actor clara = app.person("clara");
  auth::Actor chief = app.server_operator();
};

TEST_F(Actions, OnesOwnNameAndLanguageCanBeChangedAndTheTrailDoesNotShowTheName) {
  ASSERT_TRUE(attempt([&](db::Tx& tx) { return edit(tx, app.act(clara), clara.account, {"Clara Ibarra", "en"}); }));
  const auto lines = app.read([&](db::Tx& tx) { return audit::history(tx, 0, "account", clara.account.value()); });
  EXPECT_EQ(lines.at(0).verb, "account.edit");
  EXPECT_EQ(lines.at(0).fields.find("Ibarra"), std::string::npos);
}

TEST_F(Actions, AnotherPersonsAccountDoesNotExist) {
  const auto beto = app.person("beto");
  EXPECT_EQ(attempt([&](db::Tx& tx) {
              return edit(tx, app.act(beto), clara.account, {"X", "es"});
            })
                .error()
                .fault,
            Fault::not_found);
  EXPECT_EQ(attempt([&](db::Tx& tx) { return disable(tx, app.act(beto), clara.account); }).error().fault, Fault::not_found);
  EXPECT_EQ(attempt([&](db::Tx& tx) { return list(tx, app.act(beto), {}); }).error().fault, Fault::forbidden);
  EXPECT_EQ(create(app.db(), app.act(beto), {"z@z.example", "Z", "es"}).error().fault, Fault::forbidden);
  EXPECT_EQ(reset_password(app.db(), app.act(beto), clara.account).error().fault, Fault::not_found);
}

TEST_F(Actions, AnAccountIsCreatedWithAPasswordThatOnlyLetsItsOwnerChooseAnother) {
  const auto given = create(app.db(), app.act(chief), {"nueva@x.example", "Nueva", "es"});
  ASSERT_TRUE(given);
  EXPECT_TRUE(given->account.must_change);
  const auto fresh = auth::sign_in(app.db(), app.site().gate.seal(), {"nueva@x.example", given->password, "203.0.113.7", "", ""});
  EXPECT_TRUE(fresh);
  EXPECT_EQ(trail(given->account.id), (std::vector<std::string>{"account.sign_in", "account.create"}));
  EXPECT_EQ(create(app.db(), app.act(chief), {"NUEVA@x.example", "Otra", "es"}).error().fault, Fault::conflict);
}

TEST_F(Actions, APasswordIsChangedByWhoKnowsThePresentOne) {
  const auto given = create(app.db(), app.act(chief), {"nueva@x.example", "Nueva", "es"}).value();
  auth::Actor nueva{.account = given.account.id, .name = "Nueva"};
  const auto change = [&](const std::string& current, const char* fresh) {
    return change_password(app.db(), app.act(nueva), {current, fresh, fresh}, {});
  };
  EXPECT_EQ(change("otra cosa distinta", "cuatro palabras sin relación").error().fields.at(0).field, "current");
  EXPECT_EQ(change(given.password, "corta").error().fields.at(0).field, "password");
  ASSERT_TRUE(change(given.password, "cuatro palabras sin relación"));
  EXPECT_TRUE(auth::sign_in(app.db(), app.site().gate.seal(), {"nueva@x.example", "cuatro palabras sin relación", "", "", ""}));
  EXPECT_FALSE(app.read([&](db::Tx& tx) { return auth::find_account(tx, nueva.account).value(); }).must_change);
}

TEST_F(Actions, AProgramDoesNotMakeItselfKeysNorCloseSessions) {
  auto key = clara;
  key.via = auth::Via::token;
  key.scopes = {"write"};
  EXPECT_EQ(attempt([&](db::Tx& tx) {
              return create_token(tx, app.act(key), {"x", {"read"}, "30"});
            })
                .error()
                .fault,
            Fault::forbidden);
  EXPECT_EQ(attempt([&](db::Tx& tx) { return close_other_sessions(tx, app.act(key), {}); }).error().fault, Fault::forbidden);
}

TEST_F(Actions, ANewPasswordOfTheOperatorEndsSessions) {
  app.client(clara);
  ASSERT_TRUE(reset_password(app.db(), app.act(chief), clara.account));
  EXPECT_TRUE(app.read([&](db::Tx& tx) { return auth::sessions_of(tx, clara.account); }).empty());
  EXPECT_EQ(reset_password(app.db(), app.act(chief), chief.account).error().fault, Fault::forbidden)
      << "one's own goes another way";
}

TEST_F(Actions, ClosingAndOpeningAnAccountIsToldOnce) {
  ASSERT_TRUE(attempt([&](db::Tx& tx) { return disable(tx, app.act(chief), clara.account); }));
  EXPECT_EQ(attempt([&](db::Tx& tx) { return disable(tx, app.act(chief), clara.account); }).error().fault, Fault::conflict);
  ASSERT_TRUE(attempt([&](db::Tx& tx) { return enable(tx, app.act(chief), clara.account); }));
  EXPECT_EQ(trail(clara.account).size(), 2U);
  EXPECT_EQ(attempt([&](db::Tx& tx) { return disable(tx, app.act(chief), chief.account); }).error().fault, Fault::forbidden);
}

TEST_F(Actions, TheServerIsNeverWithoutAnOperator) {
  const auto end = [&](AccountId id) {
    return attempt([&](db::Tx& tx) { return end_operator(tx, app.act(chief), id, "cambio de turno"); });
  };
  EXPECT_EQ(end(chief.account).error().fault, Fault::conflict);
  EXPECT_EQ(end(clara.account).error().fault, Fault::conflict) << "does not hold it";
  ASSERT_TRUE(attempt([&](db::Tx& tx) { return appoint_operator(tx, app.act(chief), clara.account, "segunda persona"); }));
  EXPECT_EQ(
      attempt([&](db::Tx& tx) { return appoint_operator(tx, app.act(chief), clara.account, " "); }).error().fields.at(0).field,
      "reason");
  ASSERT_TRUE(attempt([&](db::Tx& tx) { return disable(tx, app.act(chief), clara.account); }));
  EXPECT_EQ(end(chief.account).error().fault, Fault::conflict) << "the other one is closed";
  ASSERT_TRUE(attempt([&](db::Tx& tx) { return enable(tx, app.act(chief), clara.account); }));
  EXPECT_TRUE(end(chief.account));
}

TEST_F(Actions, TheListGoesPageByPage) {
  for (int i = 0; i < 7; ++i) app.person("persona" + std::to_string(i));
  const auto first = app.read([&](db::Tx& tx) { return list(tx, app.act(chief), {"persona", "", 5}); });
  EXPECT_EQ(first.rows.size(), 5U);
  const auto second = app.read([&](db::Tx& tx) { return list(tx, app.act(chief), {"persona", first.next, 5}); });
  EXPECT_EQ(second.rows.size(), 2U);
  EXPECT_TRUE(second.next.empty());
}

}  // namespace
}  // namespace alianza::accounts
