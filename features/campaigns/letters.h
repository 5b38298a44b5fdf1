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

/// `secret` of the link. An invitation that was reminded says so at its top.
mail::Letter invitation_letter(const Letterhead& head, const Invitation& invitation, const std::string& secret,
                               std::optional<Date> reminder_of);

}  // namespace alianza::campaigns
