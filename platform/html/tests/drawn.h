#pragma once
// Draws a widget for a test and looks at it: sound markup, what it must and must not contain.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "platform/html/out.h"
#include "platform/html/tests/markup.h"

namespace alianza::html {

template <class Piece>
std::string drawn(const Piece& piece, Lang lang = Lang::es) {
  Out out(lang);
  out.set_csrf_source([] { return std::string("token"); });
  render(piece, out);
  auto text = std::move(out).take();
  EXPECT_EQ(first_fault(text), "") << text;
  return text;
}

inline bool has(const std::string& page, std::string_view part) { return page.find(part) != std::string::npos; }

}  // namespace alianza::html
