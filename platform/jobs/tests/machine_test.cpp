// Random interleavings of everything that can happen to jobs, against what must hold whatever the order.
#include <rapidcheck.h>

#include <map>

#include "platform/jobs/running.h"
#include "platform/jobs/tests/shop.h"

namespace alianza::jobs {
namespace {

using std::chrono::seconds;

constexpr Policy machine_policy{.attempts = 3, .back_off = seconds(4), .back_off_most = seconds(16)};
constexpr auto lease = seconds(10);

/// A server that may die, sleep or wake up late: it keeps the fences it once held and tries to use them.
struct Machine {
  std::vector<db::Migration> steps = shop_migrations();
  test::Scratch scratch{steps};
  db::Database& db = scratch.db();
  Kinds kinds;
  std::vector<JobId> ids;
  std::vector<store::Fence> fences;      // every attempt ever handed out
  std::map<std::int64_t, int> finished;  // by job: how often a finish was accepted
  std::map<std::int64_t, Job> last;

  Machine() {
    kinds.add({"shop.thing", [](Context&) -> Done { return {}; }, machine_policy});
  }

  template <class F>
  auto write(F&& body) {
    return db.write(std::forward<F>(body)).value();
  }
  void start_anew() {
    ids.clear();
    fences.clear();
    finished.clear();
    last.clear();
    write([](db::Tx& tx) { return tx.exec("DELETE FROM jobs"); });
  }

  JobId any_job() { return ids.at(*rc::gen::inRange<std::size_t>(0, ids.size())); }
  store::Fence any_fence() { return fences.at(*rc::gen::inRange<std::size_t>(0, fences.size())); }

  void ask() {
    std::optional<std::string> key;
    if (*rc::gen::inRange(0, 2) == 0) key = std::to_string(*rc::gen::inRange(0, 2));
    const auto id = write([&](db::Tx& tx) { return enqueue(tx, {.kind = "shop.thing", .unique_key = key}); });
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  }

  void claim() {
    const auto limit = *rc::gen::inRange(1, 4);
    const auto taken =
        write([&](db::Tx& tx) { return store::claim(tx, store::due(tx, "shop.thing", limit), "w", tx.now() + lease); });
    for (const auto& job : taken) fences.push_back({job.id, job.attempt});
  }

  void finish() {
    if (fences.empty()) return;
    const auto fence = any_fence();
    if (write([&](db::Tx& tx) { return store::finish(tx, fence, {}, {}); }) == store::Fenced::out) return;
    ++finished[fence.id.value()];
    RC_ASSERT(db.read([&](db::Tx& tx) { return find(tx, fence.id)->attempt; }) == fence.attempt);
  }

  void end_badly() {
    if (fences.empty()) return;
    const auto fence = any_fence();
    const auto ending = *rc::gen::element(Ending::failed, Ending::hopeless, Ending::given_back);
    write([&](db::Tx& tx) -> Result<int> {
      const auto job = store::held(tx, fence);
      if (!job) return 0;
      const auto verdict =
          judge(ending, job->cancel_asked ? Cancel::asked : Cancel::not_asked, machine_policy, job->tries(), 0.5);
      store::end_attempt(tx, fence, verdict, {}, {});
      return 1;
    });
  }

  void people(Done (*what)(db::Tx&, JobId)) {
    if (ids.empty()) return;
    const auto id = any_job();
    static_cast<void>(db.write([&](db::Tx& tx) { return what(tx, id); }));
  }

  void step() {
    switch (*rc::gen::inRange(0, 10)) {
      case 0:
      case 1: return ask();
      case 2:
      case 3: return claim();
      case 4:
      case 5: return finish();
      case 6: return end_badly();
      case 7: return people(*rc::gen::element(&cancel, &retry, &dismiss));
      case 8: return scratch.clock().advance(seconds(*rc::gen::inRange(1, 25)));
      default: RC_ASSERT(recover(db, kinds).has_value());
    }
  }

  void check() {
    for (const auto id : ids) {
      const auto now = *db.read([&](db::Tx& tx) { return *find(tx, id); });
      const auto before = last.contains(id.value()) ? last[id.value()] : now;
      RC_ASSERT(now.attempt >= before.attempt);
      RC_ASSERT(now.tries() >= 0 && now.tries() <= machine_policy.attempts);
      RC_ASSERT(now.ended() == now.finished_at.has_value());
      const bool was_final = before.state == State::done || before.state == State::cancelled || before.state == State::dismissed;
      RC_ASSERT(!was_final || now.state == before.state);
      if (before.state == State::dead)
        RC_ASSERT(now.state == State::dead || now.state == State::waiting || now.state == State::dismissed);
      RC_ASSERT((finished[id.value()] == 1) == (now.state == State::done));
      last[id.value()] = now;
    }
    const auto doubled = db.read([](db::Tx& tx) {
      return *tx.one<std::int64_t>(
          "SELECT count(*) FROM (SELECT unique_key FROM jobs WHERE state = 'waiting' AND unique_key IS NOT NULL "
          "GROUP BY kind, unique_key HAVING count(*) > 1) doubled");
    });
    RC_ASSERT(*doubled == 0);
  }
};

TEST(JobMachine, HoldsWhateverTheOrder) {
  Machine machine;  // one database for all runs: a new one takes longer than a run
  EXPECT_TRUE(rc::check([&] {
    machine.start_anew();
    const int steps = *rc::gen::inRange(1, 60);
    for (int i = 0; i < steps; ++i) {
      machine.step();
      machine.check();
    }
  }));
}

}  // namespace
}  // namespace alianza::jobs
