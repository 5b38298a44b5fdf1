// Choosing recipients, letters that leave once, reminders to the silent, the rate by groups.
#include <cstdlib>
#include <set>
#include <thread>

#include "features/surveys/tests/house.h"
#include "platform/db/testing_child.h"

namespace alianza::surveys {
namespace {

TEST(SurveyRecipients, AreMembersWithAContactByMail) {
  House house;
  house.organization("Con correo", Status::active, "ana@con.example");
  house.organization("Sin correo", Status::active);
  house.organization("Suspendida", Status::suspended, "caro@suspendida.example");
  house.organization("Invitada", Status::invited, "dora@invitada.example");
  house.organization("De fuera", std::nullopt, "eva@fuera.example");
  const auto s = house.survey();
  const auto chosen = house.choose_all(s);
  EXPECT_EQ(chosen.added, 1);
  EXPECT_EQ(chosen.unreachable, 1);
  EXPECT_EQ(house.choose_all(s).added, 0) << "nobody is asked twice";
  RecipientsInput both;
  both.statuses = {"active", "invited"};
  EXPECT_EQ(house.choose_all(s, both).added, 1);
  std::set<std::string> names;
  for (const auto& row : house.recipients_of(s)) names.insert(row.organization_name);
  EXPECT_EQ(names, (std::set<std::string>{"Con correo", "Invitada"}));
  for (const auto& wrong : {RecipientsInput{.statuses = {}}, RecipientsInput{.statuses = {"withdrawn"}}})
    EXPECT_EQ(outcome(choose(house.app.db(), house.memory, house.act("secretariat"), house.alliance, s.id, wrong)), "statuses");
}

TEST(SurveyRecipients, AreFilteredBySector) {
  House house;
  house.members(2);
  const auto& sector = *organizations::sectors().begin();
  organizations::Profile profile;
  profile.name = "Del sector";
  profile.sector = sector.code;
  const auto by = house.act("director");
  const auto id =
      house.app.write([&](db::Tx& tx) { return organizations::add(tx, by, house.agency, profile, {}, house.app.today()); }).id;
  house.contact(id, "Sara", "sara@sector.example");
  house.move(id, Status::active);
  const auto s = house.survey();
  RecipientsInput wanted;
  wanted.filter = {{"sector", "nada"}};
  EXPECT_EQ(outcome(choose(house.app.db(), house.memory, house.act("secretariat"), house.alliance, s.id, wanted)), "sector")
      << "left out in silence it would ask everybody";
  wanted.filter = {{"sector", sector.code}};
  EXPECT_EQ(house.choose_all(s, wanted).added, 1);
  EXPECT_EQ(house.recipients_of(s).front().organization_name, "Del sector");
  const auto path = "/alliances/" + house.alliance.text() + "/surveys/" + s.id.text() + "/recipients";
  auto& client = house.app.client(house.person("secretariat"));
  EXPECT_TRUE(client.get(path).contains("name=\"sector\""));
  EXPECT_EQ(client.submit_from(path, path, {{"statuses", "active"}, {"lang", "es"}, {"sector", sector.code}}).status, 303);
  EXPECT_EQ(house.recipients_of(s).size(), 1U);
  auto program = house.app.token_client(house.person("secretariat"), {"read", "write"});
  EXPECT_EQ(program.json(http::Method::post, "/api/v1" + path, R"({"sector":["nada"]})").status, 422);
}

TEST(SurveySending, WritesEachLetterOnce) {
  House house;
  house.members(7);
  const auto s = house.survey();
  EXPECT_EQ(outcome(house.go(s)), "conflict") << "nobody is chosen";
  house.choose_all(s);
  ASSERT_TRUE(house.go(s));
  house.work();
  std::set<std::string> to;
  for (const auto& kept : house.letters()) {
    to.insert(kept.letter.to.text());
    EXPECT_NE(kept.letter.text.find("Prioridades"), std::string::npos);
  }
  EXPECT_EQ(house.letters().size(), 7U);
  EXPECT_EQ(to.size(), 7U);
  EXPECT_EQ(house.rates_of(s).whole.asked, 7);
  // Who is chosen afterwards gets a letter, the others none.
  house.organization("Nueva", Status::active, "nueva@uno.example");
  EXPECT_EQ(house.choose_all(s).added, 1);
  EXPECT_EQ(house.rates_of(s).whole.asked, 7) << "nobody wrote to it yet";
  ASSERT_TRUE(house.go(s));
  house.work();
  EXPECT_EQ(house.letters().size(), 8U);
}

TEST(SurveySending, LeavesOutWhoDoesNotFitAnyMore) {
  House house;
  const auto ids = house.members(2);
  const auto s = house.survey();
  house.choose_all(s);
  const auto contacts = house.app.read([&](db::Tx& tx) {
    return membership::contacts_of(
        tx, membership::standing(tx, house.person("director"), house.agency, house.alliance, house.app.today()), ids[0]);
  });
  house.app.write([&](db::Tx& tx) -> Done {
    const auto standing = membership::standing(tx, house.person("director"), house.agency, house.alliance, house.app.today());
    return membership::end_contact(tx, house.act("director"), standing, house.agency, contacts.front().affiliation,
                                   house.app.today());
  });
  ASSERT_TRUE(house.go(s));
  house.work();
  EXPECT_EQ(house.letters().size(), 1U);
  EXPECT_EQ(house.recipient(s, "Empresa 101").letter, Letter::revoked);
  EXPECT_EQ(house.rates_of(s).whole.asked, 1);
}

TEST(SurveyReminders, GoToTheSilentAfterThreeDaysAtMostThreeTimes) {
  House house;
  house.members(3);
  const auto s = house.opened(house.survey());
  house.answer_axs(house.link("org1@uno.example"));
  ASSERT_TRUE(house.send_by(house.link("org1@uno.example")));
  house.type(house.link("org2@uno.example"), 1, {{"a.reason", "Empezada"}});
  const auto remind_now = [&] {
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return remind(tx, house.act("secretariat"), house.alliance, s.id, origin); }));
  };
  EXPECT_EQ(remind_now(), "conflict") << "their letter is of today";
  for (int round = 1; round <= 3; ++round) {
    house.app.clock().advance(std::chrono::hours(24 * 3));
    EXPECT_EQ(remind_now(), "done") << round;
    house.work();
    EXPECT_EQ(house.letters().size(), 3U + static_cast<std::size_t>(2 * round)) << "the two who have not sent";
  }
  house.app.clock().advance(std::chrono::hours(24 * 3));
  EXPECT_EQ(remind_now(), "conflict") << "three times are enough";
  EXPECT_EQ(house.recipient(s, "Empresa 101").reminders, 0);
  house.app.clock().advance(std::chrono::hours(24 * 30));
  EXPECT_EQ(house.sheet_of(house.link("org2@uno.example")).door, Door::closed) << "its last day has passed";
}

TEST(SurveyRates, CountGroupsAndAskTheDatabaseAsOftenForManyAsForFew) {
  House house;
  house.members(2);
  house.organization("Pequeña", Status::active, "p@uno.example", organizations::Size::small);
  const auto s = house.opened(house.survey());
  house.answer_axs(house.link("p@uno.example"));
  ASSERT_TRUE(house.send_by(house.link("p@uno.example")));
  const auto found = house.rates_of(s);
  EXPECT_EQ(found.whole.asked, 3);
  EXPECT_EQ(found.whole.percent(), 33);
  ASSERT_EQ(found.by_size.size(), 2U);
  EXPECT_EQ(found.by_size[0].code, "small");
  EXPECT_EQ(found.by_size[0].rate.percent(), 100);
  EXPECT_EQ(found.by_size[1].rate.answered, 0);
  const auto statements = [&](const auto& act) {
    const auto before = house.app.db().stats().statements;
    act();
    return house.app.db().stats().statements - before;
  };
  const auto rate_page = [&] { house.rates_of(s); };
  const auto link = house.link("p@uno.example");
  const auto answer_page = [&] { house.sheet_of(link); };
  rate_page(), answer_page();
  const auto few = statements(rate_page);
  const auto few_answers = statements(answer_page);
  for (int i = 0; i < 12; ++i)
    house.organization("Otra " + std::to_string(i), Status::active, "otra" + std::to_string(i) + "@uno.example");
  house.opened(s);
  EXPECT_EQ(house.rates_of(s).whole.asked, 15);
  rate_page(), answer_page();  // what the readers remember is read anew after a write
  EXPECT_LE(statements(rate_page), few);
  EXPECT_LE(statements(answer_page), few_answers);
}

// ---- A server that is killed while it writes the letters.

using std::chrono::milliseconds;

constexpr auto child_variable = "ALIANZA_SURVEYS_CHILD";
constexpr int many = 60;

jobs::WorkersOptions brief_lease() {
  jobs::WorkersOptions options;
  options.poll = milliseconds(20);
  options.lease = milliseconds(600);
  return options;
}

jobs::Kind one_by_one() {
  auto kind = sending(origin, 1);
  kind.policy = {.attempts = 1000, .back_off = std::chrono::seconds(0), .at_once = 1};
  return kind;
}

/// Not a test: the server that is killed. This program is started again with only this one in it.
TEST(SurveyWriter, DISABLED_SendsUntilItIsKilled) {
  const char* url = std::getenv(child_variable);  // NOLINT(concurrency-mt-unsafe)
  if (url == nullptr) GTEST_SKIP() << "only for the test that kills it";
  auto db = db::Database::open({.url = url}).value();
  jobs::Kinds kinds;
  kinds.add(one_by_one());
  jobs::Workers workers(db, kinds, brief_lease());
  workers.start();
  std::this_thread::sleep_for(std::chrono::seconds(30));
}

bool eventually(const std::function<bool()>& is) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (std::chrono::steady_clock::now() < until) {
    if (is()) return true;
    std::this_thread::sleep_for(milliseconds(3));
  }
  return false;
}

TEST(KilledSurveyWriter, WritesOneLetterToEachAddress) {
  House house;
  house.members(many);
  auto input = house.input();
  input.closes_on = "2199-01-01";  // the child's clock runs
  const auto s = house.app.write([&](db::Tx& tx) { return plan(tx, house.act("secretariat"), house.alliance, input); });
  house.choose_all(s);
  ASSERT_TRUE(house.go(s));
  const auto written = [&] { return house.number("SELECT count(*) FROM mail_letters"); };
  for (int round = 0; round < 4 && written() < many; ++round) {
    const auto before = written();
    const auto child =
        test::start_child("SurveyWriter.*", {std::string(child_variable) + "=" + house.app.site().config.database.url});
    EXPECT_TRUE(eventually([&] { return written() > before; }));
    std::this_thread::sleep_for(milliseconds(7 * round));
    EXPECT_TRUE(test::kill_child(child));
  }
  auto real = db::Database::open({.url = house.app.site().config.database.url}).value();
  jobs::Kinds kinds;
  kinds.add(one_by_one());
  jobs::Workers workers(real, kinds, brief_lease());
  workers.start();
  EXPECT_TRUE(eventually([&] { return written() >= many; }));
  workers.stop();
  EXPECT_EQ(written(), many);
  EXPECT_EQ(house.number("SELECT count(DISTINCT to_address) FROM mail_letters"), many);
  EXPECT_EQ(house.number("SELECT count(*) FROM auth_links"), many);
}

}  // namespace
}  // namespace alianza::surveys
