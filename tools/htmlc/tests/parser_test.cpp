#include "tools/htmlc/parser.h"

#include <gtest/gtest.h>

#include "tools/htmlc/emit.h"

namespace htmlc {
namespace {

std::string with_header(const std::string& body) { return "<!-- page a::b::C from a/b.h -->\n" + body; }

std::string cpp(const std::string& body) { return emit_cpp(parse_template(with_header(body)), "views/c.html"); }

/// The literals of a template joined; {} where something else stands.
std::string skeleton(const std::vector<Node>& nodes) {
  std::string out;
  for (const auto& n : nodes) {
    if (n.kind == Node::Kind::literal)
      out += n.text;
    else if (n.branches.empty())
      out += "{}";
    else
      for (const auto& b : n.branches) out += "{" + skeleton(b.nodes) + "}";
  }
  return out;
}
std::string skeleton(const std::string& body) { return skeleton(parse_template(with_header(body)).nodes); }

TEST(Template, NamesItsStruct) {
  const auto page = parse_template(with_header(""));
  EXPECT_EQ(page.space, "alianza::a::b");
  EXPECT_EQ(page.page, "C");
  EXPECT_EQ(page.header, "a/b.h");
}

TEST(Space, BesideBlocksIsDropped) {
  EXPECT_EQ(skeleton("<ul>\n  <li>{{ a }}</li>\n  <li>{{ b }}</li>\n</ul>\n"), "<ul><li>{}</li><li>{}</li></ul>");
  EXPECT_EQ(skeleton("<p>\n  {{ a }}\n</p>"), "<p>{}</p>");
}

TEST(Space, BetweenWordsStaysOne) {
  EXPECT_EQ(skeleton("<p>{{ a }}   {{ b }}\n{{ c }}</p>"), "<p>{} {} {}</p>");
  EXPECT_EQ(skeleton("<p><b>{{ a }}</b>\n  <i>{{ b }}</i></p>"), "<p><b>{}</b> <i>{}</i></p>");
}

TEST(Space, AtTheEdgesOfStatementsIsDropped) {
  EXPECT_EQ(skeleton("<ul>\n{% for a in page.x %}\n  <li>{{ a }}</li>\n{% end %}\n</ul>"), "<ul>{<li>{}</li>}</ul>");
  EXPECT_EQ(skeleton("<p>\n{% if a %}\n  {{ b }}\n{% else %}\n  {{ c }}\n{% end %}\n</p>"), "<p>{{}}{{}}</p>");
  EXPECT_EQ(skeleton("<p>{{ a }}{% if b %} {{ c }}{% end %}</p>"), "<p>{}{ {}}</p>");
}

TEST(Space, BetweenItemsOfALoopStays) {
  EXPECT_EQ(skeleton("<p>{% for a in page.x %}\n<a href=\"#x\">{{ a }}</a>\n{% end %}</p>"), "<p>{<a href=\"#x\">{}</a> }</p>");
}

TEST(Space, StaysInPre) { EXPECT_EQ(skeleton("<pre translate=\"no\">a\n  b</pre>"), "<pre translate=\"no\">a\n  b</pre>"); }

TEST(Text, WithoutLettersNeedsNoMessage) {
  EXPECT_EQ(skeleton("<p>· 1,320 → 90 % &middot; ≥</p>"), "<p>· 1,320 → 90 % &middot; ≥</p>");
}

TEST(Text, MayStayAsItIsInAnElementNotToTranslate) {
  EXPECT_EQ(skeleton("<a href=\"#a\" translate=\"no\">English</a>"), "<a href=\"#a\" translate=\"no\">English</a>");
}

TEST(Svg, ClosesItselfAndKeepsItsCase) {
  EXPECT_EQ(skeleton("<svg viewBox=\"0 0 1 1\"><clipPath id=\"a\"><rect width=\"{{ page.w }}\"/></clipPath></svg>"),
            "<svg viewBox=\"0 0 1 1\"><clipPath id=\"a\"><rect width=\"{}\"/></clipPath></svg>");
}

TEST(Code, EscapesByPlace) {
  EXPECT_NE(cpp("<p>{{ page.x }}</p>").find("out.text(page.x);"), std::string::npos);
  EXPECT_NE(cpp("<p title=\"{{ page.x }}\"></p>").find("out.attr(page.x);"), std::string::npos);
  EXPECT_NE(cpp("<a href=\"{{ page.x }}\"></a>").find("out.url(page.x);"), std::string::npos);
  EXPECT_NE(cpp("<div hx-get=\"{{ page.x }}\"></div>").find("out.url(page.x);"), std::string::npos);
}

TEST(Code, NamesTheLineOfTheTemplate) {
  EXPECT_NE(cpp("\n<p>{{ page.x }}</p>").find("#line 3 \"views/c.html\"\n  out.text(page.x);"), std::string::npos);
}

TEST(Code, ResolvesEachMessageOnce) {
  const auto out = cpp("<p>{{ _(\"Hola\") }}{{ _('Hola') }}{{ N_(\"{1} fila\", \"{1} filas\", page.n) }}</p>");
  EXPECT_NE(out.find("_0 = ::alianza::i18n::intern(\"Hola\");"), std::string::npos);
  EXPECT_NE(out.find("_1 = ::alianza::i18n::intern(\"{1} fila\", \"{1} filas\");"), std::string::npos);
  EXPECT_NE(out.find("_1, page.n);"), std::string::npos);
  EXPECT_EQ(out.find("_2"), std::string::npos);
}

TEST(Code, JoinsLiterals) {
  EXPECT_NE(cpp("<div><p class=\"a\"><br></p></div>").find("out.raw(\"<div><p class=\\\"a\\\"><br></p></div>\", 32);"),
            std::string::npos);
}

TEST(Code, CarriesNoTextOfTheTemplateOutOfItsLiterals) {
  const auto out = cpp("<p data-x=\"\\&quot;); evil(); //\">{{ 'a\"); evil(); //' }}</p>");
  EXPECT_NE(out.find("\\\\&quot;); evil(); //\\\">"), std::string::npos);
  EXPECT_NE(out.find("out.text(\"a\\\"); evil(); //\");"), std::string::npos);
}

TEST(Values, MayDependOnAConditionWithNames) {
  const auto out =
      cpp("<a class=\"{{? row.state == State::active : 'on' }}\" aria-current=\"{{? page.x : 'page' }}\" href=\"#a\"></a>");
  EXPECT_NE(out.find("if (row.state == State::active) {"), std::string::npos);
  EXPECT_NE(out.find("out.raw(\" aria-current=\\\"\", 15);"), std::string::npos);
}

TEST(Messages, ArePrintedAsPot) {
  const auto pot = emit_pot(parse_template(with_header(
                                "<p title=\"{{ _('Uno \"dos\"') }}\">{{ f(_(\"Tres\")) }}{{ N_(\"{1} a\", \"{1} b\", 2) }}</p>")),
                            "views/c.html");
  EXPECT_EQ(pot,
            "#: views/c.html:2\nmsgid \"Uno \\\"dos\\\"\"\nmsgstr \"\"\n\n#: views/c.html:2\nmsgid \"Tres\"\nmsgstr \"\"\n\n"
            "#: views/c.html:2\nmsgid \"{1} a\"\nmsgid_plural \"{1} b\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n\n");
}

}  // namespace
}  // namespace htmlc
