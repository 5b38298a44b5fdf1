#pragma once
// Letters to who asked to take part, drawn. No SQL.
#include <string>

#include "features/applications/applications.h"
#include "platform/auth/accounts.h"
#include "platform/mail/letter.h"

namespace alianza::applications {

struct Letterhead {
  LocalizedText alliance;
  LocalizedText agency;
};
/// `origin`: "https://alianza.example".
mail::Letter confirm_letter(const Application& application, const Letterhead& head, const std::string& origin,
                            const std::string& secret);
mail::Letter decision_letter(const Application& application, const Letterhead& head);
/// The same to who proposed a guest.
mail::Letter guest_letter(const Application& application, const Letterhead& head, const auth::Account& proposer);

}  // namespace alianza::applications
