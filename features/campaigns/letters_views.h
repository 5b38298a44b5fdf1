#pragma once
#include <optional>
#include <string>
#include <vector>

#include "features/campaigns/wording.h"
#include "platform/feature/letter.h"

namespace alianza::campaigns::views {

struct InvitationLetter {
  feature::views::LetterFrame frame;
  std::optional<Date> reminder_of;  // the day of the letter before
  std::vector<Paragraph> paragraphs;
  http::Url link{"/"};
  std::string link_text;
  std::optional<http::Url> unsubscribe;  // of a reminder
  /// Nothing else stands in the paragraph: a button.
  bool is_button(const Paragraph& paragraph) const { return paragraph.size() == 1 && is_link(paragraph.front()); }
  bool is_link(const Piece& piece) const { return piece.kind == Piece::Kind::link; }
  bool is_break(const Piece& piece) const { return piece.kind == Piece::Kind::line_break; }
};
void render(const InvitationLetter& page, html::Out& out);

}  // namespace alianza::campaigns::views
