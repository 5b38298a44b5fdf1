#include "platform/auth/password.h"

#include <gtest/gtest.h>

#include <chrono>

namespace alianza::auth {
namespace {

TEST(PasswordRules, RefuseWhatIsGuessedFirst) {
  const auto email = "clara.ibarra@altozano.example";
  for (const auto* good : {"cuatro palabras sin relación", "Xk4!pQ9z-w2L", "ñandúñandú agua", "日本語の長いパスワードです"})
    EXPECT_TRUE(check_password_rules(good, email)) << good;
  for (const auto* bad : {"", "corta", "once chars!", "contraseña123", "CONTRASENA123", "aaaaaaaaaaaaaaaa", "121212121212",
                          "qwertyuiop123", "clara.ibarra@altozano.example", "Clara.Ibarra", "Administrador"})
    EXPECT_FALSE(check_password_rules(bad, email)) << bad;
  EXPECT_FALSE(check_password_rules(std::string(201, 'x') + "abcdefg", email));
  EXPECT_FALSE(check_password_rules("con\xff bytes sueltos", email));
}

TEST(PasswordRules, NameTheFieldOfTheForm) {
  EXPECT_EQ(check_password_rules("corta", "a@b.example", "new_password").error().fields.at(0).field, "new_password");
}

TEST(TemporaryPasswords, FollowTheRulesAndAreNeverTheSame) {
  const auto one = temporary_password();
  EXPECT_EQ(one.size(), 23U);
  EXPECT_TRUE(check_password_rules(one, "a@b.example"));
  EXPECT_NE(one, temporary_password());
}

TEST(PasswordHashes, AreArgon2idWithTheAgreedCostAndASaltOfTheirOwn) {
  const auto one = hash_password("cuatro palabras sin relación");
  EXPECT_TRUE(one.text.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << one.text;
  EXPECT_NE(one.text, hash_password("cuatro palabras sin relación").text);
  EXPECT_TRUE(verify_password(one, "cuatro palabras sin relación"));
  EXPECT_FALSE(verify_password(one, "cuatro palabras sin relacion"));
  EXPECT_FALSE(verify_password({"nonsense"}, "x"));
}

TEST(PasswordHashes, OfNobodyCostTheSameWork) {
  const auto hash = hash_password("cuatro palabras sin relación");
  const auto time = [](auto&& work) {
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 4; ++i) EXPECT_FALSE(work());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  const auto known = time([&] { return verify_password(hash, "otra cosa distinta"); });
  const auto unknown = time([&] { return verify_nothing("otra cosa distinta"); });
  EXPECT_GT(unknown, known / 3);
  EXPECT_LT(unknown, known * 3);
}

}  // namespace
}  // namespace alianza::auth
