#pragma once
// The reference lists of data/reference, embedded in the program: countries, Mexican states, SCIAN sectors, SDG.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/text.h"

namespace alianza::organizations {

/// One row of a list. `name.in(lang)` is what people read.
struct Listed {
  std::string code;
  LocalizedText name;
};

const std::vector<Listed>& countries();  // by name in Spanish
const std::vector<Listed>& states();     // by INEGI code
const std::vector<Listed>& sectors();    // by SCIAN code
const std::vector<Listed>& goals();      // "1" … "17", short titles

const Listed* find(const std::vector<Listed>& list, std::string_view code);
/// The name in a language; the code itself when the list does not have it.
std::string name_in(const std::vector<Listed>& list, std::string_view code, Lang lang);

inline constexpr std::string_view mexico = "MX";

}  // namespace alianza::organizations
