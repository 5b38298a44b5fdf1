// What an exchange with the server means. Tables.
#include "platform/mail/rules.h"

#include <gtest/gtest.h>

#include "platform/mail/delivery.h"

namespace alianza::mail {
namespace {

TEST(MailOutcome, FollowsFromHowFarItCameAndTheAnswer) {
  const struct {
    Stage stage;
    int code;
    Outcome outcome;
  } table[] = {
      {Stage::greeting, 0, Outcome::later},         // no connection
      {Stage::greeting, 220, Outcome::later},       // lost after the greeting
      {Stage::greeting, 421, Outcome::later},       // closing
      {Stage::greeting, 535, Outcome::later},       // wrong password: the operator's matter, not the letter's
      {Stage::greeting, 550, Outcome::later},       // our sender is refused: the same
      {Stage::recipient, 0, Outcome::later},        // lost before the answer to RCPT
      {Stage::recipient, 450, Outcome::later},      // greylisted
      {Stage::recipient, 550, Outcome::refused},    // no such person
      {Stage::recipient, 250, Outcome::later},      // lost before DATA was answered
      {Stage::content, 0, Outcome::later},          // lost before the end was given away
      {Stage::content, 552, Outcome::refused},      // too large
      {Stage::handed_over, 0, Outcome::unsure},     // lost before the answer
      {Stage::handed_over, 451, Outcome::later},    //
      {Stage::handed_over, 554, Outcome::refused},  //
      {Stage::accepted, 250, Outcome::sent},        //
  };
  for (const auto& row : table)
    EXPECT_EQ(judge({row.stage, {row.code, ""}}), row.outcome) << static_cast<int>(row.stage) << ' ' << row.code;
}

TEST(MailStates, HaveWordsAndSomeMayBeSentAgain) {
  for (const auto state : {State::queued, State::sending, State::sent, State::failed, State::unsure, State::bounced}) {
    State read{};
    EXPECT_TRUE(from_text(to_text(state), read));
    EXPECT_EQ(read, state);
  }
  EXPECT_TRUE(may_resend(State::unsure));
  EXPECT_FALSE(may_resend(State::sending));
  EXPECT_FALSE(may_resend(State::sent));
}

TEST(MailPolicy, TriesForAboutADay) {
  const auto policy = delivery_policy();
  std::chrono::microseconds least{0};
  std::chrono::microseconds most{0};
  for (int failures = 1; failures < policy.attempts; ++failures) {
    least += jobs::back_off(policy, failures, 0);
    most += jobs::back_off(policy, failures, 1);
  }
  EXPECT_GT(least, std::chrono::hours(16));
  EXPECT_LT(most, std::chrono::hours(48));
}

config::Mail configured() {
  config::Mail mail;
  mail.server = "smtp://127.0.0.1:25";
  mail.from = "avisos@alianza.mx";
  return mail;
}

TEST(MailServer, ComesFromTheConfiguration) {
  EXPECT_FALSE(server_of(config::Mail()).value());
  auto mail = configured();
  EXPECT_EQ(server_of(mail).value()->tls, Tls::required);
  mail.starttls = "optional";
  EXPECT_EQ(server_of(mail).value()->tls, Tls::optional);
  mail.user = "alianza";  // a password does not go out in clear because somebody hid that the server offers TLS
  EXPECT_EQ(server_of(mail).value()->tls, Tls::required);
  mail.from = "";
  EXPECT_FALSE(server_of(mail));
  mail = configured();
  mail.from_name = "a\nb";
  EXPECT_FALSE(server_of(mail));
}

}  // namespace
}  // namespace alianza::mail
