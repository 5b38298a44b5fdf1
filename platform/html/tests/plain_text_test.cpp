// The text alternative of a letter.
#include "platform/html/plain_text.h"

#include <gtest/gtest.h>

namespace alianza::html {
namespace {

TEST(PlainText, SaysWhatThePageSays) {
  struct Case {
    const char* html;
    const char* text;
  };
  const Case cases[] = {
      {"<p>Hola</p>", "Hola\n"},
      {"<!doctype html><html lang=\"es\"><head><title>Nada</title></head><body><p>Uno</p><p>Dos</p></body></html>",
       "Uno\n\nDos\n"},
      {"<p>Uno<br>dos  y\n tres</p>", "Uno\ndos y tres\n"},
      {"<p>Agua &amp; &lt;b&gt; &quot;energía&quot; &#39;sí&#39;</p>", "Agua & <b> \"energía\" 'sí'\n"},
      {"<p>Entre <a href=\"https://a.mx/?x=1&amp;y=2\">aquí</a>.</p>", "Entre aquí: https://a.mx/?x=1&y=2.\n"},
      {"<p><a href=\"https://a.mx/1\">https://a.mx/1</a></p>", "https://a.mx/1\n"},
      {"<ul><li>Uno</li><li>Dos</li></ul><p>Tres</p>", "- Uno\n- Dos\n\nTres\n"},
      {"<ol><li>Uno</li><li>Dos</li></ol><ul><li>Tres</li></ul><ol><li>Cuatro</li></ol>",
       "1. Uno\n2. Dos\n\n- Tres\n\n1. Cuatro\n"},
      {"<p>Antes</p><hr><p><small>Después</small></p>", "Antes\n\n------------------------------\n\nDespués\n"},
      {"", "\n"},
  };
  for (const auto& c : cases) EXPECT_EQ(plain_text(c.html), c.text) << c.html;
}

TEST(PlainText, WhatSomebodyTypedAsMarkupIsText) {
  EXPECT_EQ(plain_text("<p>&lt;/p&gt;&lt;a href=&quot;x&quot;&gt;</p>"), "</p><a href=\"x\">\n");
}

}  // namespace
}  // namespace alianza::html
