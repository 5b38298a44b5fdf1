// What a letter said is forgotten with time; whom it was for, when that person is erased.
#include "platform/mail/forget.h"

#include "platform/mail/tests/desk.h"

namespace alianza::mail {
namespace {

class Forgetting : public Desk {
 protected:
  void forget_old() {
    jobs::Kinds only;
    only.add(forgetting());
    // The period asks for it at its hour, once a day.
    scratch.clock().advance(std::chrono::hours(24));
    ASSERT_TRUE(jobs::run_due(db, only));
  }
  void erase(const std::string& key, std::int64_t agency = 0) {
    ASSERT_TRUE(db.write([&](db::Tx& tx) { forget_letters_to(tx, {key}, agency); }));
  }
  Letter with_link() {
    auto letter = invitation();
    letter.text = "https://alianza.mx/invitations/secreto\n";
    letter.html = "<p>secreto</p>";
    return letter;
  }
};

TEST_F(Forgetting, empties_what_was_sent_thirty_days_ago_and_keeps_that_it_was_sent) {
  const auto id = send_letter(with_link());
  run_all();
  ASSERT_EQ(state(id), State::sent);
  scratch.clock().advance(std::chrono::hours(24 * 28));
  forget_old();
  EXPECT_FALSE(kept(id).letter.text.empty());
  scratch.clock().advance(std::chrono::hours(24 * 2));
  forget_old();
  const auto row = kept(id);
  EXPECT_EQ(row.state, State::sent);
  EXPECT_EQ(row.letter.to.text(), "jose.nunez@ejemplo.mx");
  EXPECT_EQ(row.letter.text + row.letter.html + row.letter.subject.text(), "");
}

TEST_F(Forgetting, leaves_what_waits) {
  const auto id = send_letter(with_link());
  scratch.clock().advance(std::chrono::hours(24 * 400));
  forget_old();
  EXPECT_FALSE(kept(id).letter.text.empty());
}

TEST_F(Forgetting, finds_a_person_in_whatever_case_and_of_one_agency_alone) {
  auto letter = invitation();
  letter.to = email("Jose.Nunez@Ejemplo.mx");
  letter.agency_id = 7;
  const auto ours = send_letter(letter);
  letter.agency_id = 8;
  const auto theirs = send_letter(letter);
  run_all();
  erase("jose.nunez@ejemplo.mx", 7);
  EXPECT_EQ(kept(ours).letter.to.text(), "borrado-" + ours.text() + "@borrado.invalid");
  EXPECT_EQ(kept(ours).letter.to_name.text() + kept(ours).letter.text, "");
  EXPECT_EQ(kept(theirs).letter.to.text(), "Jose.Nunez@Ejemplo.mx");
}

TEST_F(Forgetting, leaves_no_address_to_answer_to_in_letters_to_others) {
  auto letter = invitation();
  letter.reply_to = Email::parse("Oficina@Otra.example").value();
  const auto id = send_letter(letter);
  erase("oficina@otra.example");
  const auto other = kept(id);
  EXPECT_FALSE(other.letter.reply_to);
  EXPECT_EQ(other.letter.to.text(), letter.to.text());
}

TEST_F(Forgetting, does_not_send_what_waited) {
  const auto id = send_letter();
  erase("jose.nunez@ejemplo.mx");
  run_all();
  EXPECT_EQ(number("SELECT count(*) FROM mail_letters"), 0);
  EXPECT_FALSE(db.read([&](db::Tx& tx) { return find(tx, id); }).value());
}

TEST_F(Forgetting, takes_the_address_of_a_last_letter_when_it_has_left) {
  auto letter = invitation();
  letter.is_fleeting = true;
  const auto id = send_letter(letter);
  EXPECT_EQ(kept(id).letter.to, letter.to);
  run_all();
  const auto row = kept(id);
  EXPECT_EQ(row.state, State::sent);
  EXPECT_NE(row.letter.to, letter.to);
  EXPECT_EQ(row.letter.text, "");
}

TEST_F(Forgetting, sends_nothing_again_whose_text_is_gone) {
  auto letter = invitation();
  const auto id = send_letter(letter);
  ASSERT_TRUE(db.write([&](db::Tx& tx) {
    tx.exec("UPDATE mail_letters SET state = 'failed', tries = 1, body_text = '' WHERE id = :id", {{"id", id}});
  }));
  EXPECT_FALSE(send_again(id));
}

}  // namespace
}  // namespace alianza::mail
