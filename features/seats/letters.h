#pragma once
// The letter that offers a seat, drawn. No SQL.
#include <string>

#include "features/seats/seats.h"
#include "platform/mail/letter.h"

namespace alianza::seats {

struct Letterhead {
  LocalizedText alliance;
  LocalizedText agency;
  std::string organization;
  std::string until;   // the last day of the link, in the reader's words
  std::string origin;  // "https://alianza.example"
};
mail::Letter offer_letter(const Offer& offer, const Letterhead& head, const std::string& secret);

}  // namespace alianza::seats
