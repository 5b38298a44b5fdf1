#include "platform/html/out.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "platform/html/tests/markup.h"
#include "platform/html/tests/sample.h"

namespace alianza::html {
namespace {

using sample::Everything;

std::string drawn(const Everything& page, Lang lang = Lang::es) {
  Out out(lang);
  out.set_csrf_source([] { return std::string("a\"b"); });
  render(page, out);
  return std::move(out).take();
}

bool has(const std::string& page, std::string_view part) { return page.find(part) != std::string::npos; }

TEST(Out, EscapesForItsPlace) {
  const struct {
    const char* from;
    const char* text;
    const char* attribute;
  } cases[] = {{"a & b", "a &amp; b", "a &amp; b"},
               {"<script>", "&lt;script&gt;", "&lt;script&gt;"},
               {"\"><b", "\"&gt;&lt;b", "&quot;&gt;&lt;b"},
               {"it's", "it's", "it's"},
               {"\n", "\n", "&#10;"},
               {"", "", ""},
               {"\x01\x7F", "\uFFFD\uFFFD", "\uFFFD\uFFFD"},
               {"ñandú ≥ 90", "ñandú ≥ 90", "ñandú ≥ 90"}};
  for (const auto& c : cases) {
    std::string text;
    std::string attribute;
    append_escaped_text(text, c.from);
    append_escaped_attribute(attribute, c.from);
    EXPECT_EQ(text, c.text);
    EXPECT_EQ(attribute, c.attribute);
  }
}

/// Byte after byte, with nothing clever.
std::string escaped(std::string_view text, bool is_attribute) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (is_attribute && c == '"')
      out += "&quot;";
    else if (is_attribute && c == '\n')
      out += "&#10;";
    else if (is_attribute && c == '\r')
      out += "&#13;";
    else if (c == '\x7F' || (c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r'))
      out += "\uFFFD";
    else
      out += c;
  }
  return out;
}

// Long texts are looked at sixteen bytes at a time and short ones eight or four: wherever a byte stands, it is seen.
TEST(Out, EscapesAByteWhereverItStands) {
  for (std::size_t size = 1; size <= 50; ++size)
    for (std::size_t at = 0; at < size; ++at)
      for (int byte = 0; byte < 256; ++byte) {
        std::string from(size, 'a');
        from[at] = static_cast<char>(byte);
        std::string text;
        std::string attribute;
        append_escaped_text(text, from);
        append_escaped_attribute(attribute, from);
        ASSERT_EQ(text, escaped(from, false)) << byte << " at " << at << " of " << size;
        ASSERT_EQ(attribute, escaped(from, true)) << byte << " at " << at << " of " << size;
      }
}

TEST(Out, WritesAnAddressWithEntities) {
  const auto written = [](const auto& address, Lang lang = Lang::es) {
    Out out(lang);
    out.url(address);
    return std::move(out).take();
  };
  EXPECT_EQ(written(http::Url("/a/{}", "b&c\"").with("q", "x&y").with("r", "1").fragment("z")), "/a/b%26c%22?q=x%26y&amp;r=1#z");
  EXPECT_EQ(written(*http::Url::external("https://example.org/?a=1&b='2")), "https://example.org/?a=1&amp;b='2");
  EXPECT_EQ(written(http::Url::local_or_home("/a?b=1&c=2").with("d", "3")), "/a?b=1&amp;c=2&amp;d=3");
  const http::Url above("/alliances/{}", "x");
  EXPECT_EQ(written(UrlBelow{above, "a b/<c"}), "/alliances/x/a%20b%2F%3Cc");
  EXPECT_EQ(written(UrlBelow{above, "y"}, Lang::en), "/en/alliances/x/y");
}

TEST(Page, KeepsHostileTextAsText) {
  const char* vectors[] = {"<script>alert(1)</script>",
                           "\"><svg onload=alert(1)>",
                           "' onmouseover='x",
                           "</textarea><script>",
                           "--><b>",
                           "{{ 7*7 }}",
                           "&lt;b&gt;",
                           "javascript:alert(1)",
                           "<img src=x onerror=1>",
                           "\" autofocus onfocus=\"x",
                           "</p><p>",
                           "\xE2\x80\xAE<b>"};
  for (const auto* v : vectors) {
    Everything page;
    page.text = page.attribute = v;
    page.message = Message("{1}").arg(v);
    page.localized = {v, "", Lang::es};
    for (const auto lang : {Lang::es, Lang::en}) {
      const auto html = drawn(page, lang);
      EXPECT_EQ(first_fault(html), "") << v;
      EXPECT_FALSE(has(html, "<script")) << v;
      EXPECT_FALSE(has(html, "<svg")) << v;
      EXPECT_FALSE(has(html, "<img")) << v;
    }
  }
}

TEST(Page, BringsEveryNaughtyStringBackUnharmed) {
  std::ifstream file("tests/data/security/naughty-strings/blns.json");
  std::ostringstream text;
  text << file.rdbuf();
  const auto list = boost::json::parse(text.str()).as_array();
  ASSERT_GT(list.size(), 400U);
  for (const auto& item : list) {
    Everything page;
    page.text = page.attribute = std::string(item.as_string());
    const auto html = drawn(page);
    EXPECT_EQ(first_fault(html), "") << page.text;
    EXPECT_FALSE(has(html, "<script")) << page.text;
  }
}

TEST(Page, LeavesOutWhatIsNotGiven) {
  Everything page;
  const auto without = drawn(page);
  EXPECT_TRUE(has(without, "<a rel=\"next\">"));
  EXPECT_TRUE(has(without, "<p class=\"maybe\"></p>"));
  page.next = http::Url("/b").with("q", "a&b");
  page.attribute = "x";
  page.maybe = "sí";
  page.yes = false;
  const auto with = drawn(page);
  EXPECT_TRUE(has(with, "<a href=\"/b?q=a%26b\" rel=\"next\" id=\"x\">"));
  EXPECT_TRUE(has(with, "<p class=\"maybe\">sí</p>"));
  EXPECT_TRUE(has(with, "<a href=\"/a\" class=\"tab\">"));
  EXPECT_TRUE(has(with, " disabled aria-label="));
  EXPECT_FALSE(has(with, "checked"));
}

TEST(Page, KnowsTheFirstAndTheLastOfALoop) {
  Everything page;
  page.numbers = {3, 4, 5};
  EXPECT_TRUE(has(drawn(page), "<b>[3,</b><b>4,</b><b>5]</b>"));
  page.numbers = {9};
  EXPECT_TRUE(has(drawn(page), "<b>[9]</b>"));
}

TEST(Page, SpeaksTheLanguageOfTheReader) {
  Everything page;
  page.n = 2;
  EXPECT_TRUE(has(drawn(page), ">2 organizaciones</a>"));
  EXPECT_TRUE(has(drawn(page, Lang::en), ">2 organisations</a>"));
  EXPECT_TRUE(has(drawn(page, Lang::en), "href=\"/en/a\""));
}

TEST(Page, MarksTextThatFellBackToAnotherLanguage) {
  Everything page;
  page.localized = {"Hola", "", Lang::es};
  EXPECT_TRUE(has(drawn(page), "<p class=\"localized\">Hola</p>"));
  EXPECT_TRUE(has(drawn(page, Lang::en), "<p class=\"localized\"><span lang=\"es\">Hola</span></p>"));
}

TEST(Page, GivesEveryFormItsTokenAndAKey) {
  const auto html = drawn(Everything{});
  EXPECT_TRUE(has(html, "name=\"_csrf\" value=\"a&quot;b\""));
  EXPECT_TRUE(has(html, "name=\"_key\" value=\""));
  Out out(Lang::es);
  EXPECT_THROW(render(Everything{}, out), Impossible);
}

TEST(Page, PutsNothingOfCommentsIntoThePage) {
  const auto html = drawn(Everything{});
  EXPECT_FALSE(has(html, "<!--"));
  EXPECT_FALSE(has(html, "never reaches"));
  EXPECT_FALSE(has(html, "broken"));
}

TEST(Page, KeepsTheFirstNewlineOfATextArea) {
  Everything page;
  page.text = "\nuno";
  EXPECT_TRUE(has(drawn(page), "<textarea name=\"t\">\n\nuno</textarea>"));
}

}  // namespace
}  // namespace alianza::html
