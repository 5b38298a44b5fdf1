#include "platform/jobs/rules.h"

#include <algorithm>
#include <array>

#include "platform/base/words.h"

namespace alianza::jobs {
namespace {

using std::chrono::microseconds;

constexpr std::array<std::string_view, 6> states{"waiting", "running", "done", "dead", "cancelled", "dismissed"};

}  // namespace

std::string_view to_text(State state) { return word_of(states, state); }
bool from_text(std::string_view text, State& state) { return read_word(states, text, state); }

microseconds back_off(const Policy& policy, std::int64_t failures, double chance) {
  microseconds whole = policy.back_off;
  for (std::int64_t i = 1; i < failures && whole < policy.back_off_most; ++i) whole *= 2;
  whole = std::min<microseconds>(whole, policy.back_off_most);
  const auto half = static_cast<double>(whole.count()) / 2;
  return microseconds(static_cast<std::int64_t>(half + half * std::clamp(chance, 0.0, 1.0)));
}

Verdict judge(Ending ending, Cancel cancel, const Policy& policy, std::int64_t tries, double chance) {
  if (cancel == Cancel::asked) return {State::cancelled};
  if (ending == Ending::given_back) return {State::waiting, microseconds(0), 1};
  if (ending == Ending::hopeless || tries >= policy.attempts) return {State::dead};
  // Who was lost has waited for the end of its lease already.
  return {State::waiting, ending == Ending::lost ? microseconds(0) : back_off(policy, tries, chance)};
}

Ending ending_of(Fault fault) {
  switch (fault) {
    case Fault::unavailable:
    case Fault::unsure:
    case Fault::conflict:
    case Fault::too_many: return Ending::failed;
    default: return Ending::hopeless;
  }
}

bool allowed(Act act, State state) {
  switch (act) {
    case Act::cancel: return state == State::waiting || state == State::running;
    case Act::retry:
    case Act::dismiss: return state == State::dead;
  }
  return false;
}

Period Period::every(std::chrono::minutes minutes) {
  ENSURE(minutes.count() > 0);
  return Period(minutes);
}

Period Period::daily(int minute_of_day, Zone zone) {
  ENSURE(minute_of_day >= 0 && minute_of_day < 24 * 60);
  return Period(Daily{minute_of_day, zone});
}

Instant Period::begin(Instant at) const {
  if (const auto* minutes = std::get_if<std::chrono::minutes>(&rule_)) {
    const auto since = at.point().time_since_epoch();
    return Instant(Instant::Point(since - since % microseconds(*minutes)));
  }
  const auto& daily = std::get<Daily>(rule_);
  const Date today = daily.zone.date_of(at);
  const Instant now = daily.on(today);
  return now <= at ? now : daily.on(today.plus_days(-1));
}

Instant Period::next(Instant at) const {
  if (const auto* minutes = std::get_if<std::chrono::minutes>(&rule_)) return begin(at) + *minutes;
  const auto& daily = std::get<Daily>(rule_);
  const Date today = daily.zone.date_of(at);
  const Instant now = daily.on(today);
  return now > at ? now : daily.on(today.plus_days(1));
}

}  // namespace alianza::jobs
