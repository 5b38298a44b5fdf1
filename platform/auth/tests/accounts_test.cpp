#include "platform/auth/tests/house.h"

namespace alianza::auth {
namespace {

class Accounts : public House {
 protected:
  std::vector<std::string> names(const char* search, const char* after = "", int limit = 10) {
    std::vector<std::string> out;
    const auto found = read([&](db::Tx& tx) { return list_accounts(tx, search, after, limit); });
    for (const auto& one : *found) out.push_back(one.name);
    return out;
  }
};

TEST_F(Accounts, OneAddressHasOneAccountInWhateverCase) {
  const auto second = write([](db::Tx& tx) {
    return create_account(tx, {Email::parse("CLARA@Altozano.example").value(), "Otra"});
  });
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().fault, Fault::conflict);
  EXPECT_EQ(second.error().fields.at(0).field, "email");
}

TEST_F(Accounts, AreFoundByIdAndByAddress) {
  const auto found = read([](db::Tx& tx) {
                       return Result<std::optional<Account>>(find_account(tx, Email::parse("clara@ALTOZANO.example").value()));
                     }).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, clara);
  EXPECT_EQ(found->email.text(), "clara@altozano.example");
  EXPECT_TRUE(found->has_password);
  EXPECT_TRUE(found->active());
}

TEST_F(Accounts, AreListedInOrderAndSearchedWithoutAccents) {
  account("ana@x.example", "Ana Núñez");
  account("beto@x.example", "Beto 100%_cierto");
  EXPECT_EQ(names(""), (std::vector<std::string>{"Ana Núñez", "Beto 100%_cierto", "Clara Ibarra"}));
  EXPECT_EQ(names("NUNEZ"), std::vector<std::string>{"Ana Núñez"});
  EXPECT_EQ(names("100%"), std::vector<std::string>{"Beto 100%_cierto"});
  EXPECT_EQ(names("a_c"), std::vector<std::string>{});
  EXPECT_EQ(names("", "ana@x.example", 1), std::vector<std::string>{"Beto 100%_cierto"});
  EXPECT_EQ(names("altozano"), std::vector<std::string>{"Clara Ibarra"});
}

TEST_F(Accounts, ANewNameIsFoundAndTheLanguageKept) {
  ASSERT_TRUE(write([&](db::Tx& tx) { return rename_account(tx, clara, "Clara Ibarra Peña", Lang::en); }));
  EXPECT_EQ(names("pena"), std::vector<std::string>{"Clara Ibarra Peña"});
  EXPECT_FALSE(write([&](db::Tx& tx) { return rename_account(tx, AccountId(1), "Nadie", Lang::en); }));
}

TEST_F(Accounts, DisablingEndsSessionsAndTokensAndEnablingOpensTheDoorAgain) {
  ASSERT_TRUE(sign_in_as("clara@altozano.example", clara_password));
  ASSERT_TRUE(write([&](db::Tx& tx) { return create_token(tx, {clara, "hoja", {"read"}}); }));
  ASSERT_TRUE(write([&](db::Tx& tx) { return disable_account(tx, clara, AccountId(9)); }));
  EXPECT_EQ(session_count(clara), 0U);
  EXPECT_TRUE(read([&](db::Tx& tx) { return tokens_of(tx, clara); })->at(0).revoked_at);
  EXPECT_FALSE(sign_in_as("clara@altozano.example", clara_password));
  EXPECT_FALSE(write([&](db::Tx& tx) { return disable_account(tx, clara, AccountId(9)); })) << "only once";
  ASSERT_TRUE(write([&](db::Tx& tx) { return enable_account(tx, clara); }));
  EXPECT_TRUE(sign_in_as("clara@altozano.example", clara_password));
}

TEST_F(Accounts, ANewPasswordEndsEveryOtherSession) {
  const auto kept = sign_in_as("clara@altozano.example", clara_password);
  ASSERT_TRUE(sign_in_as("clara@altozano.example", clara_password));
  EXPECT_EQ(session_count(clara), 2U);
  ASSERT_TRUE(write([&](db::Tx& tx) { return set_password(tx, clara, clara_hash(), false, kept->secret); }));
  const auto left = read([&](db::Tx& tx) { return sessions_of(tx, clara); }).value();
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].id, kept->session.id);
}

}  // namespace
}  // namespace alianza::auth
