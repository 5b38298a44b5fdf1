#include "platform/audit/signing.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "platform/audit/digest.h"

namespace alianza::audit {
namespace {

namespace fs = std::filesystem;

class Keys : public testing::Test {
 protected:
  Keys() { fs::create_directories(folder); }
  ~Keys() override { fs::remove_all(folder); }
  fs::path folder = fs::temp_directory_path() / ("alianza-keys-" + random_text(6));
  fs::path file = folder / "deep" / "audit.key";
};

TEST_F(Keys, AreMadeAtTheFirstStartAndReadAtTheNext) {
  const auto first = SigningKey::load_or_create(file);
  ASSERT_TRUE(first);
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  const auto second = SigningKey::load_or_create(file);
  ASSERT_TRUE(second);
  EXPECT_EQ(first->public_key(), second->public_key());
  std::string exported;
  std::ifstream(file.string() + ".pub") >> exported;
  EXPECT_EQ(exported, first->public_key());
}

TEST_F(Keys, ThatOthersMayReadAreRefused) {
  ASSERT_TRUE(SigningKey::load_or_create(file));
  fs::permissions(file, fs::perms::others_read, fs::perm_options::add);
  EXPECT_FALSE(SigningKey::load_or_create(file));
}

TEST_F(Keys, ThatAreDamagedAreRefusedAndNotReplaced) {
  ASSERT_TRUE(SigningKey::load_or_create(file));
  std::ofstream(file, std::ios::trunc) << "nothing\n";
  EXPECT_FALSE(SigningKey::load_or_create(file));
}

TEST_F(Keys, InAPlaceThatCannotBeWrittenAreToldWithThePlace) {
  const auto made = SigningKey::load_or_create("/proc/alianza/audit.key");
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().message.args().at(0), "/proc/alianza/audit.key");
}

TEST(Signatures, HoldForTheMessageAndTheKeyTheyWereMadeWith) {
  const auto key = SigningKey::generate();
  const auto signature = key.sign("agency 7, line 12");
  EXPECT_TRUE(verify_signature(key.public_key(), "agency 7, line 12", signature));
  EXPECT_FALSE(verify_signature(key.public_key(), "agency 7, line 13", signature));
  EXPECT_FALSE(verify_signature(SigningKey::generate().public_key(), "agency 7, line 12", signature));
  EXPECT_FALSE(verify_signature("not a key", "agency 7, line 12", signature));
  EXPECT_FALSE(verify_signature(key.public_key(), "agency 7, line 12", signature.substr(2)));
}

TEST(Digests, AreTheStandardOnes) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  // RFC 4231, test case 2.
  EXPECT_EQ(hmac_sha256_hex("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(Netstrings().add("hé").add(-5).bytes(), "3:hé,2:-5,");
}

TEST(Digests, SecretsAreLongAndNeverTheSame) {
  EXPECT_EQ(random_text(32).size(), 43U);
  EXPECT_NE(random_text(32), random_text(32));
}

}  // namespace
}  // namespace alianza::audit
