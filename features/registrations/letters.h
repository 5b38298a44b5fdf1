#pragma once
// The letter that convenes, drawn. No SQL.
#include <optional>
#include <string>
#include <vector>

#include "features/registrations/registrations.h"
#include "platform/mail/letter.h"

namespace alianza::registrations {

/// What every letter of a sending shares.
struct Letterhead {
  meetings::Meeting meeting;
  std::vector<meetings::AgendaItem> agenda;
  LocalizedText alliance;
  LocalizedText agency;
  Zone zone;
  std::string origin;  // "https://alianza.example"
  std::string message;
  Audience audience = Audience::unwritten;
  std::optional<Email> reply_to;
};
struct Convened {
  std::string organization;
  std::string person;
  Email email;
  Lang lang = Lang::es;  // of their account; the directory does not know a contact's language
};
mail::Letter convocation_letter(const Letterhead& head, const Convened& to, const std::string& secret);

}  // namespace alianza::registrations
