#include "platform/http/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <set>

namespace alianza::http {
namespace {

using namespace std::chrono_literals;

TEST(WorkerPool, OneTaskAfterAnotherStaysWithTheThreadsThatAreWarm) {
  WorkerPool pool(16, 100);
  std::set<std::thread::id> seen;
  for (int i = 0; i < 64; ++i) {
    std::promise<std::thread::id> who;
    ASSERT_TRUE(pool.try_post([&] { who.set_value(std::this_thread::get_id()); }));
    seen.insert(who.get_future().get());
    std::this_thread::sleep_for(1ms);  // it falls asleep
  }
  EXPECT_LT(seen.size(), 8U);
}

TEST(WorkerPool, AsManyWorkAtOnceAsThereAreThreads) {
  WorkerPool pool(4, 100);
  std::atomic<int> inside = 0;
  std::promise<void> all;
  std::promise<void> go;
  const auto gone = go.get_future().share();
  for (int i = 0; i < 4; ++i)
    pool.post([&, gone] {
      if (++inside == 4) all.set_value();
      gone.wait();
    });
  EXPECT_EQ(all.get_future().wait_for(10s), std::future_status::ready);
  go.set_value();
}

TEST(WorkerPool, RefusesBeyondItsLimitAndFinishesWhatWaits) {
  std::atomic<int> done = 0;
  std::promise<void> go;
  const auto gone = go.get_future().share();
  std::promise<void> begun;
  WorkerPool pool(1, 3);
  pool.post([&, gone] {
    begun.set_value();
    gone.wait();
    ++done;
  });
  begun.get_future().wait();
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(pool.try_post([&] { ++done; }));
  EXPECT_FALSE(pool.try_post([&] { ++done; }));
  EXPECT_EQ(pool.waiting(), 3U);
  go.set_value();
  pool.stop();
  EXPECT_EQ(done, 4);
}

}  // namespace
}  // namespace alianza::http
