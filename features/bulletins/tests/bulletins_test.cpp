// Acts on bulletins on both engines: who may, one after the other, what the public gets of it.
#include "features/bulletins/tests/house.h"

namespace alianza::bulletins {
namespace {

constexpr const char* marker = "zanahoriasecreta";

TEST(Bulletins, AreWrittenByWhoConvenes) {
  House house;
  for (const auto& [who, expected] : {std::pair{"anonymous", "not_found"},
                                      {"invited", "not_found"},
                                      {"active", "forbidden"},
                                      {"facilitator", "forbidden"},
                                      {"legal", "forbidden"},
                                      {"secretariat", "done"},
                                      {"director", "done"}})
    EXPECT_EQ(
        outcome(house.as(who, [&](db::Tx& tx, const feature::Act& by) { return write(tx, by, house.alliance, House::input()); })),
        expected)
        << who;
}

TEST(Bulletins, AreApprovedByAnotherPersonThanTheirWriters) {
  House house;
  const auto id = house.draft();
  EXPECT_EQ(house.approve(id), "conflict");  // not in review
  // The officer changes the draft: a writer too.
  EXPECT_EQ(outcome(house.as("officer",
                             [&](db::Tx& tx, const feature::Act& by) {
                               auto input = House::input();
                               input.version = "1";
                               return edit(tx, by, house.alliance, id, input);
                             })),
            "done");
  EXPECT_EQ(house.submit(id), "done");
  EXPECT_EQ(house.submit(id), "conflict");
  EXPECT_EQ(house.approve(id, "secretariat"), "conflict");
  EXPECT_EQ(house.approve(id, "officer"), "conflict");
  EXPECT_EQ(house.approve(id, "legal"), "not_found");
  const auto waiting = [&](const char* who) {
    return house.app.read([&](db::Tx& tx) -> Result<std::size_t> {
      const auto seen = TRY(alliances::see(tx, house.person(who), house.alliance));
      return to_approve(tx, house.person(who), seen).size();
    });
  };
  EXPECT_EQ(waiting("director"), 1u);
  EXPECT_EQ(waiting("officer"), 0u);
  EXPECT_EQ(house.approve(id, "director"), "done");
  EXPECT_EQ(waiting("director"), 0u);
  EXPECT_EQ(house.approve(id, "director"), "conflict");
}

TEST(Bulletins, AreSentBackWithAReason) {
  House house;
  const auto id = house.draft();
  const auto back = [&](const char* reason) {
    return outcome(
        house.as("director", [&](db::Tx& tx, const feature::Act& by) { return send_back(tx, by, house.alliance, id, reason); }));
  };
  EXPECT_EQ(back("Falta la cifra"), "conflict");
  EXPECT_EQ(house.submit(id), "done");
  EXPECT_EQ(back(" "), "reason");
  EXPECT_EQ(back("Falta la cifra"), "done");
  const auto seen = house.seen(id);
  EXPECT_EQ(seen.editions.back().state, State::draft);
  ASSERT_EQ(seen.steps.size(), 3u);
  EXPECT_EQ(seen.steps.back().reason, "Falta la cifra");
}

TEST(Bulletins, TheSecondOfTwoEditsIsToldAndWritesNothing) {
  House house;
  const auto id = house.draft();
  const auto save = [&](const char* body) {
    return outcome(house.as("secretariat", [&](db::Tx& tx, const feature::Act& by) {
      auto input = House::input("Primer boletín", body);
      input.version = "1";
      return edit(tx, by, house.alliance, id, input);
    }));
  };
  EXPECT_EQ(save("uno"), "done");
  EXPECT_EQ(save("dos"), "conflict");
  EXPECT_EQ(house.seen(id).editions.back().body.es, "uno");
}

TEST(Bulletins, BecomePublicAtTheirCivilHour) {
  House house;
  auto input = House::input();
  input.publish_on = house.app.today().plus_days(1).text();
  input.publish_time = "10:15";
  const auto id = house.draft(input);
  EXPECT_EQ(house.submit(id), "done");
  EXPECT_EQ(house.approve(id), "done");
  const auto is_public = [&] {
    return house.app.read([&](db::Tx& tx) -> Result<bool> { return told(tx, house.alliance, id).has_value(); });
  };
  const auto hour = Zone().instant_of({house.app.today().plus_days(1), 10 * 60 + 15});
  house.app.clock().set(hour - std::chrono::microseconds(1));
  EXPECT_FALSE(is_public());
  EXPECT_EQ(house.work(), 0);
  house.app.clock().set(hour);
  EXPECT_TRUE(is_public());
  EXPECT_EQ(house.work(), 1);
}

TEST(Bulletins, ACorrectionIsANewEditionAndTheFormerStaysReadable) {
  House house;
  const auto id = house.published();
  EXPECT_EQ(house.correct(id, "Son 50."), "done");
  EXPECT_EQ(house.correct(id, "Son 51."), "conflict");
  const auto current = [&] { return house.app.read([&](db::Tx& tx) { return told(tx, house.alliance, id); }).current.number; };
  EXPECT_EQ(current(), 1);
  EXPECT_EQ(house.submit(id), "done");
  EXPECT_EQ(house.approve(id, "secretariat"), "conflict");
  EXPECT_EQ(house.approve(id), "done");
  EXPECT_EQ(current(), 2);
  auto& visitor = house.app.visitor();
  const auto base = "/p/muestra/bulletins/" + id.text();
  const auto page = visitor.get(base);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.contains("Son 50."));
  EXPECT_TRUE(page.contains("La cifra era otra."));
  EXPECT_TRUE(page.contains(base + "/editions/1"));
  const auto former = visitor.get(base + "/editions/1");
  EXPECT_EQ(former.status, 200);
  EXPECT_TRUE(former.contains("<em>a</em>"));
  EXPECT_TRUE(former.contains("Esta versión ya se corrigió."));
  EXPECT_EQ(visitor.get(base + "/editions/3").status, 404);
}

TEST(Bulletins, AreWithdrawnWithAReasonThatTheirAddressTells) {
  House house;
  const auto id = house.published(House::input("Primer boletín", marker));
  EXPECT_EQ(house.withdraw(id, ""), "reason");
  EXPECT_EQ(house.withdraw(id, "La cifra era de otra institución"), "done");
  EXPECT_EQ(house.withdraw(id), "conflict");
  auto& visitor = house.app.visitor();
  for (const auto* tail : {"", "/editions/1"}) {
    const auto page = visitor.get("/p/muestra/bulletins/" + id.text() + tail);
    EXPECT_EQ(page.status, 410);
    EXPECT_TRUE(page.contains("La cifra era de otra institución"));
    EXPECT_FALSE(page.contains(marker));
  }
  for (const auto* address : {"/p/muestra/bulletins", "/p/muestra/bulletins.atom", "/p/muestra", "/sitemap.xml"})
    EXPECT_FALSE(visitor.get(address).contains(id.text())) << address;
  const auto never = house.draft();
  EXPECT_EQ(house.withdraw(never), "done");
  EXPECT_EQ(visitor.get("/p/muestra/bulletins/" + never.text()).status, 404);
  EXPECT_EQ(outcome(house.app.db().read([&](db::Tx& tx) { return see(tx, house.person("active"), house.alliance, never); })),
            "not_found");
}

/// Every public address, what a member reads, and the API: nothing of it may say the word.
void expect_nowhere(House& house, BulletinId id, const std::string& word) {
  const auto of = [&](const std::string& base) {
    return std::vector<std::string>{base,
                                    base + "/bulletins",
                                    base + "/bulletins/" + id.text(),
                                    base + "/bulletins/" + id.text() + "/editions/1",
                                    base + "/bulletins/" + id.text() + "/editions/2",
                                    base + "/bulletins.atom"};
  };
  auto addresses = of("/p/muestra");
  for (const auto& more : of("/en/p/muestra")) addresses.push_back(more);
  const auto inside = "/alliances/" + house.alliance.text();
  for (const auto& more : {std::string("/"), std::string("/p"), std::string("/sitemap.xml"), std::string("/robots.txt"),
                           "/api/v1" + inside + "/bulletins", "/api/v1" + inside + "/bulletins/" + id.text(),
                           std::string("/api/v1/portal/muestra"), inside + "/bulletins/" + id.text(),
                           inside + "/search?q=" + word, "/api/v1" + inside + "/search?q=" + word, inside + "/bulletins", inside})
    addresses.push_back(more);
  for (const auto& route : house.app.router().routes())
    if (route.method == http::Method::get && route.pattern.starts_with("/p/{slug}") &&
        route.pattern.find('{', 4 + 5) == std::string::npos)
      addresses.push_back("/p/muestra" + route.pattern.substr(9));
  for (const auto& address : addresses) {
    EXPECT_FALSE(house.app.visitor().get(address).contains(word)) << address;
    // The field of the search shows what was looked for.
    if (address.find("?q=") == std::string::npos) {
      EXPECT_FALSE(house.app.client(house.person("active")).get(address).contains(word)) << address;
    }
  }
  const auto found = house.app.client(house.person("active")).get("/api/v1" + inside + "/search?q=" + word);
  EXPECT_EQ(found.status, 200);
  EXPECT_FALSE(found.contains(id.text()));
}

TEST(Bulletins, WhatIsNotPublishedIsServedToNobodyElse) {
  House house;
  auto input = House::input(std::string("Título ") + marker, std::string("Texto ") + marker);
  input.summary_es = marker;
  input.publish_on = house.app.today().plus_days(2).text();
  const auto id = house.draft(input);
  expect_nowhere(house, id, marker);
  EXPECT_EQ(house.submit(id), "done");
  expect_nowhere(house, id, marker);
  EXPECT_EQ(house.approve(id), "done");
  house.work();
  expect_nowhere(house, id, marker);
  EXPECT_TRUE(
      house.app.client(house.person("officer")).get("/alliances/" + house.alliance.text() + "/bulletins").contains(marker));
  house.app.clock().advance(std::chrono::hours(72));
  house.work();
  for (const auto* address : {"/p/muestra/bulletins", "/p/muestra/bulletins.atom", "/p/muestra"})
    EXPECT_TRUE(house.app.visitor().get(address).contains(marker)) << address;
  EXPECT_TRUE(house.app.visitor().get("/sitemap.xml").contains(id.text()));
  // The session of before is over; a token is not.
  auto reader = house.app.token_client(house.person("active"), {"read"});
  const auto found = reader.json(http::Method::get, "/api/v1/alliances/" + house.alliance.text() + "/search?q=" + marker);
  EXPECT_TRUE(found.contains(id.text()));
}

TEST(Bulletins, ADraftOfACorrectionIsServedToNobodyElse) {
  House house;
  const auto id = house.published();
  EXPECT_EQ(house.correct(id, marker), "done");
  expect_nowhere(house, id, marker);
}

TEST(Bulletins, OfAnAllianceWithoutPortalAreForItsMembers) {
  House house;
  const auto id = house.app.write([&](db::Tx& tx) {
    return load(tx, feature::Act::system("demo"), house.hidden, House::input(), tx.now() - std::chrono::hours(1));
  });
  EXPECT_EQ(house.app.visitor().get("/p/oculta/bulletins").status, 404);
  EXPECT_EQ(house.app.visitor().get("/p/oculta/bulletins.atom").status, 404);
  EXPECT_EQ(house.app.visitor().get("/p/oculta/bulletins/" + id.text()).status, 404);
  EXPECT_EQ(house.app.visitor().get("/p/muestra/bulletins/" + id.text()).status, 404);
  EXPECT_EQ(house.app.client(house.person("legal")).get("/alliances/" + house.hidden.text() + "/bulletins/" + id.text()).status,
            200);
}

TEST(Bulletins, TheFeedIsAtomAndItsEntriesStandStill) {
  House house;
  const auto id = house.published(House::input("Uno & dos <tres>", "<script>alert(1)</script>"));
  const auto feed = house.app.visitor().get("/p/muestra/bulletins.atom");
  EXPECT_EQ(feed.header("Content-Type"), "application/atom+xml; charset=utf-8");
  EXPECT_TRUE(feed.contains("<id>urn:alianza:bulletin:" + id.text() + "</id>"));
  EXPECT_TRUE(feed.contains("Uno &amp; dos &lt;tres&gt;"));
  EXPECT_TRUE(feed.contains("&lt;p&gt;&amp;lt;script&amp;gt;"));
  EXPECT_FALSE(feed.contains("<script"));
  EXPECT_TRUE(feed.contains("<rights>"));
}

TEST(Bulletins, PagesThroughKeys) {
  House house;
  for (int i = 1; i <= page_size + 3; ++i) {
    house.app.clock().advance(std::chrono::minutes(1));
    house.app.write([&](db::Tx& tx) {
      return load(tx, feature::Act::system("demo"), house.alliance, House::input("Boletín " + std::to_string(100 + i)), tx.now());
    });
  }
  auto& visitor = house.app.visitor();
  const auto first = visitor.get("/p/muestra/bulletins");
  EXPECT_TRUE(first.contains("Boletín 128"));
  EXPECT_FALSE(first.contains("Boletín 103"));
  const auto at = first.body.find("/p/muestra/bulletins?before=");
  ASSERT_NE(at, std::string::npos);
  const auto rest = visitor.get(first.body.substr(at, first.body.find('"', at) - at));
  EXPECT_TRUE(rest.contains("Boletín 103"));
  EXPECT_FALSE(rest.contains("Boletín 104"));
}

TEST(Bulletins, EachActLeavesOneLine) {
  House house;
  const auto id = house.published();
  EXPECT_EQ(house.withdraw(id), "done");
  const auto lines = house.app.read([&](db::Tx& tx) -> Result<std::vector<std::string>> {
    std::vector<std::string> out;
    for (const auto& line : audit::history(tx, house.agency.value(), "bulletin", id.value())) out.push_back(line.verb);
    return out;
  });
  EXPECT_EQ(lines, (std::vector<std::string>{"bulletin.withdraw", "bulletin.approve", "bulletin.submit", "bulletin.write"}));
}

TEST(Pages, WriteSubmitApproveAndKeepWhatWasTyped) {
  House house;
  const auto root = "/alliances/" + house.alliance.text() + "/bulletins";
  auto& writer = house.app.client(house.person("secretariat"));
  const auto wrong =
      writer.submit_from(root + "/new", root + "/new", {{"kind", "bulletin"}, {"title_es", ""}, {"body_es", "Un <b>texto</b>"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("Un &lt;b&gt;texto&lt;/b&gt;"));
  const auto made = writer.submit_from(root + "/new", root + "/new",
                                       {{"kind", "communique"}, {"title_es", "Aviso"}, {"body_es", "Un <b>texto</b>"}});
  ASSERT_EQ(made.status, 303);
  auto page = made.location();
  page = page.substr(0, page.find('?'));
  EXPECT_TRUE(writer.get(page).contains("Un &lt;b&gt;texto&lt;/b&gt;"));
  EXPECT_EQ(writer.submit_from(page, page + "/submit", {}).status, 303);
  EXPECT_TRUE(writer.get(page).contains("la aprueba otra persona"));
  EXPECT_EQ(writer.submit_from(page + "/approve", page + "/approve", {}).status, 409);
  auto& director = house.app.client(house.person("director"));
  EXPECT_TRUE(director.get("/alliances/" + house.alliance.text()).contains("Leer y aprobar"));
  EXPECT_EQ(director.submit_from(page + "/approve", page + "/approve", {}).status, 303);
  EXPECT_TRUE(house.app.visitor().get("/p/muestra/bulletins").contains("Aviso"));
  EXPECT_TRUE(house.app.visitor().get("/en/p/muestra/bulletins").contains("lang=\"en\""));
}

TEST(Api, DoesTheSame) {
  House house;
  const auto root = "/api/v1/alliances/" + house.alliance.text() + "/bulletins";
  auto writer = house.app.token_client(house.person("secretariat"), {"bulletins:write"});
  auto director = house.app.token_client(house.person("director"), {"bulletins:write"});
  const auto made = writer.json(http::Method::post, root, R"({"kind":"bulletin","title":{"es":"Uno"},"body":{"es":"Dos"}})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto one = made.header("Location");
  EXPECT_EQ(writer.json(http::Method::post, one + "/submit", "{}").status, 200);
  EXPECT_EQ(writer.json(http::Method::post, one + "/approve", "{}").status, 409);
  EXPECT_EQ(director.json(http::Method::post, one + "/approve", "{}").status, 200);
  const auto read = house.app.token_client(house.person("active"), {"bulletins:read"}).json(http::Method::get, one);
  EXPECT_TRUE(read.contains("\"published_at\""));
  EXPECT_EQ(director.json(http::Method::post, one + "/withdraw", R"({"reason":""})").status, 422);
  EXPECT_EQ(director.json(http::Method::post, one + "/withdraw", R"({"reason":"Error"})").status, 200);
  EXPECT_FALSE(house.app.token_client(house.person("active"), {"bulletins:read"}).json(http::Method::get, one).contains("Dos"));
}

}  // namespace
}  // namespace alianza::bulletins
