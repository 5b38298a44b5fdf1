// A server that is killed while it writes to the subscribers: every address gets one letter.
#include <cstdlib>
#include <random>
#include <thread>

#include "features/bulletins/actions_subscriptions.h"
#include "features/bulletins/tests/house.h"
#include "platform/db/testing_child.h"
#include "platform/jobs/testing.h"

namespace alianza::bulletins {
namespace {

using std::chrono::milliseconds;

constexpr auto child_variable = "ALIANZA_BULLETINS_CHILD";
constexpr int many = 150;

jobs::Kind one_by_one() {
  auto kind = announcing(std::string(origin), 1);
  kind.policy = {.attempts = 1000, .back_off = std::chrono::seconds(0), .at_once = 1};
  return kind;
}

/// Not a test: the server that is killed. This program is started again with only this one in it.
TEST(BulletinServer, DISABLED_WritesUntilItIsKilled) {
  const char* url = std::getenv(child_variable);  // NOLINT(concurrency-mt-unsafe)
  if (url == nullptr) GTEST_SKIP() << "only for the test that kills it";
  auto db = db::Database::open({.url = url}).value();
  jobs::Kinds kinds;
  kinds.add(one_by_one());
  jobs::Workers workers(db, kinds, jobs::short_lease());
  workers.start();
  std::this_thread::sleep_for(std::chrono::seconds(30));
}

bool eventually(const std::function<bool()>& is) { return jobs::eventually(is, std::chrono::seconds(20)); }

TEST(KilledPublication, WritesOneLetterToEachSubscriber) {
  House house;
  const auto number = [&](const char* sql) {
    return house.app.read([&](db::Tx& tx) -> Result<std::int64_t> { return *tx.one<std::int64_t>(sql); });
  };
  for (int i = 0; i < many; ++i)
    house.app.write([&](db::Tx& tx) {
      return subscribe(tx, {}, house.alliance, "lector" + std::to_string(i) + "@uno.example", Lang::es, std::string(origin));
    });
  house.app.write([](db::Tx& tx) -> Done {
    tx.exec("UPDATE bulletin_subscriptions SET confirmed_at = asked_at");
    tx.exec("DELETE FROM mail_letters");
    tx.exec("DELETE FROM jobs");
    return {};
  });
  const auto id = house.draft();
  ASSERT_EQ(house.submit(id), "done");
  ASSERT_EQ(house.approve(id), "done");
  const auto written = [&] { return number("SELECT count(*) FROM mail_letters"); };
  std::minstd_rand random{std::random_device{}()};
  int killed_at_work = 0;
  for (int round = 0; round < 8 && written() < many; ++round) {
    const auto before = written();
    const auto child =
        test::start_child("BulletinServer.*", {std::string(child_variable) + "=" + house.app.site().config.database.url});
    EXPECT_TRUE(eventually([&] { return written() > before; }));
    std::this_thread::sleep_for(milliseconds(std::uniform_int_distribution(0, 40)(random)));
    EXPECT_TRUE(test::kill_child(child));
    killed_at_work += written() < many ? 1 : 0;
  }
  EXPECT_GT(killed_at_work, 0);
  auto real = db::Database::open({.url = house.app.site().config.database.url}).value();
  jobs::Kinds kinds;
  kinds.add(one_by_one());
  jobs::Workers workers(real, kinds, jobs::short_lease());
  workers.start();
  EXPECT_TRUE(eventually([&] { return written() == many; }));
  workers.stop();
  EXPECT_EQ(number("SELECT count(DISTINCT to_address) FROM mail_letters"), many);
  EXPECT_EQ(number("SELECT count(*) FROM bulletin_letters"), many);
}

}  // namespace
}  // namespace alianza::bulletins
