#include "platform/auth/tests/house.h"

namespace alianza::auth {
namespace {

class Sessions : public House {
 protected:
  FreshSession open(AccountId id) {
    return write([&](db::Tx& tx) { return open_session(tx, id, "203.0.113.7", "Firefox"); }).value();
  }
  std::vector<Session> list(AccountId id) {
    return read([&](db::Tx& tx) { return sessions_of(tx, id); }).value();
  }
};

TEST_F(Sessions, AreListedNewestFirst) {
  const auto one = open(clara);
  scratch.clock().advance(std::chrono::minutes(1));
  const auto two = open(clara);
  const auto listed = list(clara);
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].id, two.session.id);
  EXPECT_EQ(listed[1].agent, "Firefox");
}

TEST_F(Sessions, OnlyTheirOwnerRevokesThem) {
  const auto other = account("beto@x.example", "Beto");
  const auto hers = open(clara);
  EXPECT_EQ(write([&](db::Tx& tx) { return revoke_session(tx, other, hers.session.id); }).error().fault, Fault::not_found);
  EXPECT_TRUE(write([&](db::Tx& tx) { return revoke_session(tx, clara, hers.session.id); }));
  EXPECT_TRUE(list(clara).empty());
}

TEST_F(Sessions, IdleAndOldOnesAreNotListedAndAreForgotten) {
  open(clara);
  scratch.clock().advance(std::chrono::hours(13));
  EXPECT_TRUE(list(clara).empty());
  ASSERT_TRUE(write([](db::Tx& tx) {
    forget_expired(tx);
    return Done();
  }));
  EXPECT_EQ(read([](db::Tx& tx) { return tx.one<std::int64_t>("SELECT count(*) FROM sessions").value(); }).value(), 0);
}

TEST_F(Sessions, SignOutEndsExactlyOne) {
  const auto one = open(clara);
  const auto two = open(clara);
  ASSERT_TRUE(write([&](db::Tx& tx) {
    sign_out(tx, one.secret);
    return Done();
  }));
  ASSERT_EQ(list(clara).size(), 1U);
  EXPECT_EQ(list(clara)[0].id, two.session.id);
}

TEST_F(Sessions, AnOddUserAgentIsCutAndNeverRefused) {
  const auto fresh =
      write([&](db::Tx& tx) { return open_session(tx, clara, "203.0.113.7", std::string(199, 'x') + "\xc3\xb1" + "y"); });
  ASSERT_TRUE(fresh);
  EXPECT_LE(fresh->session.agent.size(), 200U);
}

class Tokens : public House {};

TEST_F(Tokens, AreShownOnceAndStoredAsHash) {
  const auto fresh = write([&](db::Tx& tx) {
    return create_token(tx, {clara, "  Hoja de cálculo ", {"read", "organizations:write"}});
  });
  ASSERT_TRUE(fresh);
  EXPECT_TRUE(fresh->secret.starts_with("alz_"));
  EXPECT_EQ(fresh->token.name, "Hoja de cálculo");
  const auto listed = read([&](db::Tx& tx) { return tokens_of(tx, clara); }).value();
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].scopes, (std::vector<std::string>{"read", "organizations:write"}));
  EXPECT_TRUE(listed[0].usable(scratch.clock().now()));
  EXPECT_FALSE(listed[0].usable(scratch.clock().now() + std::chrono::hours(24 * 90)));
}

TEST_F(Tokens, NeedANameAScopeAndATerm) {
  const auto refused = [&](NewToken wanted) {
    wanted.account = clara;
    const auto made = write([&](db::Tx& tx) { return create_token(tx, wanted); });
    return made ? std::string("made") : made.error().fields.at(0).field;
  };
  EXPECT_EQ(refused({{}, " ", {"read"}}), "name");
  EXPECT_EQ(refused({{}, "x", {}}), "scopes");
  EXPECT_EQ(refused({{}, "x", {"read everything"}}), "scopes");
  EXPECT_EQ(refused({{}, "x", {"read"}, 0}), "days");
  EXPECT_EQ(refused({{}, "x", {"read"}, 367}), "days");
}

TEST_F(Tokens, AreRevokedByTheirOwnerOnce) {
  const auto fresh = write([&](db::Tx& tx) { return create_token(tx, {clara, "x", {"read"}}); }).value();
  const auto revoke = [&](AccountId who) {
    return bool(write([&](db::Tx& tx) { return revoke_token(tx, who, fresh.token.id); }));
  };
  EXPECT_FALSE(revoke(AccountId(1)));
  EXPECT_TRUE(revoke(clara));
  EXPECT_FALSE(revoke(clara));
}

TEST(Scopes, AreWordsOfAKnownForm) {
  for (const auto* good : {"read", "write", "organizations:read", "due_diligence:write"}) EXPECT_TRUE(is_scope(good)) << good;
  for (const auto* bad : {"", "admin", "organizations", ":read", "Organizations:read", "a b:read", "read:write:read"})
    EXPECT_FALSE(is_scope(bad)) << bad;
}

TEST(Scopes, LimitTokensAndNobodyElse) {
  Actor token{.via = Via::token, .scopes = {"read", "meetings:write"}};
  EXPECT_TRUE(token.allows("organizations", Access::read));
  EXPECT_FALSE(token.allows("organizations", Access::write));
  EXPECT_TRUE(token.allows("meetings", Access::write));
  EXPECT_FALSE(token.allows("accounts", Access::read)) << "must be named";
  EXPECT_TRUE(Actor{}.allows("accounts", Access::write));
  EXPECT_TRUE(Actor::system("import").allows("accounts", Access::write));
}

}  // namespace
}  // namespace alianza::auth
