#include "platform/auth/totp.h"

#include <gtest/gtest.h>

#include "platform/auth/seal.h"

namespace alianza::auth {
namespace {

Instant at(std::int64_t seconds) { return Instant() + std::chrono::seconds(seconds); }

// RFC 6238, appendix B, the rows of SHA-1.
struct Vector {
  std::int64_t time;
  const char* code;
};
constexpr Vector rfc6238[] = {{59, "94287082"},
                              {1'111'111'109, "07081804"},
                              {1'111'111'111, "14050471"},
                              {1'234'567'890, "89005924"},
                              {2'000'000'000, "69279037"},
                              {20'000'000'000, "65353130"}};

TEST(Totp, GivesTheCodesOfRfc6238) {
  for (const auto& row : rfc6238) {
    EXPECT_EQ(totp::code_at("12345678901234567890", at(row.time), 8), row.code) << row.time;
    EXPECT_EQ(totp::code_at("12345678901234567890", at(row.time)), std::string(row.code).substr(2)) << row.time;
  }
}

TEST(Totp, ACodeServesInItsStepTheOneBeforeAndTheOneAfterAndOnce) {
  const std::string secret = "12345678901234567890";
  const auto now = at(1'234'567'890);
  const std::int64_t step = 1'234'567'890 / 30;
  struct Case {
    const char* what;
    std::int64_t shift;  // of the telephone's clock, in seconds
    std::int64_t last_step;
    bool good;
  };
  for (const auto& c : {Case{"now", 0, 0, true}, Case{"a step late", -30, 0, true}, Case{"a step early", 30, 0, true},
                        Case{"two late", -60, 0, false}, Case{"two early", 60, 0, false}, Case{"used", 0, step, false},
                        Case{"after a used one", 30, step, true}, Case{"before a used one", -30, step, false}}) {
    const auto typed = totp::code_at(secret, now + std::chrono::seconds(c.shift));
    const auto found = totp::accepted_step(secret, typed, now, c.last_step);
    EXPECT_EQ(found.has_value(), c.good) << c.what;
    if (found) {
      EXPECT_EQ(*found, step + c.shift / 30) << c.what;
    }
  }
  EXPECT_TRUE(totp::accepted_step(secret, " 005 924 ", now, 0)) << "spaces do not count";
  for (const auto* typed : {"", "00592", "0059240", "abcdef", "8900 5924"})
    EXPECT_FALSE(totp::accepted_step(secret, typed, now, 0)) << typed;
}

TEST(Totp, ASecretIsSpelledAndAddressedAsAppsReadIt) {
  EXPECT_EQ(totp::spelled("12345678901234567890"), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  EXPECT_EQ(totp::address("12345678901234567890", "clara@altozano.example"),
            "otpauth://totp/Alianza:clara%40altozano.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Alianza");
  EXPECT_EQ(totp::fresh_secret().size(), 20U);
  EXPECT_NE(totp::fresh_secret(), totp::fresh_secret());
}

TEST(Seals, OpenWithTheirKeyAndPurposeAlone) {
  const Seal seal(std::string(32, 'a'));
  const auto closed = seal.close("secreto", "second factor 1");
  EXPECT_EQ(seal.open(closed, "second factor 1"), "secreto");
  EXPECT_FALSE(seal.open(closed, "second factor 2"));
  EXPECT_FALSE(Seal(std::string(32, 'b')).open(closed, "second factor 1"));
  EXPECT_NE(closed, seal.close("secreto", "second factor 1")) << "a new nonce each time";
  auto changed = closed;
  changed.back() = changed.back() == 'A' ? 'B' : 'A';
  for (const auto& text : {changed, std::string(), std::string("x"), std::string("no/es=esto"), closed.substr(0, 40)})
    EXPECT_FALSE(seal.open(text, "second factor 1")) << text;
}

}  // namespace
}  // namespace alianza::auth
