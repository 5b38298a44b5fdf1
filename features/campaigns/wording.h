#pragma once
// The text of an invitation with its named fields: "Buen día, {contacto}: …". Pure.
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace alianza::campaigns {

/// What may stand in braces, in Spanish as it is written in both languages.
enum class Blank { organizacion, contacto, enlace, fecha_limite, alianza, institucion };
std::string_view to_text(Blank blank);
bool from_text(std::string_view text, Blank& blank);
const std::vector<Blank>& blanks();

/// What stands in the blanks of one letter; the link is drawn, not written.
struct Filling {
  std::string organizacion;
  std::string contacto;
  std::string fecha_limite;
  std::string alianza;
  std::string institucion;
  const std::string& of(Blank blank) const;
};

/// A run of text, a line break, or the place of the link.
struct Piece {
  enum class Kind { text, line_break, link } kind = Kind::text;
  std::string text;
};
using Paragraph = std::vector<Piece>;

/// A word in braces that is none of ours is an error that names it. Other braces are text.
enum class Link { allowed, refused };  // a subject has none
Done check_wording(std::string_view text, Link link);
/// Of a checked text: paragraphs are parted by empty lines. Text without {enlace} gets the link as its last paragraph.
std::vector<Paragraph> fill(std::string_view text, const Filling& filling);
/// Of a checked text of one line.
std::string fill_line(std::string_view text, const Filling& filling);

}  // namespace alianza::campaigns
