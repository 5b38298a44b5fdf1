// Letters on their way to a real server on loopback that behaves well, badly or not at all.
#include "platform/mail/tests/desk.h"

namespace alianza::mail {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;

using Delivery = Desk;

TEST_F(Delivery, TakesALetterToTheServerOnce) {
  const auto id = send_letter();
  EXPECT_EQ(run_all(), 1);
  EXPECT_EQ(state(id), State::sent);
  EXPECT_EQ(kept(id).reply.code, 250);
  pass();
  EXPECT_EQ(run_all(), 0);
  ASSERT_THAT(post.taken(), SizeIs(1));
  EXPECT_THAT(post.commands(), Contains("EHLO prueba.local"));
  EXPECT_THAT(post.commands(), Contains(HasSubstr("MAIL FROM:<avisos@alianza.mx>")));
  EXPECT_THAT(post.commands(), Contains("RCPT TO:<jose.nunez@ejemplo.mx>"));
  EXPECT_EQ(header(post.taken()[0], "Message-ID"), '<' + kept(id).message_id + '>');
  EXPECT_THAT(kept(id).message_id, HasSubstr("@alianza.mx"));
}

TEST_F(Delivery, TriesAgainAfterWhateverPasses) {
  post.next({Manner::hang_up_at_greeting, Manner::busy_at_greeting, Manner::refuse_sender, Manner::greylist,
             Manner::hang_up_before_data, Manner::busy_after_content, Manner::silent});
  const auto id = send_letter();
  std::string message_id;
  for (int tries = 1; tries <= 7; ++tries) {
    EXPECT_EQ(run_all(), 1) << tries;
    EXPECT_EQ(state(id), State::queued) << tries;
    if (tries == 1) message_id = kept(id).message_id;
    EXPECT_EQ(run_all(), 0) << "not at once again";
    pass();
  }
  EXPECT_EQ(run_all(), 1);
  EXPECT_EQ(state(id), State::sent);
  EXPECT_EQ(kept(id).tries, 8);
  EXPECT_EQ(kept(id).message_id, message_id);
  EXPECT_EQ(post.connections(), 8);
  ASSERT_THAT(post.taken(), SizeIs(1));
  EXPECT_EQ(header(post.taken()[0], "Message-ID"), '<' + message_id + '>');
  EXPECT_EQ(header(post.taken()[0], "Date"), "Mon, 02 Mar 2026 16:00:00 +0000");  // of the asking, not of the sending
}

TEST_F(Delivery, WaitsForAServerThatIsDown) {
  std::string url;
  {
    const PostOffice gone;
    url = gone.url();
  }
  jobs::Kinds down;
  down.add(delivering(server_at(url)));
  const auto id = send_letter();
  for (int i = 0; i < 3; ++i, pass()) EXPECT_EQ(jobs::run_due(db, down).value(), 1);
  EXPECT_EQ(state(id), State::queued);
  EXPECT_EQ(kept(id).reply.code, 0);
  EXPECT_EQ(run_all(), 1);
  EXPECT_EQ(state(id), State::sent);
  EXPECT_THAT(post.taken(), SizeIs(1));
}

TEST_F(Delivery, GivesUpWhenTheServerRefusesTheLetterForGood) {
  for (const auto manner : {Manner::refuse_person, Manner::refuse_content}) {
    post.next({manner});
    const auto id = send_letter();
    EXPECT_EQ(run_all(), 1);
    EXPECT_EQ(state(id), State::failed);
    EXPECT_EQ(kept(id).reply.code, manner == Manner::refuse_person ? 550 : 554);
    pass();
    EXPECT_EQ(run_all(), 0);
    EXPECT_TRUE(send_again(id));
    EXPECT_EQ(run_all(), 1);
    EXPECT_EQ(state(id), State::sent);
  }
  EXPECT_THAT(post.taken(), SizeIs(2));
}

TEST_F(Delivery, IsUnsureWhenOnlyTheAnswerWasLostAndDoesNotSendAgainByItself) {
  for (const auto manner : {Manner::take_and_hang_up, Manner::take_and_say_nothing}) {
    const auto before = post.taken().size();
    post.next({manner});
    const auto id = send_letter();
    EXPECT_EQ(run_all(), 1);
    EXPECT_EQ(state(id), State::unsure);
    pass();
    EXPECT_EQ(run_all(), 0);
    EXPECT_THAT(post.taken(), SizeIs(before + 1));
    EXPECT_TRUE(send_again(id));  // a person wants it
    EXPECT_EQ(run_all(), 1);
    EXPECT_EQ(state(id), State::sent);
    EXPECT_EQ(send_again(id).error().fault, Fault::conflict);
    const auto taken = post.taken();
    ASSERT_THAT(taken, SizeIs(before + 2));
    EXPECT_EQ(header(taken[before], "Message-ID"), header(taken[before + 1], "Message-ID"));
  }
}

TEST_F(Delivery, IsSureThatNothingWasTakenWhenTheConnectionIsLostInsideALongLetter) {
  post.next({Manner::hang_up_inside});
  auto letter = invitation();
  for (int i = 0; i < 200000; ++i) letter.text += "Un renglón más de un informe que no termina nunca.\n";
  const auto id = send_letter(letter);
  EXPECT_EQ(run_all(), 1);
  EXPECT_EQ(state(id), State::queued);
  EXPECT_THAT(post.taken(), SizeIs(0));
}

TEST_F(Delivery, DoesNotSendToAnAddressThatPlainServersCannotRead) {
  auto letter = invitation();
  letter.to = email("josé@ejemplo.mx");
  const auto id = send_letter(letter);
  EXPECT_EQ(run_all(), 1);
  EXPECT_EQ(state(id), State::failed);
  EXPECT_EQ(post.connections(), 0);
}

TEST_F(Delivery, IsNotBegunTwiceByTwoJobsOfOneLetter) {
  const auto id = send_letter();
  std::string other_saw;
  post.on_taken([&] {  // the first is waiting for the answer
    auto second = db::Database::open({.url = scratch.url(), .clock = &scratch.clock()}).value();
    ASSERT_TRUE(second.write([&](db::Tx& tx) {
      jobs::enqueue(tx, {.kind = delivery_kind, .payload_json = payload_of(id), .unique_key = "another"});
    }));
    EXPECT_EQ(jobs::run_due(second, kinds).value(), 1);
    other_saw = to_text(state(id));
  });
  EXPECT_EQ(run_all(), 1);
  EXPECT_EQ(other_saw, "sending");
  EXPECT_EQ(state(id), State::sent);
  post.on_taken({});
  pass();
  EXPECT_EQ(run_all(), 1);  // the second job finds it sent
  EXPECT_THAT(post.taken(), SizeIs(1));
}

TEST_F(Delivery, OfManyLettersByTwoServersTakesEachOnce) {
  constexpr int many = 60;
  for (int i = 0; i < many; ++i) send_letter();
  auto real = db::Database::open({.url = scratch.url()}).value();
  auto other = db::Database::open({.url = scratch.url()}).value();
  jobs::WorkersOptions quick;
  quick.poll = std::chrono::milliseconds(20);
  jobs::Workers one(real, kinds, quick);
  jobs::Workers two(other, kinds, quick);
  one.start();
  two.start();
  for (int i = 0; i < 1000 && number("SELECT count(*) FROM mail_letters WHERE state <> 'sent'") > 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  one.stop();
  two.stop();
  EXPECT_EQ(number("SELECT count(*) FROM mail_letters WHERE state = 'sent' AND tries = 1"), many);
  EXPECT_THAT(post.taken(), SizeIs(many));
}

}  // namespace
}  // namespace alianza::mail
