#include "platform/search/words.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace alianza::search {
namespace {

std::string shown(const std::vector<Piece>& pieces) {
  std::string out;
  for (const auto& piece : pieces) out += piece.marked ? "[" + piece.text + "]" : piece.text;
  return out;
}

TEST(Words, AreFoldedAndPartedAtWhatIsNoLetter) {
  EXPECT_EQ(words_of("Agua, S.A. (Ñandú-2)"), (std::vector<std::string>{"agua", "sa", "nandu", "2"}));
  EXPECT_EQ(words_of("Ⅻ ﬁn"), (std::vector<std::string>{"xii", "fin"})) << "compatibility forms are unified";
  EXPECT_EQ(words_of(std::string(200, 'x')).at(0).size(), longest_word);
  for (const auto* nothing : {"", "   ", "-- \"*\" :()", ".", "''"}) EXPECT_TRUE(words_of(nothing).empty()) << nothing;
}

TEST(Words, AreSoughtWholeTheLastOneByItsBeginning) {
  const auto s = sought("agua Pota");
  EXPECT_TRUE(s.matches("agua"));
  EXPECT_FALSE(s.matches("aguas"));
  EXPECT_TRUE(s.matches("potable"));
  EXPECT_TRUE(sought(" \"* ").empty());
  EXPECT_EQ(sought("a b c d e f g h i j k").words.size(), most_sought);
}

TEST(Words, AreMarkedAsTheyWereWritten) {
  EXPECT_EQ(shown(marked("Energía y AGUA potable", sought("energia agu"))), "[Energía] y [AGUA] potable");
  EXPECT_EQ(shown(marked("<b>agua</b> & más", sought("agua"))), "<b>[agua]</b> & más") << "escaping is the template's";
  EXPECT_EQ(shown(marked("Cartones S.A. de C.V.", sought("sa"))), "Cartones [S.A]. de C.V.");
  EXPECT_EQ(shown(marked("nada de eso", sought("agua"))), "nada de eso");
}

TEST(Words, ASnippetStandsAroundTheFirstMatch) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "palabra" + std::to_string(i) + "\n";
  const auto found = shown(snippet(text, sought("palabra40"), 60));
  EXPECT_NE(found.find("[palabra40]"), std::string::npos) << found;
  EXPECT_TRUE(found.starts_with("… palabra")) << found;
  EXPECT_TRUE(found.ends_with(" …")) << found;
  EXPECT_EQ(found.find('\n'), std::string::npos);
  EXPECT_LT(found.size(), 90U);
  EXPECT_EQ(shown(snippet(" Uno\n\n dos  tres\n", sought("dos"), 60)), "Uno · [dos] tres");
  EXPECT_EQ(shown(snippet("Corto y claro", sought("otra"), 60)), "Corto y claro");
  EXPECT_TRUE(snippet("", sought("otra"), 60).empty());
}

RC_GTEST_PROP(WordsProperty, NoTextIsLostOrBroken, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("abcé ñÑ.,-<&'\n\"ﬁ漢")));
  if (!is_clean_text(text)) return;
  const auto s = sought("ab ñ");
  std::string whole;
  for (const auto& piece : marked(text, s)) whole += piece.text;
  RC_ASSERT(whole == text);
  for (const auto& piece : snippet(text, s, 12)) RC_ASSERT(is_clean_text(piece.text));
}

}  // namespace
}  // namespace alianza::search
