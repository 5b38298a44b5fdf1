#pragma once
#include <string>

#include "platform/feature/letter.h"

namespace alianza::seats::views {

struct OfferLetter {
  feature::views::LetterFrame frame;
  std::string person;
  std::string organization;
  std::string alliance;
  html::Words role;
  std::string until;
  http::Url link{"/"};
};
void render(const OfferLetter& page, html::Out& out);

}  // namespace alianza::seats::views
