#pragma once
// The letter that asks to adhere, drawn. No SQL.
#include <optional>
#include <string>

#include "features/adherences/adherences.h"
#include "platform/mail/letter.h"

namespace alianza::adherences {

struct Letterhead {
  LocalizedText alliance;
  LocalizedText agency;
  std::string origin;  // "https://alianza.example"
  std::optional<Email> reply_to;
};
mail::Letter adherence_letter(const Adherence& adherence, const Letterhead& head, const std::string& secret);

}  // namespace alianza::adherences
