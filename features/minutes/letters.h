#pragma once
// Letters about minutes and agreements, drawn. No SQL.
#include <optional>
#include <string>

#include "features/minutes/minutes.h"
#include "platform/mail/letter.h"

namespace alianza::minutes {

/// Who reads the letter, and where it leads.
struct Reader {
  Email email;
  std::string person;
  std::string organization;
  Lang lang = Lang::es;
};
struct Letterhead {
  std::int64_t agency_id = 0;
  LocalizedText agency;
  LocalizedText alliance;
  LocalizedText meeting;
  std::string origin;  // "https://alianza.example"
  Zone zone{};
};
/// The link of a copy: until when it serves, on the civil day of the alliance.
struct CopyWay {
  std::string secret;
  Date until;
};
/// Of minutes that went to review or were approved; a correction says what it corrects.
mail::Letter minutes_letter(const Letterhead& head, const Reader& to, const Minutes& minutes, const CopyWay& way);
/// `unsubscribe`: the secret of the link that stops reminders; reminders have one.
mail::Letter agreement_letter(const Letterhead& head, const Reader& to, const Agreement& agreement, News news,
                              const std::optional<std::string>& unsubscribe);

}  // namespace alianza::minutes
