// What comes back: notifications as mail servers write them, and what is none.
#include "platform/mail/bounce.h"

#include "platform/mail/tests/desk.h"

namespace alianza::mail {
namespace {

/// As Postfix writes it; `group` is what it says of the recipient.
std::string notification(const std::string& message_id, const std::string& group, const std::string& end = "\r\n") {
  const std::vector<std::string> lines{"Return-Path: <>",
                                       "From: MAILER-DAEMON@mx.example (Mail Delivery System)",
                                       "Subject: Undelivered Mail Returned to Sender",
                                       "MIME-Version: 1.0",
                                       "Content-Type: multipart/report; report-type=delivery-status;",
                                       "\tboundary=\"8F3.1700/mx.example\"",
                                       "",
                                       "This is a MIME-encapsulated message.",
                                       "",
                                       "--8F3.1700/mx.example",
                                       "Content-Description: Notification",
                                       "Content-Type: text/plain; charset=us-ascii",
                                       "",
                                       "I'm sorry. Message-ID: <another@example>",
                                       "--8F3.1700/mx.example",
                                       "Content-Type: message/delivery-status",
                                       "",
                                       "Reporting-MTA: dns; mx.example",
                                       "Arrival-Date: Mon,  2 Mar 2026 10:00:00 -0600 (CST)",
                                       "",
                                       group,
                                       "",
                                       "--8F3.1700/mx.example",
                                       "Content-Description: Undelivered Message",
                                       "Content-Type: message/rfc822",
                                       "",
                                       "From: avisos@alianza.mx",
                                       "Message-ID:",
                                       " <" + message_id + ">",
                                       "Subject: Hola",
                                       "",
                                       "Message-ID: <not-a-header@example>",
                                       "--8F3.1700/mx.example--",
                                       ""};
  std::string out;
  for (const auto& line : lines) out += line + end;
  return out;
}

const std::string refused =
    "Final-Recipient: rfc822; jose.nunez@ejemplo.mx\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 "
    "<jose.nunez@ejemplo.mx>:\r\n    no such user";

TEST(Notification, SaysWhichLetterFailedAndWhy) {
  for (const auto& message : {notification("a.b@alianza.mx", refused), notification("a.b@alianza.mx", refused, "\n"),
                              "From MAILER-DAEMON Mon Mar  2 10:00:00 2026\n" + notification("a.b@alianza.mx", refused, "\n")}) {
    const auto read = read_bounce(message);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->message_id, "a.b@alianza.mx");
    EXPECT_EQ(read->status, "5.1.1");
    EXPECT_EQ(read->reply.code, 550);
    EXPECT_EQ(read->reply.text, "5.1.1 <jose.nunez@ejemplo.mx>: no such user");
  }
  const auto bare = read_bounce(notification("a@b", "Action: FAILED\r\nStatus: 5.4.4"));
  ASSERT_TRUE(bare);
  EXPECT_EQ(bare->reply.code, 0);
  EXPECT_EQ(bare->reply.text, "5.4.4");
}

TEST(Notification, OfADelayASuccessOrOfNothingIsNone) {
  for (const auto& message :
       {std::string(), std::string("Subject: hola\n\nbuen día"), notification("a@b", "Action: delayed\r\nStatus: 4.4.1"),
        notification("a@b", "Action: delivered\r\nStatus: 2.0.0"), notification("", refused),
        std::string("Content-Type: multipart/report; boundary=x\n\n--x\n--x--\n"),
        std::string("Content-Type: multipart/report\n\nnada"), std::string(longest_notification + 1, 'a')})
    EXPECT_FALSE(read_bounce(message)) << message.substr(0, 60);
}

using SentBack = Desk;

TEST_F(SentBack, MarksTheLetterOnceAndTellsWhoAsked) {
  int told = 0;
  db.on(std::string(letter_changed), [&](db::Tx&, const db::Event& event) -> Done {
    told += event.payload_json.find("bounced") != std::string::npos ? 1 : 0;
    return {};
  });
  const auto id = send_letter();
  const auto come_back = [&](const std::string& message_id) {
    return db.write([&](db::Tx& tx) { return bounce(tx, read_bounce(notification(message_id, refused)).value()); });
  };
  EXPECT_EQ(come_back(kept(id).message_id).error().fault, Fault::conflict) << "it has not left";
  run_all();
  const auto message_id = kept(id).message_id;
  EXPECT_EQ(come_back("x" + message_id).error().fault, Fault::not_found);
  EXPECT_EQ(come_back(message_id).value(), id);
  EXPECT_EQ(state(id), State::bounced);
  EXPECT_EQ(kept(id).reply.code, 550);
  EXPECT_EQ(told, 1);
  EXPECT_EQ(come_back(message_id).value(), id);
  EXPECT_EQ(told, 1) << "again it is no news";
}

}  // namespace
}  // namespace alianza::mail
