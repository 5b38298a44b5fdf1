// Planted templates that must be refused, each with the place and the reason.
#include <gtest/gtest.h>

#include "tools/htmlc/parser.h"

namespace htmlc {
namespace {

struct Planted {
  const char* name;
  const char* body;
  int line;
  const char* says;
};

std::ostream& operator<<(std::ostream& out, const Planted& p) { return out << p.name; }

class Refuses : public testing::TestWithParam<Planted> {};

TEST_P(Refuses, WithPlaceAndReason) {
  const auto& p = GetParam();
  const auto text = std::string("<!-- page a::B from a/b.h -->\n") + p.body;
  try {
    (void)parse_template(text);
    FAIL() << "was taken: " << p.body;
  } catch (const Refused& e) {
    EXPECT_EQ(e.at.line, p.line) << e.what();
    EXPECT_NE(std::string(e.what()).find(p.says), std::string::npos) << e.what();
  }
}

const Planted unsafe[] = {
    {"text_in_href", "<a href=\"{{ page.a }}x\">{{ b }}</a>", 2, "takes one Url"},
    {"literal_path", "<p>\n<a href=\"/x\">{{ b }}</a></p>", 3, "takes a Url"},
    {"javascript", "<a href=\" java\nscript:x\">{{ b }}</a>", 2, "script is refused"},
    {"javascript_entity", "<a href=\"&#106;avascript:x\">{{ b }}</a>", 2, "script is refused"},
    {"data_address", "<img alt=\"\" src=\"data:text/html,x\">", 2, "script is refused"},
    {"conditional_text_href", "<a href=\"{{? page.a : '/x' }}\">{{ b }}</a>", 2, "not text"},
    {"value_in_script", "<script>\nvar x = {{ page.x }};\n</script>", 2, "no script inside"},
    {"script_with_src_and_body", "<script src=\"{{ page.u }}\">x</script>", 2, "no script inside"},
    {"style_element", "<style>p{}</style>", 2, "refused"},
    {"style_attribute", "<p style=\"color:red\"></p>", 2, "style is refused"},
    {"handler", "<p onclick=\"x()\"></p>", 2, "onclick is refused"},
    {"htmx_handler", "<p hx-on:click=\"x()\"></p>", 2, "is refused"},
    {"htmx_values", "<p hx-vals=\"{{ page.x }}\"></p>", 2, "is refused"},
    {"htmx_filter", "<p hx-trigger=\"click[x]\"></p>", 2, "no script"},
    {"srcdoc", "<p srcdoc=\"x\"></p>", 2, "is refused"},
    {"iframe", "<iframe src=\"{{ page.u }}\"></iframe>", 2, "refused"},
    {"base", "<base href=\"{{ page.u }}\">", 2, "refused"},
    {"meta_refresh", "<meta http-equiv=\"refresh\" content=\"0\">", 2, "is refused"},
    {"unquoted", "<p class={{ page.x }}></p>", 2, "double quotes"},
    {"single_quoted", "<p class='x'></p>", 2, "double quotes"},
    {"value_as_attribute", "<p {{ page.x }}></p>", 2, "cannot be an attribute"},
    {"value_in_attribute_name", "<p data-{{ page.x }}=\"1\"></p>", 2, "name of an attribute"},
    {"value_as_tag", "<{{ page.x }}></p>", 2, "name of a tag"},
    {"value_in_tag", "<h{{ page.x }}></p>", 2, "name of a tag"},
    {"value_in_comment", "<!-- {{ page.x }} -->", 2, "inside a comment"},
    {"control_in_tag", "<p {% if page.x %}hidden{% end %}></p>", 2, "no control inside a tag"},
    {"control_in_attribute", "<p class=\"{% if a %}b{% end %}\"></p>", 2, "no control inside an attribute"},
    {"hidden_method", "<form method=\"{{ page.m }}\"></form>", 2, "must be written out"},
};
INSTANTIATE_TEST_SUITE_P(Unsafe, Refuses, testing::ValuesIn(unsafe), [](const auto& i) { return i.param.name; });

const Planted broken[] = {
    {"unclosed", "<div>\n<p></p>", 2, "not closed"},
    {"crossed", "<div><p>\n</div></p>", 3, "while <p> of line 2"},
    {"void_closed", "<br></br>", 2, "no end tag"},
    {"self_closed", "<br/>", 2, "without the /"},
    {"div_in_p", "<p>\n<div></div></p>", 3, "end the paragraph"},
    {"link_in_link", "<a href=\"#a\"><a href=\"#b\"></a></a>", 2, "inside another"},
    {"form_in_form", "<form><form></form></form>", 2, "inside another"},
    {"closed_in_branch", "<div>{% if page.x %}</div>{% end %}", 2, "in this block"},
    {"open_in_branch", "{% if page.x %}<div>{% end %}</div>", 2, "not closed before"},
    {"unknown_element", "<blink></blink>", 2, "not an element"},
    {"unknown_in_svg", "<svg><div></div></svg>", 2, "of SVG"},
    {"same_id", "<p id=\"a\"></p>\n<p id=\"a\"></p>", 3, "stands twice"},
    {"same_attribute", "<p class=\"a\" class=\"b\"></p>", 2, "stands twice"},
    {"boolean_with_value", "<input checked=\"checked\">", 2, "write checked alone"},
    {"button_without_type", "<button></button>", 2, "type="},
    {"image_without_alt", "<img src=\"{{ page.u }}\">", 2, "alt"},
    {"bare_ampersand", "<p translate=\"no\">a & b</p>", 2, "&amp;"},
    {"bare_less", "<p>{{ a }} < {{ b }}</p>", 2, "&lt;"},
    {"bare_greater", "<p>{{ a }} > {{ b }}</p>", 2, "&gt;"},
    {"tag_in_option", "<select name=\"a\"><option value=\"b\"><b></b></option></select>", 2, "no tags inside"},
    {"tag_in_textarea", "<textarea name=\"a\"><b></b></textarea>", 2, "no tags inside"},
    {"upper_case", "<p CLASS=\"a\"></p>", 2, "lower case"},
};
INSTANTIATE_TEST_SUITE_P(Broken, Refuses, testing::ValuesIn(broken), [](const auto& i) { return i.param.name; });

const Planted forms[] = {
    {"no_csrf", "<p></p>\n<form method=\"post\" action=\"{{ page.u }}\"></form>", 3, "needs {% csrf %}"},
    {"conditional_csrf", "<form method=\"post\">{% if page.x %}{% csrf %}{% end %}</form>", 2, "not depend on a condition"},
    {"two_csrf", "<form method=\"post\">{% csrf %}{% csrf %}</form>", 2, "already"},
    {"csrf_without_form", "{% csrf %}", 2, "belongs into"},
    {"csrf_in_get", "<form method=\"get\">{% csrf %}</form>", 2, "belongs into"},
    {"htmx_post_alone", "<p hx-post=\"{{ page.u }}\"></p>", 2, "belongs on or in a <form"},
    {"odd_method", "<form method=\"put\"></form>", 2, "get or post"},
};
INSTANTIATE_TEST_SUITE_P(Forms, Refuses, testing::ValuesIn(forms), [](const auto& i) { return i.param.name; });

const Planted sentences[] = {
    {"text", "<p>\nHola</p>", 3, "is read by people"},
    {"accented", "<p>ñ</p>", 2, "is read by people"},
    {"title", "<p title=\"Hola\"></p>", 2, "title is read by people"},
    {"aria_label", "<p aria-label=\"a {{ page.x }}\"></p>", 2, "is read by people"},
    {"missing_value", "<p>{{ _(\"{1} de {2}\", page.a) }}</p>", 2, "place {2}"},
    {"not_a_sentence", "<p>{{ _(page.x) }}</p>", 2, "Spanish sentence"},
    {"plural_without_number", "<p>{{ N_(\"a\", \"b\") }}</p>", 2, "number"},
};
INSTANTIATE_TEST_SUITE_P(Sentences, Refuses, testing::ValuesIn(sentences), [](const auto& i) { return i.param.name; });

const Planted statements[] = {
    {"unknown", "{% while page.x %}", 2, "is not known"},
    {"no_end", "\n{% if page.x %}", 3, "no {% end %}"},
    {"end_alone", "{% end %}", 2, "without a block"},
    {"else_after_else", "{% if page.x %}{% else %}{% else %}{% end %}", 2, "nothing but"},
    {"for_else", "{% for a in page.x %}{% else %}{% end %}", 2, "only {% end %}"},
    {"for_without_in", "{% for page.x %}{% end %}", 2, "for row in"},
    {"for_page", "{% for page in page.x %}{% end %}", 2, "for row in"},
    {"unclosed_value", "<p>\n{{ page.x </p>", 3, "not closed"},
    {"empty_value", "<p>{{ }}</p>", 2, "expression is missing"},
    {"assignment", "<p>{{ page.x = 1 }}</p>", 2, "changes nothing"},
    {"and_signs", "{% if page.x && page.y %}{% end %}", 2, "write `and`"},
    {"not_sign", "{% if !page.x %}{% end %}", 2, "write `not`"},
    {"statement", "<p>{{ page.x; }}</p>", 2, "no place in an expression"},
    {"braces", "<p>{{ A{1} }}</p>", 2, "no place in an expression"},
    {"new_word", "<p>{{ new X() }}</p>", 2, "no place in a template"},
    {"unbalanced", "<p>{{ f(page.x }}</p>", 2, "not closed"},
    {"two_contents", "{% content %}{% content %}", 2, "one {% content %}"},
};
INSTANTIATE_TEST_SUITE_P(Statements, Refuses, testing::ValuesIn(statements), [](const auto& i) { return i.param.name; });

TEST(Header, IsAskedForOnTheFirstLine) {
  for (const auto* text : {"", "<p></p>", "<!-- page A -->", "<!-- page a::B from ../x.h -->", "<!-- page a::B from a/b.cpp -->",
                           "<!-- partial A from b.h -->"}) {
    EXPECT_THROW((void)parse_template(text), Refused) << text;
  }
}

TEST(Nesting, OfHostileDepthIsRefused) {
  std::string deep = "<!-- page a::B from a/b.h -->";
  for (int i = 0; i < 5000; ++i) deep += "{% if a %}<b>";
  EXPECT_THROW((void)parse_template(deep), Refused);
}

}  // namespace
}  // namespace htmlc
