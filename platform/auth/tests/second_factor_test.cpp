#include "platform/auth/second_factor.h"

#include "platform/audit/audit.h"
#include "platform/auth/tests/house.h"
#include "platform/auth/totp.h"

namespace alianza::auth {
namespace {

class SecondFactors : public House {
 protected:
  SecondFactors() { enrol(); }

  void enrol() {
    secret = write([&](db::Tx& tx) { return begin_second_factor(tx, seal, clara); }).value();
    recovery = write([&](db::Tx& tx) { return confirm_second_factor(tx, seal, clara, code()); }).value();
    later(std::chrono::seconds(60));
  }
  void later(std::chrono::seconds time) { scratch.clock().advance(time); }
  std::string code() { return totp::code_at(secret, scratch.clock().now()); }
  std::string challenge() { return enter({email, clara_password, "203.0.113.7", "Firefox", ""}).value().challenge; }
  Result<CodeEntrance> second(const std::string& with, const std::string& typed) {
    return sign_in_with_code(scratch.db(), seal, {with, typed, "203.0.113.7", "Firefox", ""});
  }
  std::int64_t left() {
    return read([&](db::Tx& tx) { return Result<std::int64_t>(find_second_factor(tx, clara)->codes_left); }).value();
  }

  const char* email = "clara@altozano.example";
  std::string secret;
  std::vector<std::string> recovery;
};

TEST_F(SecondFactors, ARightPasswordAloneOpensNothing) {
  const auto entrance = enter({email, clara_password, "203.0.113.7", "Firefox", ""});
  ASSERT_TRUE(entrance);
  EXPECT_FALSE(entrance->fresh);
  EXPECT_FALSE(entrance->challenge.empty());
  EXPECT_EQ(session_count(clara), 0U);
  ASSERT_TRUE(second(entrance->challenge, code()));
  EXPECT_EQ(session_count(clara), 1U);
}

TEST_F(SecondFactors, AWrongPasswordTellsNothingOfASecondFactor) {
  const auto with = enter({email, "no es la contraseña", "203.0.113.7", "", ""});
  const auto without = enter({"nadie@x.example", "no es la contraseña", "203.0.113.7", "", ""});
  ASSERT_FALSE(with);
  EXPECT_STREQ(with.error().message.key(), without.error().message.key());
}

TEST_F(SecondFactors, ACodeIsUsedOnceAlsoForAnotherChallenge) {
  const auto typed = code();
  ASSERT_TRUE(second(challenge(), typed));
  const auto again = second(challenge(), typed);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().fields.at(0).field, "code");
  later(std::chrono::seconds(30));
  EXPECT_TRUE(second(challenge(), code()));
}

TEST_F(SecondFactors, TheCodeThatEnrolledDoesNotSignInToo) {
  ASSERT_TRUE(write([&](db::Tx& tx) { return remove_second_factor(tx, clara); }));
  secret = write([&](db::Tx& tx) { return begin_second_factor(tx, seal, clara); }).value();
  ASSERT_TRUE(write([&](db::Tx& tx) { return confirm_second_factor(tx, seal, clara, code()); }));
  EXPECT_FALSE(second(challenge(), code()));
}

TEST_F(SecondFactors, ARecoveryCodeServesOnceAsPeopleTypeIt) {
  ASSERT_EQ(recovery.size(), 10U);
  std::string typed;
  for (const char c : recovery[3]) typed += c == '-' ? ' ' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  const auto entered = second(challenge(), typed);
  ASSERT_TRUE(entered);
  EXPECT_EQ(entered->proof, Proof::recovery_code);
  EXPECT_EQ(left(), 9);
  EXPECT_FALSE(second(challenge(), recovery[3]));
  EXPECT_TRUE(second(challenge(), recovery[4]));
}

TEST_F(SecondFactors, NewRecoveryCodesTakeThePlaceOfTheOld) {
  const auto fresh = write([&](db::Tx& tx) { return renew_recovery_codes(tx, clara); }).value();
  EXPECT_EQ(left(), 10);
  EXPECT_FALSE(second(challenge(), recovery[0]));
  EXPECT_TRUE(second(challenge(), fresh[0]));
}

TEST_F(SecondFactors, NeitherSecretNorCodesStandInTheDatabase) {
  const auto stored = read([](db::Tx& tx) {
                        auto all = tx.all<std::string>("SELECT code_hash FROM recovery_codes");
                        all.push_back(tx.one<std::string>("SELECT secret FROM second_factors").value());
                        return Result<std::vector<std::string>>(std::move(all));
                      }).value();
  ASSERT_EQ(stored.size(), 11U);
  for (const auto& text : stored) {
    EXPECT_EQ(text.find(secret), std::string::npos);
    for (const auto& one : recovery) EXPECT_EQ(text.find(one), std::string::npos);
  }
}

TEST_F(SecondFactors, WrongCodesAreDelayedAndARightPasswordDoesNotWashThemAway) {
  for (int i = 0; i < 6; ++i) EXPECT_EQ(second(challenge(), "000000").error().fault, Fault::invalid) << i;
  const auto locked = second(challenge(), code());
  ASSERT_FALSE(locked);
  EXPECT_EQ(locked.error().fault, Fault::too_many);
  later(std::chrono::seconds(5));
  EXPECT_TRUE(second(challenge(), code()));
}

TEST_F(SecondFactors, AChallengeLastsTenMinutesAndAsLongAsItsPassword) {
  auto held = challenge();
  later(std::chrono::minutes(10));
  EXPECT_EQ(second(held, code()).error().fault, Fault::gone);
  held = challenge();
  ASSERT_TRUE(write([&](db::Tx& tx) { return set_password(tx, clara, hash_password("otra frase muy distinta"), false, {}); }));
  EXPECT_EQ(second(held, code()).error().fault, Fault::gone);
  for (const auto* made_up : {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "\xff"})
    EXPECT_EQ(second(made_up, code()).error().fault, Fault::gone);
}

TEST_F(SecondFactors, ADisabledAccountDoesNotGetInByItsChallenge) {
  const auto held = challenge();
  ASSERT_TRUE(write([&](db::Tx& tx) { return disable_account(tx, clara, clara); }));
  EXPECT_EQ(second(held, code()).error().fault, Fault::gone);
}

TEST_F(SecondFactors, WithAnotherServerKeyOnlyRecoveryCodesServe) {
  const auto held = challenge();
  seal = Seal(std::string(32, 'x'));
  EXPECT_EQ(second(held, code()).error().fault, Fault::gone);
  EXPECT_FALSE(second(challenge(), code()));
  EXPECT_TRUE(second(challenge(), recovery[0]));
}

TEST_F(SecondFactors, UntilItsFirstCodeItIsNotAskedFor) {
  ASSERT_TRUE(write([&](db::Tx& tx) { return remove_second_factor(tx, clara); }));
  EXPECT_EQ(write([&](db::Tx& tx) { return remove_second_factor(tx, clara); }).error().fault, Fault::conflict);
  const auto first = write([&](db::Tx& tx) { return begin_second_factor(tx, seal, clara); }).value();
  secret = write([&](db::Tx& tx) { return begin_second_factor(tx, seal, clara); }).value();
  EXPECT_NE(first, secret) << "begun again";
  EXPECT_TRUE(sign_in_as(email, clara_password));
  EXPECT_EQ(write([&](db::Tx& tx) { return confirm_second_factor(tx, seal, clara, "000000"); }).error().fields.at(0).field,
            "code");
  ASSERT_TRUE(write([&](db::Tx& tx) { return confirm_second_factor(tx, seal, clara, code()); }));
  EXPECT_EQ(write([&](db::Tx& tx) { return begin_second_factor(tx, seal, clara); }).error().fault, Fault::conflict);
}

TEST_F(SecondFactors, TheStepUpAsksForACodeTooAndCountsIt) {
  const auto confirm = [&](const std::string& typed) { return confirm_code(scratch.db(), seal, clara, typed, "code"); };
  EXPECT_EQ(confirm("").error().fields.at(0).field, "code");
  EXPECT_TRUE(confirm(code()));
  EXPECT_FALSE(confirm(code())) << "used";
  const auto beto = account("beto@x.example", "Beto");
  EXPECT_TRUE(confirm_code(scratch.db(), seal, beto, "", "code")) << "without a second factor nothing is asked";
}

}  // namespace
}  // namespace alianza::auth
