#pragma once
// A strict little reader of HTML for tests: tags that nest, quoted attributes, unique ids, entities. What it says is empty when
// the markup is sound.
#include <string>
#include <string_view>

namespace alianza::html {

std::string first_fault(std::string_view markup);

}  // namespace alianza::html
