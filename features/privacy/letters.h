#pragma once
// The last letter to who was erased, drawn. No SQL.
#include <string>
#include <utility>
#include <vector>

#include "features/privacy/privacy.h"
#include "platform/mail/letter.h"

namespace alianza::privacy {

struct Farewell {
  Email email;
  std::string name;
  Lang lang = Lang::es;
  LocalizedText agency;  // empty: the person did it, everywhere
  std::int64_t agency_id = 0;
  std::vector<std::pair<Message, Message>> kept;  // what stays, and on which ground
};
mail::Letter farewell_letter(const Farewell& to);

}  // namespace alianza::privacy
