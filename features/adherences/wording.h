#pragma once
// The text of an adherence letter with its named fields: "{organizacion} se adhiere a {alianza}." Pure.
#include <string>
#include <string_view>

#include "features/adherences/adherences.h"

namespace alianza::adherences {

/// What stands in the fields of one letter.
struct Filling {
  std::string organizacion;
  std::string alianza;
  std::string institucion;
};

/// A word in braces that is none of ours is an error that names it. Other braces are text.
Done check_wording(std::string_view text);
/// The text as it is read and signed. A word that is no field stays as it stands.
std::string fill(std::string_view text, const Filling& filling);

/// A text to begin with, in both languages.
TextInput first_text();

}  // namespace alianza::adherences
