#pragma once
#include <string>

#include "platform/feature/letter.h"

namespace alianza::bulletins::views {

struct ConfirmingLetter {
  feature::views::LetterFrame frame;
  LocalizedText alliance;
  http::Url link{"/"};
  std::string link_text;
};
void render(const ConfirmingLetter& page, html::Out& out);

struct BulletinLetter {
  feature::views::LetterFrame frame;
  LocalizedText title;
  LocalizedText correction;
  LocalizedText summary;
  http::Url link{"/"};
  std::string link_text;
  http::Url leave{"/"};
  std::string leave_text;
};
void render(const BulletinLetter& page, html::Out& out);

}  // namespace alianza::bulletins::views
