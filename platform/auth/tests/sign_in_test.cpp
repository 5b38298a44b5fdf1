#include <thread>

#include "platform/audit/audit.h"
#include "platform/auth/attempts.h"
#include "platform/auth/tests/house.h"

namespace alianza::auth {
namespace {

class SigningIn : public House {
 protected:
  const char* email = "clara@altozano.example";

  std::vector<std::string> trail() {
    std::vector<std::string> verbs;
    const auto lines = read([&](db::Tx& tx) { return audit::history(tx, 0, "account", clara.value()); }).value();
    for (const auto& line : lines) verbs.push_back(line.verb);
    return verbs;
  }
  void fail_times(int times, const char* who, const char* address = "203.0.113.7") {
    for (int i = 0; i < times; ++i) {
      const auto answer = sign_in_as(who, "no es la contraseña", address);
      ASSERT_FALSE(answer);
      ASSERT_EQ(answer.error().fault, Fault::invalid) << i;
    }
  }
};

TEST_F(SigningIn, OpensASessionWhoseSecretIsStoredOnlyAsHash) {
  const auto fresh = sign_in_as("Clara@Altozano.example", clara_password);
  ASSERT_TRUE(fresh);
  EXPECT_EQ(fresh->session.account, clara);
  EXPECT_EQ(fresh->session.address, "203.0.113.7");
  EXPECT_EQ(fresh->secret.size(), 43U);
  const auto stored = read([](db::Tx& tx) { return tx.all<std::string>("SELECT secret_hash FROM sessions"); }).value();
  ASSERT_EQ(stored.size(), 1U);
  EXPECT_EQ(stored[0].find(fresh->secret), std::string::npos);
  EXPECT_EQ(trail(), std::vector<std::string>{"account.sign_in"});
}

TEST_F(SigningIn, AnswersTheSameWhateverIsWrong) {
  account("sin@x.example", "Sin contraseña");
  const auto disabled = account("fuera@x.example", "Fuera", clara_hash());
  ASSERT_TRUE(write([&](db::Tx& tx) { return disable_account(tx, disabled, clara); }));
  const auto expected = sign_in_as(email, "no es la contraseña").error();
  for (const auto* who : {"nadie@x.example", "sin@x.example", "fuera@x.example", "no es un correo", "", "\xff"}) {
    const auto answer = sign_in_as(who, clara_password);
    ASSERT_FALSE(answer) << who;
    EXPECT_EQ(answer.error().fault, expected.fault);
    EXPECT_STREQ(answer.error().message.key(), expected.message.key());
    EXPECT_TRUE(answer.error().fields.empty());
  }
}

TEST_F(SigningIn, EndsTheSessionThatTheBrowserHadBefore) {
  const auto first = sign_in_as(email, clara_password);
  ASSERT_TRUE(enter({email, clara_password, "203.0.113.7", "Firefox", first->secret}));
  EXPECT_EQ(session_count(clara), 1U);
}

TEST_F(SigningIn, IsDelayedLongerAndLongerAfterFiveFailures) {
  fail_times(6, email);
  const auto locked = sign_in_as(email, clara_password);
  ASSERT_FALSE(locked);
  EXPECT_EQ(locked.error().fault, Fault::too_many);
  EXPECT_EQ(locked.error().message.args().at(0), "1") << "minutes";
  scratch.clock().advance(std::chrono::seconds(5));
  EXPECT_TRUE(sign_in_as(email, clara_password));
}

TEST_F(SigningIn, WaitsAtMostAQuarterOfAnHourAndTellsTheAuditOnce) {
  for (int i = 0; i < 25; ++i) {
    fail_times(1, email);
    scratch.clock().advance(std::chrono::minutes(16));
  }
  EXPECT_EQ(trail(), std::vector<std::string>{"account.lock"});
  EXPECT_TRUE(sign_in_as(email, clara_password));
}

TEST_F(SigningIn, ForgetsFailuresAfterSuccess) {
  fail_times(5, email);
  ASSERT_TRUE(sign_in_as(email, clara_password));
  fail_times(5, email);
}

TEST_F(SigningIn, LocksUnknownAddressesTheSameWay) {
  fail_times(6, "nadie@x.example");
  EXPECT_EQ(sign_in_as("nadie@x.example", "x").error().fault, Fault::too_many);
}

TEST_F(SigningIn, IsDelayedByNetworkAddressWhateverAccountIsTried) {
  for (int i = 0; i < 31; ++i) fail_times(1, ("persona" + std::to_string(i) + "@x.example").c_str(), "2001:db8:1:2::5");
  EXPECT_EQ(sign_in_as("otra@x.example", "x", "2001:db8:1:2:ffff::9").error().fault, Fault::too_many) << "the same /64";
  EXPECT_EQ(sign_in_as("otra@x.example", "x", "2001:db8:1:3::1").error().fault, Fault::invalid);
}

TEST_F(SigningIn, ASuccessDoesNotWashAwayTheFailuresOfItsNetwork) {
  for (int i = 0; i < 30; ++i) fail_times(1, ("persona" + std::to_string(i) + "@x.example").c_str());
  ASSERT_TRUE(sign_in_as(email, clara_password));
  fail_times(1, "otra@x.example");
  EXPECT_EQ(sign_in_as("una.mas@x.example", "x").error().fault, Fault::too_many);
}

TEST_F(SigningIn, GuessesSentAtOnceAreCountedToo) {
  std::atomic<int> looked_at = 0;
  std::vector<std::thread> guessers;
  for (int i = 0; i < 12; ++i)
    guessers.emplace_back([&] {
      if (sign_in_as(email, "no es la contraseña").error().fault == Fault::invalid) ++looked_at;
    });
  for (auto& guesser : guessers) guesser.join();
  EXPECT_EQ(looked_at, 6);
}

TEST_F(SigningIn, APasswordIsConfirmedUnderTheSameLimits) {
  const auto confirm = [&](const char* password) { return confirm_password(scratch.db(), clara, password, "current"); };
  EXPECT_TRUE(confirm(clara_password));
  for (int i = 0; i < 6; ++i) EXPECT_EQ(confirm("no es la contraseña").error().fields.at(0).field, "current");
  EXPECT_EQ(confirm(clara_password).error().fault, Fault::too_many);
  EXPECT_EQ(sign_in_as(email, clara_password).error().fault, Fault::too_many);
}

TEST(NetworkOf, AnAddressIsItselfOrItsSixtyFour) {
  EXPECT_EQ(network_of("203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
  EXPECT_EQ(network_of("nonsense"), "nonsense");
}

}  // namespace
}  // namespace alianza::auth
