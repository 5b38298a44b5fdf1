#pragma once
#include <optional>
#include <string>

#include "platform/feature/letter.h"

namespace alianza::applications::views {

/// To the address that was typed: is it yours?
struct ConfirmLetter {
  feature::views::LetterFrame frame;
  std::string person;
  std::string organization;
  std::string alliance;
  http::Url link{"/"};
};
void render(const ConfirmLetter& page, html::Out& out);

/// What the secretariat decided.
struct DecisionLetter {
  feature::views::LetterFrame frame;
  std::string person;
  std::string organization;
  std::string alliance;
  bool accepted = false;
  std::string reason;  // of declining
};
void render(const DecisionLetter& page, html::Out& out);

/// The same, to the member that proposed it as a guest.
struct GuestLetter {
  feature::views::LetterFrame frame;
  std::string person;
  std::string organization;
  std::string alliance;
  bool accepted = false;
  std::string reason;  // of declining
};
void render(const GuestLetter& page, html::Out& out);

}  // namespace alianza::applications::views
