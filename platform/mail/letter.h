#pragma once
// A letter as a feature writes it, and as it stands in the outbox.
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/id.h"
#include "platform/base/text.h"
#include "platform/base/time.h"
#include "platform/mail/parts.h"

namespace alianza::mail {

using LetterId = Id<struct LetterTag>;

/// To one person: nobody learns who else got it, and each answer of the server is about one address.
struct Letter {
  Email to;
  Line to_name{};
  Line from_name{};  // the institution's; empty: the server's own. The address is the server's, which its mail server vouches for
  Line subject;
  std::string text;    // what everybody can read: required
  std::string html{};  // the same for whoever likes it better
  Lang lang = Lang::es;
  std::optional<Email> reply_to{};
  std::optional<Link> unsubscribe{};  // a page with one button; https: mail programs may also POST to it
  std::int64_t agency_id = 0;         // 0: the server
  /// Its address and text are forgotten as soon as it was sent or refused: the last letter to whom was erased.
  bool is_fleeting = false;

  static void columns(auto& v, Letter& row) {
    v(row.agency_id, row.to, row.to_name, row.from_name, row.subject, row.lang, row.text, row.html, row.reply_to, row.unsubscribe,
      row.is_fleeting);
  }
};

/// queued: will be sent, or tried again. sending: in somebody's hands. sent: the server took it. failed: the server refused it
/// for good. unsure: nobody knows whether the server took it; a person decides. bounced: taken, and sent back later.
enum class State : std::uint8_t { queued, sending, sent, failed, unsure, bounced };
std::string_view to_text(State state);
bool from_text(std::string_view text, State& state);

/// Texts of a Reply without a code, when TLS kept us from speaking: the server offers none, or its certificate (what is wrong
/// follows) is not one to trust.
inline constexpr std::string_view no_encryption = "no STARTTLS";
inline constexpr std::string_view untrusted = "certificate: ";

/// What the server said last, or why it was not asked.
struct Reply {
  std::int64_t code = 0;  // 0: nothing
  std::string text;       // may quote the address: for the operator's page, not for a log

  static void columns(auto& v, Reply& row) { v(row.code, row.text); }
};

struct Kept {
  LetterId id;
  State state = State::queued;
  Letter letter;
  Instant created_at;
  Instant changed_at;
  std::string message_id;
  std::int64_t job_id = 0;
  std::int64_t job_attempt = 0;
  std::int64_t tries = 0;
  Reply reply;

  static void columns(auto& v, Kept& row) {
    v(row.id, row.state, row.letter, row.created_at, row.changed_at, row.message_id, row.job_id, row.job_attempt, row.tries,
      row.reply);
  }
};

}  // namespace alianza::mail
