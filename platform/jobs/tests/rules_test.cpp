#include "platform/jobs/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace alianza::jobs {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr Policy three{.attempts = 3, .back_off = seconds(10), .back_off_most = seconds(60)};

TEST(JobRules, WhatBecomesOfAnAttemptThatEndedBadly) {
  struct Row {
    Ending ending;
    Cancel cancel;
    int tries;
    State state;
    seconds wait;
    int forgiven;
  };
  constexpr auto no = Cancel::not_asked;
  constexpr auto yes = Cancel::asked;
  const Row table[] = {
      {Ending::failed, no, 1, State::waiting, seconds(10), 0},
      {Ending::failed, no, 2, State::waiting, seconds(20), 0},
      {Ending::failed, no, 3, State::dead, seconds(0), 0},
      {Ending::failed, yes, 1, State::cancelled, seconds(0), 0},
      {Ending::failed, yes, 3, State::cancelled, seconds(0), 0},
      {Ending::hopeless, no, 1, State::dead, seconds(0), 0},
      {Ending::hopeless, yes, 1, State::cancelled, seconds(0), 0},
      {Ending::lost, no, 1, State::waiting, seconds(0), 0},
      {Ending::lost, no, 3, State::dead, seconds(0), 0},
      {Ending::lost, yes, 1, State::cancelled, seconds(0), 0},
      {Ending::given_back, no, 1, State::waiting, seconds(0), 1},
      {Ending::given_back, no, 3, State::waiting, seconds(0), 1},
      {Ending::given_back, yes, 1, State::cancelled, seconds(0), 0},
  };
  for (const auto& row : table) {
    const auto verdict = judge(row.ending, row.cancel, three, row.tries, 1.0);
    const auto line = &row - table;
    EXPECT_EQ(verdict.state, row.state) << "row " << line;
    EXPECT_EQ(verdict.wait, row.wait) << "row " << line;
    EXPECT_EQ(verdict.forgiven, row.forgiven) << "row " << line;
  }
}

TEST(JobRules, WhatPeopleMayDoInWhichState) {
  struct Row {
    State state;
    bool cancel, retry, dismiss;
  };
  constexpr Row table[] = {{State::waiting, true, false, false},    {State::running, true, false, false},
                           {State::done, false, false, false},      {State::dead, false, true, true},
                           {State::cancelled, false, false, false}, {State::dismissed, false, false, false}};
  for (const auto& row : table) {
    EXPECT_EQ(allowed(Act::cancel, row.state), row.cancel) << to_text(row.state);
    EXPECT_EQ(allowed(Act::retry, row.state), row.retry) << to_text(row.state);
    EXPECT_EQ(allowed(Act::dismiss, row.state), row.dismiss) << to_text(row.state);
  }
}

TEST(JobRules, OnlyWhatMayPassIsTriedAgain) {
  for (const auto fault : {Fault::unavailable, Fault::unsure, Fault::conflict, Fault::too_many})
    EXPECT_EQ(ending_of(fault), Ending::failed);
  for (const auto fault :
       {Fault::invalid, Fault::unauthenticated, Fault::forbidden, Fault::not_found, Fault::gone, Fault::too_large})
    EXPECT_EQ(ending_of(fault), Ending::hopeless);
}

TEST(JobRules, BackOffDoublesUpToItsMostAndHalfOfItIsChance) {
  const int whole[] = {10, 20, 40, 60, 60};
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(back_off(three, i + 1, 1.0), seconds(whole[i]));
    EXPECT_EQ(back_off(three, i + 1, 0.0), seconds(whole[i]) / 2);
  }
  EXPECT_EQ(back_off(three, 1'000'000'000, 1.0), seconds(60));
}

RC_GTEST_PROP(JobRules, BackOffNeverLeavesItsBounds, ()) {
  const Policy policy{.back_off = seconds(*rc::gen::inRange(0, 100'000)),
                      .back_off_most = seconds(*rc::gen::inRange(0, 1'000'000))};
  const auto failures = *rc::gen::inRange<std::int64_t>(1, 200);
  const auto wait = back_off(policy, failures, *rc::gen::inRange(0, 1000) / 1000.0);
  RC_ASSERT(wait.count() >= 0);
  RC_ASSERT(wait <= policy.back_off_most);
  RC_ASSERT(wait * 2 >= std::min(policy.back_off, policy.back_off_most));
}

Instant at(const char* text) { return *Instant::parse(text); }

TEST(Periods, BeginAtWholeStepsOfTheClock) {
  const auto quarter = Period::every(minutes(15));
  EXPECT_EQ(quarter.begin(at("2026-03-02T16:14:59.999999Z")), at("2026-03-02T16:00:00.000000Z"));
  EXPECT_EQ(quarter.begin(at("2026-03-02T16:15:00.000000Z")), at("2026-03-02T16:15:00.000000Z"));
  EXPECT_EQ(quarter.next(at("2026-03-02T16:15:00.000000Z")), at("2026-03-02T16:30:00.000000Z"));
}

TEST(Periods, OfADayBeginAtTheCivilTimeOfTheirZone) {
  const auto daily = Period::daily(3 * 60 + 30);
  EXPECT_EQ(daily.begin(at("2026-03-02T09:29:59.000000Z")), at("2026-03-01T09:30:00.000000Z"));
  EXPECT_EQ(daily.begin(at("2026-03-02T09:30:00.000000Z")), at("2026-03-02T09:30:00.000000Z"));
  EXPECT_EQ(daily.next(at("2026-03-02T09:30:00.000000Z")), at("2026-03-03T09:30:00.000000Z"));
  EXPECT_EQ(daily.next(at("2026-03-02T09:29:59.000000Z")), at("2026-03-02T09:30:00.000000Z"));
  // Madrid springs forward at 02:00 on 2026-03-29: that day's 02:30 does not exist and moves on by the gap.
  const auto madrid = Period::daily(2 * 60 + 30, *Zone::parse("Europe/Madrid"));
  EXPECT_EQ(madrid.begin(at("2026-03-29T12:00:00.000000Z")), at("2026-03-29T01:30:00.000000Z"));
  EXPECT_EQ(madrid.next(at("2026-03-29T12:00:00.000000Z")), at("2026-03-30T00:30:00.000000Z"));
}

RC_GTEST_PROP(Periods, FollowEachOtherWithoutGaps, ()) {
  const auto period = *rc::gen::arbitrary<bool>() ? Period::every(minutes(*rc::gen::inRange(1, 2000)))
                                                  : Period::daily(*rc::gen::inRange(0, 1440), *Zone::parse("Europe/Madrid"));
  const auto now = at("2026-01-01T00:00:00.000000Z") + std::chrono::seconds(*rc::gen::inRange(0, 366 * 86400));
  const auto begin = period.begin(now);
  const auto next = period.next(now);
  RC_ASSERT(begin <= now && now < next);
  RC_ASSERT(period.begin(begin) == begin);
  RC_ASSERT(period.begin(next) == next);
  RC_ASSERT(period.next(begin) == next);
}

}  // namespace
}  // namespace alianza::jobs
