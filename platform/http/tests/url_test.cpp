#include "platform/http/url.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "platform/base/id.h"
#include "platform/base/text.h"
#include "platform/http/testing.h"

namespace alianza::http {
namespace {

TEST(UrlTest, IsMadeOfLiteralsAndEncodedPieces) {
  const auto alliance = *Id<struct AllianceTag>::parse("0000000000011");
  EXPECT_EQ(Url("/").text(), "/");
  EXPECT_EQ(Url("/alliances/{}/organizations/{}", alliance, "a b/c").text(), "/alliances/0000000000011/organizations/a%20b%2Fc");
  EXPECT_EQ(Url("/p/{}", 42).with("q", "ñ&=").with("page", 2).fragment("x y").text(), "/p/42?q=%C3%B1%26%3D&page=2#x%20y");
}

TEST(UrlTest, ParametersAreReplacedAndTakenAwayByName) {
  const auto url = Url("/a").with("type", "x").with("a&b=", "1&2").with("types", "y").with("type", "z");
  EXPECT_EQ(url.text(), "/a?type=x&a%26b%3D=1%262&types=y&type=z");
  EXPECT_EQ(url.without("type").text(), "/a?a%26b%3D=1%262&types=y");
  EXPECT_EQ(url.set("type", "new").text(), "/a?a%26b%3D=1%262&types=y&type=new");
  EXPECT_EQ(url.without("a&b=").text(), "/a?type=x&types=y&type=z");
  EXPECT_EQ(url.without("other").text(), url.text());
  EXPECT_EQ(Url("/a").with("q", "").without("q").text(), "/a");
  EXPECT_EQ(Url::local_or_home("/a?b=1").with("c", "2").text(), "/a?b=1&c=2");
}

TEST(UrlTest, EnglishStandsUnderEn) {
  EXPECT_EQ(Url("/").in(Lang::en).text(), "/en");
  EXPECT_EQ(Url("/a").with("q", "").in(Lang::en).text(), "/en/a?q=");
  EXPECT_EQ(Url("/a").in(Lang::en).in(Lang::es).text(), "/a");
  EXPECT_EQ(Url::on_this_page("top").in(Lang::en).text(), "#top");
}

TEST(UrlTest, AFileHasOneAddressInEveryLanguage) {
  const auto file = Url("/assets/{}", "app.css").in_every_language();
  EXPECT_EQ(file.in(Lang::en).text(), "/assets/app.css");
  EXPECT_EQ(Url(file).fragment("mark").in(Lang::en).text(), "/assets/app.css#mark");
  std::string out;
  file.append_to(out, Lang::en);
  EXPECT_EQ(out, "/assets/app.css");
}

TEST(UrlTest, ParametersAreReplacedAndTakenAway) {
  const auto url = Url("/a").with("x", "1").with("y", "2").with("x", "3");
  EXPECT_EQ(url.set("x", "9").text(), "/a?y=2&x=9");
  EXPECT_EQ(url.without("x").text(), "/a?y=2");
  EXPECT_EQ(url.text(), "/a?x=1&y=2&x=3");
}

TEST(UrlTest, AnEmptyPieceIsAMistakeOfOurs) { EXPECT_THROW(Url("/a/{}", ""), Impossible); }

TEST(UrlTest, TheAddressOfARequestKeepsItsPathLanguageAndQuery) {
  EXPECT_EQ(make_request(Method::get, "/en/a/%C3%B1?q=a+b&p=1")->here().set("p", "2").text(), "/en/a/%C3%B1?q=a%20b&p=2");
  EXPECT_EQ(make_request(Method::get, "/en")->here().text(), "/en");
  EXPECT_EQ(make_request(Method::get, "/")->here().in(Lang::en).text(), "/en");
}

TEST(UrlTest, ExternalAddressesAreWebOrMail) {
  for (const auto* good : {"https://example.org", " http://example.org/a?b=c#d ", "HTTPS://Example.org:8443/ñ",
                           "mailto:a@example.org", "mailto:a@example.org?subject=x"})
    EXPECT_TRUE(Url::external(good)) << good;
  for (const auto* bad : {"",
                          "example.org",
                          "javascript:alert(1)",
                          " javascript:alert(1)",
                          "java\nscript:alert(1)",
                          "data:text/html,x",
                          "vbscript:x",
                          "//example.org",
                          "https:example.org",
                          "https://",
                          "https:///x",
                          "https://user@example.org",
                          "https://a.org\"onclick=x",
                          "https://a.org/<b>",
                          "https://a b.org",
                          "mailto:",
                          "mailto:x",
                          "ftp://example.org",
                          "file:///etc/passwd",
                          "https:\\\\example.org"})
    EXPECT_FALSE(Url::external(bad)) << bad;
  EXPECT_EQ(Url::external("https://a.org")->in(Lang::en).text(), "https://a.org");
}

TEST(UrlTest, TheWayBackStaysOnThisServer) {
  EXPECT_EQ(Url::local_or_home("/en/a?b=c").text(), "/en/a?b=c");
  for (const auto* bad :
       {"", "a", "//evil.org", "/\\evil.org", "https://evil.org", "/a\r\nSet-Cookie: x", "\\/evil.org", "/\tevil"})
    EXPECT_EQ(Url::local_or_home(bad).text(), "/") << bad;
}

std::string clean(std::string text) {
  std::string out;
  for (const char c : text)
    if (c != '\0') out += c;
  return is_clean_text(out) ? out : "ñ" + std::to_string(out.size());
}

RC_GTEST_PROP(UrlProperty, WhatGoesIntoAnAddressComesBackUnharmed,
              (const std::string& piece, const std::string& name, const std::string& value)) {
  const auto p = clean(piece);
  const auto n = clean(name);
  const auto v = clean(value);
  RC_PRE(!p.empty() && p != "." && p != ".." && !n.empty());
  Router router;
  std::string got_piece;
  std::string got_value;
  router.get("/a/{piece}", {"everybody", [](Request&) { return std::nullopt; }}, [&](Request& request) {
    got_piece = request.param("piece");
    got_value = request.query.get(n);
    return Response::no_content();
  });
  TestClient(router).get(Url("/a/{}", p).with(n, v).text());
  RC_ASSERT(got_piece == p);
  RC_ASSERT(got_value == v);
}

RC_GTEST_PROP(UrlProperty, AnyBytesSurviveEncoding, (const std::string& bytes)) {
  std::string encoded;
  append_percent_encoded(encoded, bytes);
  std::string decoded;
  RC_ASSERT(append_percent_decoded(decoded, encoded, Plus::is_space));
  RC_ASSERT(decoded == bytes);
}

}  // namespace
}  // namespace alianza::http
