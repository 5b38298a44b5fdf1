#pragma once
// The rules of delivery, without network or database: what an exchange with the server means for the letter.
#include "platform/mail/letter.h"

namespace alianza::mail {

/// How far an exchange with the server came.
enum class Stage : std::uint8_t {
  greeting,     // connecting, TLS, signing in, MAIL FROM: nothing here is about this letter's person
  recipient,    // RCPT TO was sent, or DATA
  content,      // the server wants the content; its last byte has not been given away
  handed_over,  // all is given away; only an answer tells whether the server has it
  accepted      // it answered that it has it
};

struct Exchange {
  Stage stage = Stage::greeting;
  Reply reply;  // to what was sent in that stage
};

enum class Outcome : std::uint8_t { sent, later, refused, unsure };
std::string_view to_text(Outcome outcome);

/// A 5xx counts for good only when it is about this letter: a wrong password must not lose the mail of a day. When all was given
/// away and no answer came, the server may have it: sending it again could double it.
Outcome judge(const Exchange& exchange);

/// A person may ask that it be sent again.
bool may_resend(State state);

}  // namespace alianza::mail
