#include <thread>

#include "platform/audit/tests/trail.h"

namespace alianza::audit {
namespace {

class Sequencing : public Trail {
 protected:
  AgencyReport report(std::int64_t agency) {
    const auto whole = verify(db).value();
    for (const auto& found : whole.agencies)
      if (found.agency_id == agency) return found;
    return {};
  }
};

TEST_F(Sequencing, EachAgencyHasItsOwnChain) {
  act(7, 3);
  act(8, 2);
  act(0, 1);
  const auto done = sequence();
  EXPECT_EQ(done.lines, 6);
  EXPECT_EQ(done.checkpoints, 3);
  EXPECT_EQ(report(7).lines, 3);
  EXPECT_EQ(report(8).lines, 2);
  EXPECT_EQ(report(0).signed_to, 1);
  EXPECT_TRUE(flaws().empty());
}

TEST_F(Sequencing, WithoutNewLinesNothingHappens) {
  act(7, 3);
  sequence();
  const auto again = sequence();
  EXPECT_EQ(again.lines, 0);
  EXPECT_EQ(again.checkpoints, 0);
}

TEST_F(Sequencing, ALineCommittedLateWithASmallerIdIsTakenWhenItIsSeen) {
  act(7, 2);
  sequence();
  run(
      {"INSERT INTO audit_lines (agency_id, id, alliance_id, actor, at, verb, subject_kind, subject_id, request_id, fields) "
       "VALUES (7, 1, 0, 0, '2026-03-02T15:59:00.000000Z', 'thing.change', 'thing', 1, '', '{}')"});
  EXPECT_EQ(report(7).unchained, std::vector<std::int64_t>{1});
  EXPECT_EQ(sequence().lines, 1);
  EXPECT_EQ(report(7).lines, 3);
  EXPECT_TRUE(flaws().empty());
}

TEST_F(Sequencing, MoreThanABatchIsChainedInSeveral) {
  ASSERT_TRUE(db.write([](db::Tx& tx) -> Done {
    for (int i = 0; i < 1201; ++i) record(tx, {.agency_id = 7, .verb = "thing.change", .subject_kind = "thing", .subject_id = 1});
    return {};
  }));
  EXPECT_EQ(sequence().lines, 1201);
  EXPECT_TRUE(flaws().empty());
  EXPECT_EQ(report(7).signed_to, 1201);
}

TEST_F(Sequencing, TheTailIsNamedUntilItIsChained) {
  act(7, 2);
  const auto waiting = report(7);
  EXPECT_EQ(waiting.unchained_count, 2);
  EXPECT_EQ(waiting.unchained_last, waiting.unchained.back());
  EXPECT_EQ(waiting.lines, 0);
  sequence();
  EXPECT_EQ(report(7).unchained_count, 0);
  EXPECT_EQ(report(7).unchained_last, 0);
}

TEST_F(Sequencing, TheThreadChainsWithinASecondAndSignsWhenItStops) {
  Sequencer sequencer(db, key, {.every = std::chrono::milliseconds(50)});
  sequencer.start();
  act(7, 3);
  for (int i = 0; i < 100 && report(7).lines < 3; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_EQ(report(7).lines, 3);
  sequencer.stop();
  EXPECT_EQ(report(7).signed_to, 3);
  EXPECT_TRUE(flaws().empty());
}

TEST_F(Sequencing, WhatAnotherProcessHoldsIsLeftToItUntilItsLeaseEnds) {
  act(7, 1);
  sequence();
  run({"UPDATE audit_chains SET holder = 'another', held_until = '2026-03-02T16:00:05.000000Z' WHERE agency_id = 7"});
  act(7, 1);
  EXPECT_EQ(sequence().lines, 0);
  scratch.clock().advance(std::chrono::seconds(6));
  EXPECT_EQ(sequence().lines, 1);
}

TEST_F(Sequencing, TwoSequencersAndManyWritersGiveOneGoodChain) {
  Sequencer one(db, key, {.every = std::chrono::milliseconds(5)});
  Sequencer two(db, key, {.every = std::chrono::milliseconds(5)});
  one.start();
  two.start();
  std::vector<std::thread> writers;
  for (int t = 0; t < 3; ++t) writers.emplace_back([this] { act(7, 40); });
  for (auto& writer : writers) writer.join();
  one.stop();
  two.stop();
  scratch.clock().advance(std::chrono::seconds(20));
  sequence();
  EXPECT_EQ(report(7).lines, 120);
  EXPECT_TRUE(flaws().empty());
}

}  // namespace
}  // namespace alianza::audit
