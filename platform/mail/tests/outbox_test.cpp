// The outbox alone: without a server nothing leaves and nothing is lost.
#include "platform/mail/tests/desk.h"

namespace alianza::mail {
namespace {

using Outbox = Desk;

TEST_F(Outbox, KeepsALetterIffItsTransactionWasCommitted) {
  const auto undone = db.write([&](db::Tx& tx) -> Done {
    send(tx, invitation());
    return fail(Error::forbidden());
  });
  EXPECT_FALSE(undone);
  EXPECT_EQ(number("SELECT count(*) FROM mail_letters"), 0);
  EXPECT_EQ(number("SELECT count(*) FROM jobs"), 0);
  auto letter = invitation();
  letter.html = "<p>Hola</p>";
  letter.lang = Lang::en;
  letter.reply_to = email("enlace@alianza.mx");
  letter.unsubscribe = Link::parse("https://a.mx/u/1").value();
  letter.agency_id = 7;
  const auto id = send_letter(letter);
  const auto row = kept(id);
  EXPECT_EQ(row.state, State::queued);
  EXPECT_EQ(row.letter.to, letter.to);
  EXPECT_EQ(row.letter.to_name, letter.to_name);
  EXPECT_EQ(row.letter.html, "<p>Hola</p>");
  EXPECT_EQ(row.letter.lang, Lang::en);
  EXPECT_EQ(row.letter.reply_to, letter.reply_to);
  EXPECT_EQ(row.letter.unsubscribe, letter.unsubscribe);
  EXPECT_EQ(row.letter.agency_id, 7);
  EXPECT_EQ(row.created_at, scratch.clock().now());
  EXPECT_EQ(number("SELECT count(*) FROM jobs WHERE kind = 'mail.deliver' AND state = 'waiting'"), 1);
}

TEST_F(Outbox, RefusesALetterWithoutText) {
  auto letter = invitation();
  letter.text = "";
  EXPECT_THROW(send_letter(letter), Impossible);
}

TEST_F(Outbox, WaitsWhenNoServerIsConfigured) {
  const auto id = send_letter();
  jobs::Kinds none;
  add_delivery(none, {});
  for (int day = 0; day < 3; ++day) {
    EXPECT_EQ(jobs::run_due(db, none).value(), 0);
    scratch.clock().advance(std::chrono::hours(24));
  }
  EXPECT_EQ(state(id), State::queued);
  EXPECT_EQ(run_all(), 1);  // the server was configured
  EXPECT_EQ(state(id), State::sent);
}

TEST_F(Outbox, TellsWhoAskedWhatBecameOfALetter) {
  std::vector<std::string> told;
  db.on(std::string(letter_changed), [&](db::Tx&, const db::Event& event) -> Done {
    told.push_back(id_to_text(event.subject) + event.payload_json);
    return {};
  });
  post.next({Manner::refuse_person});
  const auto refused = send_letter();
  run_all();
  EXPECT_TRUE(send_again(refused));
  run_all();
  EXPECT_THAT(told, testing::ElementsAre(refused.text() + R"({"state":"failed"})", refused.text() + R"({"state":"queued"})",
                                         refused.text() + R"({"state":"sent"})"));
}

TEST_F(Outbox, OfADemonstrationKeepsLettersAsSentAndGivesThemToNobody) {
  jobs::Kinds demo;
  demo.add(keeping());
  const auto id = send_letter();
  EXPECT_EQ(jobs::run_due(db, demo).value(), 1);
  EXPECT_EQ(state(id), State::sent);
  EXPECT_TRUE(post.taken().empty());
}

TEST_F(Outbox, CountsAndListsByState) {
  const auto first = send_letter();
  const auto second = send_letter();
  const auto of = [&](Slice slice) { return db.read([&](db::Tx& tx) { return in_state(tx, State::queued, slice); }).value(); };
  ASSERT_EQ(of({}).size(), 2U);
  EXPECT_EQ(of({}).front().id, std::max(first, second));
  EXPECT_EQ(of({.before = std::max(first, second)}).at(0).id, std::min(first, second));
  const auto now = db.read([](db::Tx& tx) { return counts(tx); }).value();
  EXPECT_EQ(now.queued, 2);
  EXPECT_EQ(now.failed + now.unsure, 0);
  EXPECT_EQ(now.oldest_queued, scratch.clock().now());
}

}  // namespace
}  // namespace alianza::mail
