#pragma once
// Writes a template as C++, and messages as a POT.
#include <string>
#include <string_view>

#include "tools/htmlc/tree.h"

namespace htmlc {

/// `file` stands in #line, so that the compiler names the template when a field is misspelt.
std::string emit_cpp(const Template& page, std::string_view file);
/// Entries without header, in order of appearance.
std::string emit_pot(const Template& page, std::string_view file);

}  // namespace htmlc
