#pragma once
// The letters to subscribers, drawn: what actions and jobs put into the outbox. No SQL.
#include <string>

#include "features/bulletins/subscriptions.h"
#include "platform/mail/letter.h"

namespace alianza::bulletins {

/// What the letters of an alliance share.
struct Letterhead {
  LocalizedText alliance;
  std::string slug;
  LocalizedText agency;
  std::string origin;  // "https://alianza.example"
};

/// `secret` of the link that confirms.
mail::Letter confirming_letter(const Letterhead& head, const Subscription& to, const std::string& secret);
/// `secret` of the link that leaves: in the letter and in its List-Unsubscribe header.
mail::Letter bulletin_letter(const Letterhead& head, const Subscription& to, Kind kind, const Edition& edition,
                             const std::string& secret);

}  // namespace alianza::bulletins
