// Links in letters: what opens them, what ends them, and that guessing is counted.
#include "platform/auth/links.h"

#include "platform/auth/tests/house.h"

namespace alianza::auth {
namespace {

using namespace std::chrono_literals;

class Links : public House {
 protected:
  std::string issue(std::int64_t subject = 7, std::string_view purpose = "invitation", Instant::Point::duration lasts = 24h) {
    return write([&](db::Tx& tx) {
             return issue_link(tx, {1, purpose, subject, Email::parse("ana@uno.example").value(), "Ana Ruiz", tx.now() + lasts});
           })
        .value();
  }
  Result<Link> look(std::string_view secret, std::string_view purpose = "invitation", std::string_view from = "203.0.113.7") {
    return find_link(scratch.db(), purpose, secret, from);
  }
  LinkState state(std::string_view secret) { return look(secret).value().state(scratch.clock().now()); }
  Done hold(const Link& link) {
    return write([&](db::Tx& tx) { return hold_link(tx, link); });
  }
  std::int64_t number(const char* sql) {
    return read([&](db::Tx& tx) { return *tx.one<std::int64_t>(sql); }).value();
  }
};

TEST_F(Links, SayForWhomAndForWhatTheyAre) {
  const auto secret = issue();
  EXPECT_EQ(secret.size(), 43U);
  const auto link = look(secret).value();
  EXPECT_EQ(link.subject_id, 7);
  EXPECT_EQ(link.address.text(), "ana@uno.example");
  EXPECT_EQ(link.name, "Ana Ruiz");
  EXPECT_EQ(link.state(scratch.clock().now()), LinkState::open);
  EXPECT_TRUE(hold(link));
  EXPECT_NE(read([](db::Tx& tx) { return *tx.one<std::string>("SELECT secret_hash FROM auth_links"); }).value(), secret);
}

TEST_F(Links, ToOpenOneTenTimesChangesNothing) {
  const auto secret = issue();
  for (int i = 0; i < 10; ++i) EXPECT_EQ(state(secret), LinkState::open);
  EXPECT_EQ(number("SELECT count(*) FROM sign_in_attempts"), 0);
}

TEST_F(Links, EndByTheirTimeAnAnswerOrTheirRevocation) {
  const auto first = issue();
  const auto reminder = issue();
  const auto other = issue(8);
  const auto link = look(first).value();
  ASSERT_TRUE(write([](db::Tx& tx) { answer_links(tx, "invitation", 7, "accepted"); }));
  EXPECT_EQ(state(first), LinkState::answered);
  EXPECT_EQ(state(reminder), LinkState::answered);
  EXPECT_EQ(look(first).value().answer, "accepted");
  EXPECT_EQ(state(other), LinkState::open);
  EXPECT_EQ(hold(link).error().fault, Fault::conflict);
  ASSERT_TRUE(write([](db::Tx& tx) { revoke_links(tx, "invitation", 7); }));
  EXPECT_EQ(state(first), LinkState::answered) << "an answer stays";
  const auto taken_back = look(other).value();
  ASSERT_TRUE(write([](db::Tx& tx) { revoke_links(tx, "invitation", 8); }));
  EXPECT_EQ(state(other), LinkState::revoked);
  EXPECT_EQ(hold(taken_back).error().fault, Fault::gone);
  const auto short_one = issue(9, "invitation", 1h);
  const auto held = look(short_one).value();
  scratch.clock().advance(1h);
  EXPECT_EQ(state(short_one), LinkState::expired);
  EXPECT_EQ(hold(held).error().fault, Fault::gone);
  scratch.clock().advance(48h);
  EXPECT_EQ(state(first), LinkState::answered) << "what was answered says so for ever";
}

TEST_F(Links, MayBeGivenMoreTime) {
  const auto secret = issue(7, "invitation", 1h);
  const auto other = issue(8, "invitation", 1h);
  const auto until = scratch.clock().now() + 48h;
  ASSERT_TRUE(write([&](db::Tx& tx) { move_expiry(tx, "invitation", {7, 9}, until); }));
  scratch.clock().advance(24h);
  EXPECT_EQ(state(secret), LinkState::open);
  EXPECT_EQ(state(other), LinkState::expired);
}

TEST_F(Links, OfAnotherPurposeAndWrongOnesAreAnsweredAlike) {
  const auto secret = issue();
  auto changed = secret;
  changed[5] = changed[5] == 'a' ? 'b' : 'a';
  const auto strange = look(secret, "adhesion");
  for (const auto& wrong : {changed, secret.substr(0, 42), secret + "a", std::string(), std::string("'; --")}) {
    const auto answer = look(wrong);
    ASSERT_FALSE(answer) << wrong;
    EXPECT_EQ(answer.error().fault, Fault::not_found);
    EXPECT_EQ(answer.error().message.key(), strange.error().message.key());
  }
}

TEST_F(Links, GuessesFromOneNetworkMustWait) {
  const auto secret = issue();
  for (int i = 0; i < 31; ++i) EXPECT_EQ(look("no").error().fault, Fault::not_found) << i;
  EXPECT_EQ(look("no").error().fault, Fault::too_many);
  EXPECT_EQ(look(secret).error().fault, Fault::too_many) << "a right one too, else the refusals would tell";
  EXPECT_TRUE(look(secret, "invitation", "198.51.100.4")) << "another network";
  EXPECT_TRUE(sign_in_as("clara@altozano.example", clara_password)) << "signing in is counted apart";
  scratch.clock().advance(10s);
  EXPECT_TRUE(look(secret));
}

}  // namespace
}  // namespace alianza::auth
