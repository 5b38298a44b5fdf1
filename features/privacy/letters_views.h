#pragma once
#include <string>
#include <vector>

#include "platform/feature/letter.h"

namespace alianza::privacy::views {

struct FarewellLetter {
  feature::views::LetterFrame frame;
  std::string person;  // may be empty
  LocalizedText agency;
  struct Kept {
    Message what;
    Message ground;
  };
  std::vector<Kept> kept;
};
void render(const FarewellLetter& page, html::Out& out);

}  // namespace alianza::privacy::views
