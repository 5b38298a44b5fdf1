#pragma once
// What stands on a page as text without markup: the text alternative of a letter, made from its HTML so that the two never
// differ.
#include <string>
#include <string_view>

namespace alianza::html {

/// Paragraphs with an empty line between them, "- " before the items of a list, "words: address" for a link whose words are not
/// its address. The head is left out. Only for what our own templates write: every element is closed, every text escaped.
std::string plain_text(std::string_view html);

}  // namespace alianza::html
