#pragma once
#include <string>

#include "platform/feature/letter.h"

namespace alianza::letters::views {

struct TestLetter {
  feature::views::LetterFrame frame;
  std::string person;
};
void render(const TestLetter& page, html::Out& out);

}  // namespace alianza::letters::views
