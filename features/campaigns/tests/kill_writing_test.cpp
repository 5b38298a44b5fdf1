// A server that is killed while it writes the letters of a campaign: every address gets one.
#include <cstdlib>
#include <random>
#include <thread>

#include "features/campaigns/tests/house.h"
#include "platform/db/testing_child.h"
#include "platform/jobs/testing.h"

namespace alianza::campaigns {
namespace {

using std::chrono::milliseconds;

constexpr auto child_variable = "ALIANZA_CAMPAIGNS_CHILD";
constexpr int many = 150;

jobs::Kind one_by_one() {
  auto kind = sending(origin, 1);
  kind.policy = {.attempts = 1000, .back_off = std::chrono::seconds(0), .at_once = 1};
  return kind;
}

/// Not a test: the server that is killed. This program is started again with only this one in it.
TEST(CampaignWriter, DISABLED_SendsUntilItIsKilled) {
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

TEST(KilledWriter, WritesOneLetterToEachAddress) {
  House house;
  house.directory(many);
  auto input = house.input();
  input.deadline = "2199-01-01";  // the child's clock runs
  const auto c = house.app.write([&](db::Tx& tx) { return plan(tx, house.act("secretariat"), house.alliance, input); });
  house.choose_all(c);
  ASSERT_TRUE(house.go(c));
  const auto written = [&] { return house.number("SELECT count(*) FROM mail_letters"); };
  std::minstd_rand random{std::random_device{}()};
  int killed_at_work = 0;
  for (int round = 0; round < 8 && written() < many; ++round) {
    const auto before = written();
    const auto child =
        test::start_child("CampaignWriter.*", {std::string(child_variable) + "=" + house.app.site().config.database.url});
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
  EXPECT_TRUE(eventually([&] { return to_text(house.now(c).state) == "sent"; }));
  workers.stop();
  EXPECT_EQ(written(), many);
  EXPECT_EQ(house.number("SELECT count(DISTINCT to_address) FROM mail_letters"), many);
  EXPECT_EQ(house.number("SELECT count(*) FROM auth_links"), many);
  EXPECT_EQ(house.counts(c).queued, many);
}

}  // namespace
}  // namespace alianza::campaigns
