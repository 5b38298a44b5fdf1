#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/feature/letter.h"

namespace alianza::minutes::views {

/// What happened, in sentences, and the page where it stands.
struct NewsLetter {
  feature::views::LetterFrame frame;
  std::string person;
  std::vector<std::string> paragraphs;
  std::vector<std::string> quoted;  // the text of an agreement
  std::string lead;                 // what the link is
  http::Url link{"/"};
  std::string act;                       // what stands on it
  std::optional<http::Url> unsubscribe;  // of reminders
};
void render(const NewsLetter& page, html::Out& out);

}  // namespace alianza::minutes::views
