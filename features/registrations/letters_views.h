#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/feature/letter.h"

namespace alianza::registrations::views {

struct ConvocationLetter {
  feature::views::LetterFrame frame;
  bool reminder = false;
  std::string person;
  std::string organization;
  std::string alliance;
  std::string title;
  std::string when;
  std::string venue;
  std::optional<http::Url> online;  // where to connect
  std::string online_text;
  std::vector<std::string> message;  // paragraphs
  std::vector<std::string> agenda;
  http::Url link{"/"};
  http::Url calendar{"/"};
};
void render(const ConvocationLetter& page, html::Out& out);

}  // namespace alianza::registrations::views
