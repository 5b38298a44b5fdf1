#include "platform/http/response.h"

#include <gtest/gtest.h>

#include "platform/http/assets.h"
#include "platform/http/client_address.h"
#include "platform/http/testing.h"

namespace alianza::http {
namespace {

TEST(Response, AFileMayHaveAnyName) {
  EXPECT_EQ(content_disposition("plain.csv"), "attachment; filename=\"plain.csv\"");
  EXPECT_EQ(content_disposition("Año \"2026\"; a=b.csv"),
            "attachment; filename=\"A__o _2026_; a=b.csv\"; filename*=UTF-8''A%C3%B1o%20%222026%22%3B%20a%3Db.csv");
  EXPECT_EQ(content_disposition("a\r\nSet-Cookie: x"),
            "attachment; filename=\"a__Set-Cookie: x\"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x");
}

TEST(Response, AHeaderCannotBreakItsLine) {
  Response response;
  EXPECT_THROW(response.set("Location", "/a\r\nSet-Cookie: x"), Impossible);
  EXPECT_THROW(response.set("Location", std::string_view("/a\0b", 4)), Impossible);
  response.set("content-type", "a").set("Content-Type", "b");
  EXPECT_EQ(response.headers.size(), 1U);
  EXPECT_EQ(response.get("CONTENT-TYPE"), "b");
}

TEST(Response, DatesAreWrittenAsHttpWantsThem) {
  EXPECT_EQ(http_date(*Instant::parse("2026-11-22T18:33:06.999999Z")), "Sun, 22 Nov 2026 18:33:06 GMT");
  EXPECT_EQ(http_date(*Instant::parse("2000-02-29T00:00:00.000000Z")), "Tue, 29 Feb 2000 00:00:00 GMT");
}

TEST(Response, RedirectsGoToAnAddressMadeHere) {
  EXPECT_EQ(Response::redirect_see_other(Url("/a/{}", "ñ")).get("Location"), "/a/%C3%B1");
  EXPECT_EQ(Response::redirect_see_other(Url("/a")).status, 303);
}

TEST(Assets, AreServedForEverInTheBestCoding) {
  Router router;
  add_asset_routes(router, {"everybody", [](Request&) { return std::nullopt; }});
  TestClient client(router);
  EXPECT_EQ(asset_url("look.css").text(), "/assets/look.0a1b2c.css");
  EXPECT_EQ(asset_url("look.css").in(Lang::en).text(), "/assets/look.0a1b2c.css") << "the same for who changes the language";
  const auto get = [&](const char* accept) { return client.get("/assets/look.0a1b2c.css", {{"Accept-Encoding", accept}}); };
  EXPECT_EQ(get("identity").body, "body { color: black }\n");
  EXPECT_EQ(get("identity").header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(get("identity").header("Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(get("gzip, deflate, br").header("Content-Encoding"), "br");
  EXPECT_EQ(get("gzip, deflate, br").body, "BR");
  EXPECT_EQ(get("gzip").header("Content-Encoding"), "gzip");
  EXPECT_EQ(get("gzip, br;q=0").header("Vary"), "Accept-Encoding");
  EXPECT_EQ(get("gzip, br;q=0").header("Content-Encoding"), "gzip");
  EXPECT_EQ(client.get(asset_url("art/seal.svg").text()).header("Vary"), "");
  EXPECT_EQ(client.get(asset_url("nothing.css").text()).status, 404);
  EXPECT_EQ(client.get("/assets/look.css").status, 404);
}

TEST(Proxies, NetworksAreReadStrictly) {
  for (const auto* bad : {"", "x", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0/8"})
    EXPECT_FALSE(Network::parse(bad)) << bad;
  const auto proxies = *TrustedProxies::parse({"10.0.0.0/9", "2001:db8::/33", "::1"});
  for (const auto* in : {"10.127.255.255", "2001:db8:7fff::1", "::1", "::ffff:10.0.0.1"}) EXPECT_TRUE(proxies.trusts(in)) << in;
  for (const auto* out : {"10.128.0.0", "2001:db8:8000::1", "::2", "127.0.0.1", "", "x"})
    EXPECT_FALSE(proxies.trusts(out)) << out;
  EXPECT_EQ(proxies.client_of("10.0.0.1", "9.9.9.9, 8.8.8.8 , 10.0.0.2"), "8.8.8.8");
  EXPECT_EQ(proxies.client_of("10.0.0.1", ""), "10.0.0.1");
  EXPECT_EQ(proxies.client_of("7.7.7.7", "9.9.9.9"), "7.7.7.7");
}

}  // namespace
}  // namespace alianza::http
