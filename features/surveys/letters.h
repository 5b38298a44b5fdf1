#pragma once
// The letters of a survey, drawn: what jobs put into the outbox. No SQL.
#include <optional>
#include <string>

#include "features/surveys/surveys.h"
#include "platform/mail/letter.h"

namespace alianza::surveys {

/// What every letter of a survey shares.
struct Letterhead {
  Survey survey;
  LocalizedText alliance;
  LocalizedText agency;
  std::string origin;  // "https://alianza.example"
};

/// What a reminder says more: it can be stopped (platform/mail/unsubscribe.h).
struct Reminder {
  Date of;  // the day of the letter before
  Progress progress = Progress::silent;
  std::string unsubscribe{};  // secret of the link
};
/// `secret` of the link. A reminder says so at its top.
mail::Letter survey_letter(const Letterhead& head, const Recipient& recipient, const std::string& secret,
                           const std::optional<Reminder>& reminder);

}  // namespace alianza::surveys
