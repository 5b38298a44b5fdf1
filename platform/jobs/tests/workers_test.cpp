// Threads and several servers.
#include <atomic>
#include <set>

#include "platform/jobs/keeper.h"
#include "platform/jobs/tests/shop.h"

namespace alianza::jobs {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class JobWorkers : public Shop {
 protected:
  /// Another server on the same data.
  db::Database server() { return db::Database::open({.url = scratch.url(), .clock = &scratch.clock()}).value(); }
  bool reaches(JobId id, State wanted) {
    return eventually([&] { return state(id) == wanted; });
  }
};

TEST_F(JobWorkers, OfTwoServersDoThousandsOfJobsEachOnceAndNeverTwoAtATime) {
  constexpr int many = 2000;
  std::atomic<int> at_once{0};
  std::mutex mutex;
  std::set<std::int64_t> inside;
  bool twice = false;
  const auto handler = [&](Context& context) -> Done {
    const auto id = context.job().id.value();
    {
      const std::lock_guard lock(mutex);
      twice = twice || !inside.insert(id).second;
    }
    const Done done = effect(context);
    const std::lock_guard lock(mutex);
    inside.erase(id);
    return done;
  };
  kinds.add({"shop.many", handler, {.at_once = 8}});
  for (int batch = 0; batch < 20; ++batch)
    ASSERT_TRUE(db.write([&](db::Tx& tx) -> Done {
      for (int i = 0; i < many / 20; ++i) enqueue(tx, {.kind = "shop.many"});
      return {};
    }));
  auto other = server();
  Workers here(db, kinds, quick());
  Workers there(other, kinds, quick());
  here.start();
  there.start();
  const auto until = std::chrono::steady_clock::now() + seconds(120);
  while (number("SELECT count(*) FROM jobs WHERE state = 'done'") < many && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(milliseconds(50));
  here.stop();
  there.stop();
  EXPECT_EQ(number("SELECT count(*) FROM jobs WHERE state = 'done'"), many);
  EXPECT_EQ(effects(), many);
  EXPECT_EQ(number("SELECT count(DISTINCT job) FROM effects"), many);
  EXPECT_EQ(number("SELECT max(attempt) FROM jobs"), 1);
  EXPECT_FALSE(twice);
}

TEST_F(JobWorkers, WakeAtOnceWhenThisProgramAsks) {
  kinds.add({"shop.effect", effect});
  auto options = quick();
  options.poll = std::chrono::hours(1);
  Workers workers(db, kinds, options);
  workers.start();
  std::this_thread::sleep_for(milliseconds(50));
  EXPECT_TRUE(reaches(ask("shop.effect"), State::done));
}

TEST_F(JobWorkers, BeginAThreadForAJobAndEndItWhenThereIsNone) {
  std::atomic<int> here{0};
  struct Presence {  // of a thread that did a job, until it ends
    explicit Presence(std::atomic<int>& count) : all(&count) { ++*all; }
    Presence(const Presence&) = delete;
    Presence& operator=(const Presence&) = delete;
    ~Presence() { --*all; }
    std::atomic<int>* all;
  };
  std::atomic<int> rests{0};
  kinds.add({"shop.present", [&](Context& context) -> Done {
               static thread_local Presence presence(here);
               return effect(context);
             }});
  auto options = quick();
  options.poll = milliseconds(50);
  options.linger = milliseconds(100);
  options.at_rest = [&] { ++rests; };
  Workers workers(db, kinds, options);
  workers.start();
  std::this_thread::sleep_for(milliseconds(300));
  EXPECT_EQ(rests, 0);  // nothing was done yet
  for (int round = 1; round <= 3; ++round) {
    ASSERT_TRUE(reaches(ask("shop.present"), State::done));
    EXPECT_TRUE(eventually([&] { return here == 0 && rests == round; })) << round;
  }
  std::this_thread::sleep_for(milliseconds(300));
  EXPECT_EQ(rests, 3);  // once after each, not again and again
}

TEST_F(JobWorkers, DoNoMoreOfAKindAtOnceThanItsPolicySays) {
  std::atomic<int> now{0};
  std::atomic<int> most{0};
  const auto handler = [&](Context& context) -> Done {
    const int mine = ++now;
    for (int seen = most; seen < mine && !most.compare_exchange_weak(seen, mine);) continue;
    std::this_thread::sleep_for(milliseconds(10));
    --now;
    return effect(context);
  };
  kinds.add({"shop.narrow", handler, {.at_once = 2}});
  for (int i = 0; i < 12; ++i) ask("shop.narrow");
  Workers workers(db, kinds, quick(6));
  workers.start();
  EXPECT_TRUE(eventually([&] { return effects() == 12; }));
  workers.stop();
  EXPECT_EQ(most, 2);
}

TEST_F(JobWorkers, GoByPriorityWhenThreadsAreFew) {
  std::mutex mutex;
  std::string order;
  const auto note = [&](char letter) {
    return [&, letter](Context&) -> Done {
      const std::lock_guard lock(mutex);
      order += letter;
      return {};
    };
  };
  kinds.add({"shop.low", note('l'), {.priority = 200}});
  kinds.add({"shop.high", note('h'), {.priority = 10}});
  for (const auto* kind : {"shop.low", "shop.low", "shop.high", "shop.high"}) ask(kind);
  Workers workers(db, kinds, quick(1));
  workers.start();
  EXPECT_TRUE(eventually([&] { return number("SELECT count(*) FROM jobs WHERE state = 'done'") == 4; }));
  workers.stop();
  EXPECT_EQ(order, "hhll");
}

TEST_F(JobWorkers, AskARunningJobToStopWhenItIsCancelledOnAnotherServer) {
  std::atomic<bool> started{false};
  std::atomic<bool> may_hear{false};
  const auto handler = [&](Context& context) -> Done {
    started = true;
    for (;; std::this_thread::sleep_for(milliseconds(5)))
      if (may_hear) TRY(context.go_on());
  };
  kinds.add({"shop.long", handler});
  const auto id = ask("shop.long");
  auto other = server();
  Workers workers(other, kinds, quick());
  workers.start();
  ASSERT_TRUE(eventually([&] { return started.load(); }));
  ASSERT_TRUE(act(cancel, id));
  EXPECT_TRUE(job(id).cancelling());
  may_hear = true;
  EXPECT_TRUE(reaches(id, State::cancelled));
  EXPECT_FALSE(job(id).cancelling());
}

TEST_F(JobWorkers, LetACancelledJobBeDoneWhenItWasFaster) {
  std::atomic<bool> started{false};
  std::atomic<bool> go{false};
  kinds.add({"shop.fast", [&](Context& context) -> Done {
               started = true;
               while (!go) std::this_thread::sleep_for(milliseconds(2));
               return effect(context);
             }});
  const auto id = ask("shop.fast");
  Workers workers(db, kinds, quick());
  workers.start();
  // Taken is not begun: one that hears of it before its handler begins is cancelled.
  ASSERT_TRUE(eventually([&] { return started.load(); }));
  ASSERT_TRUE(act(cancel, id));
  go = true;
  EXPECT_TRUE(reaches(id, State::done));
  EXPECT_EQ(effects(), 1);
}

TEST_F(JobWorkers, GiveBackWhatTheyHaveNotFinishedWhenTheyStop) {
  std::atomic<int> started{0};
  kinds.add({"shop.long", [&](Context& context) -> Done {
               ++started;
               for (;; std::this_thread::sleep_for(milliseconds(5))) TRY(context.go_on());
             }});
  const JobId ids[] = {ask("shop.long"), ask("shop.long")};
  Workers workers(db, kinds, quick());
  workers.start();
  ASSERT_TRUE(eventually([&] { return started == 2; }));
  workers.stop();
  for (const auto id : ids) {
    EXPECT_EQ(state(id), State::waiting);
    EXPECT_EQ(job(id).tries(), 0);
    EXPECT_EQ(job(id).attempt, 1);
  }
  workers.start();  // and can start again
  EXPECT_TRUE(eventually([&] { return started == 4; }));
}

TEST_F(JobWorkers, WriteProgressAFewTimesASecondAndNotPerRow) {
  constexpr int rows = 200'000;
  std::atomic<bool> go{false};
  std::atomic<bool> half{false};
  kinds.add({"shop.rows", [&](Context& context) -> Done {
               context.phase(_("Se leen los renglones."));
               for (int i = 1; i <= rows / 2; ++i) context.progress(i, rows);
               half = true;
               while (!go) std::this_thread::sleep_for(milliseconds(2));
               for (int i = rows / 2; i <= rows; ++i) context.progress(i, rows);
               return {};
             }});
  const auto id = ask("shop.rows");
  auto options = quick();
  options.progress_every = milliseconds(100);
  options.poll = std::chrono::hours(1);
  const auto writes = db.stats().writes;
  Workers workers(db, kinds, options);
  workers.start();
  ASSERT_TRUE(eventually([&] { return half.load(); }));
  EXPECT_TRUE(eventually([&] { return job(id).progress == Progress{rows / 2, rows, "Se leen los renglones."}; }));
  std::this_thread::sleep_for(milliseconds(50));
  const auto moved = db.stats().writes;
  EXPECT_LE(moved - writes, 6);  // taken, and a few times progress
  std::this_thread::sleep_for(milliseconds(400));
  EXPECT_EQ(db.stats().writes, moved);  // nothing while nothing moves
  go = true;
  EXPECT_TRUE(reaches(id, State::done));
  EXPECT_EQ(job(id).progress.done, rows);
}

TEST_F(JobWorkers, ProlongTheLeaseOfALongJobAndLoseThatOfOneThatIsLate) {
  std::atomic<bool> go{false};
  const auto wait = [&](Context&) -> Done {
    while (!go) std::this_thread::sleep_for(milliseconds(5));
    return {};
  };
  kinds.add({"shop.long", wait});
  kinds.add({"shop.late", wait, {.time_limit = seconds(1)}});
  const auto lasting = ask("shop.long");
  const auto late = ask("shop.late");
  auto options = quick();
  options.lease = milliseconds(600);
  Workers workers(db, kinds, options);
  workers.start();
  ASSERT_TRUE(reaches(lasting, State::running));
  ASSERT_TRUE(reaches(late, State::running));
  std::this_thread::sleep_for(milliseconds(1500));
  // The stopped clock goes by less than a lease at a time, and the keeper prolongs in between.
  for (int i = 0; i < 4; ++i) {
    pass(milliseconds(400));
    std::this_thread::sleep_for(milliseconds(400));
  }
  EXPECT_EQ(job(lasting).attempt, 1);
  EXPECT_GE(job(late).attempt, 1);
  EXPECT_FALSE(job(late).error.empty());  // its lease ended, and was found so
  go = true;
  EXPECT_TRUE(reaches(lasting, State::done));
}

TEST_F(JobWorkers, UndoTheEffectsOfAHandlerWhoseLeaseWasLost) {
  std::atomic<bool> go{false};
  std::atomic<int> calls{0};
  kinds.add({"shop.slow", [&](Context& context) -> Done {
               if (++calls == 1)
                 while (!go) std::this_thread::sleep_for(milliseconds(5));
               return effect(context);
             }});
  const auto id = ask("shop.slow");
  auto options = quick();
  options.lease = std::chrono::hours(1);  // this one does not prolong it in time
  Workers frozen(db, kinds, options);
  frozen.start();
  ASSERT_TRUE(eventually([&] { return calls == 1; }));
  pass(std::chrono::hours(2));
  EXPECT_TRUE(reaches(id, State::done));  // found expired, taken again by another thread
  go = true;
  frozen.stop();
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(effects(), 1);
  EXPECT_EQ(number("SELECT attempt FROM effects"), 2);
}

TEST_F(JobWorkers, OfTwoServersAskForAPeriodOnce) {
  kinds.add({"shop.hourly", effect, {}, Period::every(std::chrono::minutes(60))});
  auto other = server();
  Workers here(db, kinds, quick());
  Workers there(other, kinds, quick());
  here.start();
  there.start();
  for (int hour = 1; hour <= 5; ++hour) {
    EXPECT_TRUE(eventually([&] { return effects() == hour; }));
    pass(std::chrono::hours(1));
    std::this_thread::sleep_for(milliseconds(60));
  }
  EXPECT_TRUE(eventually([&] { return effects() == 6; }));
  std::this_thread::sleep_for(milliseconds(100));
  here.stop();
  there.stop();
  EXPECT_EQ(effects(), 6);
  EXPECT_EQ(number("SELECT count(*) FROM jobs"), 6);
}

}  // namespace
}  // namespace alianza::jobs
