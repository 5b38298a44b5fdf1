#pragma once
// The rules of jobs, without database or threads: what may be done in which state, what becomes of an attempt that ended
// badly, how long to wait, when a period begins.
#include <chrono>
#include <variant>

#include "platform/base/result.h"
#include "platform/jobs/job.h"

namespace alianza::jobs {

/// How jobs of one kind are treated.
struct Policy {
  int attempts = 5;                   // the last failure makes it dead
  std::chrono::seconds back_off{30};  // before the second attempt; doubles with each failure
  std::chrono::seconds back_off_most{6 * 3600};
  std::chrono::seconds time_limit{600};  // of one attempt: then it is asked to stop and its lease ends
  int at_once = 2;                       // in one server
  int priority = 100;                    // smaller goes first when workers are few
};

/// How an attempt ended that did not do its work.
enum class Ending : std::uint8_t {
  failed,     // the handler said so, or threw: another try may help
  hopeless,   // the handler said so: another try gives the same
  lost,       // its lease ran out: the server died, or was cut off
  given_back  // its server stops in good order
};
enum class Cancel : std::uint8_t { not_asked, asked };

/// What becomes of it.
struct Verdict {
  State state = State::waiting;
  std::chrono::microseconds wait{0};  // waiting: from now
  int forgiven = 0;                   // 1: this attempt does not count
};
/// `tries`: attempts that count, with this one. `chance`, from 0 to 1, decides the jitter.
Verdict judge(Ending ending, Cancel cancel, const Policy& policy, std::int64_t tries, double chance);

/// After that many failures: back_off, doubled with each, at most back_off_most; of that at least half, the rest by chance, so
/// that what failed together does not come back together.
std::chrono::microseconds back_off(const Policy& policy, std::int64_t failures, double chance);

/// failed for what may pass (unavailable, unsure, conflict, too_many), hopeless for the rest.
Ending ending_of(Fault fault);

/// What people may do to a job.
enum class Act : std::uint8_t { cancel, retry, dismiss };
bool allowed(Act act, State state);

/// When a periodic kind comes round.
class Period {
 public:
  /// Every so many minutes, counted from midnight UTC when they divide the day.
  static Period every(std::chrono::minutes minutes);
  /// Once a day at that civil time ("03:30" is 3 * 60 + 30) of the zone.
  static Period daily(int minute_of_day, Zone zone = Zone());

  /// The start of the period in which `at` lies.
  Instant begin(Instant at) const;
  /// The start of the one after.
  Instant next(Instant at) const;

 private:
  struct Daily {
    int minute_of_day;
    Zone zone;
    Instant on(Date day) const { return zone.instant_of({day, minute_of_day}); }
  };
  explicit Period(std::variant<std::chrono::minutes, Daily> rule) : rule_(rule) {}
  std::variant<std::chrono::minutes, Daily> rule_;
};

}  // namespace alianza::jobs
