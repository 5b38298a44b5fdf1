// One thread, the stopped clock: what becomes of jobs.
#include "platform/jobs/running.h"
#include "platform/jobs/tests/shop.h"

namespace alianza::jobs {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

Error passing() { return {Fault::unavailable, _("El servidor de correo no responde."), {}}; }

class Jobs : public Shop {
 protected:
  Jobs() {
    kinds.add({"shop.effect", effect});
    kinds.add({"shop.fail",
               [this](Context&) -> Done { return ++calls, fail(passing()); },
               {.attempts = 3, .back_off = seconds(10), .back_off_most = seconds(15)}});
  }
  int calls = 0;
};

TEST_F(Jobs, ExistOnlyIfTheTransactionThatAskedWasCommitted) {
  JobId refused;
  EXPECT_FALSE(db.write([&](db::Tx& tx) -> Done {
    refused = enqueue(tx, {.kind = "shop.effect"});
    return fail(Error::forbidden());
  }));
  EXPECT_EQ(number("SELECT count(*) FROM jobs"), 0);
  const auto id = ask({.kind = "shop.effect", .payload_json = R"({"a":1})", .agency_id = 7, .alliance_id = 8, .account_id = 9});
  const auto found = job(id);
  EXPECT_EQ(found.state, State::waiting);
  EXPECT_EQ(found.payload_json, R"({"a":1})");
  EXPECT_EQ(found.agency_id, 7);
  EXPECT_EQ(found.alliance_id, 8);
  EXPECT_EQ(found.account_id, 9);
  EXPECT_EQ(found.created_at, scratch.clock().now());
}

TEST_F(Jobs, RunOnceAndAreDone) {
  const auto id = ask("shop.effect");
  EXPECT_EQ(run_all(), 1);
  EXPECT_EQ(run_all(), 0);
  EXPECT_EQ(state(id), State::done);
  EXPECT_EQ(effects(), 1);
  EXPECT_EQ(job(id).finished_at, scratch.clock().now());
}

TEST_F(Jobs, OfALaterTimeWaitForIt) {
  const auto id = ask({.kind = "shop.effect", .run_at = scratch.clock().now() + hours(1)});
  EXPECT_EQ(run_all(), 0);
  pass(hours(1));
  EXPECT_EQ(run_all(), 1);
  EXPECT_EQ(state(id), State::done);
}

TEST_F(Jobs, OfAKindThisProgramDoesNotKnowAreLeftAlone) {
  const auto id = ask("newer.kind");
  EXPECT_EQ(run_all(), 0);
  EXPECT_EQ(state(id), State::waiting);
}

TEST_F(Jobs, ThatFailAreTriedAgainLaterAndLaterAndThenAreDead) {
  const auto id = ask("shop.fail");
  const seconds most[] = {seconds(10), seconds(15)};
  for (const auto longest : most) {
    EXPECT_EQ(run_all(), 1);
    const auto wait = job(id).run_at - scratch.clock().now();
    EXPECT_GE(wait, longest / 2);
    EXPECT_LE(wait, longest);
    EXPECT_EQ(run_all(), 0);
    pass(longest);
  }
  EXPECT_EQ(run_all(), 1);
  EXPECT_EQ(state(id), State::dead);
  EXPECT_EQ(job(id).error, "El servidor de correo no responde.");
  pass(hours(24));
  EXPECT_EQ(run_all(), 0);
  EXPECT_EQ(calls, 3);
}

TEST_F(Jobs, ThatAreDeadCanBeRetriedWithAllAttemptsOrDismissed) {
  const auto id = ask("shop.fail");
  for (int i = 0; i < 3; ++i, pass(seconds(20))) EXPECT_EQ(run_all(), 1);
  ASSERT_EQ(state(id), State::dead);
  ASSERT_TRUE(act(retry, id));
  EXPECT_EQ(job(id).tries(), 0);
  for (int i = 0; i < 3; ++i, pass(seconds(20))) EXPECT_EQ(run_all(), 1);
  ASSERT_EQ(state(id), State::dead);
  EXPECT_EQ(job(id).attempt, 6);
  ASSERT_TRUE(act(dismiss, id));
  EXPECT_EQ(state(id), State::dismissed);
  EXPECT_EQ(act(retry, id).error().fault, Fault::conflict);
  EXPECT_EQ(act(cancel, id).error().fault, Fault::conflict);
  EXPECT_EQ(act(dismiss, JobId(5)).error().fault, Fault::not_found);
}

TEST_F(Jobs, ThatCannotSucceedDieAtOnce) {
  kinds.add({"shop.hopeless", [](Context&) -> Done { return fail(Error::not_found()); }});
  const auto id = ask("shop.hopeless");
  EXPECT_EQ(run_all(), 1);
  EXPECT_EQ(state(id), State::dead);
}

TEST_F(Jobs, KeepOfAFailureNoValuesOfPersons) {
  kinds.add({"shop.tell",
             [](Context&) -> Done { return fail(Error::invalid(_("No se encontró a {1}.").arg("clara@altozano.example"))); }});
  kinds.add({"shop.throw", [](Context&) -> Done { throw std::runtime_error("clara@altozano.example"); }});
  const auto told = ask("shop.tell");
  const auto thrown = ask("shop.throw");
  EXPECT_EQ(run_all(), 2);
  for (const auto id : {told, thrown}) {
    const auto found = job(id);
    EXPECT_FALSE(found.error.empty());
    EXPECT_EQ((found.error + found.error_detail).find("clara"), std::string::npos);
  }
  EXPECT_EQ(state(thrown), State::waiting);
  EXPECT_NE(job(thrown).error_detail, "");
}

TEST_F(Jobs, WithTheSameKeyWaitOnlyOnceAndAtTheEarlierTime) {
  const auto now = scratch.clock().now();
  const auto first = ask({.kind = "shop.effect", .run_at = now + hours(2), .unique_key = "alliance-8"});
  EXPECT_EQ(ask({.kind = "shop.effect", .run_at = now + hours(1), .unique_key = "alliance-8"}), first);
  EXPECT_EQ(job(first).run_at, now + hours(1));
  EXPECT_EQ(ask({.kind = "shop.effect", .run_at = now + hours(3), .unique_key = "alliance-8"}), first);
  EXPECT_EQ(job(first).run_at, now + hours(1));
  EXPECT_NE(ask({.kind = "shop.fail", .run_at = now + hours(3), .unique_key = "alliance-8"}), first);
  EXPECT_NE(ask({.kind = "shop.effect", .run_at = now + hours(3), .unique_key = "alliance-9"}), first);
  pass(hours(1));
  EXPECT_EQ(run_all(), 1);
  EXPECT_NE(ask({.kind = "shop.effect", .unique_key = "alliance-8"}), first);
}

TEST_F(Jobs, ThatWaitAgainWhileAnotherWaitsWithTheirKeyBothRun) {
  JobId second;
  kinds.add({"shop.again",
             [&](Context& context) -> Done {
               if (context.job().attempt > 1 || second) return effect(context);
               second = ask({.kind = "shop.again", .unique_key = "k"});
               return fail(passing());
             },
             {.back_off = seconds(1)}});
  const auto first = ask({.kind = "shop.again", .unique_key = "k"});
  run_all();
  EXPECT_NE(first, second);
  pass(seconds(2));
  run_all();
  EXPECT_EQ(state(first), State::done);
  EXPECT_EQ(state(second), State::done);
}

TEST_F(Jobs, ThatWaitAreCancelledAtOnce) {
  const auto id = ask("shop.effect");
  ASSERT_TRUE(act(cancel, id));
  EXPECT_EQ(state(id), State::cancelled);
  EXPECT_EQ(run_all(), 0);
  EXPECT_EQ(act(cancel, id).error().fault, Fault::conflict);
}

TEST_F(Jobs, WhoseWorkerDiedAreTakenAgainAfterTheirLeaseAndTheAttemptCounts) {
  const auto id = ask("shop.effect");
  ASSERT_TRUE(db.write([&](db::Tx& tx) { return store::claim(tx, {id}, "dead", tx.now() + seconds(30)); }));
  EXPECT_EQ(run_all(), 0);
  pass(seconds(31));
  EXPECT_EQ(run_all(), 1);
  EXPECT_EQ(state(id), State::done);
  EXPECT_EQ(job(id).tries(), 2);
  EXPECT_EQ(effects(), 1);
}

TEST_F(Jobs, WhoseWorkerDiesEveryTimeAreDeadInTheEnd) {
  const auto id = ask("shop.fail");
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(state(id), State::waiting);
    ASSERT_EQ(db.write([&](db::Tx& tx) { return store::claim(tx, {id}, "dies", tx.now() + seconds(30)); })->size(), 1U);
    pass(seconds(31));
    ASSERT_TRUE(recover(db, kinds));
  }
  EXPECT_EQ(state(id), State::dead);
  EXPECT_EQ(calls, 0);
}

TEST_F(Jobs, CanOnlyBeChangedByTheAttemptThatHoldsThem) {
  const auto id = ask("shop.effect");
  const auto claim = [&](const char* worker) {
    const auto taken = db.write([&](db::Tx& tx) { return store::claim(tx, {id}, worker, tx.now() + seconds(30)); });
    return store::Fence{id, taken->at(0).attempt};
  };
  const auto nothing_counts = [&](store::Fence late) {
    ASSERT_TRUE(db.write([&](db::Tx& tx) -> Done {
      EXPECT_EQ(store::finish(tx, late, {}, {}), store::Fenced::out);
      EXPECT_EQ(store::keep_progress(tx, late, {}), store::Fenced::out);
      EXPECT_EQ(store::save(tx, late, "{}", {}), store::Fenced::out);
      EXPECT_EQ(store::end_attempt(tx, late, {}, {}, {}), store::Fenced::out);
      EXPECT_TRUE(store::prolong(tx, {late.id}, "slow", tx.now() + seconds(30)).empty());
      EXPECT_FALSE(store::still_expired(tx, late));
      return {};
    }));
  };
  const auto late = claim("slow");
  pass(seconds(31));
  EXPECT_TRUE(db.read([&](db::Tx& tx) { return store::still_expired(tx, late); }).value());
  ASSERT_TRUE(recover(db, kinds));
  nothing_counts(late);  // it waits
  const auto good = claim("quick");
  nothing_counts(late);  // another one has it
  EXPECT_EQ(db.write([&](db::Tx& tx) { return store::finish(tx, good, {}, {}); }), store::Fenced::held);
  nothing_counts(late);  // it is done
  EXPECT_EQ(state(id), State::done);
}

TEST_F(Jobs, GoOnFromWhatWasSavedAndEachSliceIsDoneOnce) {
  kinds.add({"shop.slices",
             [](Context& context) -> Done {
               const auto& saved = context.job().saved_json;
               for (int slice = saved.empty() ? 0 : std::stoi(saved); slice < 5; ++slice) {
                 TRY(context.db().write([&](db::Tx& tx) -> Done {
                   leave_effect(tx, context);
                   context.progress(slice + 1, 5);
                   context.save(tx, std::to_string(slice + 1));
                   return {};
                 }));
                 if (slice == 2 && context.job().attempt == 1) return fail(passing());
               }
               context.product({.id = 77, .text = "/imports/77"});
               return {};
             },
             {.back_off = seconds(1)}});
  const auto id = ask("shop.slices");
  EXPECT_EQ(run_all(), 1);
  EXPECT_EQ(job(id).progress.done, 3);
  pass(seconds(1));
  EXPECT_EQ(run_all(), 1);
  EXPECT_EQ(state(id), State::done);
  EXPECT_EQ(effects(), 5);
  EXPECT_EQ(job(id).product.id, 77);
  EXPECT_EQ(job(id).product.text, "/imports/77");
}

TEST_F(Jobs, AreListedNewestFirstPageByPage) {
  std::vector<JobId> ids;
  for (int i = 0; i < 5; ++i) {
    ids.push_back(ask({.kind = "shop.effect", .agency_id = 7, .account_id = 9}));
    std::this_thread::sleep_for(std::chrono::milliseconds(2));  // ids of one millisecond have no order
  }
  ask({.kind = "shop.effect", .agency_id = 1, .account_id = 1});
  const auto page = [&](auto list, auto of, Slice slice) {
    std::vector<JobId> out;
    const auto found = db.read([&](db::Tx& tx) { return list(tx, of, slice); });
    for (const auto& one : *found) out.push_back(one.id);
    return out;
  };
  EXPECT_EQ(page(of_account, std::int64_t{9}, {.limit = 2}), (std::vector{ids[4], ids[3]}));
  EXPECT_EQ(page(of_account, std::int64_t{9}, {.before = ids[3], .limit = 9}), (std::vector{ids[2], ids[1], ids[0]}));
  EXPECT_EQ(page(of_agency, std::int64_t{7}, {.limit = 1}), (std::vector{ids[4]}));
  EXPECT_EQ(page(in_state, State::waiting, {}).size(), 6U);
  EXPECT_TRUE(page(in_state, State::dead, {}).empty());
}

TEST_F(Jobs, AreCounted) {
  ask("newer.kind");
  ask({.kind = "newer.kind", .run_at = scratch.clock().now() + hours(5)});
  pass(seconds(90));
  const auto now = db.read([](db::Tx& tx) { return counts(tx); }).value();
  EXPECT_EQ(now.waiting, 2);
  EXPECT_EQ(now.running, 0);
  EXPECT_EQ(now.dead, 0);
  EXPECT_EQ(now.oldest_due, scratch.clock().now() - seconds(90));
}

TEST_F(Jobs, ThatEndedAreForgottenAfterTheirTimeAndTheDeadLater) {
  kinds.add({"shop.hopeless", [](Context&) -> Done { return fail(Error::not_found()); }});
  kinds.add(forgetting({.ended = hours(48), .dead = hours(24 * 10)}));
  const auto kept = ask("newer.kind");
  const auto done = ask("shop.effect");
  const auto dead = ask("shop.hopeless");
  run_all();
  const auto is_there = [&](JobId id) { return db.read([&](db::Tx& tx) { return find(tx, id).has_value(); }).value(); };
  pass(hours(47));
  run_all();
  EXPECT_TRUE(is_there(done));
  pass(hours(24));
  run_all();
  EXPECT_FALSE(is_there(done));
  EXPECT_TRUE(is_there(dead));
  pass(hours(24 * 10));
  run_all();
  EXPECT_FALSE(is_there(dead));
  EXPECT_TRUE(is_there(kept));
}

TEST_F(Jobs, OfAPeriodAreAskedForOnceWhateverTheNumberOfServers) {
  kinds.add({"shop.hourly", effect, {}, Period::every(std::chrono::minutes(60))});
  auto other = db::Database::open({.url = scratch.url(), .clock = &scratch.clock()}).value();
  for (int hour = 0; hour < 5; ++hour, pass(hours(1)))
    for (int round = 0; round < 3; ++round) {
      EXPECT_TRUE(run_due(db, kinds));
      EXPECT_TRUE(run_due(other, kinds));
    }
  EXPECT_EQ(effects(), 5);
  pass(hours(100));  // nobody was there: one, not a hundred
  run_all();
  EXPECT_EQ(effects(), 6);
}

}  // namespace
}  // namespace alianza::jobs
