#include "platform/jobs/workers.h"

#include <pthread.h>

#include <condition_variable>
#include <deque>
#include <random>
#include <thread>

#include "platform/jobs/bell.h"
#include "platform/jobs/keeper.h"
#include "platform/log/log.h"

namespace alianza::jobs {

using Steady = std::chrono::steady_clock;

struct Workers::State {
  State(db::Database database, const Kinds& kinds, WorkersOptions wanted)
      : db(std::move(database)), options(std::move(wanted)), keeper(db, kinds, options) {}

  struct Place {
    std::thread thread;
    bool empty = true;  // no thread, or one that does nothing any more
  };

  // What the keeper has to do; under the lock.
  enum class Call { freed, rung, ending };

  void call(Call what) {
    {
      const std::lock_guard lock(mutex);
      if (what == Call::rung) rung = true;
      if (what == Call::freed) look = true;
      if (what == Call::ending) ending = true;
    }
    keeper_wake.notify_all();
  }

  void keep() {
    auto next_poll = Steady::now();
    auto next_beat = Steady::now() + options.lease / 3;
    std::unique_lock lock(mutex);
    while (!gone) {
      keeper_wake.wait_until(lock, soonest(next_poll, next_beat), [&] { return gone || rung || (look && !ending); });
      const bool asked = std::exchange(rung, false);
      bool wants = std::exchange(look, false) || asked;
      lock.unlock();
      const auto now = Steady::now();
      const bool poll = now >= next_poll;
      if (poll) next_poll = now + jittered(options.poll);
      if (now >= next_beat) {
        next_beat = now + options.lease / 3;
        attempt([&] { return keeper.beat(hands.all()); });
      }
      if (rest_at && (wants || hands.count() > 0)) rest_at = now + 2 * options.linger;
      if (rest_at && now >= *rest_at) rest();
      round(asked || poll ? Ears::open : Ears::closed, poll ? Broom::yes : Broom::no);
      if (wants || poll) fill();
      lock.lock();
    }
  }

  void rest() {
    rest_at.reset();
    attempt([&]() -> Done {
      options.at_rest();
      return {};
    });
  }

  enum class Ears { closed, open };
  enum class Broom { no, yes };

  void round(Ears ears, Broom broom) {
    const auto held = hands.all();
    if (!held.empty()) {
      if (ears == Ears::open) attempt([&] { return keeper.listen(held); });
      attempt([&] { return keeper.keep_progress(held); });
    }
    if (broom == Broom::yes) attempt([&] { return keeper.tidy(); });
  }

  /// Progress is looked at while somebody works; else the keeper sleeps until the next poll.
  Steady::time_point soonest(Steady::time_point poll, Steady::time_point beat) const {
    auto next = std::min(poll, rest_at.value_or(poll));
    if (hands.count() > 0) next = std::min({next, beat, Steady::now() + options.progress_every});
    return next;
  }

  std::chrono::milliseconds jittered(std::chrono::milliseconds time) {
    return time +
           std::chrono::milliseconds(std::uniform_int_distribution<std::int64_t>(-time.count() / 8, time.count() / 8)(random));
  }

  /// Gives every free thread a job, if there is one.
  void fill() {
    for (bool again = true; again;) {
      again = false;
      const auto room = options.threads - hands.count();
      {
        const std::lock_guard lock(mutex);
        staff();  // for a job whose thread could not begin
        if (ending || room <= 0) return;
      }
      attempt([&]() -> Done {
        const auto taken = TRY(keeper.take(hands, room));
        for (const auto& job : taken.jobs) hand_out(job);
        again = taken.others_took_some;
        return {};
      });
    }
  }

  void hand_out(const std::shared_ptr<Running>& job) {
    hands.add(job);
    if (options.at_rest) rest_at = Steady::now() + 2 * options.linger;
    const std::lock_guard lock(mutex);
    if (ending) job->ask_to_stop(Stop::shutdown);
    ready.push_back(job);
    worker_wake.notify_one();
    staff();
  }

  /// Under the lock: begins a thread when fewer wait than there are jobs for them. Where all have a job one is about to be free,
  /// and looks at what is ready before it waits.
  void staff() {
    if (ending || waiting >= ready.size()) return;
    const auto free = std::find_if(places.begin(), places.end(), [](const Place& place) { return place.empty; });
    if (free == places.end()) return;
    if (free->thread.joinable()) free->thread.join();  // it needs the lock no more
    free->thread = std::thread([this, &place = *free] { work(place); });
    free->empty = false;
  }

  /// A failure (database busy or away) is told once in a row and tried again at the next round.
  void attempt(const std::function<Done()>& work) {
    bool good = false;
    try {
      good = work().has_value();
    } catch (...) {
      if (!failing) log::error("jobs failed", {{"cause", log::describe_current_exception()}});
    }
    if (!good && !failing) log::warning("jobs wait for the database");
    failing = !good;
  }

  void work(Place& place) {
    pthread_setname_np(pthread_self(), "job");
    std::unique_lock lock(mutex);
    for (;;) {
      ++waiting;
      worker_wake.wait_for(lock, options.linger, [&] { return ending || !ready.empty(); });
      --waiting;
      if (ready.empty()) {
        place.empty = true;
        return;
      }
      const auto job = std::move(ready.front());
      ready.pop_front();
      lock.unlock();
      run(db, *job);
      hands.remove(*job);
      call(Call::freed);
      lock.lock();
    }
  }

  db::Database db;
  WorkersOptions options;
  Hands hands;
  Keeper keeper;
  std::minstd_rand random{std::random_device{}()};  // of the keeper
  bool failing = false;                             // of the keeper
  std::optional<Steady::time_point> rest_at;        // of the keeper
  std::mutex mutex;                                 // of what follows
  std::condition_variable keeper_wake;
  std::condition_variable worker_wake;
  std::deque<std::shared_ptr<Running>> ready;
  bool look = false;
  bool rung = false;
  bool ending = false;
  bool gone = false;        // the workers have ended, the keeper may too
  std::size_t waiting = 0;  // threads without a job
  std::vector<Place> places;
  std::thread keeper_thread;
  std::optional<BellListener> listener;
};

Workers::Workers(const db::Database& db, const Kinds& kinds, WorkersOptions options)
    : state_(std::make_unique<State>(db, kinds, std::move(options))) {}

Workers::~Workers() { stop(); }

void Workers::start() {
  auto& s = *state_;
  ENSURE(!s.keeper_thread.joinable());
  s.ending = s.gone = false;
  s.listener.emplace([&s] { s.call(State::Call::rung); });
  s.places = std::vector<State::Place>(static_cast<std::size_t>(s.options.threads));
  s.keeper_thread = std::thread([&s] { s.keep(); });
}

void Workers::stop() {
  auto& s = *state_;
  if (!s.keeper_thread.joinable()) return;
  s.listener.reset();
  s.call(State::Call::ending);  // from now on the keeper tells those it hands out itself
  for (const auto& running : s.hands.all()) running->ask_to_stop(Stop::shutdown);
  s.worker_wake.notify_all();
  for (auto& place : s.places)
    if (place.thread.joinable()) place.thread.join();
  {
    const std::lock_guard lock(s.mutex);
    s.gone = true;
  }
  s.keeper_wake.notify_all();
  s.keeper_thread.join();
  for (const auto& job : s.ready) run(s.db, *job);  // taken when no thread was left for it: given back, its handler is not called
  s.ready.clear();
}

Result<int> run_due(const db::Database& db, const Kinds& kinds) {
  WorkersOptions options;
  options.lease = std::chrono::hours(1);  // nobody prolongs it meanwhile
  Keeper keeper(db, kinds, options);
  const Hands nobody;
  int attempts = 0;
  TRY(keeper.tidy());
  for (;;) {
    const auto taken = TRY(keeper.take(nobody, 1));
    if (taken.jobs.empty() && !taken.others_took_some) return attempts;
    for (const auto& job : taken.jobs) {
      run(db, *job);
      ++attempts;
    }
  }
}

}  // namespace alianza::jobs
