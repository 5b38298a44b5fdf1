// Subscriptions on both engines: confirmed from the mailbox, left by a link, letters once each, nobody reads who.

#include "features/bulletins/actions_subscriptions.h"
#include "features/bulletins/tests/house.h"
#include "platform/mail/mail.h"
#include "platform/test/letter_link.h"

namespace alianza::bulletins {
namespace {

class Readers : public ::testing::Test {
 protected:
  std::string ask(const std::string& email, Lang lang = Lang::es) {
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return subscribe(tx, {}, house.alliance, email, lang, std::string(origin)); }));
  }
  std::vector<mail::Kept> letters() {
    return house.app.read(
        [](db::Tx& tx) -> Result<std::vector<mail::Kept>> { return mail::in_state(tx, mail::State::queued, {.limit = 500}); });
  }
  /// The newest address of that kind in a letter to that person, as a path.
  std::string link_to(const std::string& email, const std::string& page) {
    for (const auto& kept : letters()) {
      if (kept.letter.to.text() != email) continue;
      if (const auto link = test::letter_link(kept.letter.text, page)) return *link;
    }
    return {};
  }
  auth::Link link(std::string_view purpose, const std::string& path) {
    return auth::find_link(house.app.db(), purpose, path.substr(path.rfind('/') + 1), "198.51.100.1").value();
  }
  void reader(const std::string& email) {
    ASSERT_EQ(ask(email), "done");
    const auto at = link(confirm_purpose, link_to(email, "subscriptions"));
    ASSERT_EQ(outcome(house.app.db().write([&](db::Tx& tx) { return confirm(tx, {}, at); })), "done");
  }
  SubscriptionCounts counts() {
    return house.app.read([&](db::Tx& tx) -> Result<SubscriptionCounts> {
      return subscription_counts(tx, TRY(alliances::see(tx, house.person("secretariat"), house.alliance)));
    });
  }
  House house;
};

TEST_F(Readers, AreAskedFromTheirMailboxBeforeAnyBulletinGoesThere) {
  EXPECT_EQ(ask("no es correo"), "email");
  EXPECT_EQ(ask("ana@uno.example"), "done");
  EXPECT_EQ(counts().pending, 1);
  house.published();
  ASSERT_EQ(letters().size(), 1u);  // only the one that asks
  const auto page = link_to("ana@uno.example", "subscriptions");
  auto& visitor = house.app.visitor();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(visitor.get(page).status, 200);  // as scanners of mail do
  EXPECT_EQ(counts().confirmed, 0);
  EXPECT_EQ(visitor.submit_from(page, page + "/confirm", {}).status, 303);
  EXPECT_EQ(counts().confirmed, 1);
  EXPECT_EQ(counts().pending, 0);
  EXPECT_TRUE(visitor.get(page).contains("está confirmada"));
}

TEST_F(Readers, AnAddressIsNotFloodedAndNobodyLearnsWhoSubscribed) {
  auto& visitor = house.app.visitor();
  const auto answer = [&](const char* email) {
    auto page = visitor.submit_from("/p/muestra/subscribe", "/p/muestra/subscribe", {{"email", email}});
    return std::to_string(page.status) + page.location();
  };
  reader("ana@uno.example");
  EXPECT_EQ(answer("ana@uno.example"), "303/p/muestra/subscribe?asked=1");
  EXPECT_EQ(answer("otra@uno.example"), "303/p/muestra/subscribe?asked=1");
  EXPECT_TRUE(visitor.get("/p/muestra/subscribe?asked=1").contains("Le enviamos una carta"));
  EXPECT_EQ(visitor.submit_from("/p/muestra/subscribe", "/p/muestra/subscribe", {{"email", "nadie"}}).status, 422);
  EXPECT_EQ(ask("ana@uno.example"), "done");
  EXPECT_EQ(ask("Ana@UNO.example"), "done");
  EXPECT_EQ(letters().size(), 2u);  // one to each
  house.app.clock().advance(std::chrono::hours(2));
  EXPECT_EQ(ask("ana@uno.example"), "done");
  EXPECT_EQ(letters().size(), 3u);
  EXPECT_EQ(counts().confirmed, 1);
}

TEST_F(Readers, TooManyAtOnceAreToldToComeBack) {
  for (std::int64_t i = 0; i < most_asked_an_hour; ++i) ASSERT_EQ(ask("p" + std::to_string(i) + "@uno.example"), "done");
  EXPECT_EQ(ask("uno.mas@uno.example"), "other");
  house.app.clock().advance(std::chrono::minutes(61));
  EXPECT_EQ(ask("uno.mas@uno.example"), "done");
}

TEST_F(Readers, GetEachEditionOnceInTheirLanguage) {
  for (int i = 0; i < 7; ++i) reader("lector" + std::to_string(i) + "@uno.example");
  ASSERT_EQ(ask("reader@uno.example", Lang::en), "done");
  const auto at = link(confirm_purpose, link_to("reader@uno.example", "subscriptions"));
  house.app.write([&](db::Tx& tx) { return confirm(tx, {}, at); });
  const auto before = letters().size();
  const auto id = house.published();
  EXPECT_EQ(letters().size(), before + 8);
  // The same job again, as after a lost lease, writes none.
  const auto edition = house.seen(id).editions.back().id;
  EXPECT_FALSE(house.app.write([&](db::Tx& tx) { return write_letters(tx, edition, origin, 3); }));
  EXPECT_EQ(letters().size(), before + 8);
  int english = 0;
  for (const auto& kept : letters())
    if (kept.letter.to.text() == "reader@uno.example" && kept.letter.unsubscribe) {
      ++english;
      EXPECT_NE(kept.letter.text.find("/en/p/muestra/bulletins/"), std::string::npos);
    }
  EXPECT_EQ(english, 1);
  // A correction is another edition.
  EXPECT_EQ(house.correct(id, "Son 50."), "done");
  EXPECT_EQ(house.submit(id), "done");
  EXPECT_EQ(house.approve(id), "done");
  house.work();
  EXPECT_EQ(letters().size(), before + 16);
  // Who comes later gets no old ones.
  house.app.clock().advance(std::chrono::minutes(1));
  reader("tarde@uno.example");
  EXPECT_FALSE(house.app.write([&](db::Tx& tx) { return write_letters(tx, edition, origin, 3); }));
  EXPECT_TRUE(link_to("tarde@uno.example", "leave").empty());
}

TEST_F(Readers, SeeTheKindOnceInTheSubject) {
  reader("lectora@uno.example");
  const auto subjects = [&] {
    std::string out;
    for (const auto& kept : letters())
      if (kept.letter.unsubscribe) out += kept.letter.subject.text() + "; ";
    return out;
  };
  house.published(house.input("Qué se acordó"));
  house.published(house.input("Boletín 3: la plenaria"));
  EXPECT_NE(subjects().find("Boletín: Qué se acordó · "), std::string::npos) << subjects();
  EXPECT_NE(subjects().find("Boletín 3: la plenaria · "), std::string::npos) << subjects();
  EXPECT_EQ(subjects().find("Boletín: Boletín"), std::string::npos) << subjects();
}

TEST_F(Readers, LeaveByTheLinkOfAnyLetterWithOneRequest) {
  reader("ana@uno.example");
  house.published();
  const auto page = link_to("ana@uno.example", "leave");
  ASSERT_FALSE(page.empty());
  auto& visitor = house.app.visitor();
  EXPECT_EQ(visitor.get(page).status, 200);
  EXPECT_EQ(counts().confirmed, 1);
  // As a mail program does it: no cookie, no page of ours (RFC 8058).
  http::TestClient program(house.app.router());
  const http::Pairs headers{{"Content-Type", "application/x-www-form-urlencoded"}};
  EXPECT_EQ(program.send(http::Method::post, page, headers, "nada=1").status, 403);
  EXPECT_EQ(counts().confirmed, 1);
  EXPECT_EQ(program.send(http::Method::post, page, headers, "List-Unsubscribe=One-Click").status, 200);
  EXPECT_EQ(counts().confirmed, 0);
  EXPECT_EQ(program.send(http::Method::post, page, headers, "List-Unsubscribe=One-Click").status, 200);
  EXPECT_TRUE(visitor.get(page).contains("Ya no recibirá"));
  EXPECT_EQ(house.app.read([](db::Tx& tx) -> Result<std::int64_t> {
    return *tx.one<std::int64_t>("SELECT count(*) FROM bulletin_subscriptions");
  }),
            0);
}

TEST_F(Readers, WhoNeverConfirmsIsForgotten) {
  EXPECT_EQ(ask("ana@uno.example"), "done");
  const auto page = link_to("ana@uno.example", "subscriptions");
  house.app.clock().advance(confirm_within + std::chrono::hours(1));
  EXPECT_EQ(house.app.write([](db::Tx& tx) -> Result<std::int64_t> { return forget_pending(tx); }), 1);
  EXPECT_EQ(house.app.visitor().get(page).status, 410);
  EXPECT_EQ(counts().pending, 0);
}

TEST_F(Readers, AreCountedForWhoConvenesAndShownToNobody) {
  reader("ana@uno.example");
  const auto root = "/alliances/" + house.alliance.text() + "/bulletins";
  const auto office = house.app.client(house.person("secretariat")).get(root);
  EXPECT_TRUE(office.contains("1 persona los recibe por correo"));
  EXPECT_FALSE(office.contains("ana@uno.example"));
  EXPECT_FALSE(house.app.client(house.person("active")).get(root).contains("recibe por correo"));
  EXPECT_EQ(outcome(house.app.db().read([&](db::Tx& tx) -> Result<SubscriptionCounts> {
              return subscription_counts(tx, TRY(alliances::see(tx, house.person("active"), house.alliance)));
            })),
            "forbidden");
}

}  // namespace
}  // namespace alianza::bulletins
