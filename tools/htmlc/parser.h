#pragma once
// Reads a template and refuses what could harm a page or its readers; the rules are in platform/html/README.md.
#include <string_view>

#include "tools/htmlc/tree.h"

namespace htmlc {

/// Throws Refused with the place of the first thing that is wrong.
Template parse_template(std::string_view text);

}  // namespace htmlc
