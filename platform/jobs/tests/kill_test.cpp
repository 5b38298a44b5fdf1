// A server that is killed at any moment, again and again: nothing is lost, and what is exactly-once happens once.
#include <cstdlib>
#include <random>

#include "platform/db/testing_child.h"
#include "platform/jobs/testing.h"
#include "platform/jobs/tests/shop.h"

namespace alianza::jobs {
namespace {

using std::chrono::milliseconds;

constexpr auto child_variable = "ALIANZA_JOBS_CHILD";
constexpr int slices = 40;

/// After its effect is committed it goes on for a moment, so that it is killed before, in and after its transaction.
Done small(Context& context) {
  TRY(effect(context));
  std::this_thread::sleep_for(milliseconds(3));
  return {};
}

Done sliced(Context& context) {
  const auto& saved = context.job().saved_json;
  for (int slice = saved.empty() ? 0 : std::stoi(saved); slice < slices; ++slice) {
    TRY(context.go_on());
    TRY(context.db().write([&](db::Tx& tx) -> Done {
      leave_effect(tx, context);
      context.save(tx, std::to_string(slice + 1));
      return {};
    }));
    std::this_thread::sleep_for(milliseconds(5));
  }
  return {};
}

void stock(Kinds& kinds) {
  const Policy patient{.attempts = 1000, .back_off = std::chrono::seconds(0), .at_once = 4};
  kinds.add({"shop.small", small, patient});
  kinds.add({"shop.sliced", sliced, patient});
}

/// Not a test: the server that is killed. This program is started again with only this one in it.
TEST(JobServer, DISABLED_WorksUntilItIsKilled) {
  const char* url = std::getenv(child_variable);  // NOLINT(concurrency-mt-unsafe)
  if (url == nullptr) GTEST_SKIP() << "only for the test that kills it";
  auto db = db::Database::open({.url = url}).value();
  Kinds kinds;
  stock(kinds);
  Workers workers(db, kinds, short_lease());
  workers.start();
  std::this_thread::sleep_for(std::chrono::seconds(30));
}

class KilledServer : public Shop {
 protected:
  pid_t start_server() { return test::start_child("JobServer.*", {std::string(child_variable) + "=" + scratch.url()}); }
  std::int64_t left() { return number("SELECT count(*) FROM jobs WHERE state <> 'done'"); }
};

TEST_F(KilledServer, LosesNothingAndRepeatsNothingThatIsExactlyOnce) {
  constexpr int many = 300;
  auto real = db::Database::open({.url = scratch.url()}).value();
  ASSERT_TRUE(real.write([&](db::Tx& tx) -> Done {
    for (int i = 0; i < many; ++i) enqueue(tx, {.kind = "shop.small"});
    for (int i = 0; i < 3; ++i) enqueue(tx, {.kind = "shop.sliced"});
    return {};
  }));
  std::minstd_rand random{std::random_device{}()};
  int killed_at_work = 0;
  for (int round = 0; round < 12 && left() > 0; ++round) {
    const auto before = effects();
    const auto server = start_server();
    EXPECT_TRUE(eventually([&] { return effects() > before || left() == 0; }));
    std::this_thread::sleep_for(milliseconds(std::uniform_int_distribution(0, 60)(random)));
    EXPECT_TRUE(test::kill_child(server));
    killed_at_work += number("SELECT count(*) FROM jobs WHERE state = 'running'") > 0 ? 1 : 0;
  }
  EXPECT_GT(killed_at_work, 0);
  stock(kinds);
  Workers workers(real, kinds, short_lease());
  workers.start();
  EXPECT_TRUE(eventually([&] { return left() == 0; }));
  workers.stop();
  EXPECT_EQ(effects(), many + 3 * slices);
  EXPECT_EQ(number("SELECT count(DISTINCT job) FROM effects"), many + 3);
  EXPECT_GT(number("SELECT max(attempt) FROM jobs"), 1);
}

}  // namespace
}  // namespace alianza::jobs
