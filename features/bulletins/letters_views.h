#pragma once
#include <string>

#include "platform/feature/letter.h"

namespace alianza::bulletins::views {

struct ConfirmingLetter {
  feature::views::LetterFrame frame;
  LocalizedText alliance;
  http::Url link{"/"};
};
void render(const ConfirmingLetter& page, html::Out& out);

struct BulletinLetter {
  feature::views::LetterFrame frame;
  LocalizedText title;
  LocalizedText correction;
  LocalizedText summary;
  http::Url link{"/"};
  http::Url leave{"/"};
};
void render(const BulletinLetter& page, html::Out& out);

}  // namespace alianza::bulletins::views
