#include "platform/html/markdown.h"

#include <gtest/gtest.h>

namespace alianza::html {
namespace {

std::string drawn(std::string_view text) { return std::string(markdown(text).markup()); }

TEST(Markdown, DrawsTheMarksThatPeopleKnow) {
  struct Case {
    const char* text;
    const char* markup;
  };
  for (const auto& c :
       {Case{"Hola *a* **todos**", "<p>Hola <em>a</em> <strong>todos</strong></p>\n"},
        {"# Uno\n\n###### Seis\n\n# Dos", "<h2>Uno</h2>\n<h3>Seis</h3>\n<h2>Dos</h2>\n"},
        {"## Uno\n\n## Dos\n\n### Tres", "<h2>Uno</h2>\n<h2>Dos</h2>\n<h3>Tres</h3>\n"},
        {"- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
        {"[sede](https://ejemplo.mx/a?b=1&c=2)", "<p><a href=\"https://ejemplo.mx/a?b=1&amp;c=2\">sede</a></p>\n"},
        {"[portal](/p/axs)", "<p><a href=\"/p/axs\">portal</a></p>\n"},
        {"uno  \ndos\n\n---", "<p>uno<br>\ndos</p>\n<hr>\n"},
        {"", ""}})
    EXPECT_EQ(drawn(c.text), c.markup);
}

TEST(Markdown, ShowsHtmlAsItWasTypedAndLoadsNothing) {
  struct Case {
    const char* text;
    const char* markup;
  };
  for (const auto& c :
       {Case{"<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"},
        {"uno <b onclick=x>dos</b>", "<p>uno &lt;b onclick=x&gt;dos&lt;/b&gt;</p>\n"},
        {"<!-- nota -->", "<p>&lt;!-- nota --&gt;</p>\n"},
        {"[a](javascript:alert(1)) [b](JaVaScRiPt:x) [c](data:text/html,x) [d](//otro.mx) [e](vbscript:x)", "<p>a b c d e</p>\n"},
        {"<javascript:alert(1)>", "<p>javascript:alert(1)</p>\n"},
        {"![foto](https://otro.mx/a.png)", "<p><a href=\"https://otro.mx/a.png\">foto</a></p>\n"},
        {"![](https://otro.mx/a.png)", "<p><a href=\"https://otro.mx/a.png\">https://otro.mx/a.png</a></p>\n"},
        {"![x](data:image/png;base64,AAAA)", "<p>x</p>\n"},
        {"![a [b](javascript:x) c](https://otro.mx/)", "<p><a href=\"https://otro.mx/\">a b c</a></p>\n"},
        {"a\x01 b\x7F", "<p>a\uFFFD b\uFFFD</p>\n"}})
    EXPECT_EQ(drawn(c.text), c.markup) << c.text;
}

TEST(Markdown, BearsDeepNestingAndLongLines) {
  std::string deep;
  for (int i = 0; i < 20'000; ++i) deep += "> ";
  EXPECT_FALSE(drawn(deep + "x").empty());
  EXPECT_FALSE(drawn(std::string(20'000, '[')).empty());
  EXPECT_FALSE(drawn(std::string(20'000, '*')).empty());
}

}  // namespace
}  // namespace alianza::html
