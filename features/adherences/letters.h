#pragma once
// The letters that ask to adhere and confirm that it was signed, drawn. No SQL.
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
/// That it was signed, with a link to the document.
mail::Letter signed_letter(const Adherence& adherence, const Letterhead& head, const std::string& secret);

}  // namespace alianza::adherences
