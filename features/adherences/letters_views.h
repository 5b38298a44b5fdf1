#pragma once
#include <string>

#include "platform/feature/letter.h"

namespace alianza::adherences::views {

struct AdherenceLetter {
  feature::views::LetterFrame frame;
  std::string person;
  std::string organization;
  std::string alliance;
  http::Url link{"/"};
  std::string link_text;
};
void render(const AdherenceLetter& page, html::Out& out);

}  // namespace alianza::adherences::views
