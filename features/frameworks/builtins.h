#pragma once
// The frameworks that ship with the program (data/frameworks): the Sustainable Development Goals and PROCID.
#include <string_view>
#include <vector>

#include "features/frameworks/sheet.h"

namespace alianza::frameworks {

struct Builtin {
  std::string code;  // "sdg", "procid"
  LocalizedText name;
  std::vector<Parsed> editions;  // the oldest first
};
const std::vector<Builtin>& builtins();
/// Nothing when none of that code ships.
const Builtin* find_builtin(std::string_view code);
/// Its trees, judged: all rows of a file that ships are right.
std::vector<Draft> drafts_of(const Builtin& builtin);

}  // namespace alianza::frameworks
