#include <gtest/gtest.h>

#include "features/accounts/access.h"
#include "features/accounts/accounts.h"

namespace alianza::accounts {
namespace {

TEST(Profiles, NeedANameAndOneOfTwoLanguages) {
  EXPECT_EQ(parse(ProfileInput{"  Clara Ibarra ", "en"})->name, "Clara Ibarra");
  EXPECT_EQ(parse(ProfileInput{"Clara", ""})->lang, Lang::es);
  const auto wrong = parse(ProfileInput{" ", "fr"});
  ASSERT_FALSE(wrong);
  ASSERT_EQ(wrong.error().fields.size(), 2U);
  EXPECT_EQ(wrong.error().fields[0].field, "name");
  EXPECT_EQ(wrong.error().fields[1].field, "lang");
  EXPECT_FALSE(parse(ProfileInput{std::string(121, 'x'), "es"}));
}

TEST(NewAccounts, TellEveryFieldThatIsWrongAtOnce) {
  const auto wrong = parse(AccountInput{"no es un correo", "", "fr"});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().fields.size(), 3U);
}

TEST(Passwords, AreTypedTwiceTheSame) {
  EXPECT_TRUE(check({"", "cuatro palabras sin relación", "cuatro palabras sin relación"}, "a@b.example"));
  const auto wrong = check({"", "cuatro palabras sin relación", "cuatro palabras"}, "a@b.example");
  EXPECT_EQ(wrong.error().fields.at(0).field, "again");
}

TEST(Days, AreWholeAndAtMostAYear) {
  EXPECT_EQ(parse_days(""), 90);
  EXPECT_EQ(parse_days(" 366 "), 366);
  for (const auto* bad : {"0", "-1", "367", "1.5", "x", "99999999999999"}) EXPECT_FALSE(parse_days(bad)) << bad;
}

TEST(Devices, AreNamedByBrowserAndSystem) {
  const auto named = [](const char* agent) {
    const auto device = device_of(agent);
    return device.browser + "/" + device.system;
  };
  EXPECT_EQ(named("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"), "Firefox/Linux");
  EXPECT_EQ(named("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 "
                  "Edg/126.0"),
            "Edge/Windows");
  EXPECT_EQ(named("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"),
            "Chrome/Android");
  EXPECT_EQ(
      named(
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1"),
      "Safari/iPhone");
  EXPECT_EQ(named("unheard of"), "/");
}

TEST(Access, IsOnesOwnOrTheOperators) {
  const auth::AccountId clara(1);
  const auth::AccountId beto(2);
  const auth::Actor person{.account = clara};
  const auth::Actor key{.account = clara, .via = auth::Via::token};
  const auth::Actor chief{.account = beto, .server_operator = true};
  struct Case {
    Action action;
    bool own, stranger, by_key, by_operator, operator_own, nobody;
  };
  const Case table[] = {
      {Action::read, true, false, true, true, true, false},      {Action::edit, true, false, true, true, true, false},
      {Action::enter, true, false, false, false, true, false},   {Action::create, false, false, false, true, true, false},
      {Action::close, false, false, false, true, false, false},  {Action::reset, false, false, false, true, false, false},
      {Action::appoint, false, false, false, true, true, false},
  };
  for (const auto& row : table) {
    const auto number = static_cast<int>(row.action);
    EXPECT_EQ(may(row.action, person, clara), row.own) << number;
    EXPECT_EQ(may(row.action, person, beto), row.stranger) << number;
    EXPECT_EQ(may(row.action, key, clara), row.by_key) << number;
    EXPECT_EQ(may(row.action, chief, clara), row.by_operator) << number;
    EXPECT_EQ(may(row.action, chief, beto), row.operator_own) << number;
    EXPECT_EQ(may(row.action, std::nullopt, clara), row.nobody) << number;
  }
}

}  // namespace
}  // namespace alianza::accounts
