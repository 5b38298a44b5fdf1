#pragma once
// Text with simple marks (CommonMark) as markup: what people write in a bulletin. Read by cmark; what could reach outside of the
// text is taken out of it before it is drawn.
#include <string_view>

#include "platform/html/safe.h"

namespace alianza::html {

/// Paragraphs, lists, quotes, emphasis, links, headings from <h2> on, without leaps (the page has its own first one). HTML that
/// somebody typed is shown as they typed it, never obeyed. A picture becomes a link to it: pages load nothing from elsewhere. A
/// link that is neither http, https nor mailto, nor a path of this server, becomes its words.
Safe markdown(std::string_view text);

}  // namespace alianza::html
