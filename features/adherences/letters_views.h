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
};
void render(const AdherenceLetter& page, html::Out& out);

struct SignedLetter {
  feature::views::LetterFrame frame;
  std::string person;
  std::string organization;
  std::string alliance;
  std::string signer;
  std::string sha256;
  http::Url link{"/"};
};
void render(const SignedLetter& page, html::Out& out);

}  // namespace alianza::adherences::views
