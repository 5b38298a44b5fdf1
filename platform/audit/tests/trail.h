#pragma once
// What the tests of the trail share.
#include <gtest/gtest.h>

#include "migrations/audit.h"
#include "platform/audit/audit.h"
#include "platform/audit/sequencer.h"
#include "platform/audit/verify.h"
#include "platform/db/testing.h"

namespace alianza::audit {

class Trail : public testing::Test {
 protected:
  test::Scratch scratch{migrations::audit()};
  db::Database& db = scratch.db();
  SigningKey key = SigningKey::generate();

  /// `count` lines of an agency, each in its own transaction.
  void act(std::int64_t agency, int count) {
    for (int i = 0; i < count; ++i)
      write({.agency_id = agency,
             .actor = 5,
             .verb = "thing.change",
             .subject_kind = "thing",
             .subject_id = i + 1,
             .fields = Fields().change("size", i, i + 1)});
  }

  void write(const Line& line) {
    ASSERT_TRUE(db.write([&](db::Tx& tx) -> Done {
      record(tx, line);
      return {};
    }));
  }

  void run(const std::vector<const char*>& statements) {
    for (const auto* sql : statements)
      ASSERT_TRUE(db.write([&](db::Tx& tx) -> Done {
        EXPECT_GT(tx.exec(sql), 0) << sql;
        return {};
      }));
  }

  Sequenced sequence() { return sequence_now(db, key).value(); }

  /// What the flaws are, of every agency, in order.
  std::vector<std::string> flaws(const std::vector<std::string>& trusted = {}) {
    std::vector<std::string> out;
    const auto report = verify(db, trusted).value();
    for (const auto& agency : report.agencies)
      for (const auto& flaw : agency.flaws) out.push_back(flaw.what);
    EXPECT_EQ(report.ok(), out.empty());
    return out;
  }
};

}  // namespace alianza::audit
