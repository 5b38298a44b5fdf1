#pragma once
// The letters of a campaign, drawn: what actions and jobs put into the outbox. No SQL.
#include <optional>
#include <string>

#include "features/campaigns/campaigns.h"
#include "platform/mail/letter.h"

namespace alianza::campaigns {

/// What every letter of a campaign shares.
struct Letterhead {
  Campaign campaign;
  LocalizedText alliance;
  LocalizedText agency;
  std::string origin;  // "https://alianza.example"
};

/// What a reminder says more: it can be stopped (platform/mail/unsubscribe.h).
struct Reminder {
  Date of;                    // the day of the letter before
  std::string unsubscribe{};  // secret of the link
};
/// `secret` of the link. A reminder says so at its top.
mail::Letter invitation_letter(const Letterhead& head, const Invitation& invitation, const std::string& secret,
                               const std::optional<Reminder>& reminder);

}  // namespace alianza::campaigns
